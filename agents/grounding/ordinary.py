"""Words that carry no news: what any letter says of anybody, by language."""

import tomllib
from functools import lru_cache

from agents.grounding.lexicon import FOLDER

_STEM = 5
_SHORTEST = 6
_MOST_ENDING = 4


@lru_cache(maxsize=20_000)
def is_ordinary(word: str, language: str, of_us: bool) -> bool:
    """Whether a folded word, or another form of it, is one that may be said without evidence, of a lead or of us."""
    talk, ours = _listed(language)
    return _holds(word, *talk) or (of_us and _holds(word, *ours))


@lru_cache(maxsize=4)
def _listed(language: str) -> tuple[tuple[frozenset[str], dict[str, int]], tuple[frozenset[str], dict[str, int]]]:
    table = tomllib.loads((FOLDER / f"ordinary-{language}.toml").read_text(encoding="utf-8"))
    return _stems(table["talk"]), _stems(table["ours"])


def _stems(text: str) -> tuple[frozenset[str], dict[str, int]]:
    """The words, and the length of the longest by their stems, of which a form may have another ending."""
    words = text.split()
    longest: dict[str, int] = {}
    for word in words:
        if len(word) >= _SHORTEST:
            stem = word[: max(_STEM, len(word) - 2)]
            longest[stem] = max(longest.get(stem, 0), len(word))
    return frozenset(words), longest


def _holds(word: str, words: frozenset[str], stems: dict[str, int]) -> bool:
    if word in words:
        return True
    lengths = range(_STEM, len(word) + 1)
    return any(
        len(word) <= stems.get(word[:length], 0) + 2 and len(word) - length <= _MOST_ENDING for length in lengths
    )
