"""A small parent that has imported everything and forks a child for each life, so that fifty lives are affordable."""

import gc
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 60.0


class Nursery:
    """The test's side: one life at a time, each a real process that can be killed."""

    def __init__(self, log: Path) -> None:
        self._log = log
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.kill.nursery"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
            )
        assert self._process.stdin and self._process.stdout
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self.pid = 0

    def bear(
        self, folder: Path, demo_port: int, *, threads: bool = False, is_last: bool = False, only_search: bool = False
    ) -> int:
        """Start a life; its process id."""
        how = {"threads": threads, "is_last": is_last, "only_search": only_search}
        self._say({"folder": str(folder), "demo_port": demo_port, **how})
        self.pid = int(self._hear(LONGEST_S)["pid"])
        return self.pid

    def ended(self, seconds: float) -> int | None:
        """The exit status of the life, negative for a signal, as soon as it has ended; None where it goes on."""
        ready, _, _ = select.select([self._answers], [], [], max(seconds, 0))
        return int(self._hear(LONGEST_S)["exit"]) if ready else None

    def kill(self) -> int:
        """SIGKILL the life that is running, wait until it is gone; its exit status."""
        self._say({"kill": self.pid})
        status = self.ended(LONGEST_S)
        assert status is not None, "a killed process did not end"
        return status

    def close(self) -> None:
        self._orders.close()
        self._process.wait(LONGEST_S)
        self._answers.close()

    def words(self) -> str:
        """What the lives wrote on standard error."""
        return self._log.read_text(errors="replace")

    def _say(self, command: dict[str, Any]) -> None:
        self._orders.write(json.dumps(command).encode() + b"\n")

    def _hear(self, seconds: float) -> dict[str, Any]:
        ready, _, _ = select.select([self._answers], [], [], seconds)
        line = self._answers.readline() if ready else b""
        assert line, f"the nursery is silent: {self.words()}"
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def nursery(log: Path) -> Iterator[Nursery]:
    one = Nursery(log)
    try:
        yield one
    finally:
        one.close()


def _main() -> None:
    from agents.discovery import browser  # noqa: F401
    from demo import inbox, server, trends  # noqa: F401
    from models.embeddings import hashing  # noqa: F401
    from models.language import scripted  # noqa: F401
    from tests.kill import life

    gc.freeze()
    orders = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 (it is open as long as this process)
    for line in orders:
        command = json.loads(line)
        if "kill" in command:  # it ended by itself just before
            continue
        here, there = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(here)
            _be_born(life.open_and_live, command)
        os.close(there)
        _tell({"pid": pid})
        _mind(pid, here, orders)


def _be_born(live: Any, command: dict[str, Any]) -> None:
    """Live in the child, and never return into the parent's code."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    status = 1
    try:
        live(**command)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _mind(pid: int, pipe: int, orders: IO[bytes]) -> None:
    """Wait for the end of a life, which closes its end of the pipe; kill it when told, or when nobody is left."""
    while True:
        ready, _, _ = select.select([pipe, orders.fileno()], [], [])
        if pipe in ready:
            break
        told = orders.readline()
        os.kill(pid, signal.SIGKILL)
        if not told:
            os.waitpid(pid, 0)
            sys.exit(0)
    os.close(pipe)
    _tell({"exit": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])})


def _tell(answer: dict[str, Any]) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    _main()
