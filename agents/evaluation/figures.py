"""One measured figure of a model beside what it should be, and the report that holds all of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

_EXAMPLES = 12
AT_LEAST, AT_MOST, BELOW = "at least", "at most", "below"


@dataclass(frozen=True)
class Target:
    """What a figure should be: "at least", "at most" or "below" a number in the figure's own unit."""

    direction: str
    value: float

    def is_met(self, by: float) -> bool:
        if self.direction == AT_LEAST:
            return by >= self.value
        return by <= self.value if self.direction == AT_MOST else by < self.value


TARGETS: Mapping[str, Target] = {
    "schema_valid": Target(AT_LEAST, 100.0),
    "kind": Target(AT_LEAST, 99.0),
    "language": Target(AT_LEAST, 99.0),
    "tone": Target(AT_LEAST, 90.0),
    "tone_judge": Target(AT_LEAST, 90.0),
    "evidence_used": Target(AT_LEAST, 90.0),
    "unsupported": Target(BELOW, 1.0),
    "opening": Target(AT_MOST, 5.0),
    "errors": Target(BELOW, 1.0),
    "first_token": Target(AT_MOST, 300.0),
}
"""By the key of a figure, what the project asks of a model; of other figures it asks nothing."""


@dataclass(frozen=True)
class Figure:
    """One figure. ``value`` is None where it was not measured; ``note`` then says why, and how it could be.

    Args:
        key: what programs call it.
        label: what people call it.
        unit: "%", "per 200 words", "drafts/s" and so on; "" for a plain number.
        n: how many texts, sentences or words it was taken of.
        parts: the same figure by language, kind or tone.
        examples: what it was counted from, where that is worth reading.
    """

    key: str
    label: str
    value: float | None
    unit: str = ""
    n: int = 0
    note: str = ""
    parts: Mapping[str, float] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    @property
    def target(self) -> Target | None:
        return TARGETS.get(self.key)

    @property
    def met(self) -> bool | None:
        """Whether the figure is as it should be; None where nothing is asked, or nothing was measured."""
        return None if self.target is None or self.value is None else self.target.is_met(self.value)


@dataclass(frozen=True)
class Text:
    """One unselected text of the run, for a person to read."""

    asked: str
    subject: str
    body: str
    problem: str = ""


@dataclass(frozen=True)
class Report:
    """All figures of one model by key, from one run. ``prompt_version`` is that of the drafts."""

    key: str
    name: str
    at: datetime
    count: int
    prompt_version: str
    figures: Mapping[str, Figure]
    texts: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values without the texts; ``of_json`` reads them back."""
        return {
            "name": self.name,
            "at": self.at.isoformat(),
            "count": self.count,
            "prompt_version": self.prompt_version,
            "figures": {key: _as_json(figure) for key, figure in self.figures.items()},
        }


def of_json(key: str, said: Mapping[str, Any]) -> Report:
    """Raises KeyError, TypeError or ValueError where ``said`` is not from ``Report.as_json``."""
    figures = {name: _of_json(name, values) for name, values in said["figures"].items()}
    at = datetime.fromisoformat(said["at"])
    return Report(key, said["name"], at, int(said["count"]), said["prompt_version"], figures)


def share(key: str, label: str, found: Iterable[bool], note: str = "", **more: Any) -> Figure:
    """How many in a hundred; None where there was nothing to ask it of."""
    counted = list(found)
    value = 100 * sum(counted) / len(counted) if counted else None
    return Figure(
        key, label, value, "%", len(counted), note if counted else "nothing of this run could show it", **more
    )


def shares(found: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """How many in a hundred, by the name that stands with each."""
    by_name: dict[str, list[bool]] = {}
    for name, was in found:
        by_name.setdefault(name, []).append(was)
    return {name: 100 * sum(all_of) / len(all_of) for name, all_of in sorted(by_name.items())}


def commonest(found: Iterable[str]) -> tuple[str, ...]:
    """The commonest few of what was found, each once, with how often where that is more than once."""
    counted = Counter(one for one in found if one).most_common(_EXAMPLES)
    return tuple(f"{text} ({number} times)" if number > 1 else text for text, number in counted)


def _as_json(figure: Figure) -> dict[str, Any]:
    said = {name: value for name, value in asdict(figure).items() if name != "key"}
    target = figure.target
    return {
        **said,
        "threshold": target.value if target else None,
        "direction": target.direction if target else None,
        "met": figure.met,
    }


def _of_json(key: str, said: Mapping[str, Any]) -> Figure:
    kept = {name: said[name] for name in ("label", "value", "unit", "n", "note", "parts")}
    return Figure(key, examples=tuple(said["examples"]), **kept)
