"""What the table of leads can be filtered and ordered by: each field's label, kind of value and operators."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records import REJECT_REASONS, CandidateStatus


class Kind(StrEnum):
    """What the values of a field are; ``CHOICE`` values without a closed list come from the leads themselves."""

    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"


class Op(StrEnum):
    """How a field is compared. With several values, ``IS`` asks for any of them and ``IS_NOT`` for none."""

    IS = "is"
    IS_NOT = "not"
    STARTS = "starts"
    AT_LEAST = "min"
    AT_MOST = "max"
    WITHIN = "days"
    FROM = "from"
    UNTIL = "until"
    EMPTY = "empty"
    FILLED = "filled"
    YES = "yes"
    NO = "no"


OP_LABELS = {
    Op.IS: "is", Op.IS_NOT: "is not", Op.STARTS: "starts with", Op.AT_LEAST: "at least", Op.AT_MOST: "at most",
    Op.WITHIN: "in the last days", Op.FROM: "on or after", Op.UNTIL: "on or before", Op.EMPTY: "is empty",
    Op.FILLED: "is known", Op.YES: "yes", Op.NO: "no",
}  # fmt: skip
NO_VALUE = frozenset({Op.EMPTY, Op.FILLED, Op.YES, Op.NO})
MANY_VALUES = frozenset({Op.IS, Op.IS_NOT, Op.STARTS})

_EITHER = (Op.IS, Op.IS_NOT)
_KNOWN = (Op.EMPTY, Op.FILLED)
_RANGE = (Op.AT_LEAST, Op.AT_MOST)
_YES_NO = (Op.YES, Op.NO)
_DAYS = (Op.WITHIN, Op.FROM, Op.UNTIL)


@dataclass(frozen=True)
class Field:
    """One field: ``ops`` are the operators it allows, ``choices`` its closed list of values, () for an open one.

    A field without operators can only be ordered by; ``is_sortable`` says whether a table can be.
    """

    name: str
    label: str
    kind: Kind
    ops: tuple[Op, ...] = ()
    choices: tuple[str, ...] = ()
    is_sortable: bool = False


CHANNELS = {"email": 1, "phone": 2, "website": 4, "social": 8}
"""Ways to reach a lead, each with its bit in ``CandidateRow.channels``."""
EMAIL_KINDS = ("role", "personal", "unknown")
"""Whose mailbox an address is; "unknown" where an address is known and its kind is not."""

DECISIONS = tuple(status for status in CandidateStatus if status != CandidateStatus.MERGED)
"""In the order of a lead's way; one that was merged into another is shown nowhere."""

FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("decision", "Decision", Kind.CHOICE, _EITHER, DECISIONS, is_sortable=True),
        Field("score", "Score", Kind.NUMBER, (*_RANGE, *_KNOWN), is_sortable=True),
        Field("name", "Name", Kind.TEXT, (*_EITHER, Op.STARTS), is_sortable=True),
        Field("sector", "Sector", Kind.CHOICE, _EITHER, is_sortable=True),
        Field("city", "City", Kind.TEXT, (*_EITHER, Op.STARTS, *_KNOWN), is_sortable=True),
        Field("postcode", "Postcode", Kind.TEXT, (*_EITHER, Op.STARTS, *_KNOWN), is_sortable=True),
        Field("rating", "Rating", Kind.NUMBER, (*_RANGE, *_KNOWN), is_sortable=True),
        Field("reviews", "Reviews", Kind.NUMBER, (*_RANGE, *_KNOWN), is_sortable=True),
        Field("channel", "Can be reached by", Kind.CHOICE, _EITHER, tuple(CHANNELS)),
        Field("mailbox", "Kind of e-mail address", Kind.CHOICE, _EITHER, EMAIL_KINDS),
        Field("tag", "Tag", Kind.CHOICE, (*_EITHER, *_KNOWN)),
        Field("assignee", "Assigned to", Kind.CHOICE, (*_EITHER, *_KNOWN), is_sortable=True),
        Field("reason", "Reason", Kind.CHOICE, (*_EITHER, *_KNOWN), REJECT_REASONS, is_sortable=True),
        Field("found", "Found", Kind.DAY, _DAYS, is_sortable=True),
        Field("seen", "Last seen", Kind.DAY, (Op.WITHIN, Op.FROM, Op.UNTIL)),
        Field("run", "Found by search", Kind.TEXT, _EITHER),
        Field("new", "New since the last search", Kind.FLAG, _YES_NO),
        Field("gone", "Gone since the last search", Kind.FLAG, _YES_NO),
        Field("duplicate", "May be a duplicate", Kind.FLAG, _YES_NO),
        Field("decided", "Decided", Kind.DAY, (*_DAYS, *_KNOWN), is_sortable=True),
        Field("deferred", "Deferred to", Kind.DAY, (Op.FROM, Op.UNTIL, *_KNOWN)),
        Field("source", "Source", Kind.CHOICE, _EITHER),
        Field("language", "Language of the web site", Kind.CHOICE, (*_EITHER, *_KNOWN)),
        Field("booking", "Booking system", Kind.CHOICE, (*_EITHER, *_KNOWN)),
        Field("trend", "Trend", Kind.NUMBER, (*_RANGE, *_KNOWN), is_sortable=True),
        Field("added", "Added", Kind.NUMBER, is_sortable=True),
    )
}
"""By name, in the order that a screen lists them.

"run" is the number of a search of the campaign, "trend" the relative change in percent.
"""
