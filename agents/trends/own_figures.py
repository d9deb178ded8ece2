"""Trend points from a CSV file of one's own: sector, place, day and value."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from agents.trends.csv_cells import day_of, decimal_mark, is_month_first, number_of
from agents.trends.csv_table import Line, Lines, read_lines
from storage.records import TrendPoint
from storage.sectors import OTHER, of_words

FIELDS = {
    "sector": frozenset({"topic", "sector", "thema", "branche", "tema", "sector comercial"}),
    "place": frozenset({"place", "city", "location", "ort", "stadt", "lugar", "ciudad"}),
    "day": frozenset({"day", "date", "week", "month", "tag", "datum", "woche", "monat", "día", "dia", "fecha", "mes"}),
    "value": frozenset({"value", "interest", "wert", "interesse", "valor", "interés", "interes"}),
}
"""The fields of a row, and the headings that name each in English, German and Spanish."""

HIGHEST = 100.0
EARLIEST = date(1990, 1, 1)

_LONGEST_PLACE, _LONGEST_NAME = 120, 60


@dataclass(frozen=True)
class Fault:
    """Why a row was left out: its line in the file, the field, and one sentence that quotes it."""

    line: int
    field: str
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.field}: {self.what}"


@dataclass(frozen=True)
class Figures:
    """What a file holds: the points of its good rows, oldest first, and the faults of the others."""

    points: tuple[TrendPoint, ...]
    faults: tuple[Fault, ...]


class OwnFigures:
    """A trend source over points that a person imported (``read_figures`` makes them).

    Args:
        points: of any topics and places. name: what the points are from.
    """

    def __init__(self, points: Iterable[TrendPoint], name: str = "own figures") -> None:
        self.name = name
        self._by_topic: defaultdict[tuple[str, str], list[TrendPoint]] = defaultdict(list)
        for point in sorted(points, key=lambda point: point.day):
            self._by_topic[point.topic, _key(point.place)].append(point)

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """The points of exactly this place, or else those of its town ("Munich" for "Munich, Germany")."""
        town = place.partition(",")[0]
        return self._by_topic.get((topic, _key(place))) or self._by_topic.get((topic, _key(town)), [])


def read_figures(name: str, data: bytes, today: date) -> Figures:
    """The points in a CSV file with the columns sector, place, day and value, in any order.

    A topic is a sector (its slug or label), a value relative interest from 0 to 100. A row is left out, with its
    fault, where a cell is none of that, the day is after ``today``, or the topic has a value for place and day already.

    Raises BadInput where the file cannot be read as a whole.
    """
    lines = read_lines(name, data, FIELDS)
    rows = _Rows(lines, today, source_name(name))
    for line in lines.rows:
        rows.take(line)
    return Figures(tuple(sorted(rows.points.values(), key=lambda point: point.day)), tuple(rows.faults))


def source_name(file: str) -> str:
    """The name under which a file's points are kept."""
    return f"own figures ({PurePath(file).stem[:_LONGEST_NAME]})"


class _Rows:
    """Takes row after row, and remembers what each topic, place and day has already."""

    def __init__(self, lines: Lines, today: date, source: str) -> None:
        self._today, self._source, self._width = today, source, lines.width
        self._month_first = is_month_first(line.cells["day"] for line in lines.rows)
        self._mark = decimal_mark([line.cells["value"] for line in lines.rows], lines.delimiter)
        self._first: dict[tuple[str, str, date], int] = {}
        self._spelled: dict[str, str] = {}
        self._topics: dict[str, str] = {}
        self.points: dict[tuple[str, str, date], TrendPoint] = {}
        self.faults: list[Fault] = []

    def take(self, line: Line) -> None:
        try:
            self._keep(line)
        except _FaultyError as error:
            self.faults.append(Fault(line.number, error.field, error.what))

    def _keep(self, line: Line) -> None:
        if line.width > self._width:
            raise _FaultyError("value", f"the row has {line.width} cells, the heading {self._width}; quote the commas.")
        topic, place = self._topic(line.cells["sector"]), self._place(line.cells["place"])
        day, value = self._day(line.cells["day"]), self._value(line.cells["value"])
        key = (topic, _key(place), day)
        if before := self.points.get(key):
            says = "the same" if before.value == value else f"{before.value:g}"
            raise _FaultyError("day", f"line {self._first[key]} has {says} for this sector, place and day.")
        self._first[key] = line.number
        self.points[key] = TrendPoint(topic, place, day, value, self._source)

    def _topic(self, cell: str) -> str:
        topic = self._topics.get(cell) or self._topics.setdefault(cell, of_words(cell))
        if topic == OTHER:
            raise _FaultyError("sector", f"{cell[:40]!r} is no sector." if cell else "it is empty.")
        return topic

    def _place(self, cell: str) -> str:
        place = " ".join(cell.split())
        if not place:
            raise _FaultyError("place", "it is empty.")
        if len(place) > _LONGEST_PLACE:
            raise _FaultyError("place", f"it is longer than {_LONGEST_PLACE} letters.")
        return self._spelled.setdefault(_key(place), place)

    def _day(self, cell: str) -> date:
        day = day_of(cell, month_first=self._month_first)
        if day is None:
            raise _FaultyError("day", f"{cell[:40]!r} is no day; write it as 2026-03-31." if cell else "it is empty.")
        if day > self._today:
            raise _FaultyError("day", f"{day} is in the future.")
        if day < EARLIEST:
            raise _FaultyError("day", f"{day} is before {EARLIEST.year}.")
        return day

    def _value(self, cell: str) -> float:
        value = number_of(cell, self._mark)
        if value is None:
            raise _FaultyError("value", f"{cell[:40]!r} is no number from 0 to 100." if cell else "it is empty.")
        if value > HIGHEST:
            raise _FaultyError("value", f"{cell[:40]!r} is over 100; give the highest value as 100.")
        return value


class _FaultyError(Exception):
    """A cell cannot be used."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field, self.what = field, what


def _key(place: str) -> str:
    return " ".join(place.split()).casefold()
