"""The doctor: what is missing, wrong or old on this machine, and how to mend it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator

from graph import machine, models, preferences
from graph.app import App
from graph.machine import Finding, Health
from storage import database
from storage.errors import HandpickedError, NotFound

WAL_RESET_FIXED = (3, 51, 3)
FREE_BYTES = 500 * 2**20


def examine(app: App) -> list[Finding]:
    """Look at everything; a check that fails unexpectedly is itself a finding."""
    found = machine.examine()
    for check in CHECKS:
        try:
            found += check(app)
        except HandpickedError as error:
            found.append(Finding(check.__name__.strip("_"), Health.BROKEN, error.what, error.todo))
        except Exception as error:
            found.append(Finding(check.__name__.strip("_"), Health.BROKEN, f"{type(error).__name__}: {error}"))
    return found


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
    scoring = models.embedding(app)
    yield Finding("model for scoring", Health.BROKEN if scoring.problem else Health.OK, scoring.problem or scoring.name)
    for task in models.WRITING:
        key = models.chosen(app)[task]
        try:
            of = models.choice(app, key)
            problem, name = of.problem, of.name
        except NotFound as error:
            problem, name = str(error), key
        yield Finding(f"model for {task}", Health.BROKEN if problem else Health.OK, problem or name)


def _browser(app: App) -> Iterator[Finding]:
    from agents.discovery.chromium import find_browser

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
    _data_folder,
    _database,
    _audit,
    _models,
    _browser,
    _sending,
)
