"""Which leads of a campaign, and in which order: one structure for the table, saved views, bulk actions and export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import isfinite

from storage.errors import BadInput
from storage.lead_fields import DECISIONS, FIELDS, MANY_VALUES, NO_VALUE, OP_LABELS, Field, Kind, Op
from storage.records import CandidateStatus

Value = str | float | date

MOST_CONDITIONS, MOST_VALUES, LONGEST = 40, 100, 200
HIGHEST, MOST_DAYS = 1e12, 36_500
GIVEN = "given"

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
"""The days that a filter may name: any zone has them, and so has the day after."""


@dataclass(frozen=True)
class Condition:
    """One field compared with some values: texts, one number, or one day; how many days back for ``Op.WITHIN``.

    Raises BadInput where the field, the operator or a value does not fit.
    """

    field: str
    op: Op
    values: tuple[Value, ...] = ()

    def __post_init__(self) -> None:
        field = FIELDS.get(self.field)
        if field is None or not field.ops:
            raise BadInput(f"Leads cannot be filtered by {self.field[:40]!r}.", todo="Choose a field of the list.")
        if self.op not in field.ops:
            raise _unfit(field, f"cannot be compared by {str(self.op)[:40]!r}")
        most = 0 if self.op in NO_VALUE else MOST_VALUES if self.op in MANY_VALUES else 1
        if not min(most, 1) <= len(self.values) <= most:
            raise _unfit(field, f"“{OP_LABELS[self.op]}” does not take {len(self.values)} values")
        for value in self.values:
            if problem := _problem(field, self.op, value):
                raise _unfit(field, problem)


@dataclass(frozen=True)
class Order:
    """By which field, and whether the highest stand first; rows that lack it come last both ways.

    The field ``GIVEN`` keeps the order of ``LeadFilter.ids``. Raises BadInput for one that has no order.
    """

    field: str = "score"
    is_descending: bool = True

    def __post_init__(self) -> None:
        if self.field != GIVEN and not (self.field in FIELDS and FIELDS[self.field].is_sortable):
            raise BadInput(f"Leads cannot be ordered by {self.field[:40]!r}.", todo="Choose a column of the table.")


BEST_FIRST = Order()
WORST_FIRST = Order("score", is_descending=False)
BY_NAME = Order("name", is_descending=False)
NEWEST = Order("added")
AS_GIVEN = Order(GIVEN, is_descending=False)
ORDERS = {"best first": BEST_FIRST, "worst first": WORST_FIRST, "name": BY_NAME, "newest": NEWEST}
"""The orders that a person chooses most, by what they are called."""


class Match(StrEnum):
    """How many of a person's conditions are to hold."""

    ALL = "all of these"
    ANY = "any of these"


