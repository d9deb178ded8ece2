"""The columns that the table of leads can show, and what stands in each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from pages.parts import words
from storage.records import LANGUAGES, Candidate
from storage.sectors import label

Cell = Callable[[Candidate], str]


@dataclass(frozen=True)
class Column:
    """A column: its name in the address, its heading, what a row's cell says, its width in pixels, and its look."""

    name: str
    label: str
    cell: Cell
    width: int = 110
    look: str = ""
    help: str = ""


def _day(at: datetime | date | None) -> str:
    if at is None:
        return ""
    return words.day(at) if isinstance(at, datetime) else f"{at:%d %b %Y}"


def _moved(one: Candidate) -> str:
    trend = one.trend
    return "" if trend is None else f"{trend.change:+.0%}" if round(trend.change, 2) else "steady"


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


ALL: tuple[Column, ...] = (
    Column("score", "Score", lambda one: _number(one.score, ".0f"), 92, "number"),
    Column("name", "Name", lambda one: one.lead.business.name or f"Lead {one.id}", 200, "main"),
    Column("decision", "Decision", lambda one: one.status, 84),
    Column("sector", "Sector", lambda one: label(one.lead.business.sector), 96),
    Column("city", "City", lambda one: one.lead.business.city, 100),
    Column("email", "E-mail", lambda one: one.lead.business.email, 170),
    Column("phone", "Phone", lambda one: one.lead.business.phone_national or one.lead.business.phone, 120),
    Column("rating", "Rating", lambda one: _number(one.lead.business.rating, ".1f"), 60, "number"),
    Column("trend", "Trend", _moved, 62, "number", "How interest in the sector moved"),
    Column("reason", "Reason", lambda one: one.reason, 120),
    Column("address", "Address", lambda one: one.lead.business.address(), 190),
    Column("postcode", "Postcode", lambda one: one.lead.business.postcode, 72),
    Column("website", "Website", lambda one: one.lead.business.website, 160),
    Column(
        "email_kind",
        "Mailbox",
        lambda one: one.lead.business.email_kind,
        80,
        "",
        "The business's own (role), or personal",
    ),
    Column("reviews", "Reviews", lambda one: _number(one.lead.business.reviews, ","), 70, "number"),
    Column("booking", "Booking system", lambda one: one.lead.business.booking, 110),
    Column("shop", "Shop system", lambda one: one.lead.business.shop, 110),
    Column("site_builder", "Site made with", lambda one: one.lead.business.site_builder, 110),
    Column("language", "Languages", lambda one: ", ".join(LANGUAGES.get(i, i) for i in one.lead.business.languages)),
    Column("note", "Note", lambda one: one.note, 140),
    Column("decided_by", "Decided by", lambda one: one.decided_by, 90),
    Column("decided", "Decided", lambda one: _day(one.decided_at), 90),
    Column("deferred", "Deferred until", lambda one: _day(one.deferred_until), 100),
    Column("source", "Source", lambda one: one.lead.source, 110),
    Column("found", "Found", lambda one: _day(one.lead.found_at), 90),
)
BY_NAME = {column.name: column for column in ALL}
DEFAULT = ("score", "name", "decision", "sector", "city", "email", "rating", "trend", "reason")
