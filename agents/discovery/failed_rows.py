"""The rows of a list that could not be imported, as a file of the same shape with the reason beside each."""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, TextIO

from agents.discovery.safe_cell import is_dangerous, to_safe_cell
from storage.errors import BadConfig

REASON = "Why it was left out"
_MOST_XLSX_CELL = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

FailedRow = tuple[Sequence[str], str]


def write_csv(columns: Sequence[str], rows: Iterable[FailedRow], file: TextIO, delimiter: str = ",") -> int:
    """Write each row as it came and its reason; how many.

    Every cell is quoted and made safe, since a spreadsheet of another country splits at another delimiter and would
    find a formula in the middle of an unquoted cell. Open the file with ``newline=""``, and as ``utf-8-sig`` for Excel.
    """
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    lines = 0
    for cells in _lines(columns, rows):
        writer.writerow([to_safe_cell(text) for text in cells])
        lines += 1
    return lines - 1


def write_xlsx(columns: Sequence[str], rows: Iterable[FailedRow], file: BinaryIO) -> int:
    """The same as a workbook: every cell is text, and what could start a formula stays text when it is edited."""
    try:
        from openpyxl import Workbook  # type: ignore[import-untyped]
    except ImportError:
        raise BadConfig("Excel files need openpyxl.", todo="Run: pip install openpyxl") from None
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Left out")
    lines = 0
    for cells in _lines(columns, rows):
        sheet.append([_xlsx_cell(sheet, text) for text in cells])
        lines += 1
    book.save(file)
    return lines - 1


def _lines(columns: Sequence[str], rows: Iterable[FailedRow]) -> Iterable[Sequence[str]]:
    """The heading and each row, the reason always in the column after the last; cells beyond stand behind it."""
    yield [*columns, REASON]
    for cells, reason in rows:
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        yield [*padded[: len(columns)], reason, *padded[len(columns) :]]


def _xlsx_cell(sheet: Any, text: str) -> Any:
    plain = _NOT_IN_XML.sub(" ", text)[:_MOST_XLSX_CELL]
    if not is_dangerous(plain) and not plain.startswith("#"):
        return plain
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

    cell = WriteOnlyCell(sheet)
    cell.value, cell.data_type, cell.quotePrefix = plain, "s", True
    return cell
