"""Excel workbooks written as they stream: text cells that can never be formulas, numbers, and as many sheets as needed.

The parts are those of ECMA-376 (Office Open XML, SpreadsheetML); texts stand in their cells as inline strings, so
that nothing has to be kept until the end.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import IO
from xml.sax.saxutils import escape

from agents.discovery.safe_cell import is_dangerous
from agents.discovery.sheet import Column, Kind, Value, to_text

MOST_ROWS = 1_048_575
"""Rows of a sheet below its heading; Excel opens no sheet with more."""
MOST_CELL = 32_767
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x000D_ in a text as that character; an underscore so written stays what it is.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_DAY = date(1899, 12, 30)
_SECONDS = 86_400
_BARE, _GUARDED, _BOLD, _MOMENT, _DAY = range(5)
# The styles by the numbers above; quotePrefix keeps a text a text when its cell is edited.
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>'
    '<xf quotePrefix="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class XlsxWriter:
    """One workbook; a sheet that is full is followed by another with the same heading."""

    def __init__(self, path: Path, columns: Sequence[Column], most_rows: int = MOST_ROWS) -> None:
        self._path, self._columns, self._most = path, columns, most_rows
        self._sheets = self._rows = 0
        self._sheet: IO[bytes] | None = None

    def __enter__(self) -> "XlsxWriter":
        self._zip = zipfile.ZipFile(self._path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._begin()
        return self

    def write(self, rows: Sequence[Sequence[Value]]) -> None:
        while rows:
            room = self._most - self._rows
            if not room:
                self._end()
                self._begin()
                room = self._most
            self._put("".join(_row(row) for row in rows[:room]))
            self._rows += len(rows[:room])
            rows = rows[room:]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        if error is None:
            for name, content in _packaging(self._sheets):
                self._zip.writestr(name, content)
        self._zip.close()

    def _begin(self) -> None:
        self._sheets, self._rows = self._sheets + 1, 0
        self._sheet = self._zip.open(f"xl/worksheets/sheet{self._sheets}.xml", "w", force_zip64=True)
        widths = "".join(
            f'<col min="{at}" max="{at}" width="{_width(column)}" customWidth="1"/>'
            for at, column in enumerate(self._columns, 1)
        )
        self._put(
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1"'
            f' topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<cols>{widths}</cols><sheetData>"
        )
        self._put(f"<row>{''.join(_text(column.heading, _BOLD) for column in self._columns)}</row>")

    def _end(self) -> None:
        if self._sheet is not None:
            self._put("</sheetData></worksheet>")
            self._sheet.close()
            self._sheet = None

    def _put(self, text: str) -> None:
        if self._sheet is not None:
            self._sheet.write(text.encode())


def _row(row: Sequence[Value]) -> str:
    return f"<row>{''.join([_cell(value) for value in row])}</row>"


def _cell(value: Value) -> str:
    if value is None or value == "" or value == ():
        return "<c/>"
    if isinstance(value, str):
        return _text(value, _BARE)
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>" if abs(value) < 1e300 else "<c/>"
    if isinstance(value, datetime):
        return f'<c s="{_MOMENT}"><v>{_serial(value):.9f}</v></c>'
    if isinstance(value, date):
        return f'<c s="{_DAY}"><v>{(value - _FIRST_DAY).days}</v></c>'
    return _text(to_text(value), _BARE)


def _text(text: str, style: int) -> str:
    plain = text if text.isprintable() else _NOT_IN_XML.sub(" ", text)
    plain = _ESCAPE.sub("_x005F_", plain)[:MOST_CELL]
    own = _GUARDED if style == _BARE and (plain[:1] == "'" or is_dangerous(plain)) else style
    # A bare carriage return would come back as a line feed (XML 1.0, 2.11).
    escaped = escape(plain, {"\r": "&#13;"})
    return f'<c t="inlineStr" s="{own}"><is><t xml:space="preserve">{escaped}</t></is></c>'


def _serial(moment: datetime) -> float:
    """Days since Excel's first, by UTC."""
    at = moment.astimezone(UTC)
    return (at.date() - _FIRST_DAY).days + (at.hour * 3600 + at.minute * 60 + at.second) / _SECONDS


def _width(column: Column) -> int:
    return {Kind.TEXT: 24, Kind.LIST: 24, Kind.MOMENT: 17}.get(column.kind, 11)


def _packaging(sheets: int) -> list[tuple[str, str]]:
    """The parts that say what the sheets are called and where everything lies."""
    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name="{"Leads" if n == 1 else f"Leads {n}"}" sheetId="{n}" r:id="r{n}"/>' for n in numbers
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KINDS}.worksheet+xml"/>' for n in numbers
    )
    return [
        ("xl/styles.xml", _STYLES),
        (
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{targets}'
            f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        ),
        (
            "_rels/.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        (
            "[Content_Types].xml",
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>{overrides}</Types>',
        ),
    ]
