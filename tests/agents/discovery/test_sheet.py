"""Files of leads: typed cells, no cell that a spreadsheet runs, and the same texts when they are read back."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet  # type: ignore[import-untyped]

from agents.discovery import sheet
from agents.discovery.safe_cell import from_safe_cell, is_dangerous
from agents.discovery.sheet import Column, Kind, Value
from agents.discovery.xlsx_writer import XlsxWriter
from storage.errors import BadInput

COLUMNS = (
    Column("Name"), Column("Score", Kind.NUMBER), Column("Reviews", Kind.WHOLE), Column("Tags", Kind.LIST),
    Column("Found", Kind.MOMENT), Column("Deferred to", Kind.DAY),
)  # fmt: skip
AT = datetime(2026, 3, 1, 13, 45, tzinfo=UTC)
ROWS: list[Sequence[Value]] = [
    ("Café Ä & <b>", 81.5, 12, ("warm", "near"), AT, date(2026, 5, 2)),
    ("", None, None, (), None, None),
    ("-7", -7.25, 0, (), AT, None),
]
ATTACKS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "＝1+1", "＋1", "－1", "＠x", "\ufeff=1+1",
    "=cmd|' /C calc'!A0", "a;=1+1", 'a";"=cmd|x', "a\n=1+1", "a\t@x", "a|+1", "=HYPERLINK(\"http://x.example\",\"y\")",
    "'=1+1", "=1\x00+1", "\u200b=1+1",
)  # fmt: skip


def written(tmp_path: Path, format: str, rows: Sequence[Sequence[Value]], columns: Sequence[Column] = COLUMNS) -> Path:
    path = tmp_path / f"leads.{format}"
    with sheet.to_file(path, format, columns) as file:
        for row in rows:
            file.write([row])
    return path


def cells(path: Path, sheet_number: int = 0) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    return [list(row) for row in book.worksheets[sheet_number].iter_rows()]


def test_csv_holds_plain_texts_and_bare_numbers_with_the_mark_for_excel(tmp_path: Path) -> None:
    content = written(tmp_path, "csv", ROWS).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["Name", "Score", "Reviews", "Tags", "Found", "Deferred to"],
        ["Café Ä & <b>", "81.5", "12", "warm; near", "2026-03-01 13:45", "2026-05-02"],
        ["", "", "", "", "", ""],
        ["'-7", "-7.25", "0", "", "2026-03-01 13:45", ""],
    ]


def test_a_workbook_holds_typed_cells(tmp_path: Path) -> None:
    rows = cells(written(tmp_path, "xlsx", ROWS))
    assert [cell.value for cell in rows[0]] == [column.heading for column in COLUMNS]
    first = [cell.value for cell in rows[1]]
    assert first == ["Café Ä & <b>", 81.5, 12, "warm; near", datetime(2026, 3, 1, 13, 45), datetime(2026, 5, 2)]
    assert [cell.value for cell in rows[2]] == [None] * 6


def test_parquet_holds_typed_columns_and_texts_as_they_are(tmp_path: Path) -> None:
    table = parquet.read_table(written(tmp_path, "parquet", ROWS))
    kinds = ["string", "double", "int64", "list<element: string>", "timestamp[us, tz=UTC]", "date32[day]"]
    assert [str(field.type) for field in table.schema] == kinds
    first = [*ROWS[0][:3], ["warm", "near"], *ROWS[0][4:]]
    assert list(table.to_pylist()[0].values()) == first
    assert table.column("Name").to_pylist() == ["Café Ä & <b>", "", "-7"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ATTACKS)
def test_no_cell_of_a_csv_starts_a_formula_wherever_a_spreadsheet_splits_it(
    tmp_path: Path, name: str, delimiter: str
) -> None:
    path = written(tmp_path, "csv", [(name,)], COLUMNS[:1])
    text = path.read_text(encoding="utf-8-sig")
    naive = [cell.strip('"') for line in text.splitlines() for cell in line.split(delimiter)]
    parsed = [cell for line in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in line]
    assert not [cell for cell in (*naive, *parsed) if is_dangerous(cell.lstrip('"'))]


@pytest.mark.parametrize("name", [name for name in ATTACKS if not name.startswith("'") and "\x00" not in name])
def test_what_was_made_harmless_in_a_csv_is_read_back_as_it_was(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, "csv", [(name,)], COLUMNS[:1])
    (_, (cell,)) = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    assert from_safe_cell(cell).strip() == name.strip()


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_text_is_a_text_in_a_workbook_and_stays_one_when_it_is_edited(tmp_path: Path, name: str) -> None:
    (cell,) = cells(written(tmp_path, "xlsx", [(name,)], COLUMNS[:1]))[1]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value == name.replace("\x00", " ")
    assert cell.quotePrefix or not is_dangerous(name)


def test_a_text_that_looks_like_an_escape_of_excels_is_escaped(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, "xlsx", [("a_x000D_b",)], COLUMNS[:1])) as archive:
        assert b">a_x005F_x000D_b<" in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("format", list(sheet.FORMATS))
def test_half_a_letter_and_marks_of_no_text_break_no_file(tmp_path: Path, format: str) -> None:
    assert written(tmp_path, format, [("a\ud800\x00\x0b\ufffe",)], COLUMNS[:1]).stat().st_size > 0


def test_a_workbook_goes_on_in_another_sheet_where_one_is_full(tmp_path: Path) -> None:
    with XlsxWriter(tmp_path / "x.xlsx", COLUMNS[:1], most_rows=2) as file:
        file.write([(str(n),) for n in range(5)])
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Leads", "Leads 2", "Leads 3"]
    assert [[row[0].value for row in one.iter_rows()] for one in book] == [
        ["Name", "0", "1"], ["Name", "2", "3"], ["Name", "4"],
    ]  # fmt: skip


@pytest.mark.parametrize("format", list(sheet.FORMATS))
def test_a_file_of_no_leads_has_its_heading(tmp_path: Path, format: str) -> None:
    path = written(tmp_path, format, [])
    headings = [column.heading for column in COLUMNS]
    if format == "parquet":
        assert parquet.read_table(path).column_names == headings
    elif format == "xlsx":
        assert [[cell.value for cell in row] for row in cells(path)] == [headings]
    else:
        assert list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))) == [headings]


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="'exe'"):
        sheet.to_file(tmp_path / "x", "exe", COLUMNS)
