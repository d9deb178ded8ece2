"""Which language's Wikipedia the people of a place read."""

import tomllib
from functools import cache
from pathlib import Path

NAMES = {"de": "German", "en": "English", "es": "Spanish"}
"""The languages whose articles are known, by ISO 639-1 code."""

_FILE = Path(__file__).with_name("languages.toml")
_NONE = "none"


def language_of(place: str, fallback: str = "") -> str:
    """The language read at a place that ends with its country ("Munich, Germany", "Zürich, CH"), as ISO 639-1 code.

    Where the place names no country that is known, ``fallback``; "" where its country reads another language, or where
    the fallback is none of ``NAMES``.
    """
    country = place.rpartition(",")[2].strip()
    language = _table().get(country if _is_code(country) else country.casefold(), fallback)
    return language if language in NAMES else ""


def _is_code(country: str) -> bool:
    return len(country) == 2 and country.isupper()


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for language, listed in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        table |= dict.fromkeys(listed["codes"], language)
        table |= {name.casefold(): language for name in listed["names"]}
    return table
