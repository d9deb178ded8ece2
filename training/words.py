"""Writes the list of taught words that the app checks texts against: python -m training.words."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from typing import Any

from models.language.starter_words import WORDS, words
from training.phrases import arguments, endings, openings, paraphrases, posts
from training.phrases.sectors import PHRASES

SHARED = 4
"""A word that so many sectors use ("noon", "early") belongs to no trade."""

_HOLDER = re.compile(r"<[A-Za-z]+>")


def taught() -> dict[str, list[str]]:
    """Sorted words: of every frame, and those that many sectors share, under "any"; the others under their sectors."""
    modules = (arguments, endings, openings, paraphrases, posts)
    frames = [value for module in modules for name, value in vars(module).items() if name.isupper()]
    common = _of(text for frame in frames for text in _texts(frame))
    own = {sector: _of(_texts(astuple(phrases))) for sector, phrases in PHRASES.items()}
    spread = Counter(word for found in own.values() for word in found)
    common |= {word for word, sectors in spread.items() if sectors >= SHARED}
    return {"any": sorted(common), **{sector: sorted(found - common) for sector, found in own.items()}}


def _of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in words(text)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _HOLDER.sub(" ", value)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)


if __name__ == "__main__":
    WORDS.write_text(json.dumps(taught(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(map(len, taught().values()))} words in {WORDS.name}")
