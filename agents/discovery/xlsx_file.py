"""Excel workbooks (ECMA-376), read piece by piece: formulas as their stored values, merged cells filled downwards.

Read here and not by a package: openpyxl with defusedxml takes several times as long, and calamine puts a sheet into one
dense block, so that two far cells in a file of a few kilobytes end the whole process.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from xml.parsers.expat import ExpatError

from agents.discovery.table import (
    GUESSED,
    MOST_CELL,
    MOST_COLUMNS,
    Options,
    Record,
    Records,
    Table,
    of_records,
    packed,
    refused,
)
from agents.discovery.xlsx_sheet import Formats, OversizeError, SheetReader, filled
from agents.discovery.xml_part import Attributes, UnsafeXmlError, parsed

# One part may unpack to a hundred times its size, the figure at which Apache POI's ZipSecureFile takes a bomb for one.
_MOST_RATIO = 100
_RATIO_COUNTS_FROM = 10_000_000
_MOST_UNPACKED = 1_000_000_000
_MOST_PARTS = 10_000
_MOST_SHARED = 300_000_000
_MOST_SMALL_PART = 20_000_000
_MOST_SHEETS = 200
# Numbers of the built-in formats that show a date or time (ECMA-376, 18.8.30, with those of East Asian versions).
_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str
    is_hidden: bool


def read(name: str, data: bytes, options: Options = GUESSED) -> Table:
    """The sheet asked for, else the first visible one that has rows.

    Raises BadInput where the file is damaged or no workbook, unpacks to too much, or brings entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _must_be_small(name, archive)
            return _table(name, archive, options)
    except OversizeError as error:
        what = (
            f"{name} has a cell beyond column {MOST_COLUMNS:,} or of over {MOST_CELL:,} characters in row {error.row}."
        )
        raise refused(what, "Leave out what holds no facts.") from error
    except UnsafeXmlError as error:
        raise refused(f"{name} brings XML entities, which no spreadsheet needs.", "Save it again as .xlsx.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, ExpatError) as error:
        raise refused(f"{name} is no Excel file, or it is damaged.", "Save it again as .xlsx or CSV.") from error
    except (NotImplementedError, RuntimeError) as error:  # a compression that is not known, or a password
        raise refused(f"{name} is locked or packed in an unusual way.", "Save it again as .xlsx or CSV.") from error


def _must_be_small(name: str, archive: zipfile.ZipFile) -> None:
    """Raises BadInput before anything is unpacked; zipfile never unpacks more of a part than the part says here."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        raise refused(f"{name} unpacks to more than {_MOST_UNPACKED // 1_000_000_000} GB or {_MOST_PARTS:,} parts.")
    for part in parts:
        if part.file_size > _RATIO_COUNTS_FROM and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise refused(f"{name} unpacks to more than {_MOST_RATIO} times its size, as a zip bomb does.")


def _table(name: str, archive: zipfile.ZipFile, options: Options) -> Table:
    book, sheets, starts_1904 = _workbook(archive)
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    chosen = [sheet for sheet in sheets if sheet.name == options.sheet] if options.sheet else visible
    if not chosen:
        raise refused(f'{name} has no sheet "{options.sheet[:60]}".' if options.sheet else f"{name} shows no sheet.")
    links = _links(archive, book)
    shared = _shared(name, archive, links.get("sharedStrings", ""))
    formats = Formats(_styles(archive, links.get("styles", "")), starts_1904)
    names = tuple(one.name for one in visible)
    for sheet in chosen:
        reader = SheetReader(shared, formats)
        with archive.open(sheet.part) as source:
            records = packed(name, reader.records(source))
        if any(True for _ in records()):
            return of_records(name, partial(_filled, records, reader.merged), Options(sheet=sheet.name), names)
    raise refused(f"{name} has no rows on any sheet.", "Choose another file.")


def _filled(records: Records, merged: Sequence[tuple[int, int, int]]) -> Iterator[Record]:
    return filled(records(), merged)


def _workbook(archive: zipfile.ZipFile) -> tuple[str, list[_Sheet], bool]:
    """The part that is the workbook, its sheets in order, and whether its dates count from 1904."""
    book = _links(archive, "").get("officeDocument", "xl/workbook.xml")
    links = _links(archive, book, by_id=True)
    sheets: list[_Sheet] = []
    starts_1904 = False
    for element, attributes in _elements(archive, book):
        if element == "sheet" and len(sheets) < _MOST_SHEETS:
            target = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            if target in links and "worksheets" in links[target]:
                sheets.append(_Sheet(attributes.get("name", ""), links[target], is_hidden))
        elif element == "workbookPr":
            starts_1904 = attributes.get("date1904", "0") in ("1", "true")
    return book, sheets, starts_1904


def _links(archive: zipfile.ZipFile, part: str, *, by_id: bool = False) -> dict[str, str]:
    """The parts that a part points to, by the last word of their type or by their id."""
    folder, base = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{base}.rels")
    found: dict[str, str] = {}
    if where not in archive.NameToInfo:
        return found
    for element, attributes in _elements(archive, where):
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "") if by_id else attributes.get("Type", "").rpartition("/")[2]] = target
    return found


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Attributes]]:
    """The elements of a small part, in order."""
    if archive.getinfo(part).file_size > _MOST_SMALL_PART:
        raise ValueError(part)
    ready: list[tuple[str, Attributes]] = []
    with archive.open(part) as source:
        for _ in parsed(source, lambda name, attributes: ready.append((name, attributes)), _nothing, _nothing):
            yield from ready
            ready.clear()


def _nothing(_: str) -> None:
    """What is not asked for is not kept."""


def _shared(name: str, archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells share, without the reading aids (phonetic runs) that East Asian texts carry."""
    texts: list[str] = []
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}
    size = length = 0

    def start(element: str, attributes: Attributes) -> None:
        if element in inside:
            inside[element] = True

    def text(piece: str) -> None:
        nonlocal length
        if inside["t"] and not inside["rPh"]:
            pieces.append(piece)
            length += len(piece)
            if length > MOST_CELL:
                raise refused(f"{name} has a cell of over {MOST_CELL:,} characters.", "Leave out what holds no facts.")

    def end(element: str) -> None:
        nonlocal size, length
        if element in inside:
            inside[element] = False
        elif element == "si":
            texts.append("".join(pieces))
            size += len(texts[-1]) + 50
            pieces.clear()
            length = 0

    if part in archive.NameToInfo:
        with archive.open(part) as source:
            for _ in parsed(source, start, end, text):
                if size > _MOST_SHARED:
                    raise refused(f"{name} holds too much text.", "Split it into smaller files.")
    return texts


def _styles(archive: zipfile.ZipFile, part: str) -> list[str]:
    """What each cell style makes of a number, as ``Formats.styles`` says."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    is_cells = False
    for element, attributes in _elements(archive, part) if part in archive.NameToInfo else ():
        if element == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif element in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            is_cells = element == "cellXfs"
        elif element == "xf" and is_cells:
            number = attributes.get("numFmtId", "0")
            styles.append(_kind(number, codes.get(number, "")))
    return styles


def _kind(number: str, code: str) -> str:
    if not code:
        return "date" if number.isdecimal() and int(number) in _DATES else ""
    shown = _NOT_SHOWN.sub("", code.partition(";")[0])
    if re.search("[ymdhs]", shown, re.IGNORECASE) and "general" not in shown.casefold():
        return "date"
    return str(len(shown)) if re.fullmatch("0{2,12}", shown) else ""
