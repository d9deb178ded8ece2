"""How much memory this machine has to spare, and how much a process took, as the system tells it."""

import os
import sys
from pathlib import Path


def free_memory() -> int | None:
    """Bytes that can be had without swapping, a container's limit included; None where the system does not say."""
    machine = _linux_free(Path("/proc/meminfo")) if sys.platform.startswith("linux") else _pages("SC_AVPHYS_PAGES")
    container = _container_free(Path("/sys/fs/cgroup"))
    known = [amount for amount in (machine, container) if amount is not None]
    return min(known) if known else None


def most_used() -> int:
    """The most bytes of memory that this process has held so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows has none
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _linux_free(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _container_free(group: Path) -> int | None:
    try:
        most = (group / "memory.max").read_text(encoding="ascii").strip()
        held = int((group / "memory.current").read_text(encoding="ascii"))
        # What the kernel keeps of files it gives back before it refuses memory.
        stat = dict(line.split() for line in (group / "memory.stat").read_text(encoding="ascii").splitlines())
        return max(0, int(most) - held + int(stat.get("inactive_file", 0)))
    except (OSError, ValueError):
        return None


def _pages(name: str) -> int | None:
    if not hasattr(os, "sysconf") or name not in os.sysconf_names:
        return None
    return os.sysconf(name) * os.sysconf("SC_PAGE_SIZE")
