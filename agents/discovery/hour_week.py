"""A week of opening hours: which days and spans go together, and how OpenStreetMap writes them."""

from collections.abc import Iterator, Mapping

from agents.discovery.hour_words import DAYS, Token

_LATEST_NIGHT = 7 * 60
_EARLIEST_EVENING = 15 * 60

Span = tuple[int, int]
"""Minutes from midnight; -1 as the end is an open one."""


def days_between(first: str, last: str) -> tuple[str, ...]:
    """The days from one to another, both with them; none where one is the public holiday."""
    if "PH" in (first, last):
        return ()
    start, end = DAYS.index(first), DAYS.index(last)
    return (DAYS * 2)[start : end + 1 if end >= start else end + 8]


def between_times(start: Token, end: Token) -> Span | None:
    """Two times as a span; half-day times without am or pm and back-to-front ones are no sure ones."""
    opens, closes = start.minutes, end.minutes
    if start.half == "" and end.half == "pm" and opens < 720 and opens + 720 < closes:
        return None if opens < 6 * 60 else (opens, closes)
    if closes > opens:
        return opens, closes
    is_night = closes <= _LATEST_NIGHT and opens >= _EARLIEST_EVENING
    return (opens, closes) if is_night and closes != opens else None


def added(week: dict[str, list[Span]], days: list[str], spans: list[Span]) -> bool:
    """Put a rule into the week; False where it contradicts what was said before."""
    for day in days:
        known = week.get(day, [])
        if spans and day in week and not known:
            if len(days) == 1:
                return False
            continue  # "Tuesday closed, daily 10-22": the day off stays one
        if any(_overlap(one, other) for one in known for other in spans):
            return False
        week[day] = [*known, *spans] if spans else []
    return True


def _overlap(one: Span, other: Span) -> bool:
    ends = [span[1] if span[1] > span[0] else 2880 for span in (one, other)]
    return one[0] < ends[1] and other[0] < ends[0]


def in_osm(week: Mapping[str, list[Span]]) -> str:
    """Days with the same spans as one rule each, in the order of the week."""
    grouped: dict[str, list[str]] = {}
    for day in (*DAYS, "PH"):
        if day in week:
            grouped.setdefault(",".join(map(_clock, sorted(set(week[day])))) or "off", []).append(day)
    return "; ".join(f"{','.join(_compressed(days))} {times}" for times, days in grouped.items())


def _compressed(days: list[str]) -> Iterator[str]:
    """Three days or more in a row as a range."""
    at = 0
    while at < len(days):
        length = 1
        while at + length < len(days) and "".join((days[at + length - 1], days[at + length])) in "".join(DAYS):
            length += 1
        run = days[at : at + length]
        yield from [f"{run[0]}-{run[-1]}"] if length > 2 else run
        at += length


def _clock(span: Span) -> str:
    start, end = (f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in span)
    return f"{start}+" if span[1] < 0 else f"{start}-{end}"
