"""The models judged on briefs that none of ours was trained on: written as the app writes, measured, and reported."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from agents import chat_writer, writer
from agents.evaluation import figures, held_out, page
from agents.evaluation.figures import Report, Text
from agents.evaluation.held_out import HeldOut
from graph import assessment, models, prompts
from graph.app import App
from graph.written import Recorder, Written
from models.language.base import LanguageModel, Task
from models.language.measure import Measured, measure
from models.language.pieces import Piece, WritingBrief
from models.language.starter_brief import Kind
from storage.errors import BadInput, StorageFailed
from storage.records import LANGUAGES, now

__all__ = ["CAMPAIGN", "Report", "chosen", "evaluate", "folder", "keep", "latest", "lines"]

log = logging.getLogger("handpicked.evaluation")

CAMPAIGN = 200
"""Drafts to different leads by which openings and likeness are judged, in each language."""

LATEST = "models-latest.json"
_TONE_OF_CAMPAIGN = "friendly"
_TEXTS = 63
"""Texts that the page shows."""

Progress: TypeAlias = Callable[[str, int, int], None]
Measure: TypeAlias = Callable[[Path], Measured]


def chosen(app: App) -> str:
    """The key of the model that drafts."""
    return models.chosen(app)[Task.DRAFT]


def folder(app: App) -> Path:
    """Where reports lie."""
    return app.settings.data_folder / "reports"


def latest(app: App) -> Mapping[str, Report]:
    """By the model's key, its last report without its texts; none where nothing was measured or can be read."""
    return _read(folder(app) / LATEST)


def evaluate(
    app: App,
    key: str,
    count: int | None = None,
    on_progress: Progress = lambda stage, done, total: None,
    by: Measure | None = measure,
) -> Report:
    """Let a model write for ``count`` held-out briefs, all where None, and for one campaign in each language; measure.

    ``on_progress`` gets what is being done, how much of it is done, and the whole. ``by`` measures load time and
    memory in a fresh process; None leaves them out. Raises BadConfig or NotFound where the model cannot be used,
    BadInput for a ``count`` below one, and what the model raises.
    """
    if count is not None and count < 1:
        raise BadInput("At least one brief is needed.", todo="Leave --count out for all of them.")
    asked = held_out.read()[:count]
    recorder = Recorder(models.model_of(app, key, Task.DRAFT))
    versions, again = [one for one in asked if not one.is_rewrite], [one for one in asked if one.is_rewrite]
    written = _write(app, recorder, Task.DRAFT, versions, "drafts", on_progress)
    written += _write(app, recorder, Task.REWRITE, again, "rewrites", on_progress)
    campaigns: dict[str, list[Written]] = {}
    for language in LANGUAGES:
        leads = one_campaign(held_out.read(), language)[: count and max(1, count // len(LANGUAGES))]
        stage = f"one campaign in {LANGUAGES[language]}"
        campaigns[language] = _write(app, recorder, Task.DRAFT, leads, stage, on_progress)
    on_progress("measures", 0, 1)
    found = assessment.of_all(app.embedder, written, campaigns, recorder)
    if by is not None and not app.settings.scripted_models:
        found += assessment.of_load(models.choice(app, key).path, by)
    on_progress("measures", 1, 1)
    version = next((one.piece.prompt_version for one in written), "")
    return Report(
        key, recorder.name, now(), len(asked), version, {figure.key: figure for figure in found}, texts_of(written)
    )


def one_campaign(briefs: Sequence[HeldOut], language: str) -> list[HeldOut]:
    """The first e-mails of one campaign: one offer, sender and tone, each to another lead of the held-out briefs."""
    leads = [one.brief for one in briefs if one.brief.language == language][:CAMPAIGN]
    ours = {slot: leads[0].facts[slot] for slot in ("offer", "sender", "sender_company")}
    return [HeldOut(_to(lead, {**lead.facts, **ours}, number)) for number, lead in enumerate(leads)]


def keep(app: App, reports: Sequence[Report], out: Path | None = None) -> Path:
    """Write the page and the JSON of this day, and take the figures into those that the settings screen shows.

    Each file is whole or not there. Returns where the page lies. Raises StorageFailed where it cannot be written.
    """
    place = out or folder(app)
    named = f"models-{now():%Y-%m-%d-%H%M%S}"
    new = {report.key: report.as_json() for report in reports}
    html = place / f"{named}.html"
    try:
        _put(html, page.render(reports))
        _put(place / f"{named}.json", _json(new))
        kept = {key: report.as_json() for key, report in latest(app).items()}
        _put(folder(app) / LATEST, _json({**kept, **new}))
    except OSError as error:
        raise StorageFailed(f"{place} cannot be written: {error.strerror}.", todo="Choose another place.") from error
    return html


def lines(report: Report) -> list[str]:
    """The figures in words, one a line, for a terminal."""
    told = []
    for figure in report.figures.values():
        asked = f" (asked: {page.target(figure)}: {page.verdict(figure) or 'unknown'})" if figure.target else ""
        told.append(f"  {figure.label}: {page.shown(figure.value, figure.unit)}{asked}")
    return told


def texts_of(written: Sequence[Written]) -> tuple[Text, ...]:
    """The first texts of a run, whatever they are like."""
    return tuple(_text(one) for one in (*written[: _TEXTS // 3 * 2], *written[::-1][: _TEXTS // 3]))


def _text(one: Written) -> Text:
    brief = one.held.brief
    comment = f", “{brief.comment}”" if brief.comment else ""
    asked = (
        f"{brief.language} {brief.kind.replace('_', ' ')}, {brief.tone}, {brief.sector}, seed {one.piece.seed}{comment}"
    )
    return Text(asked, one.piece.subject, one.piece.body, one.piece.problem)


def _to(lead: WritingBrief, facts: Mapping[str, str], seed: int) -> WritingBrief:
    return replace(
        lead, kind=str(Kind.FIRST), tone=_TONE_OF_CAMPAIGN, facts=facts, seed=seed, about="none", comment="",
        before_subject="", before_body="",
    )  # fmt: skip


def _write(
    app: App, model: LanguageModel, task: Task, asked: Sequence[HeldOut], stage: str, on_progress: Progress
) -> list[Written]:
    """One text a brief by the agent that the app would give it to, see ``graph.writing``."""
    if not asked:
        return []
    briefs = [one.brief for one in asked]
    on_progress(stage, 0, len(briefs))

    def report(done: int) -> None:
        on_progress(stage, done, len(briefs))

    pieces: list[Piece]
    if model.dialect == "starter":
        pieces = writer.write(model, briefs, report)
    else:
        known = models.languages(app)
        pieces = chat_writer.write(model, prompts.current(app, task), briefs, report, languages=known)
    return [Written(one, piece) for one, piece in zip(asked, pieces, strict=True)]


def _read(path: Path) -> dict[str, Report]:
    if not path.is_file():
        return {}
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        return {key: figures.of_json(key, values) for key, values in said.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("The report %s cannot be read (%s); evaluate the models again.", path.name, error)
        return {}


def _put(path: Path, text: str) -> None:
    """Write a file so that it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
