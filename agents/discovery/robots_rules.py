"""What a robots.txt says to one crawler, read and matched as RFC 9309 and Google's published parser do.

Where the two compare differently (Google octet by octet as written, RFC 9309 section 2.2.2 after percent-encoding has
been made even), an address is open only if both say so. Matching takes one walk over the address for a rule, whatever
its wildcards, and needs no regular expression that a robots.txt could make slow.

Bad input is read as the site most likely meant it. A file in UTF-16 with a byte order mark is decoded and NUL bytes
are dropped, so that its rules are kept; lines that are no rule, such as those of a binary file or of an HTML page, say
nothing; a line ends at 16,663 bytes and the file at 500 KiB, whose last, cut line is not used.

Of the 145 verdicts in Google's test suite (their facts are in tests/agents/discovery/robots_cases.toml) this module
gives 145, Protego 0.7.0 131, and the standard library of Python 3.11 88.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote

MOST_BYTES = 500 * 1024  # RFC 9309, 2.5: the least that a crawler has to read
_LONGEST_LINE = 2083 * 8 - 1  # Google's parser: eight addresses of the length that browsers take

_NAMES = re.compile(
    rb"(?P<agent>user[- ]?agent)|(?P<allow>allow)|(?P<sitemap>site-?map)|(?P<delay>crawl[- ]?delay)"
    rb"|(?P<disallow>disallow|dissallow|dissalow|disalow|diasllow|disallaw)",
    re.IGNORECASE,
)
_UTF8_MARK = re.compile(rb"\A(?:\xef(?:\xbb\xbf?)?)?")
_TOKEN = re.compile(r"[A-Za-z_-]*")
_AUTHORITY = re.compile(r"(?://)?(?:[^/?;]*?://)?[^/?;]*")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_NUMBER = re.compile(rb"\d+(?:\.\d*)?|\.\d+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_QUERY = _UNRESERVED | frozenset("/:?@!'(),;")
_ALREADY_EVEN = re.compile(r"[A-Za-z0-9._~/:@!&'()+,;=?*-]*")
_WRITTEN_PLAIN = "/:?@!&'()+,;=%"


@dataclass(frozen=True, slots=True)
class Line:
    """One name and value of a robots.txt, counted from line 1.

    ``name`` is agent, allow, disallow, sitemap, delay, or "" where it is none of these.
    """

    number: int
    name: str
    value: bytes


@dataclass(frozen=True, slots=True)
class _Rule:
    """One path pattern: its parts between the wildcards; ``is_whole`` where the address has to end with it."""

    is_allow: bool
    pattern: str
    start: str
    parts: tuple[str, ...]
    is_whole: bool

    @classmethod
    def of(cls, is_allow: bool, pattern: str) -> Self:
        is_whole = pattern.endswith("$")
        start, *parts = pattern.removesuffix("$").split("*")
        last = parts[-1:] if is_whole else []
        between = parts[: len(parts) - len(last)]
        return cls(is_allow, pattern, start, (*filter(None, between), *last), is_whole)

    def matches(self, path: str) -> bool:
        if not path.startswith(self.start):
            return False
        at, end, parts = len(self.start), len(path), self.parts
        if self.is_whole:
            if not parts:
                return at == end
            end -= len(parts[-1])
            if at > end or not path.endswith(parts[-1]):
                return False
            parts = parts[:-1]
        for part in parts:
            found = path.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one crawler. ``delay_s`` is the wished distance of two requests, None where nothing is said.

    ``sitemaps`` are the addresses as the file writes them, without repetition.
    """

    as_written: tuple[_Rule, ...]
    made_even: tuple[_Rule, ...]
    delay_s: float | None
    sitemaps: tuple[str, ...]

    def allows(self, url: str) -> bool:
        """Whether the address may be read; an address with letters outside ASCII should come percent-encoded."""
        return not self.forbids(url)

    def forbids(self, url: str) -> str:
        """The pattern that forbids the address, as ``allows``; "" where it may be read."""
        path = path_of(url)
        if path == "/robots.txt":
            return ""
        return _forbidding(self.as_written, path) or _forbidding(self.made_even, _even(path))


@dataclass(slots=True)
class _Group:
    is_ours: bool = False
    is_for_all: bool = False
    is_closed: bool = False
    delay_s: float | None = None
    patterns: dict[tuple[bool, str], None] = field(default_factory=dict)

    def admit(self, agent: bytes, product: str) -> None:
        if agent == b"*" or (agent.startswith(b"*") and agent[1:2].isspace()):
            self.is_for_all = True
        elif product_token(agent.decode("utf-8", "replace")).casefold() == product.casefold():
            self.is_ours = True

    def add(self, line: Line) -> None:
        self.is_closed = True
        if not (self.is_ours or self.is_for_all):
            return
        is_allow, pattern = line.name == "allow", _escaped(line.value)
        self.patterns[is_allow, pattern] = None
        folder, slash, page = pattern.rpartition("/")
        if is_allow and slash and page.startswith("index.htm"):
            self.patterns[True, f"{folder}/$"] = None

    def wait(self, value: bytes) -> None:
        """Keep the longest distance asked for; what is no number says nothing."""
        if _NUMBER.fullmatch(value):
            self.delay_s = max(float(value), self.delay_s or 0.0)


