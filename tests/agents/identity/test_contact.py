"""Phone numbers, domains and mail addresses as marks of identity."""

import subprocess
import sys
from pathlib import Path

import pytest

from agents.identity import contact

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("text", ["+49 89 123456", "089/123456", "0049 89 12 34 56", "(089) 12 34-56"])
def test_a_phone_number_has_one_spelling(text: str) -> None:
    assert contact.phones(text, "DE") == {"+4989123456"}


def test_a_number_without_its_country_is_read_in_the_entrys_country() -> None:
    assert contact.phones("912 345 678", "ES") == {"+34912345678"}


def test_several_numbers_are_read() -> None:
    assert contact.phones("+49 89 123456; +49 151 23456789") == {"+4989123456", "+4915123456789"}


@pytest.mark.parametrize("text", ["", "call us", "12", "0800 4353361", "+49 180 5123456"])
def test_hotlines_and_what_is_no_number_are_left_out(text: str) -> None:
    assert not contact.phones(text)


@pytest.mark.parametrize(
    ("site", "domain"),
    [
        ("https://www.huber-optik.de/kontakt?x=1", "huber-optik.de"),
        ("huber.co.uk", "huber.co.uk"),
        ("http://shop.huber.example", "huber.example"),
        ("https://huber.github.io/", "huber.github.io"),
        ("https://www.facebook.com/huber", ""),
        ("https://huber.jimdo.com/", ""),
        ("https://huber.business.site", ""),
        ("http://192.0.2.7/", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_the_domain_of_a_site_is_its_registrable_one(site: str, domain: str) -> None:
    assert contact.domain(site) == domain


def test_a_mail_providers_domain_is_no_identity() -> None:
    assert contact.domain_of_email("huber@gmx.de") == ""
    assert contact.domain_of_email("Info@Huber-Optik.de") == "huber-optik.de"


def test_the_first_mail_address_counts() -> None:
    assert contact.email(" Info@Huber.de; chef@huber.de") == "info@huber.de"
    assert contact.email("none") == ""


def test_domains_are_read_without_a_network_and_without_a_file() -> None:
    program = """
import sys
from agents.identity import contact
seen = []
network = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname")
def watch(event, arguments):
    if event in network or event == "open" and set(str(arguments[1])) & set("wax+"):
        seen.append(event)
sys.addaudithook(watch)
print(contact.domain("https://a.never-seen-before.com.au"), seen)
"""
    said = subprocess.run([sys.executable, "-B", "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "never-seen-before.com.au []\n"


@pytest.mark.parametrize("text", ["+4989123456", "+4915112345678", "+498001234567", "+491801234567", "+499001234567"])
def test_a_number_that_is_written_out_is_read_as_any_other(text: str) -> None:
    spaced = f"{text[:3]} {text[3:6]} {text[6:]}"
    assert contact.phones(text) == contact.phones(spaced)
