"""Files as tables: CSV, XLSX and GeoJSON, read row by row, checked whole before the first row is given out."""

import codecs
import csv
import io
import json
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from pathlib import PurePath
from typing import Any

from agents.discovery import geometry
from storage.errors import BadConfig, BadInput

MOST_BYTES = 200_000_000
MOST_ROWS = 1_000_000
_MOST_COLUMNS = 2_000
_MOST_UNPACKED = 1_000_000_000
_DELIMITERS = (",", ";", "\t", "|")
_KEPT = "Nothing was imported."
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


def read_table(name: str, data: bytes) -> Table:
    """The table in a file; ``name`` tells the format by its ending.

    CSV may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons, tabs or bars. XLSX gives its first sheet that
    has rows, formulas as their text. GeoJSON gives each feature's properties and a point of it as ``lat``, ``lon``.

    Raises:
        BadInput: empty, over 200 MB or 1,000,000 rows, damaged, or not what its ending says. Nothing is half read.
        BadConfig: openpyxl is missing.
    """
    if len(data) > MOST_BYTES:
        raise _bad(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it into smaller files.")
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise _bad(f"{name} is empty.", "Choose another file.")
    kind = PurePath(name).suffix.casefold()
    if kind in (".csv", ".tsv", ".txt"):
        table = _csv_table(name, data)
    elif kind in (".xlsx", ".xlsm"):
        table = _xlsx_table(name, data)
    elif kind in (".geojson", ".json"):
        table = _geojson_table(name, data)
    else:
        raise _bad(f"{name} has a format that cannot be read.", _FORMATS)
    if table.count == 0:
        raise _bad(f"{name} has a heading but no rows.", "Choose another file.")
    return table


def _bad(what: str, todo: str = _FORMATS) -> BadInput:
    return BadInput(what, kept=_KEPT, todo=todo)


def _csv_table(name: str, data: bytes) -> Table:
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise _bad(f"{name} is named as text but is an Excel, zip or PDF file.")
    encoding = _encoding(name, data)
    head = _head(data, encoding)
    if head.lstrip()[:1] in ("<", "{"):
        raise _bad(f"{name} is named as a table but is a web page or another format.")
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
            raise _bad(
                f"{name} is damaged at line {reader.line_num + skipped}: {error}.", "Export it again."
            ) from error

    try:
        return _of_records(name, lambda: records(is_strict=True))
    except _LooseQuotesError:
        return _of_records(name, lambda: records(is_strict=False))


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
            raise _bad(f"{name} is damaged at line {line}: its text stops being UTF-8 there.", "Export it again.")
    raise _bad(f"{name} is in an encoding that cannot be read.", "Save it as CSV in UTF-8.")


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


def _of_records(name: str, records: Callable[[], Iterator[Cells]]) -> Table:
    """A table whose first record is the heading; every record is read once, so that damage shows before any use."""
    reading = records()
    columns = _columns(name, next(reading, []))
    count = 0
    for _ in reading:
        count += 1
        if count > MOST_ROWS:
            raise _bad(f"{name} has more than {MOST_ROWS:,} rows.", "Split it into smaller files.")

    def rows() -> Iterator[Row]:
        for cells in islice(records(), 1, None):
            padded = cells + [""] * (len(columns) - len(cells))
            yield dict(zip(columns, padded, strict=False))

    return Table(columns, count, 2, rows)


def _columns(name: str, heading: Cells) -> tuple[str, ...]:
    """Column names, each once: an empty one is numbered, a repeated one too."""
    if len(heading) > _MOST_COLUMNS:
        raise _bad(f"{name} has more than {_MOST_COLUMNS:,} columns.")
    names: dict[str, None] = {}
    for number, text in enumerate(heading, 1):
        column = " ".join(text.split())[:100] or f"column {number}"
        names[column if column not in names else f"{column} ({number})"] = None
    return tuple(names)


def _xlsx_table(name: str, data: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise _bad(f"{name} unpacks to more than {_MOST_UNPACKED // 1_000_000_000} GB.")
        records = _sheet(name, data)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ValueError,
        SyntaxError,
        OSError,
        AttributeError,
    ) as error:
        raise _bad(f"{name} is no Excel file, or it is damaged.", "Save it again as .xlsx or CSV.") from error
    return _of_records(name, lambda: iter(records))


def _sheet(name: str, data: bytes) -> list[Cells]:
    """The first sheet with rows. defusedxml must be installed: openpyxl then reads XML without entities."""
    try:
        import defusedxml  # noqa: F401
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError:
        raise BadConfig(
            "Excel files need openpyxl and defusedxml.", todo="Run: pip install openpyxl defusedxml"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = ([_cell_text(value) for value in cells] for cells in sheet.iter_rows(values_only=True))
                records = list(islice((cells for cells in rows if any(cells)), MOST_ROWS + 2))
                if records:
                    return records
        finally:
            book.close()
    raise _bad(f"{name} has no rows on any sheet.", "Choose another file.")


def _cell_text(value: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, a formula as it was typed."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(getattr(value, "text", value))


def _geojson_table(name: str, data: bytes) -> Table:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _bad(f"{name} is not in UTF-8, as GeoJSON must be.", "Export it again.") from None
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _bad(f"{name} is no GeoJSON, or it is damaged{where}.", "Export it again.") from None
    features = _features(content)
    if features is None:
        raise _bad(f"{name} is JSON, but not GeoJSON with features.", "Export it as GeoJSON.")
    if len(features) > MOST_ROWS:
        raise _bad(f"{name} has more than {MOST_ROWS:,} features.", "Split it into smaller files.")
    names: dict[str, None] = dict.fromkeys(key for feature in features for key in feature["properties"])
    return Table((*names, "lat", "lon"), len(features), 1, lambda: map(_feature_row, features))


def _features(content: Any) -> list[dict[str, Any]] | None:
    """The features of a collection, or the one that is alone, each with a dictionary of properties."""
    if not isinstance(content, dict):
        return None
    listed = [content] if content.get("type") == "Feature" else content.get("features")
    if not isinstance(listed, list):
        return None
    whole = [one if isinstance(one, dict) else {} for one in listed]
    return [one | {"properties": p if isinstance(p := one.get("properties"), dict) else {}} for one in whole]


def _feature_row(feature: dict[str, Any]) -> Row:
    row = {str(key): _property_text(value) for key, value in feature["properties"].items()}
    identity = feature.get("id")
    if isinstance(identity, str) and "@id" not in row:
        row["@id"] = identity
    spot = geometry.point_of(feature.get("geometry"))
    return row | ({"lat": repr(spot[0]), "lon": repr(spot[1])} if spot else {})


def _property_text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | bool) else str(value)
