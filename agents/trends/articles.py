"""Which Wikipedia article stands for a sector in which language."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("articles.toml")


def article_of(topic: str, language: str) -> str:
    """The article's title for a sector slug and a language code; "" where none is known."""
    return articles().get(topic, {}).get(language, "")


@cache
def articles() -> dict[str, dict[str, str]]:
    """Titles by sector slug and language code."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
