"""The file of the rows that failed: the same shape, the reason beside, nothing live in it."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from agents.discovery import failed_rows, files, safe_cell

COLUMNS = ("Name", "City")
ATTACKS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "\u00a0=1", "\ufeff=1",
    "\u200b=1", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", '=HYPERLINK("http://x.example";"y")', "\x0b=1",
)  # fmt: skip


def as_csv(rows: list[failed_rows.FailedRow], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    failed_rows.write_csv(COLUMNS, rows, out, delimiter)
    return out.getvalue()


def test_rows_keep_their_shape_and_the_reason_stands_behind_the_last_column() -> None:
    rows: list[failed_rows.FailedRow] = [(["A"], "Row 2 has no name."), (["B", "X", "more"], "Row 3 has 3 cells.")]
    assert list(csv.reader(io.StringIO(as_csv(rows)))) == [
        ["Name", "City", "Why it was left out"],
        ["A", "", "Row 2 has no name."],
        ["B", "X", "Row 3 has 3 cells.", "more"],
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_csv_file_is_live_whatever_delimiter_the_spreadsheet_uses(attack: str) -> None:
    text = as_csv([([attack, f"x;{attack}"], f"y|{attack}")])
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    torn = [piece.lstrip('"') for piece in re.split("[;\t|\r\n]", text)]
    assert not [cell for cell in (*cells, *torn) if safe_cell.is_dangerous(cell)]


@pytest.mark.parametrize("text", [*ATTACKS, "x;=1", "a\n-b;+c", "O'Brien", "'", "", "a|'b"])
def test_what_is_made_safe_comes_back_as_it_was(text: str) -> None:
    assert safe_cell.from_safe_cell(safe_cell.to_safe_cell(text)).strip() == text.strip()


def test_no_cell_of_a_workbook_is_a_formula_and_each_keeps_its_text() -> None:
    out = io.BytesIO()
    assert failed_rows.write_xlsx(COLUMNS, [([attack, "#N/A"], "x\x00y") for attack in ATTACKS], out) == len(ATTACKS)
    sheet = load_workbook(io.BytesIO(out.getvalue())).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if safe_cell.is_dangerous(cell.value))
    assert [sheet.cell(2, 1).value, sheet.cell(2, 2).value, sheet.cell(2, 3).value] == ["=1+1", "#N/A", "x y"]


def test_what_was_put_right_in_the_file_is_imported_again_as_it_was() -> None:
    text = as_csv([(["+A", "'X"], "Row 2 has no name."), (["-B", "Y"], "because")], ";")
    table = files.read_table("failed.csv", text.encode("utf-8-sig"))
    names = [one.found and one.found.business.name for one in files.readings(table, files.guess(table), "x")]
    assert names == ["+A", "-B"]


def test_every_failed_row_of_a_list_can_be_written() -> None:
    table = files.read_table("list.csv", b"Name,City\nA,X\n,Y\nB,Z,Z\n")
    failed = [one for one in files.readings(table, files.guess(table), "x") if one.found is None]
    text = as_csv([(one.cells, " ".join(map(str, one.problems))) for one in failed])
    assert text.splitlines()[1] == '"","Y","Row 3 has no name."'
    assert text.count("\n") == 3
