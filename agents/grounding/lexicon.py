"""The words of each language by which a sentence is known to speak of a topic, and how they are found in it."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from agents.grounding.words import Words, split
from storage.records import LANGUAGES

FOLDER = Path(__file__).with_name("lexicon")
GAP = 5
"""Words that may stand in a pattern's gap at most."""

_KEY = 3
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Hit:
    """Where a pattern of ``kind`` was found: words ``start`` to ``end`` (exclusive) of a sentence."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Part:
    """One word of a pattern: what may stand there, and whether a gap may lie before it."""

    exact: frozenset[str]
    loose: tuple[tuple[str, bool, bool], ...]
    gap: bool

    def fits(self, word: str) -> bool:
        return word in self.exact or any(_fits(word, *one) for one in self.loose)


class Patterns:
    """Many patterns, found together in one walk over a sentence."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        self._by_start: dict[str, list[tuple[str, tuple[Part, ...]]]] = {}
        self._anywhere: list[tuple[str, tuple[Part, ...]]] = []
        self._begun: dict[str, tuple[tuple[str, tuple[Part, ...]], ...]] = {}
        for kind, patterns in named.items():
            for pattern in patterns:
                self._add(kind, _parts(pattern))

    def find(self, words: tuple[str, ...]) -> Iterator[Hit]:
        """Every place where a pattern begins; time is linear in the words."""
        for start, word in enumerate(words):
            for kind, parts in self._beginning(word):
                if end := _end(words, start + 1, parts[1:]):
                    yield Hit(kind, start, end)

    def _beginning(self, word: str) -> tuple[tuple[str, tuple[Part, ...]], ...]:
        """The patterns that can begin with a word, remembered, for few words make up most of a text."""
        if (known := self._begun.get(word)) is None:
            listed = (*self._by_start.get(word[:_KEY], ()), *self._anywhere)
            known = tuple(one for one in listed if one[1][0].fits(word))
            if len(self._begun) < _MOST_REMEMBERED:
                self._begun[word] = known
        return known

    def single_words(self) -> frozenset[str]:
        """The words that are a pattern by themselves, without a sign for any letters."""
        alone = (parts for listed in self._by_start.values() for _, parts in listed if len(parts) == 1)
        return frozenset(word for parts in alone for word in parts[0].exact)

    def _add(self, kind: str, parts: tuple[Part, ...]) -> None:
        first = parts[0]
        starts = {word[:_KEY] for word in first.exact}
        for word, before, _ in first.loose:
            if before or len(word) < _KEY:
                self._anywhere.append((kind, parts))
                return
            starts.add(word[:_KEY])
        for start in starts:
            self._by_start.setdefault(start, []).append((kind, parts))


@dataclass(frozen=True)
class Lexicon:
    """The words of one language; ``table`` is its file as it stands."""

    language: str
    table: Mapping[str, list[str]]
    topics: Patterns
    noise: Patterns
    denials: Patterns
    harmless: Patterns
    unsure: Patterns
    since: Patterns
    not_founding: Patterns
    stop: frozenset[str]

    def said(self, patterns: Patterns, sentence: Words) -> list[Hit]:
        """The hits that nothing in their clause denies and nothing in the sentence makes unsure."""
        hits = list(patterns.find(sentence.words))
        if not hits or any(True for _ in self.unsure.find(sentence.words)):
            return []
        harmless = {n for hit in self.harmless.find(sentence.words) for n in range(hit.start, hit.end)}
        no = {hit.start for hit in self.denials.find(sentence.words)} - harmless
        return [hit for hit in hits if not _is_denied(hit, no, sentence.clauses)]


def best(hits: Iterable[Hit]) -> tuple[str, int]:
    """The kind that the most words speak for, the earlier listed one of equals, and that number; ("", 0) of none."""
    spoken: dict[str, set[int]] = {}
    for hit in hits:
        spoken.setdefault(hit.kind, set()).update(range(hit.start, hit.end))
    counted = Counter({kind: len(places) for kind, places in spoken.items()})
    return counted.most_common(1)[0] if counted else ("", 0)


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of "en", "de" or "es", read once."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    single = {name: Patterns({name: table[name]}) for name in _LISTS}
    return Lexicon(
        language, table, Patterns(table["topics"]), Patterns(table["noise"]), **single, stop=frozenset(table["stop"])
    )


def language_of(sentence: Words) -> str:
    """ "en", "de" or "es" by which language's commonest words stand in the sentence most; "" where none leads."""
    votes = Counter({code: sum(word in lexicon(code).stop for word in sentence.words) for code in LANGUAGES})
    (first, most), (_, next_most) = votes.most_common(2)
    return first if most > next_most else ""


_LISTS = ("denials", "harmless", "unsure", "since", "not_founding")


def _parts(pattern: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    gap = False
    for word in pattern.split():
        if word == "..":
            gap = True
            continue
        options = word.split("/")
        exact = frozenset(split(option).words[0] for option in options if "*" not in option)
        loose = tuple((o.strip("*"), o.startswith("*"), o.endswith("*")) for o in options if "*" in o)
        parts.append(Part(exact, loose, gap))
        gap = False
    return tuple(parts)


def _fits(word: str, core: str, before: bool, after: bool) -> bool:
    if before:
        return core in word if after else word.endswith(core)
    return word.startswith(core)


def _end(words: tuple[str, ...], start: int, parts: tuple[Part, ...]) -> int:
    """Where the rest of a pattern ends, 0 where it does not stand there; a gap takes the first word that fits."""
    for part in parts:
        reach = start + GAP + 1 if part.gap else start + 1
        place = next((n for n in range(start, min(reach, len(words))) if part.fits(words[n])), -1)
        if place < 0:
            return 0
        start = place + 1
    return start


def _is_denied(hit: Hit, no: set[int], clauses: tuple[int, ...]) -> bool:
    inside = range(hit.start, hit.end)
    around = {clauses[n] for n in inside}
    return any(clauses[n] in around and n not in inside for n in no)
