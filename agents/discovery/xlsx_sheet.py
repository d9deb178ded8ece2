"""The cells of one sheet of a workbook, as the texts that a person sees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import IO

from agents.discovery.table import MOST_CELL, MOST_COLUMNS, Cells, Record
from agents.discovery.xml_part import Attributes, parsed

_MOST_MERGED = 10_000
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_COLUMN = re.compile(r"[A-Z]{1,3}")
# The days before each epoch; Excel counts a 29 February 1900 that never was, hence 30 December (ECMA-376, 18.17.4.1).
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LAST_DAY = 2_958_466


class OversizeError(Exception):
    """A cell stands beyond the last column that is read, or holds more than a spreadsheet can; ``row`` is where."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


@dataclass(frozen=True)
class Formats:
    """What the workbook says on numbers: for each cell style "date", "time", a width of leading zeros, or ""."""

    styles: Sequence[str] = ()
    starts_1904: bool = False


@dataclass
class SheetReader:
    """Rows as they are parsed; ``merged`` is complete when the sheet has been read to its end."""

    shared: Sequence[str]
    formats: Formats
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    _ready: list[Record] = field(default_factory=list)
    _cells: Cells = field(default_factory=list)
    _row: int = 0
    _column: int = -1
    _kind: str = "n"
    _style: str = ""
    _inside: str = ""
    _length: int = 0
    _texts: dict[str, list[str]] = field(default_factory=dict)

    def records(self, source: IO[bytes]) -> Iterator[Record]:
        """Each row that holds anything, with its number. Raises OversizeError, and what ``xml_part.parsed`` raises."""
        for _ in parsed(source, self._start, self._end, self._text):
            yield from self._ready
            self._ready.clear()

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._column = _column_of(attributes.get("r", ""), self._column + 1)
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._texts, self._length = {}, 0
        elif name in ("v", "t", "f"):
            self._inside = name
        elif name == "row":
            said = attributes.get("r", "")
            number = int(said) if said.isdecimal() and len(said) < 9 else 0
            self._row, self._column, self._cells = max(number, self._row + 1), -1, []
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _text(self, text: str) -> None:
        if self._inside:
            self._length += len(text)
            if self._length > MOST_CELL:
                raise OversizeError(self._row)
            self._texts.setdefault(self._inside, []).append(text)

    def _end(self, name: str) -> None:
        self._inside = ""
        if name == "c":
            value = self._value()
            if value:
                if self._column >= MOST_COLUMNS:
                    raise OversizeError(self._row)
                self._cells += [""] * (self._column - len(self._cells) + 1)
                self._cells[self._column] = value
        elif name == "row" and self._cells:
            self._ready.append((self._row, self._cells))

    def _value(self) -> str:
        """The stored value; a formula that was never computed as it was typed."""
        texts = self._texts
        value = "".join(texts.get("v", ()))
        if self._kind == "n":
            shown = _number(value, self._format(), self.formats.starts_1904) if value else ""
        elif self._kind == "s":
            shown = self.shared[int(value)] if value.isdecimal() and int(value) < len(self.shared) else ""
        elif self._kind == "b":
            shown = {"0": "FALSE", "1": "TRUE"}.get(value, value)
        else:
            shown = value or "".join(texts.get("t", ()))
        if not shown and "f" in texts:
            shown = "=" + "".join(texts["f"])
        return shown

    def _format(self) -> str:
        style = int(self._style) if self._style.isdecimal() else -1
        return self.formats.styles[style] if 0 <= style < len(self.formats.styles) else ""

    def _merge(self, ref: str) -> None:
        found = _RANGE.fullmatch(ref)
        if found and len(self.merged) < _MOST_MERGED:
            column, first, _, last = found.groups()
            if int(last) > int(first):
                self.merged.append((int(first), int(last), _column_of(column, 0)))


def filled(records: Iterator[Record], merged: Sequence[tuple[int, int, int]]) -> Iterator[Record]:
    """Records with the text of a merged cell in each row that it spans; sideways it stays in its first column."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for first, last, column in merged:
        starts.setdefault(first, []).append((last, column))
    spanning: dict[int, tuple[int, str]] = {}
    for number, cells in records:
        for column, (last, text) in list(spanning.items()):
            if number > last:
                del spanning[column]
            elif text:
                cells += [""] * (column - len(cells) + 1)
                cells[column] = cells[column] or text
        for last, column in starts.get(number, ()):
            spanning[column] = (last, cells[column] if column < len(cells) else "")
        yield number, cells


def _column_of(ref: str, otherwise: int) -> int:
    letters = ref.rstrip("0123456789")
    return _index(letters) if letters else otherwise


@lru_cache(20_000)
def _index(letters: str) -> int:
    """The column of its letters, from 0; far beyond any sheet where they are no column."""
    if not _COLUMN.fullmatch(letters):
        return MOST_COLUMNS
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _number(text: str, shown_as: str, starts_1904: bool) -> str:
    """A number as a person reads it: whole ones without a point, dates by ISO 8601, postcodes with their zeros."""
    if not shown_as and text.isdecimal() and len(text) < 16:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if shown_as in ("date", "time"):
        return _date(number, starts_1904) if 0 <= number < _LAST_DAY else text
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number)).zfill(int(shown_as or 0))
    return repr(number)


def _date(number: float, starts_1904: bool) -> str:
    moment = _EPOCHS[starts_1904] + timedelta(seconds=round(number * 86_400))
    if number < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if moment.time() == datetime.min.time() else moment.isoformat()
