"""Sitemaps (sitemaps.org): the pages that a site lists of itself, with the day on which each changed."""

import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agents.discovery import body, urls

Read = Callable[[str], bytes]

KINDS = (
    "application/xml", "text/xml", "text/plain", "application/gzip", "application/x-gzip", "application/octet-stream",
    "application/rss+xml",
)  # fmt: skip
MOST_BYTES = 10_000_000
"""Of one file, unpacked; the protocol allows 50 MB, of which the first part is enough here."""
_MOST_FILES = 20
_MOST_PAGES = 20_000
_LONGEST_ENTRY = 6_000
_ENTRY_END = re.compile(r"</(?:\w+:)?(url|sitemap)\s*>", re.IGNORECASE)
_LOC = re.compile(r"<(?:\w+:)?loc\s*>\s*(?:<!\[CDATA\[)?\s*([^<\]]+)", re.IGNORECASE)
_LASTMOD = re.compile(r"<(?:\w+:)?lastmod\s*>\s*([^<]+)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True)
class Listed:
    """A page that a sitemap lists: its canonical address and the day it changed (YYYY-MM-DD), "" where not said."""

    url: str
    changed: str = ""


def pages(starts: tuple[str, ...], host: str, read: Read) -> Iterator[Listed]:
    """The pages of one host (see ``urls.host_of``) in the sitemaps that ``starts`` name or lead to, each once.

    At most 20 files are read and 20,000 pages given. What ``read`` gives nothing for, or what is no sitemap, is left
    out; nothing in a file is resolved or loaded.
    """
    waiting, seen, given = list(dict.fromkeys(starts)), set(starts), set[str]()
    for _ in range(_MOST_FILES):
        if not waiting:
            return
        present = waiting.pop(0)
        for is_file, url, changed in _entries(_text(read(present)), present):
            if is_file and url not in seen:
                seen.add(url)
                waiting.append(url)
            elif not is_file and url not in given and urls.host_of(url) == host:
                given.add(url)
                yield Listed(url, changed)
                if len(given) >= _MOST_PAGES:
                    return


def _text(data: bytes) -> str:
    if data.startswith(b"\x1f\x8b"):
        try:
            data = body.unzipped(data, MOST_BYTES)
        except zlib.error:
            return ""
    return body.text(data, "")


def _entries(text: str, base: str) -> Iterator[tuple[bool, str, str]]:
    """(whether it is another sitemap, address, day) of each entry; a plain file has one address a line."""
    if "<" not in text[:1000]:
        for line in text.splitlines():
            if url := urls.canonical(line, base):
                yield False, url, ""
        return
    before = 0
    for end in _ENTRY_END.finditer(text):
        entry, before = text[max(before, end.start() - _LONGEST_ENTRY) : end.start()], end.end()
        place = _LOC.search(entry)
        url = urls.canonical(html.unescape(place[1]), base) if place else ""
        if url:
            changed = _LASTMOD.search(entry)
            day = _DAY.match(changed[1]) if changed else None
            yield end[1].casefold() == "sitemap", url, day[0] if day else ""
