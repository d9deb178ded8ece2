"""Excel workbooks, formulas as the text that was typed."""

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from agents.discovery.table import MOST_ROWS, Cells, Table, of_records, refused
from storage.errors import BadConfig

_MOST_UNPACKED = 1_000_000_000


def read(name: str, data: bytes) -> Table:
    """The first sheet that has rows. Raises BadInput where it is damaged or no workbook, BadConfig without openpyxl."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise refused(f"{name} unpacks to more than {_MOST_UNPACKED // 1_000_000_000} GB.")
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
        raise refused(f"{name} is no Excel file, or it is damaged.", "Save it again as .xlsx or CSV.") from error
    return of_records(name, lambda: iter(records))


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
    raise refused(f"{name} has no rows on any sheet.", "Choose another file.")


def _cell_text(value: Any) -> str:
    """A cell as a person sees it: whole numbers without a point, a formula as it was typed."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(getattr(value, "text", value))
