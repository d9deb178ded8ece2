"""The doctor: what is missing, wrong or old on this machine, and how to mend it."""

import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from graph import models, preferences
from graph.app import App
from graph.settings import ROOT
from storage import database
from storage.errors import HandpickedError

WAL_RESET_FIXED = (3, 51, 3)
FREE_BYTES = 500 * 2**20


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


def examine(app: App) -> list[Finding]:
    """Look at everything; a check that fails unexpectedly is itself a finding."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found += check(app)
        except HandpickedError as error:
            found.append(Finding(check.__name__.strip("_"), Health.BROKEN, error.what, error.todo))
        except Exception as error:
            found.append(Finding(check.__name__.strip("_"), Health.BROKEN, f"{type(error).__name__}: {error}"))
    return found


def _python(app: App) -> Iterator[Finding]:
    is_old = sys.version_info < (3, 11)
    mend = "Install Python 3.11 or newer." if is_old else ""
    yield Finding("Python", Health.BROKEN if is_old else Health.OK, platform.python_version(), mend)


def _packages(app: App) -> Iterator[Finding]:
    yield from packages(ROOT / "requirements.txt")


def packages(path: Path) -> Iterator[Finding]:
    """Each line of a requirements file against what is installed."""
    mend = "Run: pip install -r requirements.txt"
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


def _data_folder(app: App) -> Iterator[Finding]:
    folder = app.settings.data_folder
    probe = folder / ".probe"
    try:
        probe.write_text("probe")
        probe.unlink()
    except OSError as error:
        yield Finding(
            "data folder", Health.BROKEN, f"{folder}: {error.strerror}", "Make it writable, or choose another."
        )
        return
    free = shutil.disk_usage(folder).free
    is_tight = free < FREE_BYTES
    mend = "Free some disk space." if is_tight else ""
    health = Health.WARNING if is_tight else Health.OK
    yield Finding("data folder", health, f"{folder}, {free / 2**30:.1f} GB free", mend)


def _database(app: App) -> Iterator[Finding]:
    damage = database.damage(app.engine)
    if damage:
        yield Finding("database", Health.BROKEN, damage, "Restore the data folder from a backup.")
    else:
        yield Finding("database", Health.OK, "whole and up to date")
    if app.engine.dialect.name == "sqlite" and sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        seen = f"SQLite {sqlite3.sqlite_version} can, rarely, damage a file that two programs write at once"
        yield Finding(
            "SQLite", Health.WARNING, seen, "Use a Python with SQLite 3.51.3 or newer; keep backups until then."
        )


def _audit(app: App) -> Iterator[Finding]:
    with app.read() as work:
        broken = work.audit.first_broken()
    if broken is None:
        yield Finding("audit trail", Health.OK, "every entry is as it was written")
    else:
        seen = f"entry {broken} was changed, removed or put in later"
        yield Finding("audit trail", Health.BROKEN, seen, "Compare with a backup; someone wrote past the program.")


def _models(app: App) -> Iterator[Finding]:
    for model in models.installed(app):
        name = f"model for {model.task.lower()}"
        yield Finding(name, Health.BROKEN if model.problem else Health.OK, model.problem or model.name)


def _browser(app: App) -> Iterator[Finding]:
    from agents.discovery.browser import find_browser

    path = find_browser(app.settings.chromium)
    if path:
        yield Finding("browser", Health.OK, path)
    else:
        seen = "no Chromium found; pages that are filled in by script are left out"
        yield Finding("browser", Health.WARNING, seen, "Run: playwright install chromium")


def _sending(app: App) -> Iterator[Finding]:
    with app.read() as work:
        missing, rules = preferences.sender(work).missing(), preferences.sending(work)
    if missing:
        yield Finding("sender", Health.WARNING, f"missing: {', '.join(missing)}", "Fill it in on the Settings screen.")
    else:
        yield Finding("sender", Health.OK, "complete")
    if rules.paused:
        yield Finding("sending", Health.WARNING, "paused", "Switch it on again on the Settings screen.")
    elif rules.live:
        app.channel(app, "smtp").check()
        yield Finding("sending", Health.OK, "live; the mail server answers")
    else:
        yield Finding("sending", Health.OK, f"to the outbox at {app.settings.outbox}")


CHECKS: tuple[Callable[[App], Iterator[Finding]], ...] = (
    _python,
    _packages,
    _data_folder,
    _database,
    _audit,
    _models,
    _browser,
    _sending,
)
