"""CSV and GeoJSON as the world writes them: encodings, odd rows, headings, and files that are something else."""

import json
from itertools import pairwise

import pytest

from agents.discovery import files
from agents.discovery.source import Found
from agents.discovery.table import Options, Table
from storage.errors import BadInput
from storage.records import Business

GERMAN = "Firma;Straße;Ort\nBäckerei Groß;Mühlweg 1;München\nCafé „Öl“;Äckerstraße 2;Überlingen\n"
SPANISH = "Empresa;Calle;Ciudad\nPanadería Núñez;Calle Añil 3;Málaga\nCafé ¡Olé!;Avenida Íñigo 1;Logroño\n"


def table(text: str | bytes, name: str = "list.csv", options: Options = Options()) -> Table:  # noqa: B008
    return files.read_table(name, text.encode() if isinstance(text, str) else text, options)


def readings(text: str | bytes, name: str = "list.csv") -> list[files.Reading]:
    read = table(text, name)
    return list(files.readings(read, files.guess(read), "x"))


def only(text: str) -> Business:
    (one,) = readings(text)
    assert one.found is not None
    return one.found.business


def said(text: str) -> list[str]:
    return [str(problem) for one in readings(text) for problem in one.problems]


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        files.read_table(name, data)
    return caught.value.what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", [GERMAN, SPANISH])
def test_the_encoding_is_guessed(text: str, encoding: str) -> None:
    read = table(text.encode(encoding, "replace"))
    assert list(next(read.rows()).values()) == text.split("\n")[1].split(";")


def test_a_wrong_guess_shows_and_a_person_puts_it_right() -> None:
    data = "Firma;Ort\nŽižkov;Plzeň\n".encode("cp1250")
    assert next(table(data).rows())["Ort"] != "Plzeň"
    right = table(data, options=Options(encoding="cp1250"))
    assert (next(right.rows())["Firma"], right.read_as.encoding) == ("Žižkov", "cp1250")
    with pytest.raises(BadInput, match="zlib is not known"):
        table(data, options=Options(encoding="zlib"))


def test_a_chosen_delimiter_is_used_and_the_guessed_one_is_told() -> None:
    assert table("Name;City\nA;B\n").read_as.delimiter == ";"
    assert table("Name;City\nA;B\n", options=Options(delimiter=",")).columns == ("Name;City",)


def test_row_numbers_are_those_of_a_spreadsheet_with_empty_rows_and_cells_of_two_lines() -> None:
    read = table('sep=;\nName;City\n\n"A\nA";X\n;\n\nB;Y\n')
    assert [number for number, _ in read.records()] == [3, 6]
    assert read.first_row == 3


def test_a_row_with_more_cells_than_the_heading_fails_and_shorter_ones_are_read() -> None:
    assert said("Name,City\nA\nB,X,,\nC, d,e\nD,Y\n") == [
        "Row 4 has 3 cells where the heading has 2, so they cannot be told apart."]  # fmt: skip


def test_a_last_row_that_breaks_off_is_told() -> None:
    assert said("Name,City,Phone\nA,X,089 1234\nB,M") == [
        "Row 3 is the last and has 2 of 3 cells, as where a file was cut off."]  # fmt: skip


def test_headings_that_repeat_or_are_empty_stay_apart() -> None:
    assert table("Name,Name,,Name\nA,B,C,D\n").columns == ("Name", "Name (2)", "column 3", "Name (4)")


def test_each_field_that_cannot_be_taken_over_names_row_field_and_cause() -> None:
    heading = "Name,E-Mail,Telefon,Webseite,PLZ,Lat,Lon,Bewertung,Anzahl Bewertungen\n"
    assert said(f"{heading}A,info@,none,nowhere,none,99,11,nine,few\n") == [
        'Row 2, postcode: the text "none" holds no digit.',
        'Row 2, email: the text "info@" is no e-mail address that a person reads.',
        'Row 2, phone: the text "none" is no phone number.',
        'Row 2, website: the text "nowhere" is no web address.',
        'Row 2, lat: the text "99" and "11" are no latitude and longitude.',
        'Row 2, rating: the text "nine" is no rating on a scale of 0 to 5.',
        'Row 2, reviews: the text "few" is no number.',
    ]
    assert said(f"Name\n{'A' * 300}\n") == ["Row 2, name: the text is longer than 200 characters and was cut."]


def test_decimal_commas_and_numbers_of_other_programs_are_read() -> None:
    one = only("Name;Lat;Lon;Bewertung;Reviews;PLZ\nA;48,137;11,575;4,5;12.0;80331.0\n")
    assert (one.lat, one.lon, one.rating, one.reviews, one.postcode) == (48.137, 11.575, 4.5, 12, "80331")
    assert only("Name;Bewertungen;Koordinaten\nA;1.234;48.1, 11.5\n").reviews == 1234
    assert only("Name;Koordinaten\nA;48.1, 11.5\n").lon == 11.5


