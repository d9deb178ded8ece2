"""The chat models' agent: from a brief and a prompt to a text that was checked, and signed by us."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from models.language import quoting
from models.language.asking import ask_each
from models.language.base import LanguageModel, WriteRequest, Written
from models.language.chat_text import MOST, Text, fault, signed, take
from models.language.pieces import Piece, WritingBrief
from models.language.prompt import Prompt
from models.language.starter_brief import ALWAYS, EMAILS, FACT_SLOTS, Kind
from models.language.starter_text import schema_of
from storage import sectors
from storage.errors import BadInput
from storage.records import LANGUAGES, TONES

TOKENS_A_CHARACTER = 0.6
"""Room for the least compact tokenisers, German compounds and the JSON around a text."""

MOST_BEFORE = 4000
"""Characters of the present text that a rewrite is shown."""


@dataclass
class _Order:
    """One brief on its way: its request, the seed of the latest try, and what came of it."""

    brief: WritingBrief
    system: str = ""
    prompt: str = ""
    seed: int = 0
    text: Text | None = None
    fault: str = ""
    refused: str = ""

    @property
    def is_open(self) -> bool:
        return self.text is None and not self.refused


def write(
    model: LanguageModel,
    prompt: Prompt,
    briefs: Sequence[WritingBrief],
    on_progress: Callable[[int], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    languages: Mapping[str, Collection[str]] | None = None,
    on_done: Callable[[Mapping[int, Piece]], None] = lambda _: None,
) -> list[Piece]:
    """One piece a brief, in order; a broken text is asked for once more with another seed.

    ``languages`` holds, by model name, the codes of the languages that it writes; a model that is not in it is taken to
    write all. ``on_progress`` gets the number of texts done and never goes back. ``on_done`` gets each piece with its
    brief's place as soon as nothing more will be tried for it, so that it can be kept whatever ends the run. After a
    stop, texts that were not finished come back with a problem, and are not done; so do those of a brief that nothing
    can be written from.

    Raises what the model raises, and BadConfig or BadInput where the prompt lacks a variable.
    """
    orders = [_order(model.name, prompt, brief, languages or {}) for brief in briefs]

    def piece(place: int, *, stopped: bool = False) -> Piece:
        return _piece(orders[place], model.name, prompt.name, stopped)

    if refused := {place: piece(place) for place, order in enumerate(orders) if not order.is_open}:
        on_done(refused)
    _ask(model, orders, lambda place: on_done({place: piece(place)}), on_progress, should_stop)
    return [piece(place, stopped=should_stop()) for place in range(len(orders))]


def _ask(
    model: LanguageModel,
    orders: Sequence[_Order],
    on_done: Callable[[int], None],
    on_progress: Callable[[int], None],
    should_stop: Callable[[], bool],
) -> None:
    """Have each open order written; ``on_done`` gets its place."""

    def read(place: int, answer: Written, seed: int) -> bool:
        orders[place].seed = seed
        _settle(orders[place], answer)
        return not orders[place].is_open

    requests = {place: _request(order) for place, order in enumerate(orders) if order.is_open}
    refused = len(orders) - len(requests)
    ask_each(model, requests, read, on_done, lambda done: on_progress(refused + done), should_stop)


def again(
    model: LanguageModel,
    prompt: str,
    seed: int,
    brief: WritingBrief,
    should_stop: Callable[[], bool] = lambda: False,
) -> Piece:
    """The text of one earlier piece's prompt and seed once more. Raises BadInput for a prompt of another kind."""
    try:
        parts = json.loads(prompt)
        order = _Order(brief, str(parts["system"]), str(parts["prompt"]), seed)
    except (ValueError, KeyError, TypeError):
        raise BadInput("This prompt was not made for a chat model.", todo="Ask for a rewrite instead.") from None
    _settle(order, model.write_many([_request(order)], should_stop=should_stop)[0])
    return _piece(order, model.name, "", stopped=should_stop())


def variables_of(brief: WritingBrief) -> dict[str, str]:
    """What a prompt is told of a brief: every value cleaned, and what others wrote fenced as data."""
    known = {slot: brief.facts.get(slot, "") for slot in ("company", "city", *FACT_SLOTS)}
    before = "\n\n".join(part for part in (brief.before_subject.strip(), brief.before_body.strip()) if part)
    ours = {slot: quoting.line(brief.facts.get(slot, "")) for slot in ("offer", "sender", "sender_company")}
    return {
        **ours,
        "kind": brief.kind,
        "tone": brief.tone,
        "language": brief.language,
        "most": str(MOST[Kind(brief.kind)]),
        "sector": sectors.label(brief.sector),
        "role": quoting.line(brief.role, 100),
        "about": brief.about,
        "lead": quoting.listed(known),
        "evidence": quoting.numbered(brief.evidence),
        "comment": quoting.line(brief.comment, 500),
        "before": quoting.fenced(quoting.lines(before, MOST_BEFORE)),
    }


def _order(model: str, prompt: Prompt, brief: WritingBrief, languages: Mapping[str, Collection[str]]) -> _Order:
    if refused := _refusal(model, brief, languages):
        return _Order(brief, seed=brief.seed, refused=refused)
    system, text = prompt.render(**variables_of(brief))
    return _Order(brief, system, text, brief.seed)


def _refusal(model: str, brief: WritingBrief, languages: Mapping[str, Collection[str]]) -> str:
    """Why a brief cannot be written at all, in one sentence, "" where it can."""
    if missing := [slot.replace("_", " ") for slot in ALWAYS if not brief.facts.get(slot, "").strip()]:
        return f"The text cannot be written without the {' and the '.join(missing)}."
    if brief.kind not in tuple(Kind):
        return f"There is no kind of text “{brief.kind}”; choose one of {', '.join(Kind)}."
    if brief.tone not in TONES:
        return f"There is no tone “{brief.tone}”; choose one of {', '.join(TONES)}."
    if brief.language not in LANGUAGES:
        return f"There are no prompts for the language “{brief.language}”; choose {', '.join(LANGUAGES.values())}."
    if brief.language in languages.get(model, (brief.language,)):
        return ""
    able = sorted(name for name, codes in languages.items() if brief.language in codes)
    other = f"{' or '.join(able[:3])} does; choose it" if able else "choose another model"
    return f"{model} does not write {LANGUAGES[brief.language]}; {other} under Settings > Models."


def _request(order: _Order) -> WriteRequest:
    kind = Kind(order.brief.kind)
    room = 100 + int(MOST[kind] * TOKENS_A_CHARACTER)
    return WriteRequest(order.prompt, order.seed, room, order.system, schema_of(kind))


def _settle(order: _Order, answer: Written) -> None:
    if answer.problem or not answer.finished:
        order.fault = answer.problem.rstrip(".") or "it was cut off"
        return
    text = take(answer.text, order.brief)
    order.fault = fault(text, order.brief)
    if text is not None and not order.fault:
        order.text = text


def _piece(order: _Order, model: str, version: str, stopped: bool) -> Piece:
    asked = json.dumps({"system": order.system, "prompt": order.prompt}, ensure_ascii=False)
    if order.text is None:
        tried = f"No usable text came: {order.fault or 'it was cut off'}."
        problem = order.refused or ("Writing was stopped before this text was done." if stopped else tried)
        return Piece("", "", {}, model, asked, version, order.seed, problem)
    brief, text = order.brief, order.text
    body = signed(text.body, brief) if brief.kind in EMAILS else text.body
    whole = f"{text.subject}\n{body}"
    used = {slot: value for slot, value in brief.facts.items() if value and value in whole}
    return Piece(text.subject, body, used, model, asked, version, order.seed)
