"""The starter writer's agent: from a lead's facts and a person's wish to a text that was checked word for word."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from models.language.base import LanguageModel, WriteRequest, Written, later_seed
from models.language.pieces import Piece, WritingBrief
from models.language.starter_brief import (
    ALWAYS,
    FACT_SLOTS,
    MOST_FACTS,
    ROLES,
    SECTOR_SLUGS,
    TOPICS,
    Controls,
    Kind,
    parse,
    render,
)
from models.language.starter_text import (
    POST_LIMIT,
    Template,
    fill,
    mended,
    open_again,
    opening,
    pack,
    schema_of,
    slip,
    take_apart,
)
from models.language.starter_words import sector_words
from models.language.wishes import Wish, understand
from storage.records import LANGUAGES, TONES
from storage.sectors import OTHER

__all__ = ["PROMPT_VERSION", "TRIES", "again", "role_of", "wish_of", "write"]

PROMPT_VERSION = "starter-2"
TRIES = 5
MOST_ALIKE, FEW = 0.05, 2
"""Share of the texts of one kind and language that may open with the same sentence, and how many may in any case."""

LOWEST_RATING = 4.0
"""A rating below this (of 5) is never mentioned: no text may compliment what is no compliment."""

_ARTICLES = ("A ", "An ", "The ", "Our ", "Ein ", "Eine ", "Einen ", "Un ", "Una ")
_WE_OFFER = ("we offer ", "wir bieten ", "ofrecemos ")


@dataclass
class _Order:
    """One brief on its way: what is asked in the present try, and what came of it."""

    values: dict[str, str]
    controls: Controls
    seed: int
    sector: str = OTHER
    is_to_be_shorter: bool = False
    piece: Piece | None = None
    spare: Piece | None = None
    opening: str = ""
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
    on_done: Callable[[Mapping[int, Piece]], None] = lambda _: None,
) -> list[Piece]:
    """One piece a brief, in order, in bulk; texts that fail the checks are asked for again with another seed.

    So are those that open like too many others written beside them; where nothing better comes, they stay.
    ``on_progress`` gets the number of texts written so far and never goes back. ``on_done`` gets once, with their
    briefs' places, the pieces that nothing more is to be tried for, also where the model raises; before, a text may
    yet be found too like another. After a stop, texts that were not finished come back with a problem, and are not
    done; so do those of a brief without its five facts. Raises BadConfig where the model is missing.
    """
    orders = [_order(brief) for brief in briefs]
    is_whole = False
    try:
        _write_all(model, orders, _Progress(on_progress, len(orders)), should_stop)
        is_whole = not should_stop()
    finally:
        pieces = [order.piece or order.spare or _failed(order, model.name, stopped=not is_whole) for order in orders]
        done = {n: one for n, one in enumerate(pieces) if is_whole or one.body or orders[n].refused}
        if done:
            on_done(done)
    return pieces


def _write_all(
    model: LanguageModel, orders: Sequence[_Order], progress: _Progress, should_stop: Callable[[], bool]
) -> None:
    for attempt in range(TRIES):
        waiting = [order for order in orders if order.is_open]
        if not waiting or (attempt and should_stop()):
            break

        def take(number: int, answer: Written, waiting: Sequence[_Order] = waiting) -> None:
            _settle(waiting[number], answer, model.name)

        for order in waiting:
            order.fault = "it was cut off"
        requests = [_request(order) for order in waiting]
        model.write_many(requests, progress.beyond(len(orders) - len(waiting)), should_stop, take)
        if attempt + 1 < TRIES:
            for order in waiting:
                if order.piece is None:
                    _ask_again(order, is_general=attempt > 0)
            for order in _too_alike(orders):
                order.spare, order.piece = order.piece, None
                _ask_again(order)


def again(
    model: LanguageModel,
    prompt: str,
    seed: int,
    brief: WritingBrief,
    should_stop: Callable[[], bool] = lambda: False,
) -> Piece:
    """The text of one earlier prompt and seed once more; ``brief.facts`` hold what was filled in then.

    Raises BadInput for a prompt that is not the starter writer's.
    """
    order = _Order(_values(brief), parse(prompt), seed, brief.sector)
    _settle(order, model.write_many([_request(order)], should_stop=should_stop)[0], model.name)
    return order.piece or _failed(order, model.name, stopped=should_stop())


def wish_of(brief: WritingBrief) -> Wish:
    """What the brief's comment was understood to ask for, and which parts of it the starter writer cannot follow."""
    return understand(brief.comment, _known(brief, _values(brief)))


