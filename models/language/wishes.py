"""What a comment on a draft asks for, in English, German or Spanish, in the things the starter writer can do."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.language.starter_brief import FACTS
from models.language.starter_words import fact_names
from models.language.wish_direction import Asked, asked
from models.language.wish_words import Heard, fold, hear
from storage.records import LANGUAGES

CHIPS = (
    "shorter",
    "warmer",
    "less salesy",
    "more formal",
    "another opening",
    "mention the rating",
    "mention the trend",
    "mention the detail",
)
"""Comments that are always understood (a mention only where the fact is known)."""

_TOLD = {
    ("length", "short"): "shorter",
    ("length", "normal"): "longer",
    ("style", "warm"): "warmer",
    ("style", "plain"): "less salesy",
    ("tone", "formal"): "more formal",
    ("tone", "friendly"): "friendlier",
    ("tone", "direct"): "more direct",
    ("tone", "enthusiastic"): "more enthusiastic",
    ("tone", "playful"): "more playful",
    ("tone", "modest"): "more modest",
}
_QUALITIES: dict[str, tuple[tuple[str, str] | None, tuple[str, str] | None]] = {
    "short": (("length", "short"), ("length", "normal")),
    "long": (("length", "normal"), ("length", "short")),
    "formal": (("tone", "formal"), ("tone", "friendly")),
    "friendly": (("tone", "friendly"), ("tone", "formal")),
    "direct": (("tone", "direct"), ("tone", "friendly")),
    "enthusiastic": (("tone", "enthusiastic"), ("tone", "modest")),
    "playful": (("tone", "playful"), ("tone", "formal")),
    "serious": (("tone", "formal"), ("tone", "playful")),
    "modest": (("tone", "modest"), ("tone", "direct")),
    "warm": (("style", "warm"), ("style", "plain")),
    "plain": (("style", "plain"), None),
}
"""The control to set where more of a quality is asked for, and where less of it is."""

_NEAR = {"children": "family", "family": "children", "reviews": "rating", "rating": "reviews"}
"""What is meant where a fact is named that is not known but one like it is."""

_PARTS = re.compile(
    r"((?<=\?)\s+|[;:!\n]+|[,.](?!\d)|\s[-–—]+\s|[&+]"
    r"|(?<=\s)(?:and|but|und|aber|sondern|pero|sino|then|dann|y|e|or|nor|oder|ni)(?=\s))",
    re.IGNORECASE,
)
_ONCE = ("mention", "leave_out")
"""Controls that take one fact only: a second one is said to be ignored."""

_JOINS = frozenset(("and", "und", "y", "e", "or", "nor", "oder", "ni", "&", "+"))
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
"""Letters at the beginning of two words that make them the same: "terrace" and "terraces"."""
_LEAST_LETTERS = 4
_MOST_STRANGERS = 4
"""Words of a part that are not known, from which on it is rather a sentence about something else."""


@dataclass(frozen=True)
class Wish:
    """What was understood, "" for what was not asked.

    ``understood`` says it in our words ("shorter", "mention the terrace"). ``ignored`` holds the parts of the comment
    that the starter writer cannot follow: it then just writes another version.
    """

    length: str = ""
    style: str = ""
    tone: str = ""
    mention: str = ""
    leave_out: str = ""
    understood: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def in_words(self) -> str:
        """One or two sentences for the screen, "" for an empty comment."""
        parts = []
        if self.understood:
            parts.append(f"Understood: {', '.join(self.understood)}.")
        if self.ignored:
            parts.append(f"The starter writer may not follow: {', '.join(self.ignored)}.")
        return " ".join(parts)


@dataclass(frozen=True)
class _Step:
    """One thing to do, how it is told, and whether it was said rather than implied by a complaint."""

    control: str
    value: str
    told: str
    is_said: bool = True


def understand(comment: str, facts: Mapping[str, str]) -> Wish:
    """Reads a comment part by part; ``facts`` maps the known facts, which it may mention, to their words."""
    steps: list[_Step] = []
    ignored: list[str] = []
    pieces, before = _PARTS.split(comment), 0
    for joint, part in zip(["", *pieces[1::2]], (piece.strip() for piece in pieces[::2]), strict=True):
        heard = _heard(part)
        if not heard[0].found and not heard[0].strangers:
            continue
        direction = before if joint.casefold() in _JOINS else 0
        new, before = _best(heard, facts, direction)
        second = [one for one in new if one.control in _ONCE and any(_differ(one, other) for other in steps)]
        steps = _with(steps, [one for one in new if one not in second])
        if second or not new:
            ignored.append(part)
    if not steps and not ignored and comment.strip():
        ignored.append(comment.strip())
    return _wish(steps, ignored)


def fact_named(comment: str, facts: Mapping[str, str]) -> str:
    """The one of the facts whose names or own words a comment says most, "" where it says none."""
    named = [one.member for heard in _heard(comment) for one in heard.found if one.group == "fact"]
    for fact in named:
        if fact in facts:
            return fact
    said = set.intersection(*(_stems(_rest(heard)) for heard in _heard(comment)))
    best = max(facts, key=lambda fact: len(said & _stems(facts[fact])), default="")
    return best if best and said & _stems(facts[best]) else ""


def _differ(one: _Step, other: _Step) -> bool:
    return one.control == other.control and one.value != other.value


def _heard(part: str) -> list[Heard]:
    """The part as each language reads it, the one that knows most of its words first."""
    return sorted((hear(part, language) for language in LANGUAGES), key=lambda heard: -heard.known)


def _best(ways: Iterable[Heard], facts: Mapping[str, str], direction: int) -> tuple[list[_Step], int]:
    """The steps of the first language that makes sense of a part, with the direction of its last one."""
    for heard in ways:
        if any(one.group == "other" for one in heard.found):
            return [], 0
        if heard.known * 2 < heard.size and heard.size > 1:
            continue
        found = asked(heard, direction, lambda name: _fact(name, facts), _own(heard, facts))
        new = [step for one in found if (step := _step(one)) and len(heard.strangers) <= _MOST_STRANGERS]
        if found:
            return new, found[-1].direction
    return [], 0


def _fact(name: str, facts: Mapping[str, str]) -> str:
    """The known fact that is meant by the name of one, "" where none is."""
    near = _NEAR.get(name, "")
    return name if name in facts else near if near in facts else ""


def _own(heard: Heard, facts: Mapping[str, str]) -> str:
    """The fact of which a part says words of its own; others than details and quotes have names only."""
    own = {fact: words for fact, words in facts.items() if fact in ("detail", "quote") or fact not in FACTS}
    said = _stems(" ".join(heard.strangers))
    best = max(own, key=lambda fact: len(said & _stems(own[fact])), default="")
    return best if best and said & _stems(own[best]) else ""


def _step(one: Asked) -> _Step | None:
    if one.group == "fact":
        control = "mention" if one.direction > 0 else "leave_out"
        name = (fact_names("en", one.member) or (one.member,))[0]
        return _Step(control, one.member, f"{'mention' if one.direction > 0 else 'leave out'} {name}")
    if one.group == "place":
        return _Step(one.member, "another", f"another {one.member}")
    setting = _QUALITIES[one.member][0 if one.direction > 0 else 1]
    return _Step(*setting, _TOLD[setting], one.is_said) if setting else None


def _with(steps: list[_Step], new: list[_Step]) -> list[_Step]:
    """One step a control: what was said stands before what a complaint implies, and what comes later before earlier."""
    for step in new:
        same = next((one for one in steps if one.control == step.control), None)
        if same is None or step.is_said or not same.is_said:
            steps = [*(one for one in steps if one is not same), step]
    return steps


def _wish(steps: list[_Step], ignored: list[str]) -> Wish:
    change: dict[str, Any] = {step.control: step.value for step in steps if step.value != "another"}
    return replace(Wish(), **change, understood=tuple(step.told for step in steps), ignored=tuple(ignored))


def _rest(heard: Heard) -> str:
    return " ".join([*heard.strangers, *(one.words for one in heard.found if one.group == "fact")])


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text)) if len(word) >= _LEAST_LETTERS}
