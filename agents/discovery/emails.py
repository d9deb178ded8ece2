"""E-mail addresses as people write them: whole or not at all, since a piece of one is another person's."""

import re
import unicodedata
from collections.abc import Iterator

import idna
from email_validator import EmailNotValidError, validate_email

from agents.discovery import domains

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
_LONGEST = 254

# In running text an address starts after a space or one of these, and ends where its run of characters does.
_BOUNDARY = r"\s<>()\[\],;:\""
_RUN = rf"[^{_BOUNDARY}\\@{{}}]++"
_DOMAIN_RUN = r"(?:[A-Za-z0-9.-]|[^\x00-\x7f\s])++"
_GAP = r"\s{0,3}"
_DOT_WORD = rf"(?:{_GAP}[\[({{<]{_GAP}(?i:dot|punkt|\.){_GAP}[\])}}>]{_GAP}|\s{{1,3}}(?:DOT|dot|PUNKT|punkt)\s{{1,3}})"
_LOOSE_DOT = rf"(?:{_DOT_WORD}|\s{{1,3}}\.\s{{1,3}})"
_AT_WORD = (
    rf"{_GAP}[\[({{<]{_GAP}(?i:at|ät|@){_GAP}[\])}}>]{_GAP}"
    r"|\s{1,3}(?:AT|at)\s{1,3}(?=[\w-]{1,63}\s{1,3}(?:DOT|dot|PUNKT|punkt)\s)"
)
_END = r"(?![\w@])"
_PLAIN = re.compile(
    rf"(?<![^{_BOUNDARY}{{])({_RUN})(?:\n@\n|@\n?)({_DOMAIN_RUN}(?:{_DOT_WORD}{_DOMAIN_RUN}){{0,4}}){_END}"
)
_SPELT = re.compile(
    rf"(?<![^{_BOUNDARY}{{])({_RUN}(?:{_LOOSE_DOT}{_RUN}){{0,4}})(?:{_AT_WORD})"
    rf"({_DOMAIN_RUN}(?:{_DOT_WORD}{_DOMAIN_RUN}){{0,4}}){_END}"
)
# What every address that is spelt out holds, found fast: a bracketed at, or the words at and dot.
_MAY_BE_SPELT = re.compile(
    rf"[\[({{{{<]{_GAP}(?i:at|ät|@){_GAP}[\])}}}}>]|\s(?:AT|at)\s{{1,3}}[\w-]{{1,63}}\s{{1,3}}(?:DOT|dot|PUNKT|punkt)\s"
)
# What may not stand right before an address in running text, since it would then be a part of it.
_CUT_OFF = re.compile(rf"(?://[^\s/]*:|\w[{{\"\\]|[\[({{<]{_GAP}(?i:dot|punkt|\.){_GAP}[\])}}>]{_GAP})$")
_CUT_OFF_SPELT = re.compile(rf"(?:[\])}}>]{_GAP}|{_LOOSE_DOT})$")

# The most of all addresses, which need no closer look; domains of special use (RFC 6761) get one.
_LABEL = "[a-z0-9](?:-?[a-z0-9]){0,30}"
_USUAL = re.compile(
    rf"(?=[^@]{{1,64}}@.{{1,120}}$)[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*@(?:{_LABEL}\.){{1,3}}"
    r"(?!arpa|alt|invalid|local|onion|test)[a-z]{2,24}",
    re.ASCII,
)

# Signs that an address may hold, and that in running text nearly always part two things: info|office@shop.example.
_PARTING = frozenset("/=?|")
_WRAPPING = frozenset("'*`~|/")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")