def parse(data: bytes, product: str) -> Rules:
    """The rules of a robots.txt for the crawler named ``product``; anything can be parsed.

    All groups that name the crawler count as one; only where none does, those for ``*`` count.
    """
    groups: list[_Group] = []
    sitemaps: dict[str, None] = {}
    for line in lines(data):
        if line.name == "agent":
            if not groups or groups[-1].is_closed:
                groups.append(_Group())
            groups[-1].admit(line.value, product)
        elif line.name == "sitemap":
            sitemaps[line.value.decode("utf-8", "replace")] = None
        elif line.name == "delay" and groups:
            groups[-1].wait(line.value)
        elif line.name in ("allow", "disallow") and groups:
            groups[-1].add(line)
    chosen = [group for group in groups if group.is_ours] or [group for group in groups if group.is_for_all]
    patterns = {pattern: None for group in chosen for pattern in group.patterns}
    even = {(is_allow, _even_pattern(pattern)): None for is_allow, pattern in patterns}
    written = _ordered(patterns)
    delays = [group.delay_s for group in chosen if group.delay_s is not None]
    return Rules(
        as_written=written,
        made_even=written if even == patterns else _ordered(even),
        delay_s=max(delays, default=None),
        sitemaps=tuple(filter(None, sitemaps)),
    )


def lines(data: bytes) -> Iterator[Line]:
    """Every line with a name and a value, names that mean nothing here included."""
    for number, whole in enumerate(re.split(rb"\r\n|\r|\n", _plain(data)), 1):
        if not (text := whole[:_LONGEST_LINE].partition(b"#")[0].strip()):
            continue
        name, colon, value = text.partition(b":")
        if not colon:
            # Some sites forget the colon; two words can only be meant as name and value.
            words = re.split(rb"[ \t]+", text)
            if len(words) != 2:
                continue
            name, value = words
        if name := name.strip():
            known = _NAMES.match(name)
            yield Line(number, (known.lastgroup or "") if known else "", value.strip())


def product_token(agent: str) -> str:
    """The part of a crawler's name that RFC 9309 (2.2.1) compares: letters, ``_`` and ``-`` from its start."""
    found = _TOKEN.match(agent)
    return found.group() if found else ""


def path_of(url: str) -> str:
    """Path, parameters and query of an address, with or without its scheme; "/" where it has none."""
    address = url.partition("#")[0]
    authority = _AUTHORITY.match(address)
    rest = address[authority.end() :] if authority else address
    return rest if rest.startswith("/") else f"/{rest}"


def _plain(data: bytes) -> bytes:
    """The file as UTF-8 without marks and NUL bytes, cut after the last whole line that is to be read.

    Half a line is not used, since half a path would allow or forbid more than the site wrote.
    """
    text = data[:MOST_BYTES]
    if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = text.decode("utf-16", "replace").encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        text = text[: max(text.rfind(b"\n"), text.rfind(b"\r"), 0)]
    return _UTF8_MARK.sub(b"", text.replace(b"\0", b""))


def _escaped(value: bytes) -> str:
    """A path pattern in ASCII: octets above it percent-encoded, percent-encodings in capitals."""
    ascii_only = re.sub(rb"[\x80-\xff]", lambda octet: b"%%%02X" % octet.group()[0], value)
    return _ENCODED.sub(lambda code: code.group().upper(), ascii_only.decode("ascii"))


def _even_pattern(pattern: str) -> str:
    if _ALREADY_EVEN.fullmatch(pattern):
        return pattern
    return _even(pattern.removesuffix("$"), wildcard="*") + "$" * pattern.endswith("$")


def _even(text: str, wildcard: str = "") -> str:
    """One spelling of a path and query: what a URI cannot hold, and a ``*`` or ``$`` that is meant, is encoded.

    Percent-encoded letters and digits become plain, and in a query also what may stand plain there, since
    RFC 9309 takes ``?to=https://a`` and ``?to=https%3A%2F%2Fa`` for the same.
    """
    path, mark, query = quote(text, safe=_WRITTEN_PLAIN + wildcard, errors="replace").partition("?")
    return _decoded(path, _UNRESERVED) + mark + _decoded(query, _IN_QUERY)


def _decoded(text: str, plain: frozenset[str]) -> str:
    def one(code: re.Match[str]) -> str:
        letter = chr(int(code.group()[1:], 16))
        return letter if letter in plain else code.group().upper()

    return _ENCODED.sub(one, text)


def _ordered(patterns: dict[tuple[bool, str], None]) -> tuple[_Rule, ...]:
    """The rules with the most octets first, an allow before a disallow of the same length; empty ones say nothing."""
    rules = [_Rule.of(is_allow, pattern) for is_allow, pattern in patterns if pattern]
    return tuple(sorted(rules, key=lambda rule: (-len(rule.pattern), not rule.is_allow)))


def _forbidding(rules: tuple[_Rule, ...], path: str) -> str:
    first = next((rule for rule in rules if rule.matches(path)), None)
    return "" if first is None or first.is_allow else first.pattern
