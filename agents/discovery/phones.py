"""Phone numbers as people write them, and as a machine dials them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

_RUN = re.compile(r"(?<![\w.,/@+-])\+?\(?\d[\d\s()\[\]/.\-–‐‑]{4,24}\d(?![\w@])")
_FAX = re.compile(r"(?:fax|telefax|telecopia|fon/fax)\W{0,12}(?:\n\W{0,4})?$", re.IGNORECASE)
_OTHER_NUMBER = re.compile(
    r"(?:iban|bic|ust|vat|steuernummer|steuer-?nr|nif|cif|hrb|hra|isbn|konto|blz|handelsregister|"
    r"id-?nr)[\w.\-:/ ]{0,16}$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:tel|telefon|phone|fon|call|mobil|mobile|teléfono|telefono|móvil|handy|whatsapp|☎|📞|ruf|t)\W{0,8}$",
    re.IGNORECASE,
)
_CONTEXT = 30
_LONGEST_SCAN = 60_000
_MOST = 40


@dataclass(frozen=True)
class Phone:
    """A number as it was written, in E.164 (+49302312545), and as its own country writes it (030 2312545)."""

    written: str
    e164: str
    national: str


def read(text: str, country: str = "") -> Phone | None:
    """The one number that a text is, or None where it is none that can be dialled.

    ``country`` (ISO 3166-1, two letters) is where a number without a country code is dialled; without one only
    international numbers are read. ``+49 (0) 30`` is taken for ``+49 30``.
    """
    written = " ".join(text.split())[:60]
    try:
        number = phonenumbers.parse(re.sub(r"(?<=\d)\s*\(0\)\s*", " ", written), country or None)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(written, e164, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


def in_text(text: str, country: str = "") -> Iterator[Phone]:
    """The numbers of a running text that can be dialled, those that are said to be phone numbers first; never a fax's.

    A number without a country code counts where a word like "Tel." or a leading 0 or + says what it is, so that prices,
    dates and register numbers do not.
    """
    called: list[Phone] = []
    others: list[Phone] = []
    for match in list(_RUN.finditer(text[:_LONGEST_SCAN]))[:_MOST]:
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        if _FAX.search(before) or _OTHER_NUMBER.search(before):
            continue
        is_called = _CALLED.search(before) is not None
        starts_so = match.group().lstrip("(").startswith(("+", "0"))
        phone = read(match.group(), country) if is_called or starts_so else None
        if phone:
            (called if is_called else others).append(phone)
    yield from called
    yield from others
