"""vCards of every version, good and hostile."""

import time

import pytest

from agents.discovery import files
from agents.discovery.source import Found
from storage.errors import BadInput
from storage.records import Business

NEWEST = """BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Anna Berg
ORG:Café Mond\\, am Platz;Küche
ADR;TYPE=home:;;Heimweg 9;Augsburg;;86150;
ADR;TYPE=work:;;Mühlweg 1;München;Bayern;80331;Deutschland
item1.TEL;TYPE="fax,work";VALUE=uri:tel:+49-89-99
TEL;TYPE="voice,work";VALUE=uri:tel:+49-89-123456
EMAIL;PREF=1:info@mond.example
EMAIL:anna@home.example
URL:https://mond.example
GEO:geo:48.137,11.575;u=10
CATEGORIES:Cafe,Frühstück
NOTE:Quiet terrace\\nand\\; a garden th
 at is folded
END:VCARD
"""
OLDEST = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Groß;Eva\r\n"
    "ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:B=E4ckerei =\r\nGro=DF\r\n"
    "ADR;WORK;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:;;M=C3=BChlweg 2;M=C3=BCnchen;;80331;\r\n"
    "TEL;WORK;VOICE:089 123457\r\nPHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQSkZJRg\r\n\r\nEND:VCARD\r\n"
)


def businesses(data: bytes) -> list[Business]:
    table = files.read_table("cards.vcf", data)
    return [one.business for _, one in files.to_found(table, files.guess(table), "x") if isinstance(one, Found)]


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        files.read_table("cards.vcf", data)
    return caught.value.what


def test_a_card_gives_the_business_with_what_suits_work_best() -> None:
    (one,) = businesses(NEWEST.encode())
    assert (one.name, one.street, one.postcode, one.city) == ("Café Mond, am Platz", "Mühlweg 1", "80331", "München")
    assert (one.phone, one.email, one.website) == ("+49-89-123456", "info@mond.example", "https://mond.example/")
    assert (one.lat, one.lon, one.sector) == (48.137, 11.575, "cafe")
    assert one.description == "Quiet terrace and; a garden that is folded"


def test_several_cards_of_several_versions_stand_in_one_file() -> None:
    middle = NEWEST.replace("4.0", "3.0").replace("ORG:Café Mond\\, am Platz;Küche\n", "")
    found = businesses((NEWEST + OLDEST + middle).encode())
    assert [one.name for one in found] == ["Café Mond, am Platz", "Bäckerei Groß", "Anna Berg"]
    assert (found[1].street, found[1].city, found[1].phone) == ("Mühlweg 2", "München", "089 123457")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_cards_are_read_in_any_usual_encoding(encoding: str) -> None:
    assert businesses(NEWEST.encode(encoding))[0].city == "München"


def test_a_photo_and_endless_folded_lines_take_neither_time_nor_room() -> None:
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + ("A" * 74 + "\n ") * 100_000 + "\n"
    note = "NOTE:" + "x\n " * 200_000 + "\n"
    started = time.process_time()
    (one,) = businesses(NEWEST.replace("FN:", photo + note + "FN:", 1).encode())
    assert one.city == "München"
    assert time.process_time() - started < 5


def test_lines_that_are_none_are_left_out_and_a_card_without_a_name_is_a_problem() -> None:
    text = "BEGIN:VCARD\n???\n;;;\nTEL:089 123456\nX:=\nEND:VCARD\nrubbish\n" + NEWEST
    table = files.read_table("cards.vcf", text.encode())
    results = [one for _, one in files.to_found(table, files.guess(table), "x")]
    assert results[0] == "Row 1 has no name."
    assert isinstance(results[1], Found)


def test_a_card_within_a_card_is_left_out_and_one_without_end_stops_at_the_next() -> None:
    agent = NEWEST.replace("KIND:org\n", "AGENT:\nBEGIN:VCARD\nORG:Other\nEND:VCARD\n")
    assert [one.name for one in businesses(agent.encode())] == ["Café Mond, am Platz"]
    unfinished = NEWEST.replace("END:VCARD\n", "") + NEWEST
    assert len(businesses(unfinished.encode())) == 2


def test_a_charset_that_is_none_does_no_harm() -> None:
    for charset in ("zlib", "punycode", "undefined", "nothing"):
        text = f"BEGIN:VCARD\nORG;CHARSET={charset};ENCODING=QUOTED-PRINTABLE:M=C3=BCnd\nEND:VCARD\n"
        assert businesses(text.encode())[0].name == "Münd"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (NEWEST[:-20].encode(), "ends within a card"),
        (b"Name,City\nA,B\n", "holds no vCard"),
        (b"BEGIN:VCARD\nFN:A\0B\nEND:VCARD\n", "a NUL byte at line 2"),
        (b"PK\x03\x04" + bytes(50), "is an Excel or zip file"),
    ],
)
def test_what_is_no_card_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)
