"""The facts read of one business so far, each with the words it was read in."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from agents.discovery.source import Found, business_key
from storage import sectors
from storage.records import Business, Quote

LONGEST = {"name": 200, "description": 1500, "website": 1000, "opening_hours": 500}
_LONGEST_FIELD = 200
_LONGEST_QUOTE = 400
_LONGEST_DETAIL = 80
_MOST_DETAILS = 24
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

Value = str | float | int


def clean(text: str, longest: int = _LONGEST_FIELD) -> str:
    """One line of visible characters: no control, direction or zero-width marks, at most ``longest`` long."""
    if text.isprintable():
        return " ".join(text[: longest * 8].split())[:longest].strip()
    visible = _INVISIBLE.sub("", text[: longest * 8])
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in visible)
    return re.sub(r"\s+", " ", plain).strip()[:longest].strip()


@dataclass
class Facts:
    """Values by field of ``Business``, quotes, and short phrases; what was added first stays."""

    url: str
    values: dict[str, Value] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    def add(self, name: str, value: str, quote: str = "") -> None:
        """Keep a text, unless it is empty or the field is known."""
        if not value or name in self.values:
            return
        text = clean(value, LONGEST.get(name, _LONGEST_FIELD))
        if text:
            self.values[name] = text
            self._quote(name, quote or text)

    def add_number(self, name: str, value: float | None, quote: str) -> None:
        """Keep a number, unless there is none, it is no real number, or the field is known."""
        if value is not None and math.isfinite(value) and name not in self.values:
            self.values[name] = value
            self._quote(name, quote)

    def add_details(self, phrases: Iterable[str]) -> None:
        """Keep short phrases, each once, at most two dozen in all."""
        known = {phrase.casefold() for phrase in self.details}
        for phrase in phrases:
            text = clean(phrase, 400)
            if 2 < len(text) <= _LONGEST_DETAIL and text.casefold() not in known and len(self.details) < _MOST_DETAILS:
                known.add(text.casefold())
                self.details.append(text)
                self._quote("details", text)

    def forget(self, name: str) -> None:
        """Drop a field and its quotes."""
        self.values.pop(name, None)
        self.quotes = [quote for quote in self.quotes if quote.field != name]

    def merge(self, other: "Facts") -> None:
        """Fill what is not known here from another page; a longer description replaces a shorter one."""
        mine, theirs = str(self.values.get("description", "")), str(other.values.get("description", ""))
        if mine and len(theirs) > len(mine):
            del self.values["description"]
        missing = {name for name in other.values if name not in self.values}
        self.values |= {name: other.values[name] for name in missing}
        phrases = {phrase.casefold() for phrase in self.details}
        fresh = [p for p in other.details if p.casefold() not in phrases][: max(0, _MOST_DETAILS - len(self.details))]
        self.details += fresh
        self.quotes += [q for q in other.quotes if q.field in missing or (q.field == "details" and q.text in fresh)]

    def is_business(self) -> bool:
        """Whether the page told enough to be about one business: a name and one more fact."""
        return "name" in self.values and bool(self.values.keys() & {"street", "city", "phone", "email", "description"})

    def found(self, sector: str = sectors.OTHER) -> Found:
        """The business; ``sector`` and nothing else is taken from the caller where the pages do not say it."""
        values = dict(self.values)
        if values.get("sector", sectors.OTHER) == sectors.OTHER:
            values["sector"] = sector
        texts = {name: str(values.get(name, "")) for name in ("name", "postcode", "street", "city")}
        business = Business(key=business_key(**texts), details=tuple(self.details), **values)  # type: ignore[arg-type]
        return Found(business, tuple(self.quotes))

    def _quote(self, name: str, text: str) -> None:
        self.quotes.append(Quote(name, clean(text, _LONGEST_QUOTE), self.url))