def role_of(words: str) -> str:
    """One of ``ROLES`` for a persona's own words ("Practice Manager", "general manager"); the owner where unsure."""
    return "manager" if "manager" in words.casefold() else ROLES[0]


def _request(order: _Order) -> WriteRequest:
    return WriteRequest(render(order.controls), order.seed, schema=schema_of(order.controls.kind))


def _order(brief: WritingBrief) -> _Order:
    values = _values(brief)
    if refused := _refusal(brief, values):
        return _Order(values, Controls(Kind.FIRST, "en", "friendly", OTHER), brief.seed, refused=refused)
    known = _known(brief, values)
    wish = understand(brief.comment, known)
    controls = Controls(
        kind=brief.kind,
        language=brief.language,
        tone=wish.tone or brief.tone,
        sector=brief.sector if brief.sector in SECTOR_SLUGS else OTHER,
        role=role_of(brief.role),
        length=wish.length or "normal",
        style=wish.style or "normal",
        mention=wish.mention or "any",
        about=brief.about,
        have=tuple(fact for fact in _chosen(brief, known, wish) if fact != wish.leave_out),
        noise=brief.noise,
        before=_before(brief, values),
        comment=brief.comment,
    )
    is_to_be_shorter = wish.length == "short" and bool(controls.before)
    return _Order(values, controls, brief.seed, controls.sector, is_to_be_shorter)


def _refusal(brief: WritingBrief, values: Mapping[str, str]) -> str:
    """Why a brief cannot be written at all, in one sentence, "" where it can."""
    if missing := [slot.replace("_", " ") for slot in ALWAYS if not values.get(slot)]:
        return f"The text cannot be written without the {' and the '.join(missing)}."
    if brief.tone not in TONES:
        return f"There is no tone “{brief.tone}”; choose one of {', '.join(TONES)}."
    if brief.language not in LANGUAGES:
        able = ", ".join(LANGUAGES.values())
        return f"The starter writer does not write “{brief.language}”; it writes {able}. A larger model may."
    return ""


def _values(brief: WritingBrief) -> dict[str, str]:
    tidy = {slot: _tidy(slot, brief.facts.get(slot, "")) for slot in (*ALWAYS, *FACT_SLOTS)}
    return {slot: value for slot, value in tidy.items() if value}


def _tidy(slot: str, value: str) -> str:
    """One line, and for phrases that stand inside a sentence no full stop and no capital article."""
    value = "".join(character for character in " ".join(value.split()) if character.isprintable())
    if slot not in ("offer", "detail", "trend", "quote"):
        return value
    value = value.rstrip(".;,! ")
    if slot == "offer" and (opening := next((w for w in _WE_OFFER if value.casefold().startswith(w)), "")):
        value = value[len(opening) :]
    return value[0].lower() + value[1:] if slot != "quote" and value.startswith(_ARTICLES) else value


def _known(brief: WritingBrief, values: Mapping[str, str]) -> dict[str, str]:
    """The facts that a text may use: a rating only where it is a compliment, reviews only with it and from two on."""
    known = {topic: topic for topic in TOPICS if topic in brief.topics}
    known |= {fact: values[fact] for fact in FACT_SLOTS if values.get(fact)}
    if _number(known.get("rating", "")) < LOWEST_RATING:
        known.pop("rating", None)
    if "rating" not in known or _number(known.get("reviews", "")) < 2:
        known.pop("reviews", None)
    return known


