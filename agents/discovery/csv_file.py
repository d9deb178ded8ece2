"""CSV in any usual encoding and with any usual delimiter."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from agents.discovery import text_encoding
from agents.discovery.table import GUESSED, MOST_CELL, Options, Record, Table, of_records, refused

DELIMITERS = (",", ";", "\t", "|")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")
_MOST_CONTROLS = 10


def read(name: str, data: bytes, options: Options = GUESSED) -> Table:
    """The table in a CSV file. Raises BadInput where it is damaged, unreadable or no text."""
    encoding = options.encoding or text_encoding.guess(name, data)
    if encoding not in text_encoding.CHOICES:
        raise refused(f"The encoding {encoding[:40]} is not known.", "Choose one of the list.")
    text_encoding.check(name, data, encoding)
    head = data[:65_536].decode(encoding, "ignore").lstrip("\ufeff")
    _must_be_table(name, head)
    delimiter = options.delimiter[:1] or _delimiter(head)
    used = Options(encoding, delimiter)
    try:
        return of_records(name, lambda: _records(name, data, used, is_strict=True), used)
    except _LooseQuotesError:
        return of_records(name, lambda: _records(name, data, used, is_strict=False), used)


class _LooseQuotesError(Exception):
    """Quotes within a quoted cell are not doubled, which many programs write and which is readable all the same."""


def _records(name: str, data: bytes, used: Options, *, is_strict: bool) -> Iterator[Record]:
    """The records that hold anything, numbered as a spreadsheet shows them: empty lines count, ``sep=`` does not."""
    text = io.TextIOWrapper(io.BytesIO(data), used.encoding, newline="")
    skipped = 0
    if text.read(5).lstrip("\ufeff").casefold().startswith("sep="):
        skipped = 1
    text.seek(0)
    if skipped:
        text.readline()
    elif used.encoding in ("utf-16-le", "utf-16-be") and text.read(1) != "\ufeff":
        text.seek(0)
    reader = csv.reader(text, delimiter=used.delimiter, strict=is_strict)
    try:
        yield from (record for record in enumerate(reader, 1) if any(record[1]))
    except csv.Error as error:
        if "expected after" in str(error):
            raise _LooseQuotesError from error
        raise refused(f"{name} is damaged at line {reader.line_num + skipped}: {_cause(error)}.") from error


def _cause(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a cell has more than {MOST_CELL:,} characters, as where a quote is never closed"
    return "a quote is never closed" if "end of data" in str(error) else str(error)


def _must_be_table(name: str, head: str) -> None:
    if head.lstrip()[:1] in ("<", "{"):
        raise refused(f"{name} is named as a table but is a web page or another format.")
    if len(_CONTROLS.findall(head)) > _MOST_CONTROLS:
        raise refused(f"{name} holds control characters and is no text.")


def _delimiter(head: str) -> str:
    """The delimiter that splits the first rows into the most columns, equally many in each."""
    if head.casefold().startswith("sep=") and len(head) > 4:
        return head[4]

    def width(delimiter: str) -> float:
        try:
            lines = list(islice(csv.reader(io.StringIO(head), delimiter=delimiter), 20))
        except csv.Error:
            return 0.0
        sizes = [len(cells) for cells in lines if any(cells)]
        return sum(size == sizes[0] for size in sizes) / len(sizes) * (sizes[0] - 1) if sizes else 0.0

    return max(DELIMITERS, key=width)
