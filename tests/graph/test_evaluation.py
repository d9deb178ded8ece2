"""An evaluation from the briefs to the report, with scripted writers."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.evaluation import held_out
from graph import evaluation
from graph.app import App
from models.language.measure import Measured
from models.language.scripted import ScriptedWriter
from storage.errors import BadConfig, BadInput, NotFound

COUNT = 36
ROOT = Path(__file__).resolve().parents[2]


def measured(path: Path) -> Measured:
    return Measured(0.5, 100.0, 3_000_000)


def test_a_model_is_judged_and_its_report_read_again(app: App) -> None:
    told = []
    report = evaluation.evaluate(app, "starter", COUNT, lambda *said: told.append(said), by=measured)
    page = evaluation.keep(app, [report])
    latest = evaluation.latest(app)["starter"]
    assert latest.figures == report.figures
    assert latest.figures["memory"].value == 3.0
    assert latest.figures["schema_valid"].value == 100.0 == latest.figures["usable"].value
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(page.with_suffix(".json").read_text())["starter"]["count"] == COUNT
    assert ("drafts", 0) in {said[:2] for said in told} and told[-1] == ("measures", 1, 1)


def test_broken_answers_lower_the_figures(make_app: Callable[..., App]) -> None:
    app = make_app(writer=ScriptedWriter(spoil=lambda request: "<language:de>" in request.prompt))
    figures = evaluation.evaluate(app, "starter", COUNT, by=None).figures
    assert figures["usable"].value == pytest.approx(200 / 3)
    assert figures["schema_valid"].value is not None and figures["schema_valid"].value < 50
    assert figures["schema_valid"].met is False
    assert "memory" not in figures


def test_a_writer_with_one_opening_is_told_so(app: App) -> None:
    figures = evaluation.evaluate(app, "starter", COUNT, by=None).figures
    assert figures["opening"].met is False
    assert figures["language"].value is not None and figures["language"].value > 90


def test_a_campaign_has_one_offer_and_many_leads() -> None:
    leads = evaluation.one_campaign(held_out.read(), "de")
    assert len(leads) == evaluation.CAMPAIGN
    assert len({one.brief.facts["offer"] for one in leads}) == 1
    assert len({one.brief.facts["company"] for one in leads}) > 50
    assert {(one.brief.kind, one.brief.language) for one in leads} == {("first", "de")}


def test_a_second_model_leaves_the_first_ones_figures(app: App) -> None:
    report = evaluation.evaluate(app, "starter", 18, by=None)
    evaluation.keep(app, [report])
    other = evaluation.Report("local:other", "Other", report.at, 1, "draft-1", {})
    evaluation.keep(app, [other])
    assert set(evaluation.latest(app)) == {"starter", "local:other"}


def test_where_nothing_was_measured_or_the_file_is_broken_there_is_no_report(app: App) -> None:
    assert evaluation.latest(app) == {}
    evaluation.folder(app).mkdir(parents=True)
    (evaluation.folder(app) / "models-latest.json").write_text("{broken", encoding="utf-8")
    assert evaluation.latest(app) == {}


def test_a_model_that_is_not_there_is_named(app: App) -> None:
    with pytest.raises(NotFound, match="local:none"):
        evaluation.evaluate(app, "local:none", 1)
    with pytest.raises(BadInput):
        evaluation.evaluate(app, "starter", 0)


def test_a_model_that_cannot_be_measured_says_why(app: App) -> None:
    def broken(path: Path) -> Measured:
        raise BadConfig("It does not fit.")

    figure = evaluation.evaluate(app, "starter", 18, by=broken).figures["memory"]
    assert (figure.value, figure.note) == (None, "It does not fit.")


def command(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """The command on scripted models, its data in a folder."""
    own = {**os.environ, "HANDPICKED_DATA_FOLDER": str(folder), "HANDPICKED_SCRIPTED_MODELS": "1"}
    asked = [sys.executable, "handpicked.py", "evaluate", "models", *arguments]
    return subprocess.Popen(
        asked,
        cwd=ROOT,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        bufsize=1,
        # Tests that a shell runs in its background would hand on that Ctrl+C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_the_command_tells_how_far_it_is_and_where_the_report_lies(tmp_path: Path) -> None:
    said, told = command(tmp_path / "data", "--count", "18", "--out", str(tmp_path / "out")).communicate(timeout=120)
    page = Path(said.splitlines()[-1].removeprefix("Report: "))
    assert page.parent == tmp_path / "out" and page.is_file()
    assert "Valid by its schema: 100 % (asked: at least 100 %: met)" in said
    assert "drafts " in told and "one campaign in Español" in told
    assert (tmp_path / "data" / "reports" / "models-latest.json").is_file()


def test_ctrl_c_leaves_no_report(tmp_path: Path) -> None:
    with command(tmp_path / "data") as running:
        assert running.stderr is not None
        while "drafts" not in running.stderr.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
    assert not (tmp_path / "data" / "reports").exists()