def _chosen(brief: WritingBrief, known: Mapping[str, str], wish: Wish) -> list[str]:
    """At most ``MOST_FACTS`` of the known facts: those asked for or said before, then others by the seed's chance."""
    facts = [fact for fact in known if fact != "reviews"]
    if len(facts) > MOST_FACTS:
        said = [fact for fact in facts if known[fact] in brief.before_body]
        first = list(dict.fromkeys([*([wish.mention] if wish.mention else []), *said]))[:MOST_FACTS]
        others = [fact for fact in facts if fact not in first]
        draw = Random(brief.seed)  # noqa: S311 - repeatable on purpose
        facts = [*first, *draw.sample(others, MOST_FACTS - len(first))]
    return [*facts, *(["reviews"] if "rating" in facts and "reviews" in known else [])]


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _before(brief: WritingBrief, values: Mapping[str, str]) -> str:
    """The text that a rewrite starts from, as the writer knows texts: compact JSON with its slots open."""
    if not brief.comment or not brief.before_body.strip():
        return ""
    words = {**values, **sector_words(brief.language, brief.sector)}
    opened = Template(open_again(brief.before_subject, values), open_again(brief.before_body, words))
    return pack(opened, brief.kind).translate(_NO_CONTROLS)


_NO_CONTROLS = str.maketrans("", "", "<>")


def _settle(order: _Order, answer: Written, model: str) -> None:
    whole = take_apart(answer.text, order.controls.kind)
    template = mended(whole, order.controls)
    order.fault = slip(template or whole, order.controls) if answer.finished else "it was cut off"
    if order.fault or template is None:
        return
    values = {**sector_words(order.controls.language, order.sector), **order.values}
    subject, body = fill(template.subject, values), fill(template.body, values)
    order.fault = _fault_of_rewrite(order, subject, body, values)
    if order.controls.kind == Kind.SHORT_POST and len(body) > POST_LIMIT:
        order.fault = f"it is longer than {POST_LIMIT} characters"
    if not order.fault:
        used = {slot: value for slot, value in order.values.items() if slot in template.slots()}
        order.opening = opening(template, order.controls.kind)
        order.piece = Piece(subject, body, used, model, render(order.controls), PROMPT_VERSION, order.seed)


def _fault_of_rewrite(order: _Order, subject: str, body: str, values: Mapping[str, str]) -> str:
    """Texts are compared with their slots filled: a template's full stop may stand or fall with the value before it."""
    before = take_apart(order.controls.before, order.controls.kind) if order.controls.before else None
    if before is None:
        return ""
    earlier = fill(before.body, values)
    if (fill(before.subject, values), earlier) == (subject, body):
        return "nothing changed"
    return "it is not shorter" if order.is_to_be_shorter and len(body) >= len(earlier) else ""


def _too_alike(orders: Sequence[_Order]) -> list[_Order]:
    """First versions whose opening stands in more texts of their kind and language than ``MOST_ALIKE`` of them."""
    written = [o for o in orders if o.piece is not None and not o.controls.before and o.controls.kind != Kind.PERSONA]
    sizes = Counter((order.controls.kind, order.controls.language) for order in written)
    seen: Counter[tuple[str, str, str]] = Counter()
    extra = []
    for order in written:
        kind, language = order.controls.kind, order.controls.language
        seen[kind, language, order.opening] += 1
        if seen[kind, language, order.opening] > max(FEW, int(MOST_ALIKE * sizes[kind, language])):
            extra.append(order)
    return extra


def _ask_again(order: _Order, *, is_general: bool = False) -> None:
    """Another seed; ``is_general`` for a text that says nothing particular of the trade but calls it by its name."""
    order.seed = later_seed(order.seed)
    if is_general:
        order.controls = replace(order.controls, sector=OTHER)
    if order.controls.kind == Kind.SHORT_POST:
        order.controls = replace(order.controls, length="short")


def _failed(order: _Order, model: str, stopped: bool) -> Piece:
    if order.refused:
        return Piece("", "", {}, model, "", PROMPT_VERSION, order.seed, order.refused)
    tried = f"No usable text came: {order.fault}."
    problem = "Writing was stopped before this text was done." if stopped else tried
    return Piece("", "", {}, model, render(order.controls), PROMPT_VERSION, order.seed, problem)
