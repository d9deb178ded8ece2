"""Workbooks, good and hostile."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from agents.discovery import files
from agents.discovery.table import Options
from storage.errors import BadInput

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def changed(data: bytes, ending: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            content = source.read(part)
            archive.writestr(part, change(content) if part.endswith(ending) else content)
    return out.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose sheet holds these rows of XML."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    return changed(workbook(["x"]), "sheet1.xml", lambda _: sheet)


def sharing(*texts: str) -> bytes:
    """A workbook of one column whose texts stand in the part that Excel keeps them in."""
    rows = "".join(f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c></row>' for n in range(len(texts)))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9"/></Relationships>'.encode()
    data = changed(with_rows(rows), "workbook.xml.rels", lambda was: was.replace(b"</Relationships>", link))
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        items = "".join(f"<si>{text}</si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
    return out.getvalue()


def inline(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def cells(data: bytes, options: Options = Options()) -> list[list[str]]:  # noqa: B008
    table = files.read_table("list.xlsx", data, options)
    return [list(table.columns), *[list(row.values()) for row in table.rows()]]


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        files.read_table("list.xlsx", data)
    assert caught.value.kept == "Nothing was imported."
    return caught.value.what


def test_numbers_dates_and_truths_are_read_as_a_person_sees_them() -> None:
    book = Workbook()
    book.active.append(["Name", "a", "b", "c", "d", "e", "PLZ"])
    book.active.append(["A", 80331.0, 4.5, True, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), 1067])
    book.active["G2"].number_format = "00000"
    assert cells(saved(book))[1] == ["A", "80331", "4.5", "TRUE", "2026-03-01", "2026-03-01T09:30:00", "01067"]


def test_texts_that_cells_share_are_read_with_their_runs_and_without_reading_aids() -> None:
    rich = "<r><t>Café </t></r><r><rPr><b/></rPr><t>Mond</t></r><rPh><t>kafe</t></rPh>"
    assert cells(sharing("<t>Name</t>", rich, "<t>&amp;=1</t>")) == [["Name"], ["Café Mond"], ["&=1"]]


def test_a_formula_gives_its_stored_value_and_its_text_where_none_is_stored() -> None:
    row = '<row r="2"><c r="A2" t="str"><f>B2&amp;1</f><v>Mond 1</v></c><c r="B2"><f>1+1</f></c></row>'
    heading = f'<row r="1">{inline("A1", "Name")}{inline("B1", "City")}</row>'
    assert cells(with_rows(heading + row))[1] == ["Mond 1", "=1+1"]


def test_the_error_of_a_formula_is_no_fact_of_a_business() -> None:
    table = files.read_table("list.xlsx", workbook(["Name", "City", "Phone"], ["A", "#REF!", "089 1234567"]))
    (reading,) = files.readings(table, files.guess(table), "x")
    assert reading.found is not None
    assert (reading.found.business.city, reading.found.business.phone) == ("", "089 1234567")
    assert str(reading.problems[0]) == "Row 2, city: the text holds the error #REF! of a formula."


def test_a_merged_cell_counts_in_each_row_that_it_spans_and_titles_stand_above_the_heading() -> None:
    book = Workbook()
    for row in (["Our customers"], [], ["Name", "City", "PLZ"], ["A", "München", 1], ["B", None, 2], ["C", None, 3]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("B4:B5")
    data = saved(book)
    assert cells(data) == [["Name", "City", "PLZ"], ["A", "München", "1"], ["B", "München", "2"], ["C", "", "3"]]
    assert files.read_table("list.xlsx", data).first_row == 4


def test_empty_rows_are_left_out_and_the_numbers_stay_those_of_the_sheet() -> None:
    table = files.read_table("list.xlsx", workbook(["Name"], ["A"], [], [], ["B"]))
    assert [number for number, _ in table.records()] == [2, 5]


def test_the_first_visible_sheet_with_rows_is_read_and_another_one_when_asked() -> None:
    book = Workbook()
    book.active.title = "Empty"
    hidden, shown, other = (book.create_sheet(name) for name in ("Secret", "List", "Old list"))
    hidden.sheet_state = "hidden"
    for sheet in (hidden, shown, other):
        sheet.append(["Name"])
        sheet.append([sheet.title])
    data = saved(book)
    table = files.read_table("list.xlsx", data)
    assert (table.read_as.sheet, table.sheets) == ("List", ("Empty", "List", "Old list"))
    assert cells(data, Options(sheet="Old list"))[1] == ["Old list"]
    with pytest.raises(BadInput, match='no sheet "Nowhere"'):
        files.read_table("list.xlsx", data, Options(sheet="Nowhere"))


def test_two_cells_at_the_far_corners_of_a_sheet_are_refused_at_once() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert "beyond column 2,000" in refusal(with_rows(far))


def test_sixteen_thousand_columns_are_refused() -> None:
    assert "beyond column 2,000" in refusal(workbook([f"c{n}" for n in range(16_384)], ["A"]))


def test_sixteen_thousand_columns_without_texts_do_no_harm() -> None:
    row = '<row r="1">{}<c r="XFD1" s="1"/></row><row r="2">{}<c r="XFD2" s="1"/></row>'
    assert cells(with_rows(row.format(inline("A1", "Name"), inline("A2", "A")))) == [["Name"], ["A"]]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = changed(workbook(["Name"], ["A"]), "sheet1.xml", lambda content: content + b" " * 20_000_000)
    assert "as a zip bomb does" in refusal(data)


@pytest.mark.parametrize("ending", ["sheet1.xml", "workbook.xml", "styles.xml", "sharedStrings.xml", "book.xml.rels"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
    ],
)
def test_entities_are_refused_in_every_part(ending: str, declared: str) -> None:
    data = sharing("<t>Name</t>", "<t>A</t>")
    data = changed(data, ending, lambda content: _declaring(content, declared.encode()))
    assert "brings XML entities" in refusal(data)


def _declaring(content: bytes, declared: bytes) -> bytes:
    head, mark, rest = content.partition(b"?>")
    return head + mark + declared + rest if mark else declared + content


@pytest.mark.parametrize("rows", ["<row>" * 200, '<row r="1"><c r="A1"><v>1</v>'])
def test_xml_that_nests_without_end_or_breaks_off_is_refused(rows: str) -> None:
    assert "no Excel file" in refusal(with_rows(rows))


def test_a_cell_of_ten_megabytes_is_refused() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 20_000))) * 10
    assert "over 131,072 characters" in refusal(with_rows(f'<row r="1">{inline("A1", text)}</row>'))


def test_a_truncated_workbook_and_a_sheet_that_is_not_there_are_refused() -> None:
    data = workbook(["Name"], ["A"])
    assert "no Excel file" in refusal(data[: len(data) // 2])
    gone = changed(data, "workbook.xml.rels", lambda content: content.replace(b"sheet1", b"sheet9"))
    assert "no Excel file" in refusal(gone)


def test_a_workbook_behind_a_password_and_an_old_one_say_so() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "before 2007" in refusal(old)
    assert "locked with a password" in refusal(old + "EncryptedPackage".encode("utf-16-le"))
