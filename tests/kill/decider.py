"""A process that decides on every lead in a child of its own, and kills that child ever later, until one lives."""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from graph import bootstrap, decisions
from graph.app import App
from storage.decisions import Everyone
from tests.kill.life import settings

WHO = "the person"
STEPS = 100
"""After so many steps of SQLite's own machine it is asked whether the time has come."""


def attempts(folder: str, verb: str, campaign_id: int, token: int) -> None:
    """Tell on standard output, a line for each attempt, when it was killed and what the database says then."""
    late = 1
    while True:
        pid = os.fork()
        if pid == 0:
            _attempt(folder, late, lambda app: _do(app, verb, campaign_id, token))
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(json.dumps({"late": late, "exit": status, **_seen(folder, campaign_id)}), flush=True)
        if status != -signal.SIGKILL:
            return
        late = late * 2


def _do(app: App, verb: str, campaign_id: int, token: int) -> None:
    if verb == "undo":
        decisions.undo(app, token, WHO)
    else:
        decisions.select(app, Everyone(campaign_id), WHO)


def _attempt(folder: str, late: int, work: Callable[[App], None]) -> None:
    left = late

    def tick() -> int:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    status = 1
    try:
        app = bootstrap.open_app(settings(Path(folder), 0))

        @event.listens_for(app.engine, "begin")
        def watch(connection: Any) -> None:
            connection.connection.dbapi_connection.set_progress_handler(tick, STEPS)

        work(app)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _seen(folder: str, campaign_id: int) -> dict[str, Any]:
    app = bootstrap.open_app(settings(Path(folder), 0))
    with app.read() as work:
        made = work.decisions.latest(campaign_id)
        found = {
            "statuses": {str(status): count for status, count in work.table.counts(campaign_id).items()},
            "decisions": [(one.verb, one.moved, one.undone) for one in made],
            "entries": [entry.action for entry in work.audit.page() if entry.noun == "candidate"],
            "broken": work.audit.first_broken(),
        }
    app.engine.dispose()
    return found


if __name__ == "__main__":
    attempts(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
