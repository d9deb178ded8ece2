"""The facts read of one business so far, each with the words it was read in."""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from agents.discovery.source import Found, business_key
from storage import sectors
from storage.records import Business, Quote

LONGEST = {"name": 200, "description": 1500, "website": 1000, "opening_hours": 500}
_LONGEST_FIELD = 200
_LONGEST_QUOTE = 400
_LONGEST_DETAIL = 80
_MOST_DETAILS = 24
_MOST_OF_A_KIND = 12
_NO_SECTOR = ("sector", sectors.OTHER)
_MAIL = ("email", "email_kind")
_DIALLED = ("phone", "phone_e164", "phone_national")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")

Value = str | float | int | tuple[str, ...]
# What a lead can hold: of facts beyond it nothing is handed on, neither value nor quote.
_KEPT = frozenset(each.name for each in fields(Business))


def clean(text: str, longest: int = _LONGEST_FIELD) -> str:
    """One line of visible characters: no control, direction or zero-width marks, at most ``longest`` long."""
    if text.isprintable():
        return " ".join(text[: longest * 8].split())[:longest].strip()
    visible = _INVISIBLE.sub("", text[: longest * 8])
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in visible)
    return re.sub(r"\s+", " ", plain).strip()[:longest].strip()


@dataclass
class Facts:
    """Values by field of ``Business``, quotes, and short phrases; what was added first stays.

    Beyond the fields that ``Business`` has today, a page may give ``phone_e164`` and ``phone_national``,
    ``email_kind`` ("role" or "personal", see ``mailboxes.kind``), ``booking``, ``shop`` and ``site_builder`` (names of
    systems), and as tuples ``languages`` (ISO 639-1) and ``social`` (profile addresses). ``people`` are words that
    are names of its owners.
    """

    url: str
    values: dict[str, Value] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, found: Found) -> "Facts":
        """The facts of a business that a source found, to be added to."""
        business = found.business
        known = {each.name: getattr(business, each.name) for each in fields(Business)}
        values = {
            name: value
            for name, value in known.items()
            if name not in ("key", "details") and value not in ("", None, ()) and (name, value) != _NO_SECTOR
        }
        return cls(found.quotes[0].url if found.quotes else "", values, list(found.quotes), list(business.details))

    def add(self, name: str, value: str, quote: str = "") -> None:
        """Keep a text, unless it is empty or the field is known."""
        if not value or name in self.values:
            return
        text = clean(value, LONGEST.get(name, _LONGEST_FIELD))
        if text:
            self.values[name] = text
            if quote or len(text) > _LONGEST_QUOTE:
                self._quote(name, quote or text)
            else:
                self.quotes.append(Quote(name, text, self.url))

    def add_number(self, name: str, value: float | None, quote: str) -> None:
        """Keep a number, unless there is none, it is no real number, or the field is known."""
        if value is not None and math.isfinite(value) and name not in self.values:
            self.values[name] = value
            self._quote(name, quote)

    def add_each(self, name: str, values: Iterable[tuple[str, str]]) -> None:
        """Keep several texts of one kind, each once and each with its quote."""
        known = self.values.get(name, ())
        texts = list(known) if isinstance(known, tuple) else []
        for value, quote in values:
            text = clean(value, LONGEST["website"])
            if text and text not in texts and len(texts) < _MOST_OF_A_KIND:
                texts.append(text)
                self._quote(name, quote)
        if texts:
            self.values[name] = tuple(texts)

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
        """Fill what is not known here from another page.

        A longer description replaces a shorter one, and an address that a business answers one that is a person's.
        """
        mine, theirs = str(self.values.get("description", "")), str(other.values.get("description", ""))
        if mine and len(theirs) > len(mine):
            self.forget("description")
        if self.values.get("email_kind") == "personal" and other.values.get("email_kind") == "role":
            self._forget_all(_MAIL)
        missing = {name for name in other.values if name not in self.values}
        for group in (_MAIL, _DIALLED):
            if group[0] in self.values:
                missing -= set(group)
        self.people |= other.people
        several = [name for name, value in other.values.items() if isinstance(value, tuple)]
        self.values |= {name: other.values[name] for name in missing - set(several)}
        self.quotes += [quote for quote in other.quotes if quote.field in missing and quote.field not in several]
        for name in several:
            self._merge_each(name, other)
        self._merge_details(other)

    def is_business(self) -> bool:
        """Whether the page told enough to be about one business: a name and one more fact."""
        return "name" in self.values and bool(self.values.keys() & {"street", "city", "phone", "email", "description"})

    def found(self, sector: str = sectors.OTHER) -> Found:
        """The business; ``sector`` and nothing else is taken from the caller where the pages do not say it."""
        values = {name: value for name, value in self.values.items() if name in _KEPT}
        if values.get("sector", sectors.OTHER) == sectors.OTHER:
            values["sector"] = sector
        texts = {name: str(values.get(name, "")) for name in ("name", "postcode", "street", "city")}
        business = Business(key=business_key(**texts), details=tuple(self.details), **values)  # type: ignore[arg-type]
        return Found(business, tuple(quote for quote in self.quotes if quote.field in _KEPT))

    def _forget_all(self, names: Iterable[str]) -> None:
        for name in names:
            self.forget(name)

    def _merge_each(self, name: str, other: "Facts") -> None:
        """Of social profiles one a network stays, which is what the first page links."""
        values, known = other.values[name], self.values.get(name, ())
        if not isinstance(values, tuple) or not isinstance(known, tuple):
            return
        hosts = {_host(text) for text in known if "//" in text}
        fresh = [text for text in values if text not in known and _host(text) not in hosts]
        fresh = fresh[: max(0, _MOST_OF_A_KIND - len(known))]
        quotes = [quote for quote in other.quotes if quote.field == name]
        self.values[name] = (*known, *fresh)
        self.quotes += [quote for text, quote in zip(values, quotes, strict=False) if text in fresh]

    def _merge_details(self, other: "Facts") -> None:
        phrases = {phrase.casefold() for phrase in self.details}
        fresh = [p for p in other.details if p.casefold() not in phrases][: max(0, _MOST_DETAILS - len(self.details))]
        self.details += fresh
        self.quotes += [quote for quote in other.quotes if quote.field == "details" and quote.text in fresh]

    def _quote(self, name: str, text: str) -> None:
        self.quotes.append(Quote(name, clean(text, _LONGEST_QUOTE), self.url))


def _host(text: str) -> str:
    return text.split("/")[2] if text.count("/") > 2 else text
