"""Which words of a sentence name anything, and which of those carry news."""

from collections.abc import Iterator
from functools import lru_cache

from agents.grounding.lexicon import lexicon
from agents.grounding.ordinary import is_ordinary
from agents.grounding.words import TOKENS

SHORTEST_CONTENT = 4


@lru_cache(maxsize=20_000)
def is_content(word: str, language: str) -> bool:
    """Whether a word names anything; what an apostrophe adds ("it's", "don't") does not count."""
    bare, apostrophe, added = word.partition("'")
    if len(bare) < SHORTEST_CONTENT or (apostrophe and added == "t") or bare in TOKENS or bare.isdigit():
        return False
    return bare not in lexicon(language).stop and bare not in lexicon(language).denials.single_words()


def is_thing(word: str, language: str) -> bool:
    """Whether a word names something that neither a lead nor we may be said to have without evidence."""
    return is_content(word, language) and not is_ordinary(word, language, of_us=True)


def content_places(words: tuple[str, ...], start: int, end: int, language: str) -> Iterator[int]:
    """The places of the words between two places that name anything."""
    return (place for place in range(start, end) if is_content(words[place], language))
