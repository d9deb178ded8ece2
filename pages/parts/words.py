"""Times, sizes and texts as a person reads them, times on the reader's clock."""

from datetime import datetime
from string import punctuation
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from storage.records import now

SAFE = "%/:=&?~#+!$,;'@*[]"


def ago(at: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    seconds = (now() - at).total_seconds()
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def moment(at: datetime | None) -> str:
    """Day and time on the reader's clock; a dash where there is none."""
    return "–" if at is None else f"{at.astimezone(_zone()):%d %b %Y, %H:%M}"


def day(at: datetime) -> str:
    """The day on the reader's clock."""
    return f"{at.astimezone(_zone()):%d %b %Y}"


def duration(seconds: float) -> str:
    count, unit = (max(round(seconds), 1), "second") if seconds < 90 else (round(seconds / 60), "minute")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 row, 2,000 rows."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size(count: int) -> str:
    """Bytes, as makers of disks and hubs count them."""
    if count < 100_000:
        return f"{count / 1e3:.1f} kB"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def plain(text: str) -> str:
    """Text from elsewhere, kept from acting as Markdown."""
    return "".join(f"\\{char}" if char in punctuation else char for char in text)


def link(url: str) -> str:
    """A web address as a short link; anything else as plain text."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return plain(url)
    return f"[{plain(parts.netloc + parts.path.rstrip('/'))}](<{quote(url, safe=SAFE)}>)"


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