@dataclass(frozen=True)
class LeadFilter:
    """All of ``all_of`` hold, and any one of ``any_of`` where there are some, and the words of ``text`` are found.

    A person asks for all or for any of their conditions: ``match`` says which, ``matched`` changes it for all of them.
    The decisions asked for first, the words and the ids always hold too.

    ``text`` is looked for in name, street, postcode, city, description and details: every word, the last as the
    beginning of one. ``ids`` names the only candidates that may match, None any; a few thousand fit. Raises BadInput.
    """

    campaign_id: int
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    text: str = ""
    order: Order = BEST_FIRST
    ids: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        if len(self.all_of) + len(self.any_of) > MOST_CONDITIONS:
            raise BadInput(f"A filter holds at most {MOST_CONDITIONS} conditions.", todo="Remove some of them.")
        if len(self.text) > LONGEST:
            raise BadInput(f"The search has more than {LONGEST} characters.", todo="Search for fewer words.")
        if self.order.field == GIVEN and self.ids is None:
            raise BadInput("Leads cannot be ordered as given where none is.", todo="Choose another order.")

    def having(self, *conditions: Condition) -> LeadFilter:
        """With these conditions to hold too; one on the decision replaces those on it."""
        is_decision = any(one.field == "decision" for one in conditions)
        kept = tuple(one for one in self.all_of if not (is_decision and one.field == "decision"))
        return replace(self, all_of=(*kept, *conditions))

    def decided(self, *statuses: CandidateStatus) -> LeadFilter:
        """With these decisions only."""
        return self.having(Condition("decision", Op.IS, statuses))

    @property
    def match(self) -> Match | None:
        """Whether all or any of the person's own conditions are to hold; None where some and any of others are."""
        own = self._own()
        if self.any_of:
            return None if own else Match.ANY
        return Match.ALL

    def matched(self, match: Match) -> LeadFilter:
        """With all, or with any one, of the person's own conditions to hold."""
        own = self._own()
        fixed = tuple(one for one in self.all_of if all(one is not each for each in own))
        both = (*own, *self.any_of)
        if match == Match.ALL:
            return replace(self, all_of=(*fixed, *both), any_of=())
        return replace(self, all_of=fixed, any_of=both)

    def asking(self, one: Condition) -> LeadFilter:
        """With one more condition, to hold as the others do; a decision among all that hold replaces that before."""
        if self.any_of:
            return replace(self, any_of=(*self.any_of, one))
        if one.field == "decision" and one.op == Op.IS:
            return self.having(one)
        return replace(self, all_of=(*self.all_of, one))

    def _own(self) -> tuple[Condition, ...]:
        """The conditions of ``all_of`` but the decisions asked for first."""
        decided = next((one for one in self.all_of if one.field == "decision" and one.op == Op.IS), None)
        return tuple(one for one in self.all_of if one is not decided)

    def decisions(self) -> list[CandidateStatus]:
        """Those that a lead that matches can have, in the order of a lead's way."""
        asked = [one for one in self.all_of if one.field == "decision"]
        return [each for each in DECISIONS if all((each in one.values) == (one.op == Op.IS) for one in asked)]

    @property
    def is_everything(self) -> bool:
        """Whether every lead of the campaign matches."""
        return not (self.all_of or self.any_of or self.text.strip()) and self.ids is None


@dataclass(frozen=True)
class Shown:
    """All that match a filter, of which a person saw how many they are."""

    where: LeadFilter
    count: int

    @property
    def campaign_id(self) -> int:
        return self.where.campaign_id


def leads_of(
    campaign_id: int,
    statuses: Sequence[CandidateStatus] = (),
    *,
    sector: str = "",
    text: str = "",
    min_score: float = 0,
    reachable: bool = False,
    reason: str = "",
    ids: tuple[int, ...] | None = None,
    order: Order = BEST_FIRST,
) -> LeadFilter:
    """A filter by what is asked for most; what is left out asks for all. ``reachable`` is with an e-mail address."""
    conditions = [
        Condition("decision", Op.IS, tuple(statuses)) if statuses else None,
        Condition("sector", Op.IS, (sector,)) if sector else None,
        Condition("score", Op.AT_LEAST, (float(min_score),)) if min_score > 0 else None,
        Condition("channel", Op.IS, ("email",)) if reachable else None,
        Condition("reason", Op.IS, (reason,)) if reason else None,
    ]
    return LeadFilter(campaign_id, tuple(one for one in conditions if one), (), text[:LONGEST], order, ids)


def _unfit(field: Field, cause: str) -> BadInput:
    return BadInput(f"{field.label}: {cause}.", todo="Remove the condition, or make it anew.")


def _problem(field: Field, op: Op, value: Value) -> str:
    """What is wrong with a value, in words; empty where nothing is."""
    if op == Op.WITHIN:
        fits = isinstance(value, int | float) and 0 < value <= MOST_DAYS and value == int(value)
        return "" if fits else f"{value!s:.40} is not a number of days from 1 to {MOST_DAYS:,}"
    if field.kind == Kind.NUMBER:
        fits = isinstance(value, int | float) and isfinite(value) and abs(value) <= HIGHEST
        return "" if fits else f"{value!s:.40} is not a number"
    if field.kind == Kind.DAY:
        fits = isinstance(value, date) and EARLIEST <= value <= LATEST
        return "" if fits else f"{value!s:.40} is not a day from {EARLIEST} to {LATEST}"
    if not isinstance(value, str) or not value or len(value) > LONGEST or "\0" in value:
        return f"{value!s:.40} is not a text of at most {LONGEST} characters"
    if field.choices and value not in field.choices:
        return f"{value[:40]!r} is none of its values"
    return ""
