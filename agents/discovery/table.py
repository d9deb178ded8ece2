"""What an imported file is to the rest: rows of texts by column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from storage.errors import BadInput

MOST_ROWS = 1_000_000
_MOST_COLUMNS = 2_000
_FORMATS = "Use a CSV, XLSX or GeoJSON file."

Row = dict[str, str]
Cells = list[str]


@dataclass(frozen=True)
class Table:
    """A file as rows of texts by column; ``rows()`` starts over at each call.

    ``count`` is how many rows there are, ``first_row`` the number that the file's own program shows for the first.
    """

    columns: tuple[str, ...]
    count: int
    first_row: int
    source: Callable[[], Iterator[Row]] = field(repr=False)

    def rows(self) -> Iterator[Row]:
        return self.source()


def refused(what: str, todo: str = _FORMATS) -> BadInput:
    """The error for a file that is left alone as a whole."""
    return BadInput(what, kept="Nothing was imported.", todo=todo)


def of_records(name: str, records: Callable[[], Iterator[Cells]]) -> Table:
    """A table whose first record is the heading; every record is read once, so that damage shows before any use."""
    reading = records()
    columns = _columns(name, next(reading, []))
    count = 0
    for _ in reading:
        count += 1
        if count > MOST_ROWS:
            raise refused(f"{name} has more than {MOST_ROWS:,} rows.", "Split it into smaller files.")

    def rows() -> Iterator[Row]:
        for cells in islice(records(), 1, None):
            padded = cells + [""] * (len(columns) - len(cells))
            yield dict(zip(columns, padded, strict=False))

    return Table(columns, count, 2, rows)


def _columns(name: str, heading: Cells) -> tuple[str, ...]:
    """Column names, each once: an empty one is numbered, a repeated one too."""
    if len(heading) > _MOST_COLUMNS:
        raise refused(f"{name} has more than {_MOST_COLUMNS:,} columns.")
    names: dict[str, None] = {}
    for number, text in enumerate(heading, 1):
        column = " ".join(text.split())[:100] or f"column {number}"
        while column in names:
            column = f"{column} ({number})"
        names[column] = None
    return tuple(names)
