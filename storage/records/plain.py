"""What every record shares: moments, and values as text that is the same for equal values."""

import json
from datetime import UTC, datetime
from typing import Any


def now() -> datetime:
    """The present moment in UTC, with its zone."""
    return datetime.now(UTC)


# Made once: an encoder made anew at each call takes longer than most of what it encodes.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, and ISO dates: equal values give equal text."""
    return _CANONICAL.encode(value) if value != [] else "[]"


def dollars(micros: int) -> str:
    """Millionths of a US dollar for a person to read; below one cent with the digits that matter."""
    return f"${micros / 1_000_000:.{2 if micros >= 10_000 or not micros else 4}f}"
