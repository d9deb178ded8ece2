"""What letters like to invent, by language: the patterns by which a claim and its kind are known."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from agents.grounding.lexicon import FOLDER, Patterns, lexicon
from agents.grounding.words import Words
from storage.records import LANGUAGES


@dataclass(frozen=True)
class Letters:
    """The patterns of one language, by their name in its file; ``things`` by the thing's name."""

    lists: Mapping[str, Patterns]
    things: Patterns

    def has(self, name: str, words: Words) -> bool:
        """Whether a pattern of the list stands in the sentence."""
        return next(self.lists[name].find(words.words), None) is not None


@lru_cache(maxsize=8)
def letters(language: str) -> Letters:
    """The patterns of "en", "de" or "es", read once."""
    table = tomllib.loads((FOLDER / f"letters-{language}.toml").read_text(encoding="utf-8"))
    things = table.pop("things")
    return Letters({name: Patterns({name: patterns}) for name, patterns in table.items()}, Patterns(things))


@lru_cache(maxsize=1)
def names() -> Mapping[str, frozenset[str]]:
    """Known names, folded: "first_names", "places", and the words that stand beside one."""
    table = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


def concepts(words: Words, language: str, in_letter: bool) -> dict[str, set[int]]:
    """Topic or thing -> the places of its words in a sentence, denied ones left out.

    In a letter, words that are mostly small talk there ("a good job") count for no topic.
    """
    found: dict[str, set[int]] = {}
    for code in (language,) if language else LANGUAGES:
        known, letter = lexicon(code), letters(code)
        hits = known.said(known.topics, words)
        if in_letter:
            idle = {(hit.start, hit.end) for hit in letter.lists["chat"].find(words.words)}
            hits = [hit for hit in hits if not _covered(hit.start, hit.end, idle)]
        for hit in (*hits, *known.said(letter.things, words)):
            found.setdefault(hit.kind, set()).update(range(hit.start, hit.end))
    return found


def _covered(start: int, end: int, spans: set[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in spans)
