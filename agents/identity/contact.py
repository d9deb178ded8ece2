"""Phone numbers, domains and mail addresses as marks of identity, read without a network."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import phonenumbers

from agents.identity import letters

if TYPE_CHECKING:
    from tldextract import TLDExtract

_BETWEEN = re.compile(r"[;,|\n]|\s/\s|\bor\b|\boder\b")
# The most of all sites: read at a quarter of the time of parsing the address.
_PLAIN_SITE = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:/[\w./~%-]*)?")
_MOST_PHONES = 3
_FEWEST_DIGITS = 6
# Hotlines belong to chains, not to a branch.
_NOT_OWN = (
    phonenumbers.PhoneNumberType.TOLL_FREE,
    phonenumbers.PhoneNumberType.SHARED_COST,
    phonenumbers.PhoneNumberType.PREMIUM_RATE,
    phonenumbers.PhoneNumberType.UAN,
)
# A landline or mobile number of Germany that is in E.164 already: reading it again would take most of the time. Numbers
# with 11 to 13, 18, 700, 800 and 90 behind the country's are services.
_WRITTEN_OUT = re.compile(r"\+49(?!1[1-38]|700|800|90)[1-9]\d{6,11}")
# Sites that host many businesses under one domain: the domain says nothing of who it is.
_PLATFORMS = letters.listed(
    "facebook.com fb.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com pinterest.com google.com "
    "google.de goo.gl g.page linktr.ee bit.ly yelp.com yelp.de tripadvisor.com tripadvisor.de booking.com airbnb.com "
    "wikipedia.org openstreetmap.org foursquare.com lieferando.de ubereats.com wolt.com deliveroo.com opentable.com "
    "thefork.com quandoo.de treatwell.de doctolib.de jameda.de gelbeseiten.de dasoertliche.de 11880.com meinestadt.de "
    "golocal.de xing.com wixsite.com jimdofree.com jimdosite.com jimdo.com weebly.com wordpress.com blogspot.com "
    "business.site github.io myshopify.com etsy.com ebay.de amazon.de eatbu.com metro.rest genialokal.de "
    "urbansportsclub.com eversports.de whatsapp.com wa.me t.me telegram.me speisekarte.de muenchen.de"
)
_FREE_MAIL = letters.listed(
    "gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de yahoo.com yahoo.de yahoo.es "
    "hotmail.com hotmail.de hotmail.es outlook.com outlook.de outlook.es live.com live.de icloud.com me.com mac.com "
    "aol.com aol.de arcor.de mail.de posteo.de mailbox.org proton.me protonmail.com online.de mnet-mail.de "
    "mnet-online.de email.de 1und1.de kabelmail.de vodafone.de telefonica.net"
)


def phones(text: str, region: str = "DE") -> frozenset[str]:
    """The numbers in a text in E.164, at most three; hotlines and what is no number are left out."""
    found = (_e164(part.strip(), region) for part in _BETWEEN.split(text)[:_MOST_PHONES] if part.strip())
    return frozenset(number for number in found if number)


@lru_cache(maxsize=50_000)
def _e164(text: str, region: str) -> str:
    if _WRITTEN_OUT.fullmatch(text):
        return text
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.number_type(number) in _NOT_OWN:
        return ""
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return plain if len(plain) > _FEWEST_DIGITS and phonenumbers.is_possible_number(number) else ""


def domain(website: str) -> str:
    """The registrable domain of a site ("example.co.uk"), or "" for none and for platforms that host many."""
    if "." not in website:
        return ""
    if plain := _PLAIN_SITE.fullmatch(website):
        return _registrable(plain[1])
    try:
        host = urlsplit(website if "://" in website else f"http://{website.strip()}").hostname or ""
    except ValueError:
        return ""
    return _registrable(host.casefold())


def domain_of_email(address: str) -> str:
    """The domain of a mail address, or "" where it is one of a mail provider."""
    found = _registrable(email(address).rpartition("@")[2])
    return "" if found in _FREE_MAIL else found


def email(address: str) -> str:
    """A mail address in lower case, the first of several, or "" where the text is none."""
    if not address:
        return ""
    first = re.split(r"[;,\s]", address.strip().casefold())[0].removeprefix("mailto:")
    return first if first.count("@") == 1 and not first.startswith("@") and "." in first.rpartition("@")[2] else ""


@lru_cache(maxsize=50_000)
def _registrable(host: str) -> str:
    if not host:
        return ""
    parts = _suffixes()(host)
    if not parts.suffix and not parts.ipv4 and not parts.ipv6:
        # The list's own rule for a suffix that it does not know: the last label.
        return ".".join(host.split(".")[-2:]) if "." in host else ""
    found = parts.top_domain_under_public_suffix
    return "" if found in _PLATFORMS else found


@cache
def _suffixes() -> "TLDExtract":
    """The public suffix list that the package brings; no list is fetched, no cache is written."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
