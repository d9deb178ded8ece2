"""E-mail addresses in cells and on pages: whole or not at all."""

import pytest

from agents.discovery import emails, extract, files, formats
from agents.discovery.source import Found


def read(text: str) -> list[str]:
    return [address for address, _ in emails.in_text(text)]


def imported(cell: str) -> str:
    table = formats.read_table("list.csv", f'Name;E-Mail\nMond;"{cell}"\n'.encode())
    ((_, one),) = files.to_found(table, {"name": "Name", "email": "E-Mail"}, "list.csv")
    assert isinstance(one, Found)
    return one.business.email


def on_page(text: str) -> str:
    html = f"<h1>Mond</h1><p>Write to {text}, or call.</p>"
    return str(extract.facts(html, "http://mond.example/", is_own_site=True).values.get("email", ""))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("hello@cafe-mond.example", "hello@cafe-mond.example"),
        ("Hello@Cafe-Mond.example", "hello@cafe-mond.example"),
        ("o'brien@pub.ie", "o'brien@pub.ie"),
        ("tom&jerry+2@x-y.co.uk", "tom&jerry+2@x-y.co.uk"),
        ("hello [at] mond (dot) example", "hello@mond.example"),
        ("ann [punkt] lee [at] mond [punkt] example", "ann.lee@mond.example"),
        ("info@müller.de", "info@xn--mller-kva.de"),
        ("info [at] Müller.de", "info@xn--mller-kva.de"),
        ("info@straße.de", "info@xn--strae-oqa.de"),
        ("jörg.müller@web.de", ""),
        ("jo\u0308rg.mu\u0308ller@web.de", ""),
        ("jörg [at] web.de", ""),
        ("süd&west@shop.de", ""),
        ("o’brien@pub.ie", ""),
        ("anna\u2011maria@web.de", ""),
        ("ann (underscore) lee (at) shop.de", ""),
        ("ann [dot] lee@shop.de", ""),
    ],
)
def test_an_address_is_read_whole_or_not_at_all_in_lists_and_on_pages(written: str, address: str) -> None:
    assert (imported(written), on_page(written)) == (address, address)


@pytest.mark.parametrize(
    "text",
    [
        "logo@2x.png", "Meet me at the dot", "noreply@shop.example", "a@b", "@handle", "x@@y.example",
        "see a@b.example@c.example", "react@18.2.0", "http://user:pass@shop.example/", "https://maps.example/@48.1,11.5z",
        "Follow us\n@shop.example", "to info@shop.example_old", "to a..b@shop.example", "to .a@shop.example",
        f"to {'a' * 65}@shop.example", "to info@-shop.example", "to info@süd&west.example",
        "Mail or fax/info@shop.example",
        "visit ?mail=info@shop.example",
    ],
)  # fmt: skip
def test_what_is_no_readable_address_is_left(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mail: info@shop.example.", "<info@shop.example>", "mailto:info@shop.example", "„info@shop.example“",
        "•info@shop.example", "my 'info@shop.example', too", "**info@shop.example", "in\u00adfo@shop.example now",
        "info\n@\nshop.example", "ask info@shop.example/contact",
    ],
)  # fmt: skip
def test_marks_around_an_address_do_not_belong_to_it(text: str) -> None:
    expected = [] if text.startswith("**") else ["info@shop.example"]
    assert read(text) == expected


def test_several_addresses_come_in_the_order_of_the_text() -> None:
    text = "jörg@web.de, b (at) shop.example; info@a.b.c.d.e.f.g.h.example or z@shop.example"
    assert read(text) == ["b@shop.example", "info@a.b.c.d.e.f.g.h.example", "z@shop.example"]


@pytest.mark.parametrize(
    "text", ["a@b." * 15_000, "a [dot] " * 8_000, "a " * 30_000, "x@" + "ä" * 60_000, "@" * 60_000]
)
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<p><b>ann</b>.<i>lee</i>@shop.example</p>", ""),
        ("<p>ann<span style='display:none'>nobody</span>@shop.example</p>", ""),
        ("<p>ann<!-- x -->lee@shop.example</p>", ""),
        ("<dl><dt>E-Mail</dt><dd>ann.<b>lee</b>@shop.example</dd></dl>", ""),
        ("<p>hello<span>@</span>shop.example</p>", "hello@shop.example"),
        ("<p>Mail</p><p>hello@shop.example</p><p>Phone</p>", "hello@shop.example"),
        ("<div>Mail us<br>hello@shop.example<br>or call</div>", "hello@shop.example"),
        ("<p><strong>Mail:</strong> hello@shop.example</p>", "hello@shop.example"),
    ],
)
def test_marks_within_a_word_of_a_page_never_cut_an_address(html: str, address: str) -> None:
    page = f"<h1>Mond</h1><p>00402 Lindental</p>{html}"
    assert extract.facts(page, "http://mond.example/", is_own_site=True).values.get("email", "") == address


def test_a_typed_address_keeps_its_local_part_and_gets_its_domain_in_ascii() -> None:
    assert emails.address_of(" Ann.Lee@MÜLLER.de ") == "Ann.Lee@xn--mller-kva.de"
    assert emails.address_of("a/b=c!#$%^*{|}~@shop.example") == "a/b=c!#$%^*{|}~@shop.example"
    for text in (
        "ann",
        "jörg@web.de",
        "a@b@shop.example",
        "a b@shop.example",
        "a@shop",
        "a@shop..example",
        "a@1.2.3.4",
    ):
        assert emails.address_of(text) == ""


def test_an_address_with_letters_beyond_ascii_belongs_to_its_site() -> None:
    assert emails.is_of_host("info@xn--mller-kva.de", "www.müller.de:80")
    assert not emails.is_of_host("info@xn--mller-kva.de", "other.de")
