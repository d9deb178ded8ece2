"""Imported files, good and bad."""

import csv
import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from agents.discovery import files, formats
from agents.discovery.source import Found
from storage.errors import BadInput

DATA = Path(__file__).parents[3].parent / "shared" / "data"
HEADING = "Firma;Straße;PLZ;Ort;Telefon;E-Mail;Webseite;Branche;Bewertung;Besonderheiten"
LINE = "Bäckerei Groß;Mühlweg 1;80331;München;+49 89 1;INFO@x.example;x.example;Bakery;4,5;Terrasse, Brunch"
TEXT = f"{HEADING}\r\n{LINE}\r\n"


def imported(name: str, data: bytes) -> list[Found | str]:
    table = files.read_table(name, data)
    return [result for _, result in files.to_found(table, files.guess_mapping(table.columns), f"file:{name}")]


def refusal(name: str, data: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        imported(name, data)
    assert caught.value.kept == "Nothing was imported."
    assert caught.value.todo
    return caught.value


def workbook(*rows: list[object]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def geojson(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_ten_columns_in_any_usual_encoding_are_read(encoding: str) -> None:
    (found,) = imported("list.csv", TEXT.encode(encoding))
    assert isinstance(found, Found)
    business = found.business
    assert (business.name, business.street, business.postcode, business.city) == (
        "Bäckerei Groß", "Mühlweg 1", "80331", "München")  # fmt: skip
    assert (business.email, business.phone, business.website) == ("info@x.example", "+49 89 1", "https://x.example/")
    assert (business.sector, business.rating, business.details) == ("bakery", 4.5, ("Terrasse", "Brunch"))
    assert {quote.url for quote in found.quotes} == {"file:list.csv#row=2"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["Name", "City"], ["A, B; C", "X"], ["D|E", "Y"]])
    table = files.read_table("list.csv", out.getvalue().encode())
    assert [row["Name"] for row in table.rows()] == ["A, B; C", "D|E"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b"\x00\x00"])
@pytest.mark.parametrize("name", ["list.csv", "list.xlsx", "list.geojson"])
def test_an_empty_file_is_refused(name: str, data: bytes) -> None:
    assert refusal(name, data).what == f"{name} is empty."


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.csv", b"Name;City\n", "no rows"),
        ("list.csv", b"PK\x03\x04rest", "is an Excel"),
        ("list.csv", b"<!doctype html><p>Not found</p>", "is a web page"),
        ("list.csv", "Café;Ort\nCafé;X\n".encode() + b"B\xe9;Y\n", "damaged at line 3"),
        ("list.csv", b'Name;City\nA;X\n"B;Y\n', "damaged at line"),
        ("list.csv", b"Name;City\nA;X\0Y\n", "a NUL byte at line 2"),
        ("list.xlsx", b"Name;City\nA;B\n", "no Excel file"),
        ("list.xlsx", workbook(["Name"], ["A"])[:-200], "no Excel file"),
        ("list.geojson", b'{"type": "FeatureCollection", "features": [{"ty', "damaged at line 1"),
        ("list.geojson", b'{"type": "Topology"}', "not GeoJSON"),
        ("list.geojson", b"[" * 100_000, "no GeoJSON"),
        ("list.geojson", geojson(), "no rows"),
        ("list.pdf", b"%PDF", "a format that cannot be read"),
        (
            "list.csv",
            b"Street;City\nA 1;B\n",
            "No column holds the name of the business; the columns are: Street, City",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name: str, data: bytes, words: str) -> None:
    assert words in refusal(name, data).what


def test_a_file_with_too_many_rows_or_bytes_is_refused() -> None:
    with pytest.raises(BadInput, match="larger than 200 MB"):
        files.read_table("list.csv", bytes(formats.MOST_BYTES + 1))
    with pytest.raises(BadInput, match="more than 1,000,000 rows"):
        files.read_table("list.csv", b"name\n" + b"a\n" * 1_000_001)


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
        archive.infolist()[0].file_size = 2_000_000_000
    assert "unpacks to more than 1 GB" in refusal("list.xlsx", out.getvalue()).what


def test_a_workbook_with_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    source, out = zipfile.ZipFile(io.BytesIO(workbook(["Name"], ["A"]))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in source.namelist():
            data = source.read(part)
            archive.writestr(part, bomb + data.split(b"?>")[-1] if part.endswith("sheet1.xml") else data)
    assert "brings XML entities" in refusal("list.xlsx", out.getvalue()).what


def test_a_workbook_keeps_numbers_whole_and_formulas_as_text() -> None:
    data = workbook(["Name", "PLZ", "Ort", "Features"], ["=1+1", 80331.0, "=cmd|' /C calc'!A0", "x=y"])
    (found,) = imported("list.xlsx", data)
    assert isinstance(found, Found)
    assert (found.business.name, found.business.postcode) == ("=1+1", "80331")
    assert found.business.city == "=cmd|' /C calc'!A0"


def test_what_could_be_a_formula_leaves_with_an_apostrophe_and_comes_back_without() -> None:
    dangerous = ["=1+1", "+49 89 1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1"]
    assert [files.to_safe_cell(text) for text in dangerous] == [f"'{text}" for text in dangerous]
    assert files.to_safe_cell("Café = good") == "Café = good"
    assert [files.to_safe_cell(text) for text in ("\t=1", "a;=1", "a\n-1")] == ["'\t'=1", "a;'=1", "a\n'-1"]
    (found,) = imported("list.csv", b"Name,Phone\nA,'+49 89 1\n")
    assert isinstance(found, Found)
    assert found.business.phone == "+49 89 1"


def test_rows_without_a_name_are_problems_and_the_others_are_read() -> None:
    results = imported("list.csv", "Name,City\nA,X\n,Y\n\u200b,Z\nB\n".encode())
    assert [r if isinstance(r, str) else r.business.name for r in results] == [
        "A", "Row 3 has no name.", "Row 4 has no name.", "B"]  # fmt: skip


def test_duplicates_have_one_key_and_different_places_have_two() -> None:
    rows = (
        b"Name,Street,PLZ,City,Lat,Lon\nA,Mainstr. 1,1,X,,\na,MAINSTRASSE 1,1,X,,\nA,,,X,48.1,11.5\nA,,,X,48.2,11.5\n"
    )
    keys = [result.business.key for result in imported("list.csv", rows) if isinstance(result, Found)]
    assert len(keys) == 4
    assert len(set(keys[2:])) == 2


def test_unescaped_quotes_are_read_all_the_same() -> None:
    (found,) = imported("list.csv", b'Name,City\n"The "Blue" Bar",X\n')
    assert isinstance(found, Found)
    assert "Blue" in found.business.name


def test_headings_are_guessed_in_two_languages() -> None:
    english = ("Company Name", "Contact name", "E-Mail (work)", "Zip code", "Town", "House number", "Latitude")
    assert files.guess_mapping(english) == {
        "name": "Company Name", "email": "E-Mail (work)", "postcode": "Zip code", "city": "Town",
        "housenumber": "House number", "lat": "Latitude"}  # fmt: skip
    german = ("Unternehmen", "Anschrift", "Öffnungszeiten", "Telefon 1", "Kategorie", "Vorname")
    assert files.guess_mapping(german) == {
        "name": "Unternehmen", "address": "Anschrift", "opening_hours": "Öffnungszeiten", "phone": "Telefon 1",
        "sector": "Kategorie"}  # fmt: skip
    prefixed = files.guess_mapping(("name", "addr:street", "addr:postcode", "contact:email"))
    assert (prefixed["street"], prefixed["email"]) == ("addr:street", "contact:email")


def test_a_persons_own_mapping_is_used() -> None:
    table = files.read_table("list.csv", b"a,b\nMond,Lindental\n")
    ((number, found),) = files.to_found(table, {"name": "a", "city": "b"}, "file:list.csv")
    assert isinstance(found, Found)
    assert (number, found.business.name, found.business.city) == (2, "Mond", "Lindental")
    with pytest.raises(BadInput, match='no column "c"'):
        files.to_found(table, {"name": "c"}, "file:list.csv")


def test_every_business_of_munich_is_imported_with_a_key_of_its_own_twice_the_same() -> None:
    data = (DATA / "munich-businesses.geojson").read_bytes()
    first, second = imported("munich.geojson", data), imported("munich.geojson", data)
    businesses = [result.business for result in first if isinstance(result, Found)]
    assert len(first) == len(businesses) == len({business.key for business in businesses}) == 3849
    assert first == second
    assert all(business.sector != "other" and business.lat is not None for business in businesses)


def test_the_order_of_a_file_changes_no_key() -> None:
    whole = json.loads((DATA / "munich-businesses.geojson").read_bytes())
    whole["features"] = whole["features"][::-1]
    backward = imported("munich.geojson", json.dumps(whole).encode())
    forward = imported("munich.geojson", (DATA / "munich-businesses.geojson").read_bytes())
    assert backward[::-1] == forward


@pytest.mark.parametrize(
    ("geometry", "lat"),
    [
        ({"type": "Point", "coordinates": [11.5, 48.1]}, 48.1),
        ({"type": "Polygon", "coordinates": [[[11, 48], [12, 48], [12, 49], [11, 49], [11, 48]]]}, 48.5),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [11, 47.5]}]}, 47.5),
        ({"type": "Point", "coordinates": [11, 991]}, None),
        ({"type": "Point", "coordinates": "x"}, None),
        (None, None),
    ],
)
def test_any_geometry_gives_one_point(geometry: object, lat: float | None) -> None:
    (found,) = imported("x.geojson", geojson({"type": "Feature", "geometry": geometry, "properties": {"name": "A"}}))
    assert isinstance(found, Found)
    assert found.business.lat == lat


def test_a_hundred_thousand_rows_take_seconds_and_little_memory() -> None:
    rows = "".join(f"Bäckerei {n};Mühlweg {n};80331;München\n" for n in range(100_000))
    started = time.monotonic()
    table = files.read_table("list.csv", f"Firma;Straße;PLZ;Ort\n{rows}".encode("cp1252"))
    results = files.to_found(table, files.guess_mapping(table.columns), "file:list.csv")
    tracemalloc.start()
    keys = {
        result.business.key for _, (_, result) in zip(range(1000), results, strict=False) if isinstance(result, Found)
    }
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(keys) + sum(isinstance(result, Found) for _, result in results) == table.count == 100_000
    assert peak < 2_000_000
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("said", "sector"),
    [("Bäckerei", "bakery"), ("Zahnarzt", "dentist"), ("friseur", "hairdresser"), ("Dentist", "dentist")],
)
def test_a_sector_is_known_by_what_people_call_it_in_english_or_german(said: str, sector: str) -> None:
    (found,) = imported("list.csv", f"Firma,Branche\nHaus am See,{said}\n".encode())
    assert isinstance(found, Found) and found.business.sector == sector
