"""What in a text is a link, an e-mail address or a telephone number, however it is spelt."""

import re
from collections.abc import Iterable

_BRACKETED = r"\s?[\[({]\s?(?:\.|dot|punkt|punto)\s?[\])}]\s?"
_DOT = rf"(?:{_BRACKETED}|\s(?:dot|punkt|punto)\s)"
_AT = r"(?:\s?[\[({]\s?(?:@|at|ät|arroba)\s?[\])}]\s?|\s(?:at|arroba)\s(?=[\w-]+" + _DOT + r"))"
_SCHEME = re.compile(r"\b(?:[a-z][a-z0-9+]{1,9}://|www\.|mailto:)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE)
_SPELT = re.compile(
    rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}|\.)[a-z]{{2,}}\b|\b[\w-]+{_BRACKETED}[a-z]{{2,}}\b"
    r"|\b(?!the\b|a\b|every\b|point\b|polka\b)[\w-]+\sdot\s(?!on\b|in\b|of\b|for\b|and\b|is\b|at\b)[a-z]{2,6}\b(?!\s\w+ing)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\+\d[\d\s()/.-]{6,}\d|\b0\d{2,5}[\s/-]?\d[\d\s/-]{3,}\d|\b\d{3}[\s-]\d{3}[\s-]\d{3,4}\b"
    r"|\b(?:[6-9]\d{2})(?:[\s-]\d{2}){3}\b"
)
_DOTTED = re.compile(r"(?<![\w@.])[\w-]+(?:\.[\w-]+)+(?:[:/?#][^\s,;)]*)?(?![\w@])")
_NUMERIC = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|am|pm|h|k|m|€|er)?", re.IGNORECASE)
_ADDRESS_OF_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_LAST = re.compile(r"[a-z]{2,24}", re.IGNORECASE)
_SOFTWARE = frozenset(("node.js", "next.js", "vue.js", "asp.net", "vb.net"))
_SHORT = 1


def links(text: str) -> list[str]:
    """Every link, e-mail address and telephone number of a text as it stands there, in its order.

    A token whose parts are joined by points is a link, whatever its ending, unless it is a number, a date, an
    abbreviation ("z.B."), an initial ("J.Smith"), a known name of software, or two sentences with no space between.
    """
    found: list[tuple[int, str]] = []
    for pattern in (_SCHEME, _MAIL, _SPELT, _PHONE):
        for hit in pattern.finditer(text):
            if not _is_within(hit.start(), found):
                found.append((hit.start(), hit[0].strip().rstrip(".,;:!?)]")))
    for hit in _DOTTED.finditer(text):
        if _is_address(hit[0]) and not _is_within(hit.start(), found):
            found.append((hit.start(), hit[0].rstrip(".,;:!?)")))
    return [link for _, link in sorted(found)]


def unknown(text: str, known: Iterable[str]) -> list[str]:
    """The links of a text that stand in none of the known texts, letter for letter but for their case."""
    found = links(text)
    if not found:
        return []
    own = [one.casefold() for one in known]
    return [link for link in found if not any(_holds(one, link.casefold()) for one in own)]


def is_telephone(link: str) -> bool:
    """Whether a link that was found is a telephone number."""
    return _PHONE.fullmatch(link) is not None


def _holds(text: str, link: str) -> bool:
    """Whether a text has the link as a whole, so that "a.example" does not vouch for "a.example.org"."""
    return re.search(rf"(?<![\w@.-]){re.escape(link)}(?![\w@/-]|\.\w)", text) is not None


def _is_within(start: int, found: Iterable[tuple[int, str]]) -> bool:
    return any(first <= start < first + len(text) for first, text in found)


def _is_address(token: str) -> bool:
    host, slash, rest = re.match(r"([^:/?#]*)([:/?#]?)(.*)", token).groups()  # type: ignore[union-attr]
    host = host.rstrip(".")
    parts = host.split(".")
    if _ADDRESS_OF_NUMBERS.fullmatch(host):
        return True
    if len(parts) < 2 or _NUMERIC.fullmatch(host) or host.casefold() in _SOFTWARE or not _LAST.fullmatch(parts[-1]):
        return False
    if slash and rest:
        return True
    return not (_is_abbreviation(parts) or _is_missing_space(parts))


def _is_abbreviation(parts: list[str]) -> bool:
    """ "e.g", "z.B", "S.L", "a.m", "J.Smith": pieces of one letter before the last; "Dr.Meyer" too."""
    if ".".join(parts).casefold() in _ABBREVIATIONS:
        return True
    if all(len(part) <= _SHORT for part in parts[:-1]):
        return len(parts[-1]) <= _SHORT or parts[-1][0].isupper() or len(parts) > 2 or parts[0].isupper()
    return len(parts) == 2 and parts[0].casefold() in _TITLES


def _is_missing_space(parts: list[str]) -> bool:
    """Whether a full stop between two sentences has no space: "reviews.We", "2019.Sie"; a domain is not written so."""
    last = parts[-1]
    is_sentence = last[0].isupper() and not last.isupper() and not parts[0].isupper()
    return len(parts) == 2 and is_sentence and last.casefold() not in _NO_WORDS


_ABBREVIATIONS = frozenset(("p.ej", "ee.uu", "ss.mm", "rr.hh"))
_NO_WORDS = frozenset(("com", "net", "org", "info", "biz", "io", "xyz", "app", "ru", "uk", "eu"))
_TITLES = frozenset(
    ("dr", "mr", "mrs", "ms", "st", "prof", "hr", "fr", "sr", "sra", "dra", "nr", "no", "ca", "bzw", "vgl")
)
