"""The rows of a CSV file by field, in any usual encoding and with any usual delimiter."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storage.errors import BadInput

MOST_BYTES, MOST_ROWS = 50_000_000, 500_000

_DELIMITERS = (";", ",", "\t", "|")
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_LONGEST_LINE = 10_000


@dataclass(frozen=True)
class Line:
    """One row: the number of its (last) line in the file, how many cells it has, and its trimmed texts by field."""

    number: int
    width: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Lines:
    """A file's rows, its delimiter, and how many cells its heading has."""

    rows: tuple[Line, ...]
    delimiter: str
    width: int


def read_lines(name: str, data: bytes, fields: Mapping[str, frozenset[str]]) -> Lines:
    """The rows of a file; ``fields`` holds for each field the headings, in lower case, that name it.

    Raises BadInput where the file is too large, no text, damaged, without rows, or lacks a field in its heading.
    """
    text = _text(name, data)
    skipped, text = _without_note(text)
    delimiter = _delimiter(text, fields)
    records = _records(name, text, delimiter, skipped)
    _, heading = next(records, (0, list[str]()))
    places = _places(name, heading, fields)
    rows = list[Line]()
    for number, cells in records:
        if len(rows) == MOST_ROWS:
            raise _refused(f"{name} has more than {MOST_ROWS:,} rows.", "Split it into smaller files.")
        found = {field: cells[place].strip() if place < len(cells) else "" for field, place in places.items()}
        rows.append(Line(number, len(cells), found))
    if not rows:
        raise _refused(f"{name} has a heading but no rows.", "Choose another file.")
    return Lines(tuple(rows), delimiter, len(heading))


def _text(name: str, data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _refused(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it into smaller files.")
    if data.startswith(_NOT_TEXT):
        raise _refused(f"{name} is an Excel, zip or PDF file.", "Save it as CSV.")
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            if not text.strip():
                raise _refused(f"{name} is empty.", "Choose another file.")
            return text
    raise _refused(f"{name} is in an encoding that cannot be read.", "Save it as CSV in UTF-8.")


def _without_note(text: str) -> tuple[int, str]:
    """How many lines a spreadsheet's note on the delimiter (``sep=;``) takes, and the text after it."""
    first, _, rest = text.partition("\n")
    return (1, rest) if first.casefold().startswith("sep=") else (0, text)


def _delimiter(text: str, fields: Mapping[str, frozenset[str]]) -> str:
    """The delimiter by which the first line names the most fields."""
    heading = text.lstrip().partition("\n")[0][:_LONGEST_LINE]
    known = frozenset[str]().union(*fields.values())

    def named(delimiter: str) -> int:
        return sum(_heading(cell.strip('" \r')) in known for cell in heading.split(delimiter))

    return max(_DELIMITERS, key=named)


def _records(name: str, text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number of their last line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + skipped, cells
    except csv.Error as error:
        raise _refused(
            f"{name} is damaged at line {reader.line_num + skipped}: {error}.", "Export it again."
        ) from error


def _places(name: str, heading: list[str], fields: Mapping[str, frozenset[str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(heading):
        for field, headings in fields.items():
            if _heading(cell) in headings:
                if field in places:
                    raise _refused(f"{name} has two columns for the field {field}.", "Keep one of them.")
                places[field] = place
    if missing := [field for field in fields if field not in places]:
        there = ", ".join(repr(cell[:40]) for cell in heading[:10])
        what = f"{name} has no column {' and no column '.join(missing)}; its first line reads {there}."
        raise _refused(what, f"Name its columns {', '.join(fields)}.")
    return places


def _heading(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _refused(what: str, todo: str) -> BadInput:
    return BadInput(what, kept="Nothing was imported.", todo=todo)
