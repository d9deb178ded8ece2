"""Who holds a lease or a claim, and whether that process still lives."""

import os
import socket
from functools import lru_cache

import psutil

from storage.records import Job, now

CLOCK_SECONDS = 5.0


@lru_cache(maxsize=1)
def this_process() -> str:
    """This process as the holder of a lease."""
    return owner_of(os.getpid())


def owner_of(pid: int) -> str:
    """Who holds a lease: host, process, and when the process began, so that a reused number is told apart."""
    return f"{socket.gethostname()}|{pid}|{psutil.Process(pid).create_time():.2f}"


def is_gone(job: Job) -> bool:
    """Whether a running job's owner died, or let its lease run out."""
    return is_dead(job.owner) or job.lease_until is None or job.lease_until < now()


def is_here(owner: str) -> bool:
    """Whether ``owner`` is a process of this machine."""
    return owner.partition("|")[0] == socket.gethostname()


def is_dead(owner: str) -> bool:
    """Whether ``owner`` was a process of this machine that is no more; of another machine nothing is known.

    Where the system's clock is set anew, a process seems to have begun at another moment; so much is allowed for.
    """
    if not is_here(owner):
        return False
    try:
        _, pid, began = owner.split("|")
        if int(pid) == os.getpid():
            return owner != this_process()
        process = psutil.Process(int(pid))
        is_ended = process.status() == psutil.STATUS_ZOMBIE  # killed, and its parent has not asked yet
        return is_ended or abs(process.create_time() - float(began)) > CLOCK_SECONDS
    except (psutil.Error, ValueError):
        return True
