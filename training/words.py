"""Writes the words that the starter writer was taught, against which the app checks texts: python -m training.words."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

from models.language.starter_words import FOLDER, words
from storage.records import LANGUAGES
from training.phrasebook import Phrasebook, phrasebook

SHARED = 5
"""A word that so many sectors use ("noon", "early") belongs to no trade."""

_HOLDER = re.compile(r"<[A-Za-z_]+>")


def taught(book: Phrasebook) -> dict[str, Any]:
    """``words``: those of every frame, and those that many sectors share, under "any"; the others under their sectors.

    ``topics``: what each topic is called, in lower case; ``facts``: what people call each fact in a comment;
    ``truths``: what is said of each topic in general.
    """
    frames = (book.first, book.later, book.public, book.persona, book.topics)
    common = _of(text for module in frames for text in _texts(_tables(module)))
    own = {sector: _of(_texts(phrases)) for sector, phrases in book.sectors.SECTORS.items()}
    spread = Counter(word for found in own.values() for word in found)
    common |= {word for word, sectors in spread.items() if sectors >= SHARED}
    names = {
        topic: sorted({name.casefold() for key, names in of.items() if "thing" in key for name in names})
        for topic, of in book.topics.TOPICS.items()
    }
    by_sector = {"any": sorted(common), **{sector: sorted(found - common) for sector, found in own.items()}}
    truths = {topic: of["truths"] for topic, of in book.topics.TOPICS.items()}
    return {"topics": names, "truths": truths, "facts": book.comments.FACT_NAMES, "words": by_sector}


def _tables(module: ModuleType) -> dict[str, Any]:
    return {name: value for name, value in vars(module).items() if name.isupper()}


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
    for language in LANGUAGES:
        lists = taught(phrasebook(language))
        path = FOLDER / f"taught-{language}.json"
        path.write_text(json.dumps(lists, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{sum(map(len, lists['words'].values()))} words in {path.name}")
