"""The writer: from a lead's facts and a person's wish to an e-mail or a post that was checked word for word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.language.base import LanguageModel, WriteRequest, Written
from models.language.starter_brief import ALWAYS, FACTS, PRACTICES, ROLES, SECTOR_SLUGS, SLOTS, Controls, render
from models.language.starter_text import POST_LIMIT, fill, slip, take_apart
from models.language.wishes import Wish, understand
from storage.records import TONES, Channel
from storage.sectors import OTHER

__all__ = ["PROMPT_VERSION", "ROLES", "SLOTS", "TRIES", "Piece", "WritingBrief", "role_of", "wish_of", "write"]

PROMPT_VERSION = "starter-1"
TRIES = 5
LOWEST_RATING = 4.0
"""A rating below this (of 5) is never mentioned: no text may compliment what is no compliment."""

_SEED_STEP = 1_000_003
_ARTICLES = ("A ", "An ", "The ", "Our ")


@dataclass(frozen=True)
class WritingBrief:
    """What one text shall be.

    Args:
        channel: an e-mail or a post.
        tone: one of ``storage.records.TONES``.
        sector: a slug of ``storage.sectors``; an unknown one counts as "other".
        role: who reads it, in the persona's words; brought to one of ``ROLES`` by ``role_of``.
        facts: slot -> value. ``company``, ``city``, ``offer``, ``sender`` and ``sender_company`` must be there;
            ``detail`` ("outdoor seating"), ``rating`` ("4.6"), ``reviews`` ("212") and ``trend`` where known.
            ``offer`` completes "We offer ..." ("a booking system for small practices"). ``trend`` is a main clause
            that can follow "that", without capital letter and full stop ("interest in yoga in Lindental is up by a
            fifth this quarter").
        seed: the same brief, seed and model give the same text.
        comment: a person's wish for a rewrite, see ``wish_of``.
    """

    channel: Channel
    tone: str
    sector: str
    role: str
    facts: Mapping[str, str]
    seed: int
    comment: str = ""


@dataclass(frozen=True)
class Piece:
    """A written text and how it came about. ``used`` holds the slots that stand in it and what was filled in.

    ``model``, ``prompt`` and ``seed`` are those of the try that gave the text, so it can be written again.
    ``problem`` is one sentence where no usable text came; subject and body are then empty.
    """

    subject: str
    body: str
    used: Mapping[str, str]
    model: str
    prompt: str
    prompt_version: str
    seed: int
    problem: str = ""


@dataclass
class _Order:
    """One brief on its way: what is asked in the present try, and what came of it."""

    values: dict[str, str]
    controls: Controls
    seed: int
    piece: Piece | None = None
    fault: str = ""
    refused: str = ""

    @property
    def is_open(self) -> bool:
        return self.piece is None and not self.refused


class _Progress:
    """Reports how many texts are written, never fewer than before although failed ones are written again."""

    def __init__(self, report: Callable[[int], None], total: int) -> None:
        self._report, self._total, self._most = report, total, 0

    def beyond(self, settled: int) -> Callable[[int], None]:
        def report(done: int) -> None:
            self._most = max(self._most, min(settled + done, self._total))
            self._report(self._most)

        return report


def write(
    model: LanguageModel,
    briefs: Sequence[WritingBrief],
    on_progress: Callable[[int], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[Piece]:
    """One piece a brief, in order, in bulk; texts that fail the checks are asked for again with another seed.

    ``on_progress`` gets the number of texts written so far and never goes back. After a stop, texts that were not
    finished come back with a problem, and so do those of a brief without its five facts. Raises BadConfig where the
    model is missing.
    """
    orders = [_order(brief) for brief in briefs]
    progress = _Progress(on_progress, len(orders))
    for attempt in range(TRIES):
        waiting = [order for order in orders if order.is_open]
        if not waiting or (attempt and should_stop()):
            break
        requests = [WriteRequest(render(order.controls), order.seed) for order in waiting]
        answers = model.write_many(requests, progress.beyond(len(orders) - len(waiting)), should_stop)
        for order, answer in zip(waiting, answers, strict=True):
            _settle(order, answer, model.name)
            if order.piece is None and attempt + 1 < TRIES:
                _ask_again(order)
    return [order.piece or _failed(order, model.name, stopped=should_stop()) for order in orders]


def wish_of(brief: WritingBrief) -> Wish:
    """What the brief's comment was understood to ask for, and which parts of it the starter writer cannot follow."""
    return understand(brief.comment, _known(_values(brief.facts)))


def role_of(words: str) -> str:
    """One of ``ROLES`` for a persona's own words ("Practice Manager", "general manager"); the owner where unsure."""
    lowered = words.casefold()
    return next((role for role in ("practice manager", "manager") if role in lowered), "owner")


def _order(brief: WritingBrief) -> _Order:
    values = _values(brief.facts)
    known = _known(values)
    wish = understand(brief.comment, known)
    role = role_of(brief.role)
    controls = Controls(
        channel=brief.channel.value,
        tone=wish.tone or brief.tone,
        sector=brief.sector if brief.sector in SECTOR_SLUGS else OTHER,
        role="manager" if role == "practice manager" and brief.sector not in PRACTICES else role,
        length=wish.length or "normal",
        style=wish.style or "normal",
        mention=wish.mention or "any",
        have=tuple(known),
    )
    return _Order(values, controls, brief.seed, refused=_refusal(brief, values))


def _refusal(brief: WritingBrief, values: Mapping[str, str]) -> str:
    """Why a brief cannot be written at all, in one sentence, "" where it can."""
    if missing := [slot.replace("_", " ") for slot in ALWAYS if not values.get(slot)]:
        return f"The text cannot be written without the {' and the '.join(missing)}."
    return "" if brief.tone in TONES else f"There is no tone “{brief.tone}”; choose one of {', '.join(TONES)}."


def _values(facts: Mapping[str, str]) -> dict[str, str]:
    tidy = {slot: _tidy(slot, facts.get(slot, "")) for slot in SLOTS}
    return {slot: value for slot, value in tidy.items() if value}


def _tidy(slot: str, value: str) -> str:
    """One line, and for phrases that stand inside a sentence no full stop and no capital article."""
    value = "".join(character for character in " ".join(value.split()) if character.isprintable())
    if slot not in ("offer", "detail", "trend"):
        return value
    value = value.rstrip(".;,! ")
    if slot == "offer" and value.casefold().startswith("we offer "):
        value = value[len("we offer ") :]
    return value[0].lower() + value[1:] if value.startswith(_ARTICLES) else value


def _known(values: Mapping[str, str]) -> dict[str, str]:
    """The facts that a text may use: a rating only where it is a compliment, reviews only with it and from two on."""
    known = {fact: values[fact] for fact in FACTS if values.get(fact)}
    if _number(known.get("rating", "")) < LOWEST_RATING:
        known.pop("rating", None)
    if "rating" not in known or _number(known.get("reviews", "")) < 2:
        known.pop("reviews", None)
    return known


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _settle(order: _Order, answer: Written, model: str) -> None:
    template = take_apart(answer.text, order.controls.channel)
    order.fault = slip(template, order.controls) if answer.finished else "it was cut off"
    if order.fault or template is None:
        return
    subject, body = fill(template.subject, order.values), fill(template.body, order.values)
    if order.controls.channel == Channel.SOCIAL and len(body) > POST_LIMIT:
        order.fault = f"it is longer than {POST_LIMIT} characters"
        return
    used = {slot: order.values[slot] for slot in SLOTS if slot in template.slots()}
    order.piece = Piece(subject, body, used, model, render(order.controls), PROMPT_VERSION, order.seed)


def _ask_again(order: _Order) -> None:
    order.seed = (order.seed + _SEED_STEP) % 2**31
    if order.controls.channel == Channel.SOCIAL:
        order.controls = replace(order.controls, length="short")


def _failed(order: _Order, model: str, stopped: bool) -> Piece:
    if order.refused:
        return Piece("", "", {}, model, "", PROMPT_VERSION, order.seed, order.refused)
    tried = f"No usable text came in {TRIES} tries: {order.fault}."
    problem = "Writing was stopped before this text was done." if stopped else tried
    return Piece("", "", {}, model, render(order.controls), PROMPT_VERSION, order.seed, problem)
