"""The columns of the table of leads, in the words of the screen: the same on it, in saved views and in exports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.discovery import mailboxes, tags
from agents.discovery.sheet import Column, Kind, Value
from graph.app import App
from storage import sectors
from storage.errors import BadInput
from storage.unit_of_work import UnitOfWork

MAILBOXES = {mailboxes.ROLE: "the company's", mailboxes.PERSONAL: "one person's"}
"""Whose mailbox an address is, in words."""
PREFERENCE = "lead columns"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class LeadColumn:
    """One column: its heading and kind, the facts that it is made of, and how."""

    heading: str
    kind: Kind
    facts: tuple[str, ...]
    value: Callable[[Row], Value]

    @property
    def column(self) -> Column:
        return Column(self.heading, self.kind)


def _is(fact: str, heading: str, kind: Kind = Kind.TEXT) -> LeadColumn:
    return LeadColumn(heading, kind, (fact,), lambda row: row[fact])


def _made(fact: str, heading: str, value: Callable[[Any], Value], kind: Kind = Kind.TEXT) -> LeadColumn:
    return LeadColumn(heading, kind, (fact,), lambda row: value(row[fact]))


def _factors(factors: Sequence[Mapping[str, Any]] | None) -> str:
    return "; ".join(f"{f['name']} {f['value']:.2f} x {f['weight']:.2f}: {f['why']}" for f in factors or ())


def _trend(trend: Mapping[str, Any] | None) -> float | None:
    return round(100 * float(trend["change"]), 1) if trend else None


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)


COLUMNS: dict[str, LeadColumn] = {
    "name": _is("name", "Name"),
    "decision": _is("status", "Decision"),
    "score": _made("score", "Score", _rounded, Kind.NUMBER),
    "sector": _made("sector", "Sector", lambda slug: sectors.label(slug).capitalize()),
    "trend": _made("trend", "Trend in percent", _trend, Kind.NUMBER),
    "tags": LeadColumn("Tags", Kind.LIST, ("tags",), lambda row: row["tags"]),
    "assignee": _is("assignee", "Assigned to"),
    "reason": _is("reason", "Reason"),
    "note": _is("note", "Note"),
    "street": _is("street", "Street"),
    "postcode": _is("postcode", "Postcode"),
    "city": _is("city", "City"),
    "country": _is("country", "Country"),
    "lat": _is("lat", "Latitude", Kind.NUMBER),
    "lon": _is("lon", "Longitude", Kind.NUMBER),
    "email": _is("email", "E-mail"),
    "mailbox": _made("email_kind", "Mailbox", lambda kind: MAILBOXES.get(kind, "")),
    "phone": _is("phone", "Phone"),
    "website": _is("website", "Website"),
    "social": _made("social", "Social profiles", tuple, Kind.LIST),
    "opening_hours": _is("opening_hours", "Opening hours"),
    "rating": _is("rating", "Rating", Kind.NUMBER),
    "reviews": _is("reviews", "Reviews", Kind.WHOLE),
    "details": _made("details", "Known for", tuple, Kind.LIST),
    "description": _is("description", "Description"),
    "languages": _made("languages", "Languages", tuple, Kind.LIST),
    "booking": _is("booking", "Booking system"),
    "shop": _is("shop", "Shop system"),
    "site_builder": _is("site_builder", "Site made with"),
    "factors": _made("factors", "Why this score", _factors),
    "source": _is("source", "Source"),
    "found": _is("found_at", "Found", Kind.MOMENT),
    "decided": _is("decided_at", "Decided", Kind.MOMENT),
    "decided_by": _is("decided_by", "Decided by"),
    "deferred": _is("deferred_until", "Deferred to", Kind.DAY),
    "licence": LeadColumn("Licence", Kind.TEXT, ("licence",), lambda row: row["licence"]),
}
"""By key, in the order that they are offered in. Moments are in UTC."""
DEFAULT = ("score", "name", "sector", "trend", "email", "rating", "city", "decision", "reason")


def chosen(app: App) -> tuple[str, ...]:
    """The columns that were chosen last, else ``DEFAULT``."""
    with app.read() as work:
        kept = work.preferences.get(PREFERENCE).get("columns", [])
    return tuple(key for key in kept if key in COLUMNS) or DEFAULT


def choose(app: App, columns: Sequence[str]) -> None:
    """Keep these columns for the next time. Raises BadInput."""
    with app.write() as work:
        work.preferences.set(PREFERENCE, {"columns": list(checked(columns))})
        work.commit()


def checked(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns, each once. Raises BadInput where one is none of ``COLUMNS``, or where there are none."""
    unknown = next((key for key in columns if key not in COLUMNS), None)
    if unknown is not None:
        raise BadInput(f"There is no column {unknown[:40]!r}.", todo="Choose columns of the list.")
    if not columns:
        raise BadInput("No column is chosen.", todo="Choose at least one.")
    return tuple(dict.fromkeys(columns))


def rows(work: UnitOfWork, ids: Sequence[int], columns: Sequence[str]) -> list[list[Value]]:
    """The cells of some leads in these columns, in the order of ``ids``."""
    made = [COLUMNS[key] for key in columns]
    facts = {fact for column in made for fact in column.facts}
    found: list[Row] = work.exported.rows(ids, sorted(facts - {"tags", "licence"}))
    if "tags" in facts:
        tagged = work.tags.of(ids)
        found = [{**row, "tags": tagged.get(row["id"], ())} for row in found]
    if "licence" in facts:
        mapped = work.evidence.from_site([row["lead_id"] for row in found], tags.SITE)
        found = [{**row, "licence": tags.ATTRIBUTION if row["lead_id"] in mapped else ""} for row in found]
    values = [column.value for column in made]
    return [[value(row) for value in values] for row in found]
