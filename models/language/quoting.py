"""Text from elsewhere on its way into a chat model's prompt: cleaned, cut, numbered, and fenced as data."""

import unicodedata
from collections.abc import Iterable, Mapping

from storage.records import Quote

OPEN, CLOSE = "<<<QUOTED", "QUOTED>>>"
"""The marks between which only data stands. No cleaned text can hold one, since it holds no angle bracket."""

MOST_QUOTES = 12
MOST_CHARACTERS = 300
"""Quotes in one prompt, and characters of each."""

# Angle brackets make a fence or a model's own turn marks (<|im_end|>), square ones others ([INST]), braces our slots.
_TAME = str.maketrans("<>{}[]`", "‹›()()'")
_NO_FACTS = frozenset(
    ("name", "street", "postcode", "city", "country", "email", "phone", "website", "lat", "lon", "opening_hours")
)


def line(text: str, most: int = MOST_CHARACTERS) -> str:
    """The text on one line of at most ``most`` characters, without control or invisible characters and marks."""
    return _cut(" ".join(_tame(text).split()), most)


def lines(text: str, most: int) -> str:
    """As ``line``, with line breaks kept and empty lines only singly."""
    kept = [" ".join(one.split()) for one in _tame(text).splitlines()]
    joined = "\n".join(one for n, one in enumerate(kept) if one or (n and kept[n - 1]))
    return _cut(joined.strip(), most)


def fenced(text: str) -> str:
    """Clean text between the marks; "" for none."""
    return f"{OPEN}\n{text}\n{CLOSE}" if text else ""


def listed(facts: Mapping[str, str]) -> str:
    """One fenced "name: value" a line, empty values left out."""
    cleaned = {name: line(value) for name, value in facts.items()}
    return fenced("\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in cleaned.items() if value))


def numbered(quotes: Iterable[Quote]) -> str:
    """The first quotes that say something about a business, each once, numbered and fenced; "" where none does."""
    said = dict.fromkeys(line(quote.text) for quote in quotes if quote.field not in _NO_FACTS)
    kept = [text for text in said if text][:MOST_QUOTES]
    return fenced("\n".join(f"{number}. {text}" for number, text in enumerate(kept, 1)))


def _tame(text: str) -> str:
    """Without characters of the categories C (control, format, unassigned), line breaks and tabs kept."""
    shown = (one for one in text if one in "\n\r\t" or not unicodedata.category(one).startswith("C"))
    return "".join(shown).translate(_TAME)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
