"""CSV in any usual encoding and with any usual delimiter."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from agents.discovery.table import Cells, Table, of_records, refused

_DELIMITERS = (",", ";", "\t", "|")


def read(name: str, data: bytes) -> Table:
    """The table in a CSV file. Raises BadInput where it is damaged, unreadable or no text."""
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise refused(f"{name} is named as text but is an Excel, zip or PDF file.")
    encoding = _encoding(name, data)
    head = _head(data, encoding)
    if head.lstrip()[:1] in ("<", "{"):
        raise refused(f"{name} is named as a table but is a web page or another format.")
    delimiter = _delimiter(head)
    skipped = 1 if head.casefold().startswith("sep=") else 0

    def records(*, is_strict: bool) -> Iterator[Cells]:
        text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
        for _ in range(skipped):
            text.readline()
        reader = csv.reader(text, delimiter=delimiter, strict=is_strict)
        try:
            yield from (cells for cells in reader if any(cells))
        except csv.Error as error:
            if "expected after" in str(error):
                raise _LooseQuotesError from error
            raise refused(
                f"{name} is damaged at line {reader.line_num + skipped}: {error}.", "Export it again."
            ) from error

    try:
        return of_records(name, lambda: records(is_strict=True))
    except _LooseQuotesError:
        return of_records(name, lambda: records(is_strict=False))


class _LooseQuotesError(Exception):
    """Quotes within a quoted cell are not doubled, which many programs write and which is readable all the same."""


def _encoding(name: str, data: bytes) -> str:
    """The first encoding that reads the whole file. Raises BadInput where it is damaged or none does."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    elif data[1:200:2].count(0) > data[:200:2].count(0) + 20:
        tried = ["utf-16-le"]
    elif data[:200:2].count(0) > data[1:200:2].count(0) + 20:
        tried = ["utf-16-be"]
    else:
        tried = ["utf-8-sig", "cp1252"]
    for encoding in tried:
        fault = _first_fault(data, encoding)
        if fault is None:
            return encoding
        if encoding == "utf-8-sig" and any(byte > 127 for byte in data[max(3, fault - 1_000_000) : fault]):
            line = data[:fault].count(b"\n") + 1
            raise refused(f"{name} is damaged at line {line}: its text stops being UTF-8 there.", "Export it again.")
    raise refused(f"{name} is in an encoding that cannot be read.", "Save it as CSV in UTF-8.")


def _first_fault(data: bytes, encoding: str) -> int | None:
    """The offset (within about a megabyte's piece) of the first byte that the encoding does not allow."""
    decoder = codecs.getincrementaldecoder(encoding)()
    size = 1 << 20
    for start in range(0, len(data), size):
        piece = data[start : start + size]
        try:
            text = decoder.decode(piece, final=start + size >= len(data))
        except UnicodeDecodeError as error:
            return start + error.start
        if "\x00" in text:
            return start + max(0, piece.find(b"\x00"))
    return None


def _head(data: bytes, encoding: str) -> str:
    return data[:65_536].decode(encoding, "ignore").lstrip("\ufeff")


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

    return max(_DELIMITERS, key=width)
