"""Python and the packages: what the doctor can say even where nothing else of the program can be imported."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements.txt"


class Health(StrEnum):
    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its health, what was seen, and how to mend it."""

    name: str
    health: Health
    seen: str
    mend: str = ""


def examine() -> list[Finding]:
    """Python's version, and each line of requirements.txt against what is installed."""
    return [_python(), *packages(REQUIREMENTS)]


def _python() -> Finding:
    is_old = sys.version_info < (3, 11)
    mend = "Install Python 3.11 or newer." if is_old else ""
    return Finding("Python", Health.BROKEN if is_old else Health.OK, platform.python_version(), mend)


def packages(path: Path) -> Iterator[Finding]:
    """Each line of a requirements file against what is installed."""
    mend = "Run: pip install -r requirements.txt"
    try:
        from packaging.requirements import Requirement
    except ModuleNotFoundError:
        yield Finding("packages", Health.BROKEN, "packaging is missing, and others may be", mend)
        return
    wrong = []
    lines = path.read_text().splitlines()
    for requirement in (Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()):
        if requirement.marker and not requirement.marker.evaluate():
            continue
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} is {version}, needed is {requirement.specifier}")
    if wrong:
        yield Finding("packages", Health.BROKEN, "; ".join(wrong), mend)
    else:
        yield Finding("packages", Health.OK, "all installed")
