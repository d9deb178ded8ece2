"""Facts of companies' own pages in the many shapes that they are written in, each page one line of data."""

from dataclasses import fields

import pytest

from agents.discovery import extract
from agents.discovery.facts import Facts
from storage.records import Business

URL = "https://www.mond-cafe.de/"


def read(body: str, url: str = URL, head: str = "", lang: str = "de") -> Facts:
    html = f'<html lang="{lang}"><head>{head}</head><body><h1>Mond</h1>{body}</body></html>'
    return extract.facts(html, url, is_own_site=True)


ADDRESSES = [
    ("<p>Quittenweg 4<br>79098 Freiburg im Breisgau</p>", "Quittenweg 4|79098|Freiburg im Breisgau"),
    (
        "<footer>Mond | Lange Str. 5-7 | 76530 Baden-Baden | Tel. 07221 1234</footer>",
        "Lange Str. 5-7|76530|Baden-Baden",
    ),
    ("<p>Straße des 17. Juni 135, D-10623 Berlin</p>", "Straße des 17. Juni 135|10623|Berlin"),
    ("<p>Am Markt 3a, 2. Stock, 04109 Leipzig</p>", "Am Markt 3a|04109|Leipzig"),
    ("<address><span>Im Hof 3</span><span>79100 Freiburg</span></address>", "Im Hof 3|79100|Freiburg"),
    ("<p>Mariahilfer Straße 12/3/4, A-1070 Wien</p>", "Mariahilfer Straße 12/3/4|1070|Wien"),
    ("<p>Hauptplatz 7<br>8010 Graz<br>Österreich</p>", "Hauptplatz 7|8010|Graz"),
    ("<p>Bahnhofstrasse 12, CH-8001 Zürich</p>", "Bahnhofstrasse 12|8001|Zürich"),
    ("<p>Rue du Rhône 12<br>1204 Genève</p>", "Rue du Rhône 12|1204|Genève"),
    ("<p>Calle Mayor 12, 28013 Madrid</p>", "Calle Mayor 12|28013|Madrid"),
    ("<p>C/ de Alcalá, 45, 2º B, 28014 Madrid</p>", "C/ de Alcalá, 45|28014|Madrid"),
    ("<p>Avda. de la Constitución, s/n<br>41001 Sevilla</p>", "Avda. de la Constitución, s/n|41001|Sevilla"),
    ("<p>Flat 2, 12 High Street, Bath, BA1 1AA</p>", "12 High Street|BA1 1AA|Bath"),
    ("<p>The Old Mill, Mill Lane, Bath BA1 1AA</p>", "The Old Mill|BA1 1AA|Bath"),
    ("<p>123 Main St, Suite 200, Springfield, IL 62704</p>", "123 Main St|62704|Springfield"),
    ("<p>350 5th Ave<br>New York, NY 10118-0110</p>", "350 5th Ave|10118|New York"),
    ("<p>Familienbetrieb seit 1984 Wir backen. © 2024 Alle Rechte vorbehalten</p>", "||"),
    ("<p>Über 25000 Kunden und 1200 Gäste am Tag</p>", "||"),
]


@pytest.mark.parametrize(("body", "parts"), ADDRESSES)
def test_addresses_are_read_from_the_text_of_a_page(body: str, parts: str) -> None:
    values = read(body).values
    assert "|".join(str(values.get(name, "")) for name in ("street", "postcode", "city")) == parts