_NOT_MAIL = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".js", ".css")
_NOBODY = re.compile(
    r"(?:no-?_?\.?reply|do-?not-?reply|postmaster|mailer-daemon|abuse|bounces?|hostmaster|[0-9a-f]{24,})(?:[+.-][^@]*)?@"
)
# Hosts whose addresses stand in scripts and sample texts, and are nobody's mailbox.
_NOBODYS_HOSTS = (
    "sentry.io", "wixpress.com", "sentry-cdn.com", "example.com", "example.org", "example.net", "domain.com",
    "domain.de", "yourdomain.com", "mysite.com", "email.com", "musterfirma.de", "mustermann.de", "beispiel.de",
    "ihre-domain.de", "ejemplo.com", "dominio.com", "company.com", "yoursite.com", "ec.europa.eu", "schema.org",
    "w3.org",
)  # fmt: skip


def address_of(text: str) -> str:
    """The address that a text is, as mail servers take it, or "" where the text is none.

    The part before the @ is a dot-atom (RFC 5322, 3.2.3) of at most 64 characters and stays as it is; the domain is in
    lower case, letters beyond ASCII in IDNA 2008 (RFC 5891): ``info@müller.de`` gives ``info@xn--mller-kva.de``.
    """
    if _USUAL.fullmatch(text):
        return text
    local, _, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    address = f"{local}@{_ascii_domain(domain)}"
    if not local or address.endswith("@") or len(address) > _LONGEST:
        return ""
    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False)
    except EmailNotValidError:
        return ""
    return address


def readable(text: str) -> str:
    """The address that a text is, in lower case, or "" where it is none, or none that a person reads."""
    address = address_of(text).lower()
    if not address or address.endswith(_NOT_MAIL) or _NOBODY.match(address):
        return ""
    host = address.rpartition("@")[2]
    return "" if any(host == name or host.endswith(f".{name}") for name in _NOBODYS_HOSTS) else address


def in_text(text: str) -> Iterator[tuple[str, str]]:
    """E-mail addresses, plain or written out against harvesters, each with the words it was read in."""
    whole = text.strip()
    if whole[:1].isalnum() and (address := readable(whole)):
        yield address, whole
        return
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    found = [*_matches(_PLAIN, _CUT_OFF, seen)] if "@" in seen else []
    found += _matches(_SPELT, _CUT_OFF_SPELT, seen) if _MAY_BE_SPELT.search(seen) else []
    for _, address, quote in sorted(found):
        yield address, quote


def is_of_host(address: str, host: str) -> bool:
    """Whether an address belongs to the domain that a host (with or without port) stands in."""
    name = host.rsplit(":", 1)[0]
    return bool(name) and domains.label(_ascii_name(name) or name) == domains.label(address)


def _matches(pattern: re.Pattern[str], cut_off: re.Pattern[str], text: str) -> Iterator[tuple[int, str, str]]:
    """Where each address stands, itself, and its words."""
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        local = _bare(re.sub(_LOOSE_DOT, ".", match.group(1)), text[match.end() : match.end() + 1])
        if local[:1].isalnum() and not _PARTING & set(local) and not cut_off.search(before):
            address = readable(f"{local}@{_bare_domain(re.sub(_DOT_WORD, '.', match.group(2)))}")
            if address:
                yield match.start(), address, match.group(0)


def _bare(local: str, following: str) -> str:
    """Without what surrounds an address: bullets and quotes before it, or the same sign before and behind."""
    start = next((i for i, c in enumerate(local) if c.isascii() or not _is_mark(c)), len(local))
    is_wrapped = local[start : start + 1] in _WRAPPING and local[start : start + 1] == following
    return local[start + is_wrapped :]


def _bare_domain(domain: str) -> str:
    """Without the sentence's own marks behind it."""
    while domain and (domain[-1] == "." or (not domain[-1].isascii() and _is_mark(domain[-1]))):
        domain = domain[:-1]
    return domain


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _ascii_domain(domain: str) -> str:
    name = _ascii_name(domain)
    return name if _DOMAIN.fullmatch(name) else ""


def _ascii_name(name: str) -> str:
    """A host name in ASCII and lower case, "" where IDNA knows no such name."""
    if name.isascii() or len(name) > _LONGEST:
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""
