"""Times and sizes as a person reads them, in the reader's time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from storage.records import now


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


def duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds), 1)} seconds"
    return f"{round(seconds / 60)} minutes"


def size(count: int) -> str:
    return f"{count / 2**20:.1f} MB"


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
