"""The doctor finds what is missing, wrong or old, and says how to mend it."""

from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from sqlalchemy import text

from graph import doctor, machine, preferences
from graph.app import App
from graph.machine import Finding, Health
from graph.preferences import Sending, Smtp
from storage.errors import Auth
from storage.records import Sender
from tests.parts import WHO, Desk, RecordingChannel


def findings(app: App) -> dict[str, Finding]:
    return {finding.name: finding for finding in doctor.examine(app)}


def test_a_healthy_installation_has_a_whole_database_and_audit_trail(app: App) -> None:
    found = findings(app)
    for name in ("Python", "data folder", "database", "audit trail", "sender", "sending"):
        assert found[name].health == Health.OK, found[name]


def test_a_changed_audit_entry_is_found_and_named(desk: Desk) -> None:
    desk.start()
    with desk.app.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET actor = 'nobody' WHERE id = 2"))
    finding = findings(desk.app)["audit trail"]
    assert (finding.health, finding.seen) == (Health.BROKEN, "entry 2 was changed, removed or put in later")


def test_a_missing_model_folder_is_found_with_the_way_to_mend_it(app: App, tmp_path: Path) -> None:
    settings = app.settings.model_copy(update={"writer_folder": tmp_path / "nowhere"})
    finding = findings(replace(app, settings=settings))["model for draft"]
    assert finding.health == Health.BROKEN
    assert "nowhere" in finding.seen


def test_a_schema_of_another_version_is_found(app: App) -> None:
    with app.engine.begin() as connection:
        connection.execute(text("ALTER TABLE leads ADD COLUMN odd INTEGER"))
    finding = findings(app)["database"]
    assert finding.health == Health.BROKEN and "schema" in finding.seen


def test_an_old_and_a_missing_package_are_found(app: App, tmp_path: Path) -> None:
    version = metadata.version("sqlalchemy")
    listed = tmp_path / "requirements.txt"
    listed.write_text(f"# ours\nsqlalchemy>={version}\nnumpy>=999\nno-such-package==1\nold; python_version < '3'\n")
    (finding,) = machine.packages(listed)
    assert finding.health == Health.BROKEN
    assert "numpy" in finding.seen and "no-such-package is missing" in finding.seen
    assert "sqlalchemy" not in finding.seen and "old" not in finding.seen
    assert finding.mend == "Run: pip install -r requirements.txt"


def test_a_data_folder_that_cannot_be_written_is_found(app: App, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = app.settings.model_copy(update={"data_folder": tmp_path / "file"})
    assert findings(replace(app, settings=settings))["data folder"].health == Health.BROKEN


def test_an_unfinished_sender_and_a_pause_are_pointed_out(app: App) -> None:
    preferences.set_sender(app, Sender(name="Ann"), WHO)
    preferences.pause(app, True, WHO)
    found = findings(app)
    assert found["sender"].seen == "missing: company, e-mail address, postal address"
    assert (found["sending"].health, found["sending"].seen) == (Health.WARNING, "paused")


class Refusing(RecordingChannel):
    def check(self) -> None:
        raise Auth("The server refused the password.", todo="Type it again.")


@pytest.mark.parametrize(("channel", "health"), [(Refusing(), Health.BROKEN), (RecordingChannel(), Health.OK)])
def test_a_live_mail_server_is_tried(make_app: Callable[..., App], channel: RecordingChannel, health: Health) -> None:
    app = make_app(channel=lambda app, via: channel)
    preferences.set_smtp(app, Smtp("127.0.0.1", 25, security="none"), WHO)
    preferences.set_sending(app, Sending(live=True), WHO)
    assert findings(app)["sending"].health == health


def test_a_check_that_fails_is_itself_a_finding(app: App) -> None:
    with app.engine.begin() as connection:
        connection.execute(text("DROP TABLE audit"))
    found = findings(app)
    assert found["audit"].health == Health.BROKEN
    assert found["database"].health == Health.BROKEN
