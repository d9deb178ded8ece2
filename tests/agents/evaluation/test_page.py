"""The report's figures and page."""

from datetime import UTC, datetime

from agents.evaluation import page
from agents.evaluation.figures import Figure, Report, Text, of_json

FIGURES = {
    "tone": Figure("tone", "Tone", 91.25, "%", 80, parts={"formal": 100.0, "modest": 82.5}),
    "unsupported": Figure("unsupported", "Made up", 1.0, "%", 200, examples=("“<b>x</b>”",)),
    "spelling": Figure("spelling", "Unknown words", None, "per 200 words", note="Install hunspell"),
}
TEXTS = (Text("en first, friendly", "Hi", "<script>alert(1)</script>"),)
REPORT = Report("starter", "The <i>starter", datetime(2026, 1, 2, tzinfo=UTC), 80, "starter-2", FIGURES, TEXTS)


def test_a_figure_is_met_not_met_or_neither() -> None:
    assert [figure.met for figure in FIGURES.values()] == [True, False, None]
    assert Figure("errors", "", None).met is None


def test_the_page_shows_figures_targets_and_texts_and_no_foreign_markup() -> None:
    html = page.render([REPORT])
    for words in ("91.2 %", "at least 90 %", "under 1 %", ">met<", ">not met<", "not measured", "modest 82.5 %"):
        assert words in html
    for markup in ("<script", "<b>x", "<i>starter", "http://", "https://", "src="):
        assert markup not in html


def test_a_report_comes_back_from_json_without_its_texts() -> None:
    back = of_json("starter", REPORT.as_json())
    assert back.figures == FIGURES
    assert (back.name, back.at, back.texts) == (REPORT.name, REPORT.at, ())
    assert REPORT.as_json()["figures"]["unsupported"] == {
        "label": "Made up", "value": 1.0, "unit": "%", "n": 200, "note": "", "parts": {}, "examples": ("“<b>x</b>”",),
        "threshold": 1.0, "direction": "below", "met": False,
    }  # fmt: skip
