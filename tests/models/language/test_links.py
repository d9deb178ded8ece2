"""What is a link in a text, and what only looks like one."""

import pytest

from models.language.links import links, unknown

LINKS = (
    "evil.xyz", "bit.ly/abc", "evil.ru/pay", "evil.co.uk", "evil.app", "203.0.113.9",
    "info (at) evil dot com", "info[at]evil[.]com", "evil[.]com", "evil dot com", "info at evil dot com",
    "boese.xyz", "0800 123456", "a@x.example", "x@localhost", "http://evil.ru", "ftp://evil.ru", "EVIL.XYZ",
    "Evil.Com", "evil (dot) biz", "t.me/abc", "x.com", "www.x.example", "+49 170 1234567",
    "info arroba malo punto es", "sub.evil.museum", "evil.photography:8080/x", "xn--evil-9ra.com",
    "müller.bayern", "612 34 56 78",
)  # fmt: skip
NO_LINKS = (
    "e.g. this", "z.B. hier", "8.30 p.m.", "Node.js", "212 reviews.We came", "4.6", "1.200", "12.05.2026",
    "Dr.Meyer", "J.Smith", "S.L.", "S.L.U.", "U.S.A.", "i.e.", "d.h.", "o.ä.", "a.m.", "v2.1", "ca.20",
    "usw.Wir", "p.ej.", "EE.UU.", "3.5h", "St.Martin", "to the point dot", "bis 18.00Uhr", "good at it. Come",
    "the dot on the i", "2019.Sie", "1.-3. Mai", "4,6 von 5", "10.000 €", "wait...what", "24/7", "and/or",
    "Mo.-Fr. 9-17",
)  # fmt: skip


@pytest.mark.parametrize("link", LINKS)
def test_a_link_is_known_whatever_its_ending_and_spelling(link: str) -> None:
    assert links(f"See {link} for more.") == [link]


@pytest.mark.parametrize("text", NO_LINKS)
def test_figures_abbreviations_and_a_missing_space_are_no_links(text: str) -> None:
    assert links(f"See {text} for more.") == []


def test_a_name_that_looks_like_a_link_may_be_said_where_it_is_known() -> None:
    assert unknown("Booking.it wrote to a.example.", ["Booking.it"]) == ["a.example"]


def test_a_known_address_vouches_for_no_longer_one() -> None:
    assert unknown("See a.example.org and a.example/pay.", ["a.example"]) == ["a.example.org", "a.example/pay"]
