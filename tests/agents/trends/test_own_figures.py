"""A CSV of one's own: what is read of it, and what is told of the rest."""

from datetime import date

import pytest

from agents.trends import TrendSource
from agents.trends.own_figures import OwnFigures, read_figures
from storage.errors import BadInput
from storage.records import TrendPoint

TODAY = date(2026, 5, 1)
SOURCE = "own figures (interest)"


def read(text: str, encoding: str = "utf-8") -> list[tuple[str, str, str, float]]:
    figures = read_figures("interest.csv", text.encode(encoding), TODAY)
    assert figures.faults == ()
    return [(p.topic, p.place, p.day.isoformat(), p.value) for p in figures.points]


def faults(*rows: str, heading: str = "topic;place;day;value") -> list[str]:
    return [str(fault) for fault in read_figures("i.csv", "\n".join([heading, *rows]).encode(), TODAY).faults]


def refusal(data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_figures("interest.csv", data, TODAY)
    return caught.value


def test_rows_become_points_oldest_first() -> None:
    text = "topic,place,day,value\ncafe,Munich,2026-04-01,41.5\ncafe,Munich,2026-03-01,40\n"
    figures = read_figures("interest.csv", text.encode(), TODAY)
    assert figures.points == (
        TrendPoint("cafe", "Munich", date(2026, 3, 1), 40.0, SOURCE),
        TrendPoint("cafe", "Munich", date(2026, 4, 1), 41.5, SOURCE),
    )


@pytest.mark.parametrize(
    "text",
    [
        "topic;place;day;value\ncafe;Munich;2026-03-31;12,5",
        'topic,place,day,value\ncafe,Munich,2026-03-31,"12,5"',
        "topic\tplace\tday\tvalue\ncafe\tMunich\t31.03.2026\t12.5",
        "topic|place|day|value\ncafe|Munich|31/03/2026|12.50",
        "topic,place,day,value\ncafe,Munich,3/31/2026,12.5",
        "sep=;\r\nThema;Ort;Datum;Wert\r\nCafé;Munich;31.3.2026;12,5\r\n",
        "\ufeffTema;Lugar;Fecha;Valor\ncafés;Munich;2026/03/31;12,5",
        "value,extra,day,place,topic\n12.5,x,2026-03-31T00:00:00Z,  Munich ,CAFE\n\n",
        '"topic";"place";"day";"value"\n"cafe";"Munich";"31-03-2026";"12,5"',
    ],
)
def test_any_usual_way_to_write_a_row_is_read_alike(text: str) -> None:
    assert read(text) == [("cafe", "Munich", "2026-03-31", 12.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    assert read("topic;place;day;value\nbakery;Köln;2026-03-31;7", encoding) == [("bakery", "Köln", "2026-03-31", 7.0)]


def test_a_month_stands_for_its_first_day() -> None:
    assert read("sector,place,month,value\ncafe,Munich,2026-03,40") == [("cafe", "Munich", "2026-03-01", 40.0)]


def test_one_day_over_twelve_tells_for_the_whole_file_what_comes_first() -> None:
    rows = "topic,place,day,value\ncafe,Munich,02/01/2026,40\ncafe,Munich,13/01/2026,40"
    assert [day for _, _, day, _ in read(rows)] == ["2026-01-02", "2026-01-13"]


def test_days_that_can_be_read_both_ways_are_not_guessed() -> None:
    error = refusal(b"topic,place,day,value\ncafe,Munich,02/01/2026,40")
    assert "02/01/2026" in error.what and "2026-03-31" in error.todo


def test_days_that_contradict_each_other_are_not_guessed() -> None:
    error = refusal(b"topic,place,day,value\ncafe,Munich,13/01/2026,40\ncafe,Munich,01/14/2026,40")
    assert "13/01/2026" in error.what and "01/14/2026" in error.what


def test_a_thousand_is_not_taken_for_one() -> None:
    assert faults('cafe,Munich,2026-03-01,"1,234"', heading="topic,place,day,value") == [
        "Line 2, value: '1,234' is over 100; give the highest value as 100."
    ]
    assert faults("cafe;Munich;2026-03-01;1.234,5") == [
        "Line 2, value: '1.234,5' is over 100; give the highest value as 100."
    ]


def test_two_decimal_marks_in_one_file_are_a_fault_of_the_odd_one() -> None:
    assert faults("cafe;Munich;2026-03-01;12.5", "cafe;Munich;2026-03-02;12,5") == [
        "Line 3, value: '12,5' is no number from 0 to 100."
    ]


def test_a_file_with_points_between_thousands_has_no_decimal_points() -> None:
    assert faults("cafe;Munich;2026-03-01;1.000,5", "cafe;Munich;2026-03-02;12.5") == [
        "Line 2, value: '1.000,5' is over 100; give the highest value as 100.",
        "Line 3, value: '12.5' is no number from 0 to 100.",
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (";Munich;2026-03-01;1", "sector: it is empty."),
        ("unicorns;Munich;2026-03-01;1", "sector: 'unicorns' is no sector."),
        ("other;Munich;2026-03-01;1", "sector: 'other' is no sector."),
        ("cafe;  ;2026-03-01;1", "place: it is empty."),
        (f"cafe;{'x' * 121};2026-03-01;1", "place: it is longer than 120 letters."),
        ("cafe;Munich;;1", "day: it is empty."),
        ("cafe;Munich;yesterday;1", "day: 'yesterday' is no day; write it as 2026-03-31."),
        ("cafe;Munich;2026-02-30;1", "day: '2026-02-30' is no day; write it as 2026-03-31."),
        ("cafe;Munich;99/99/2026;1", "day: '99/99/2026' is no day; write it as 2026-03-31."),
        ("cafe;Munich;0000-01-01;1", "day: '0000-01-01' is no day; write it as 2026-03-31."),
        ("cafe;Munich;2026-05-02;1", "day: 2026-05-02 is in the future."),
        ("cafe;Munich;0026-03-01;1", "day: 0026-03-01 is before 1990."),
        ("cafe;Munich;2026-03-01;", "value: it is empty."),
        ("cafe;Munich;2026-03-01", "value: it is empty."),
        ("cafe;Munich;2026-03-01;many", "value: 'many' is no number from 0 to 100."),
        ("cafe;Munich;2026-03-01;-1", "value: '-1' is no number from 0 to 100."),
        ("cafe;Munich;2026-03-01;nan", "value: 'nan' is no number from 0 to 100."),
        ("cafe;Munich;2026-03-01;1e1", "value: '1e1' is no number from 0 to 100."),
        ("cafe;Munich;2026-03-01;٣", "value: '٣' is no number from 0 to 100."),
        ("cafe;Munich;2026-03-01;=1+1", "value: '=1+1' is no number from 0 to 100."),
        ("cafe;Munich;2026-03-01;100.01", "value: '100.01' is over 100; give the highest value as 100."),
        ("cafe;Munich;2026-03-01;1;5", "value: the row has 5 cells, the heading 4; quote the commas."),
    ],
)
def test_a_fault_names_its_line_and_field_and_the_other_rows_are_kept(row: str, fault: str) -> None:
    text = f"topic;place;day;value\nbar;Munich;2026-01-13;10\n{row}\nbar;Munich;2026-01-20;20\n"
    figures = read_figures("interest.csv", text.encode(), TODAY)
    assert [str(one) for one in figures.faults] == [f"Line 3, {fault}"]
    assert [point.value for point in figures.points] == [10.0, 20.0]


def test_today_is_not_the_future_and_the_ends_of_the_scale_belong_to_it() -> None:
    rows = read("topic;place;day;value\ncafe;Munich;2026-05-01;0\ncafe;Munich;2026-04-30;100")
    assert [value for *_, value in rows] == [100.0, 0.0]


def test_of_two_rows_for_the_same_day_the_first_is_kept_and_the_other_told() -> None:
    rows = ["cafe;Munich;2026-03-01;1", "Café; munich;01.03.2026;2", "cafe;Munich;2026-03-01;1"]
    assert faults(*rows) == [
        "Line 3, day: line 2 has 1 for this sector, place and day.",
        "Line 4, day: line 2 has the same for this sector, place and day.",
    ]


def test_a_place_is_spelled_as_it_was_first() -> None:
    rows = read("topic;place;day;value\ncafe;Bad  Tölz;2026-03-01;1\ncafe;BAD TÖLZ;2026-03-02;2")
    assert {place for _, place, _, _ in rows} == {"Bad Tölz"}


def test_lines_are_counted_as_an_editor_does() -> None:
    text = 'sep=;\ntopic;place;day;value\n\ncafe;"Mun\nich";2026-03-01;1\ncafe;Munich;2026-03-01;x\n'
    figures = read_figures("i.csv", text.encode(), TODAY)
    assert [fault.line for fault in figures.faults] == [6] and figures.points[0].place == "Mun ich"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"topic;place;day;value\n", "has a heading but no rows"),
        (b"PK\x03\x04 and so on", "is an Excel, zip or PDF file"),
        (b"topic;place;day\ncafe;Munich;2026-03-01", "has no column value"),
        (b"cafe;Munich;2026-03-01;12", "has no column sector and no column place"),
        (b"topic;place;city;day;value\ncafe;a;b;2026-03-01;1", "has two columns for the field place"),
        (b'topic;place;day;value\ncafe;"Munich;2026-03-01;1', "is damaged at line 2"),
        (b"t\x00o\x00p\x00i\x00c\x00\x81", "is in an encoding that cannot be read"),
        (b"\xff\xfe\x00", "is in an encoding that cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(data: bytes, what: str) -> None:
    error = refusal(data)
    assert what in error.what and error.kept == "Nothing was imported." and error.todo


def test_a_file_beyond_the_limit_is_refused() -> None:
    assert "50 MB" in refusal(b"x" * 50_000_001).what


def test_imported_points_are_a_source() -> None:
    text = "topic;place;day;value\ncafe;Munich;2026-03-08;2\ncafe;Munich;2026-03-01;1\nbar;Munich;2026-03-01;3"
    source: TrendSource = OwnFigures(read_figures("interest.csv", text.encode(), TODAY).points, SOURCE)
    assert [point.value for point in source.points("cafe", "munich")] == [1.0, 2.0]
    assert source.points("cafe", "Munich, Germany") == source.points("cafe", "Munich")
    assert source.points("cafe", "Berlin") == source.points("hotel", "Munich") == []
    assert source.name == SOURCE


def test_figures_of_the_exact_place_come_before_those_of_its_town() -> None:
    day = date(2026, 3, 1)
    here, there = (TrendPoint("cafe", place, day, 1, SOURCE) for place in ("Paris, Texas", "Paris"))
    source = OwnFigures([there, here])
    assert source.points("cafe", "Paris, Texas") == [here] and source.points("cafe", "Paris, France") == [there]
