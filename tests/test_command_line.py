"""The command line, as a process: the whole job without a browser, on the real models."""

import csv
import json
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from agents.email import mime

ROOT = Path(__file__).resolve().parents[1]
MUNICH = ROOT.parent / "shared" / "data" / "munich-businesses.geojson"


class Terminal:
    """Runs commands on one data folder."""

    def __init__(self, folder: Path, **env: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        self._env = {**os.environ, "HANDPICKED_DATA_FOLDER": str(folder), "HANDPICKED_DEMO_PORT": port, **env}

    def run(self, *arguments: str, expect: int = 0) -> str:
        command = [sys.executable, "handpicked.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self._env, capture_output=True, text=True, timeout=240)
        assert done.returncode == expect, done.stderr
        return done.stdout if expect == 0 else done.stdout + done.stderr

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
def quick(tmp_path: Path) -> Terminal:
    """With instant stand-ins for the models."""
    return Terminal(tmp_path, HANDPICKED_SCRIPTED_MODELS="1")


def test_one_command_does_the_whole_job_from_an_empty_data_folder(terminal: Terminal, tmp_path: Path) -> None:
    told = terminal.json("run", "--demo", "--pick", "20", "--approve")
    stages = told["stages"]
    assert stages["find"]["found"] >= 400
    assert stages["find"]["scored"] == stages["find"]["found"]
    assert (stages["write"]["picked"], stages["write"]["drafted"]) == (20, 40)
    assert stages["approve"]["approved"] + len(stages["approve"]["left"]) == 40
    assert told["deliveries"] == {"sent": stages["approve"]["approved"]}
    files = list((tmp_path / "outbox").iterdir())
    assert len(files) == stages["approve"]["approved"] >= 38
    letters = [mime.text_of(file.read_bytes()) for file in files if file.suffix == ".eml"]
    assert all("{" not in subject + text and "Demo Street 1" in text for subject, _, text in letters)
    assert max(Counter(recipient for _, recipient, _ in letters).values()) == 1


def test_munich_imports_whole_its_twelve_sure_duplicates_merge_and_a_second_import_adds_nothing(
    terminal: Terminal,
) -> None:
    first = terminal.json("import", str(MUNICH))
    assert (first["rows"], first["created"], first["leads"]) == (3849, 3849, {"to pick": 3837})
    assert (first["unchanged"], first["duplicates"], first["failed"]) == (0, 0, 0)
    second = terminal.json("import", str(MUNICH))
    assert (second["rows"], second["created"], second["imported_before"]) == (3849, 3849, True)
    assert second["campaign"] == first["campaign"]
    assert len(terminal.json("status")) == 1


def test_a_list_is_imported_scored_and_exported_without_live_formulas(quick: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text('name,email,city\n"=1+1",a@b.example,Ulm\nCafé Blau,c@d.example,Ulm\n', encoding="utf-8")
    assert quick.json("import", str(table))["created"] == 2
    quick.run("export", "0", str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["Name"].lstrip("'"): row for row in csv.DictReader(file)}
    assert rows["=1+1"]["Name"].startswith("'")
    assert float(rows["Café Blau"]["Score"]) > 0
    assert "reachable" in rows["Café Blau"]["Why this score"]
    some = quick.json("export", "1", str(tmp_path / "out.xlsx"), "--filter", "name.is.Café-Blau", "--columns", "name")
    assert some["rows"] == 1


def test_what_cannot_be_used_is_named_in_one_sentence(quick: Terminal, tmp_path: Path) -> None:
    assert "There is no file" in quick.run("import", str(tmp_path / "nothing.csv"), expect=1)
    assert "place is empty" in quick.run("run", expect=1)
    assert "no campaign 7" in quick.run("resume", "7", expect=1)
    assert "no campaign to export" in quick.run("export", "0", "x.csv", expect=1)


def test_approving_needs_a_number_to_pick(quick: Terminal) -> None:
    assert "Say how many: --pick 20" in quick.run("run", "--demo", "--approve", expect=1)


def test_an_export_that_cannot_be_written_leaves_nothing_behind(quick: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name\nCafé Blau\n", encoding="utf-8")
    quick.run("import", str(table))
    assert "cannot be written" in quick.run("export", "0", str(tmp_path / "nowhere" / "x.csv"), expect=1)
    (tmp_path / "taken.csv").mkdir()
    assert "cannot be written" in quick.run("export", "0", str(tmp_path / "taken.csv"), expect=1)
    assert "Leads cannot be exported" in quick.run("export", "0", str(tmp_path / "x.exe"), expect=1)
    assert not list(tmp_path.glob(".*.part"))


def test_a_model_that_fails_later_does_not_take_the_report_of_the_others_with_it(
    quick: Terminal, tmp_path: Path
) -> None:
    said = quick.run("evaluate", "models", "--model", "starter", "--model", "local:none", "--count", "9", expect=1)
    assert "“local:none” is not there" in said
    assert re.search(r"Report of what was finished: \S+\.html", said)
    assert list(json.loads((tmp_path / "reports" / "models-latest.json").read_text())) == ["starter"]


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    said = Terminal(tmp_path, HANDPICKED_UNDO_SECONDS="soon").run("status", expect=1)
    assert "The setting HANDPICKED_UNDO_SECONDS cannot be used" in said
    assert "Traceback" not in said


def test_a_missing_package_is_named_with_the_command_that_mends_it() -> None:
    hide = "import sys; sys.modules['sqlalchemy'] = None; sys.argv = ['handpicked.py', 'doctor']; import handpicked"
    done = subprocess.run([sys.executable, "-c", hide], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "the package sqlalchemy is missing" in done.stderr


def test_the_doctor_still_speaks_where_the_data_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "handpicked.db").write_bytes(b"this is no database" * 100)
    findings = json.loads(Terminal(tmp_path).run("doctor", "--json", expect=1).partition("\n")[0])
    assert [finding["health"] for finding in findings if finding["name"] == "start"] == ["broken"]
    assert "Python" in [finding["name"] for finding in findings]


def test_the_status_of_a_fresh_machine_says_what_to_do(quick: Terminal) -> None:
    assert "run --demo" in quick.run("status")
    assert quick.json("status") == []


def test_the_doctor_says_how_to_mend_what_is_broken(tmp_path: Path) -> None:
    healthy = {finding["name"]: finding for finding in Terminal(tmp_path).json("doctor")}
    assert healthy["audit trail"]["health"] == "ok"
    assert healthy["model for draft"]["health"] == "ok"
    ill = Terminal(tmp_path, HANDPICKED_WRITER_FOLDER=str(tmp_path / "nowhere"))
    assert "nowhere is missing" in ill.run("doctor", expect=1)