HOURS = [
    ("<p>Wir haben Mo-Fr 9-18 Uhr geöffnet.</p>", "Mo-Fr 09:00-18:00"),
    ("<h3>Öffnungszeiten</h3><p>Montag<br>Ruhetag<br>Dienstag - Sonntag<br>11:30 – 22:00 Uhr</p>",
     "Mo off; Tu-Su 11:30-22:00"),
    ("<table><tr><td>Montag</td><td>Ruhetag</td></tr><tr><td>Di-Sa</td><td>9.00-12.30, 14-18 Uhr</td></tr></table>",
     "Mo off; Tu-Sa 09:00-12:30,14:00-18:00"),
    ("<p>Öffnungszeiten: Mo-Fr 8-18<br>Sa 9-14</p>", "Mo-Fr 08:00-18:00; Sa 09:00-14:00"),
    ("<p>Open Monday to Friday 9am-5pm, Saturday 10am–2pm, closed Sundays</p>",
     "Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su off"),
    ("<p>De lunes a viernes de 9:00 a 14:00 y de 16:00 a 20:00. Domingos cerrado</p>",
     "Mo-Fr 09:00-14:00,16:00-20:00; Su off"),
    ("<dl><dt>Horario</dt><dd>L-V 9:00-14:00, S 10:00-13:00</dd></dl>", "Mo-Fr 09:00-14:00; Sa 10:00-13:00"),
    ("<p>Do 10-12 exercises and So 5 to 10 people come</p>", ""),
    ("<p>Warme Küche: Mo-Fr 12-14 Uhr</p>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), HOURS)
def test_opening_hours_are_read_in_the_syntax_of_openstreetmap(body: str, expected: str) -> None:
    assert read(body).values.get("opening_hours", "") == expected


def test_hours_that_are_not_sure_stay_as_they_are_written() -> None:
    assert read("<dl><dt>Hours</dt><dd>Mon 9-5, ask Bob</dd></dl>").values["opening_hours"] == "Mon 9-5, ask Bob"


PHONES = [
    ("<p>Quittenweg 4, 79098 Freiburg. Tel. 0761 / 23125-41</p>", URL, "+497612312541", "0761 2312541"),
    ("<p>Fax: 0761 2312599<br>Telefon: 0761 2312541</p>", URL, "+497612312541", "0761 2312541"),
    ('<p>Fax <a href="tel:07612312599">0761 2312599</a> <a href="tel:+497612312541">Anrufen</a></p>', URL,
     "+497612312541", "0761 2312541"),
    ("<p>Calle Mayor 12, 28013 Madrid. Teléfono 91 123 45 67</p>", "https://mond.es/",
     "+34911234567", "911 23 45 67"),
    ("<p>12 High Street, Bath, BA1 1AA. Tel 020 7946 0018</p>", "https://mond.co.uk/",
     "+442079460018", "020 7946 0018"),
    ("<p>Bahnhofstrasse 12, 8001 Zürich, Tel. 044 668 18 00</p>", "https://mond.ch/", "+41446681800", "044 668 18 00"),
    ("<p>Quittenweg 4, 79098 Freiburg, IBAN DE02 1203 0000 0000 2020 51, 12,50 Euro</p>", URL, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "url", "e164", "national"), PHONES)
def test_phone_numbers_are_read_by_the_country_of_the_page(body: str, url: str, e164: str, national: str) -> None:
    values = read(body, url, lang="").values
    assert (values.get("phone_e164", ""), values.get("phone_national", "")) == (e164, national)


MAILS = [
    ("anna.schmidt@mond-cafe.de oder info@mond-cafe.de", "info@mond-cafe.de", "role"),
    ("Inhaberin: Anna Weidner<br>weidner@mond-cafe.de", "weidner@mond-cafe.de", "personal"),
    ("anna@mond-cafe.de", "anna@mond-cafe.de", "personal"),
    ("jobs@mond-cafe.de, reservierung@mond-cafe.de", "reservierung@mond-cafe.de", "role"),
    ("mondcafe@gmail.com, logo@2x.png", "mondcafe@gmail.com", ""),
    ("Webdesign: Pixel GmbH, info@pixelwerk.de<br>mondcafe@gmx.de", "mondcafe@gmx.de", ""),
    ("Webdesign: Pixel GmbH, info@pixelwerk.de", "", ""),
    ("noreply@mond-cafe.de 5f2b9c0d4e1a4f7b8c9d0e1f2a3b4c5d@o12.ingest.sentry.io", "", ""),
    ("hola [at] mond-cafe [punkt] de", "hola@mond-cafe.de", "role"),
]


@pytest.mark.parametrize(("body", "email", "kind"), MAILS)
def test_the_address_to_write_to_is_the_business_s_before_a_person_s(body: str, email: str, kind: str) -> None:
    values = read(f"<p>{body}</p>").values
    assert (values.get("email", ""), values.get("email_kind", "")) == (email, kind)


SYSTEMS = [
    ('<script src="https://cdn.shopify.com/s/a.js"></script>', "shop", "Shopify"),
    ('<link rel="stylesheet" href="/wp-content/plugins/woocommerce/a.css">', "shop", "WooCommerce"),
    ('<iframe src="https://widget.opentable.de/x"></iframe>', "booking", "OpenTable"),
    ('<a href="https://calendly.com/mond/30min">Termin</a>', "booking", "Calendly"),
    ('<a href="https://www.doctolib.de/zahnarzt/freiburg/mond">Termin</a>', "booking", "Doctolib"),
    ('<img src="https://static.wixstatic.com/media/a.jpg">', "site_builder", "Wix"),
    ('<meta name="generator" content="Jimdo Creator">', "site_builder", "Jimdo"),
    ('<a href="https://notcalendly.com.mond.de/">x</a>', "booking", ""),
]


@pytest.mark.parametrize(("body", "use", "name"), SYSTEMS)
def test_booking_and_shop_systems_are_known_by_where_a_page_leads(body: str, use: str, name: str) -> None:
    assert read(body).values.get(use, "") == name


def test_social_profiles_are_read_and_share_buttons_are_not() -> None:
    links = (
        "https://www.facebook.com/sharer/sharer.php?u=x", "https://facebook.com/mondcafe/?ref=1",
        "https://instagram.com/p/Abc", "https://instagram.com/mond.cafe", "https://twitter.com/intent/tweet?text=x",
        "https://www.youtube.com/watch?v=1", "https://de.linkedin.com/company/mond/", "https://www.tiktok.com/@mond",
    )  # fmt: skip
    assert read("".join(f'<a href="{link}">x</a>' for link in links)).values["social"] == (
        "https://www.facebook.com/mondcafe", "https://www.instagram.com/mond.cafe/",
        "https://www.linkedin.com/company/mond", "https://www.tiktok.com/@mond",
    )  # fmt: skip


GERMAN = (
    "<p>Wir sind ein kleines Café und backen für Sie jeden Tag frisch, auch mit Dinkel und ohne Zucker, bei uns.</p>"
)


@pytest.mark.parametrize(
    ("body", "lang", "head", "languages"),
    [
        (GERMAN, "en", "", ("de",)),
        (GERMAN, "de-AT", '<link rel="alternate" hreflang="en" href="/en"><link hreflang="x-default" href="/">',
         ("de", "en")),
        ("<p>Menu</p>", "es", "", ("es",)),
        ("<dl><dt>Sprachen</dt><dd>Deutsch, Englisch und Türkisch</dd></dl>", "", "", ("de", "en", "tr")),
    ],
)  # fmt: skip
def test_languages_are_those_of_the_text_the_page_and_its_versions(
    body: str, lang: str, head: str, languages: tuple[str, ...]
) -> None:
    assert read(body, lang=lang, head=head).values["languages"] == languages


def test_open_graph_fills_in_what_the_page_does_not_show() -> None:
    head = (
        '<meta property="og:site_name" content="Café Mond"><meta property="og:description" content="Kaffee am Fluss.">'
        '<meta property="business:contact_data:street_address" content="Quittenweg 4">'
        '<meta property="place:location:latitude" content="47.99">'
    )
    values = read("", head=head).values
    assert (values["name"], values["description"], values["street"], values["lat"]) == (
        "Café Mond", "Kaffee am Fluss.", "Quittenweg 4", 47.99)  # fmt: skip


def test_what_business_has_no_field_for_stays_behind_with_its_quote() -> None:
    facts = read('<p>info@mond-cafe.de</p><a href="https://calendly.com/mond">x</a>')
    assert facts.values["booking"] == "Calendly"
    found = facts.found()
    known = {each.name for each in fields(Business)}
    assert found.business.email == "info@mond-cafe.de"
    assert {quote.field for quote in found.quotes} <= known


def test_a_role_address_of_a_later_page_takes_the_place_of_a_person_s() -> None:
    home, contact = read("<p>anna@mond-cafe.de</p>"), read("<p>info@mond-cafe.de</p>", f"{URL}kontakt")
    home.merge(contact)
    assert (home.values["email"], home.values["email_kind"]) == ("info@mond-cafe.de", "role")
    assert {quote.url for quote in home.quotes if quote.field == "email"} == {f"{URL}kontakt"}


def test_every_fact_can_be_traced_to_the_page_and_its_words() -> None:
    facts = read("<p>Quittenweg 4, 79098 Freiburg, Tel. 0761 2312541, Mo-Fr 9-18 Uhr</p>")
    assert set(facts.values) <= {quote.field for quote in facts.quotes}
    assert {quote.url for quote in facts.quotes} == {URL}
    assert [quote.text for quote in facts.quotes if quote.field == "opening_hours"] == ["Mo-Fr 9-18 Uhr"]
