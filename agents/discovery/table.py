"""What an imported file is to the rest: numbered records of texts by column."""

import marshal
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from agents.discovery import columns as headings
from storage.errors import BadInput

MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000
MOST_CELL = 131_072
_MOST_PACKED = 400_000_000
_SAMPLE = 200
_FORMATS = "Use a CSV, TSV, XLSX, GeoJSON or vCard file."

Row = dict[str, str]
Cells = list[str]
Record = tuple[int, Cells]
Records = Callable[[], Iterator[Record]]


@dataclass(frozen=True)
class Options:
    """How a person wants a file read; an empty text leaves the guess. ``sheet`` names one of a workbook."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


GUESSED = Options()


@dataclass(frozen=True)
class Table:
    """A file as rows of texts by column; ``rows()`` and ``records()`` start over at each call.

    ``count`` is how many rows there are, ``first_row`` the number that the file's own program shows for the first.
    ``read_as`` are the options as they were used, ``sheets`` the visible sheets of a workbook.
    """

    columns: tuple[str, ...]
    count: int
    first_row: int
    source: Records = field(repr=False)
    read_as: Options = GUESSED
    sheets: tuple[str, ...] = ()

    def records(self) -> Iterator[Record]:
        """Each row's number in the file's own program, and its cells as they came: fewer or more than columns."""
        return self.source()

    def rows(self) -> Iterator[Row]:
        """Each row by column; cells beyond the last column are left out."""
        return (self.row(cells) for _, cells in self.source())

    def row(self, cells: Cells) -> Row:
        return dict(zip(self.columns, cells + [""] * (len(self.columns) - len(cells)), strict=False))


def refused(what: str, todo: str = _FORMATS) -> BadInput:
    """The error for a file that is left alone as a whole."""
    return BadInput(what, kept="Nothing was imported.", todo=todo)


def of_records(name: str, records: Records, read_as: Options = GUESSED, sheets: tuple[str, ...] = ()) -> Table:
    """A table of records; each is read once, so that damage shows before any use.

    The heading is the first record, or the first that names fields where titles of one cell stand above it; a file
    that begins with data, such as an e-mail address, has none and gets numbered columns.
    """
    reading = records()
    sample = list(islice(reading, _SAMPLE))
    at = headings.heading_at([cells for _, cells in sample])
    columns = _columns(name, sample, at)
    count = len(sample) - at - 1
    for _ in reading:
        count += 1
        if count > MOST_ROWS:
            raise refused(f"{name} has more than {MOST_ROWS:,} rows.", "Split it into smaller files.")
    first = sample[at + 1][0] if len(sample) > at + 1 else at + 2
    return Table(columns, count, first, lambda: islice(records(), at + 1, None), read_as, sheets)


def packed(name: str, records: Iterable[Record]) -> Records:
    """Records that were read once, kept compressed and given again as often as asked.

    Parsing a workbook again costs seconds and plain lists of texts hold gigabytes; packs of about a thousand rows take
    neither. Raises BadInput over 1,000,000 rows, or where even the packs take 400 MB.
    """
    packs: list[bytes] = []
    size = count = 0
    for pack in _batches(records):
        packs.append(zlib.compress(marshal.dumps(pack), 1))
        size, count = size + len(packs[-1]), count + len(pack)
        if count > MOST_ROWS + 1:
            raise refused(f"{name} has more than {MOST_ROWS:,} rows.", "Split it into smaller files.")
        if size > _MOST_PACKED:
            raise refused(f"{name} holds too much text.", "Split it into smaller files.")
    return lambda: (record for pack in packs for record in marshal.loads(zlib.decompress(pack)))  # noqa: S302


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += sum(map(len, record[1]))
        if len(batch) == 1000 or size > 1_000_000:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _columns(name: str, sample: list[Record], at: int) -> tuple[str, ...]:
    """Column names, each once: an empty one is numbered, a repeated one too; most rows' width counts too."""
    heading = _trimmed(sample[at][1]) if at >= 0 else []
    widths = Counter(len(_trimmed(cells)) for _, cells in sample[at + 1 :])
    width = max(len(heading), widths.most_common(1)[0][0] if widths else 0)
    if width > MOST_COLUMNS:
        raise refused(f"{name} has more than {MOST_COLUMNS:,} columns.", "Leave out the columns that hold no facts.")
    names: dict[str, None] = {}
    for number in range(1, width + 1):
        text = heading[number - 1] if number <= len(heading) else ""
        column = first = " ".join(text.split())[:100] or f"column {number}"
        while column in names:
            column, number = f"{first} ({number})", number + 1
        names[column] = None
    return tuple(names)


def _trimmed(cells: Cells) -> Cells:
    """Without the empty cells at the end."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)
    return cells[:last]