def test_spanish_headings_are_guessed() -> None:
    names = ("Razón social", "Correo electrónico", "Teléfono", "Sitio web", "Calle", "Código postal", "Población")
    guessed = files.guess_mapping(names)
    fields = ("name", "email", "phone", "website", "street", "postcode", "city")
    assert [guessed[field] for field in fields] == list(names)


def test_a_list_without_headings_is_guessed_by_what_its_cells_look_like() -> None:
    read = table(
        "Mond;Mühlweg 1;80331;München;+49 89 123456;info@mond.example;www.mond.example;48.13;11.57\n"
        "Stern;Bachgasse 22;80333;München;+49 89 123457;hallo@stern.example;https://stern.example;48.141;11.572\n"
        "Sonne;Talstr. 3a;80335;München;089 1234588;post@sonne.example;sonne.example;48.151;11.573\n".replace(
            "48.13;11.57\n", "48.131;11.571\n"
        )
    )
    assert (read.count, read.first_row) == (3, 1)
    fields = ("name", "street", "postcode", "city", "phone", "email", "website", "lat", "lon")
    assert files.guess(read) == {field: f"column {n}" for n, field in enumerate(fields, 1)}


def test_headings_that_say_nothing_of_contacts_are_guessed_by_content_and_numbers_are_not() -> None:
    read = table("Firma;KdNr;Kanal;Nummer\nA;10234;a@x.example;+49 89 123456\nB;10235;b@x.example;+49 89 123457\n")
    assert files.guess(read) == {"name": "Firma", "email": "Kanal", "phone": "Nummer"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "it is a picture"),
        ("list.csv", b"\n\n  <html><table><tr><td>Name", "is a web page"),
        ("list.csv", b"\xd0\xcf\x11\xe0" + bytes(600), "before 2007"),
        ("list.csv", b"Name,City\n" + bytes(range(1, 9)) * 3, "control characters"),
        ("list.csv", b"Name,City\n" + b"A,B\n" * 100_000 + b"C,\0\n", "a NUL byte at line"),
        ("list.csv", b'Name\nA\n"' + b"x" * 10_000_000 + b'"\n', "more than 131,072 characters"),
        ("list.csv", b'Name,City\nA,B\n"C,D\n' + b"E,F\n" * 100, "a quote is never closed"),
        ("list.csv", b",".join(b"c%d" % n for n in range(16_000)) + b"\nA\n", "more than 2,000 columns"),
        ("list.xls", b"Name\tCity\nA\tB\n", "is a text or a web page"),
        ("list.geojson", b'{"type":"FeatureCollection","features":' + b'[{"a":' * 100_000, "no GeoJSON"),
        ("list.geojson", b'{"features":[' + b"[" * 1_000_000, "no GeoJSON"),
        ("list.geojson", b'{"features":[{}],"x":' + b"9" * 100_000 + b"}", "damaged at line 1"),
        ("list.geojson", b'{"features":[{"properties":{"name":"A"}},\n{"prop', "damaged at line 2"),
        ("list.geojson", b'{"features":[{"properties":{"name":"A"}} {}]}', "no GeoJSON"),
        ("list.geojson", '{"features":[{"properties":{"name":"Mü"}}]}'.encode("cp1252"), "not in UTF-8"),
    ],
)
def test_what_is_no_list_is_refused_with_its_cause(name: str, data: bytes, words: str) -> None:
    assert words in refusal(name, data)


def test_members_of_geojson_may_stand_in_any_order_and_a_feature_may_stand_alone() -> None:
    feature = {"properties": {"name": "A"}, "geometry": None, "type": "Feature", "id": "n/1"}
    collection = {"features": [feature, "odd", feature], "bbox": [1, 2], "type": "FeatureCollection"}
    names = [one.found and one.found.business.name for one in readings(json.dumps(collection), "x.geojson")]
    assert names == ["A", None, "A"]
    assert len(readings(json.dumps(feature), "x.geojson")) == 1


def test_properties_that_come_late_fill_their_own_columns_and_a_position_of_their_own_counts() -> None:
    features = [{"properties": {"name": "A"}}, {"properties": {"city": "X", "lat": 48.1, "lon": 11, "name": "B"}}]
    read = table(json.dumps({"features": features}), "x.geojson")
    assert list(read.rows()) == [
        {"name": "A", "city": "", "lat": "", "lon": ""},
        {"name": "B", "city": "X", "lat": "48.1", "lon": "11"},
    ]


def test_long_values_across_the_pieces_of_a_geojson_file_stay_whole() -> None:
    names = [f"{n} " + "ä" * 100_000 for n in range(12)]
    data = json.dumps({"features": [{"properties": {"name": name}} for name in names]}, ensure_ascii=False)
    assert [row["name"] for row in table(data, "x.geojson").rows()] == names


def test_every_row_of_a_packed_table_comes_again_in_order() -> None:
    features = [{"properties": {"name": str(n)}} for n in range(2_500)]
    read = table(json.dumps({"features": features}), "x.geojson")
    first, second = list(read.records()), list(read.records())
    assert first == second
    assert all(a[0] + 1 == b[0] for a, b in pairwise(first))
    assert isinstance(next(files.to_found(read, {"name": "name"}, "x"))[1], Found)
