"""Opening hours as people write them, in OpenStreetMap's syntax where their sense is sure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agents.discovery import hour_words
from agents.discovery.hour_week import Span, added, between_times, days_between, in_osm
from agents.discovery.hour_words import DAYS, Kind, Token

_LONGEST = 2000
_OSM_TIMES = re.compile(r"\d{1,2}:\d\d|24/7")
_APPOINTMENT = ' || "by appointment"'


def normalised(text: str) -> str:
    """The opening hours in OpenStreetMap's syntax, or "" where the text does not surely say them.

    Syntax: wiki.openstreetmap.org/wiki/Key:opening_hours/specification. German, English, Spanish and OSM's own writing
    are read; ``Mo-Fr 9-18 Uhr, Sa Ruhetag`` gives ``Mo-Fr 09:00-18:00; Sa off``.
    """
    short = text[:_LONGEST].strip()
    if not short:
        return ""
    if _OSM_TIMES.search(short) and (valid := _valid(re.sub(r"\s*\n\s*", "; ", short))):
        return valid
    tokens = list(hour_words.tokens(short))
    return "" if any(token.kind is Kind.WORD for token in tokens) else _written(tokens)


def in_text(text: str) -> tuple[str, str] | None:
    """The first opening hours that running text surely says, and the words that say them; None where it says none."""
    for run in hour_words.runs(text):
        quote = text[run[0].start : run[-1].end]
        written = _valid(quote) if _OSM_TIMES.search(quote) else ""
        if written or (written := _written(run)):
            return written, " ".join(quote.split())
    return None


def of_schema(lines: Sequence[str], specifications: Sequence[Mapping[str, Any]]) -> str:
    """What schema.org's ``openingHours`` and ``openingHoursSpecification`` say together; the text itself if unsure.

    A specification with ``validFrom`` is a holiday's or a season's, and left out. Equal times from 00:00 to 00:00 mean
    closed, 00:00 to 23:59 the whole day (Google's structured data documentation, "Local business", Hours).
    """
    week: dict[str, list[Span]] = {}
    for specification in specifications:
        if not specification.get("validFrom") and not _specified(specification, week):
            week.clear()
            break
    if week:
        return in_osm(week) if _valid(in_osm(week)) else ""
    joined = "; ".join(line.strip() for line in lines if line.strip())
    return normalised(joined) or joined


def _specified(specification: Mapping[str, Any], week: dict[str, list[Span]]) -> bool:
    days = [str(day).rsplit("/", 1)[-1][:2].title() for day in specification["days"]] or list(DAYS)
    opens, closes = (_minutes(specification.get(name)) for name in ("opens", "closes"))
    if opens is None or closes is None or any(day not in (*DAYS, "Pu") for day in days):
        return False
    for day in ("PH" if day == "Pu" else day for day in days):
        spans = week.setdefault(day, [])
        if opens != closes:
            spans.append((opens, 1440 if closes == 1439 else closes))
    return True


def _minutes(value: object) -> int | None:
    match = re.match(r"(\d{1,2}):(\d\d)", str(value or ""))
    minutes = int(match.group(1)) * 60 + int(match.group(2)) if match else 9999
    return minutes if minutes <= 1440 else None


def _valid(text: str) -> str:
    """The text as OpenStreetMap's tools write it, or "" where they cannot read it."""
    import opening_hours

    return str(opening_hours.OpeningHours(text)).replace("closed", "off") if opening_hours.validate(text) else ""


def _written(tokens: Sequence[Token]) -> str:
    """The rules of a run of tokens, or "" where they leave a doubt."""
    kinds = [token.kind for token in tokens]
    if kinds == [Kind.ALWAYS]:
        return "24/7"
    with_appointment = Kind.APPOINTMENT in kinds
    rest = [token for token in tokens if token.kind is not Kind.APPOINTMENT]
    week = _Reading(rest).week()
    said = in_osm(week) if week else ""
    if not said or not _valid(said):
        return ""
    return said + _APPOINTMENT if with_appointment else said


class _Reading:
    """One pass over the tokens: days, then their times, and so on."""

    def __init__(self, tokens: list[Token]) -> None:
        while tokens and tokens[-1].kind in (Kind.COMMA, Kind.DASH, Kind.BREAK):
            tokens.pop()
        self._tokens, self._at = tokens, 0

    def week(self) -> dict[str, list[Span]] | None:
        """The spans of each day that is named, none for a closed one; None where a token does not fit."""
        found: dict[str, list[Span]] = {}
        while self._at < len(self._tokens):
            self._skip(Kind.COMMA, Kind.BREAK)
            rule = self._rule()
            if rule is None or not added(found, *rule):
                return None
            self._skip(Kind.COMMA, Kind.BREAK)
        return found

    def _rule(self) -> tuple[list[str], list[Span]] | None:
        if self._kind() is Kind.OFF:
            self._at += 1
            self._skip(Kind.BREAK)
            days = self._days()
            return (days, []) if days else None
        if self._kind() is Kind.TIME:
            spans, days = self._spans(), self._days()
            return (days, spans) if spans and days and self._at == len(self._tokens) else None
        days = self._days()
        self._skip(Kind.DASH, Kind.BREAK, Kind.COMMA)
        if days and self._kind() is Kind.OFF:
            self._at += 1
            return days, []
        if days and self._kind() is Kind.ALWAYS:
            self._at += 1
            return days, [(0, 1440)]
        spans = self._spans() if days else None
        return (days, spans) if spans else None

    def _days(self) -> list[str]:
        days: list[str] = []
        while self._kind() is Kind.DAY:
            first = self._tokens[self._at].days
            self._at += 1
            if self._kind() is Kind.DASH and self._kind(1) is Kind.DAY:
                last = self._tokens[self._at + 1].days
                first = days_between(first[0], last[-1]) if len(first) == len(last) == 1 else ()
                self._at += 2
            if not first:
                return []
            days += [day for day in first if day not in days]
            if self._kind() is not Kind.COMMA or self._kind(1) is not Kind.DAY:
                break
            self._at += 1
        return days

    def _spans(self) -> list[Span] | None:
        spans: list[Span] = []
        while self._kind() is Kind.TIME:
            start = self._tokens[self._at]
            self._at += 1
            if self._kind() is not Kind.DASH:
                if not start.is_open:
                    return None
                spans.append((start.minutes, -1))
            elif self._kind(1) is Kind.TIME and (span := between_times(start, self._tokens[self._at + 1])):
                spans.append(span)
                self._at += 2
            else:
                return None
            if self._kind() in (Kind.COMMA, Kind.BREAK) and self._kind(1) is Kind.TIME:
                self._at += 1
        return spans

    def _kind(self, ahead: int = 0) -> Kind | None:
        at = self._at + ahead
        return self._tokens[at].kind if at < len(self._tokens) else None

    def _skip(self, *kinds: Kind) -> None:
        while self._kind() in kinds:
            self._at += 1
