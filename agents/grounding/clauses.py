"""The clauses of a sentence, and what each does: state something of the lead or of us, or state nothing."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from agents.grounding.lexicon import FOLDER, Patterns, lexicon
from agents.grounding.words import LEAD, OFFER, OURS, Words

_ARTICLES = frozenset(("the", "der", "die", "das", "den", "dem", "el", "la", "los", "las"))
_NO_VERBS = frozenset(
    (
        "con", "sin", "bien", "quien", "tambien", "segun", "gran", "algun", "ningun", "jardin", "salon", "razon", "tan",
        "atencion", "opinion", "decision", "buen", "san", "don", "comun", "orden", "imagen", "origen", "cien", "joven",
        "alguien", "buzon", "corazon", "melon", "jamon", "examen", "son", "estan", "eran", "existen", "dicen",
    )
)  # fmt: skip
_SUBJUNCTIVE = re.compile(r"(?i)\b(?:w(?:ü|ue)rde[nt]?|h(?:ä|ae)tte[nt]?|k(?:ö|oe)nnte[nt]?|w(?:ä|ae)re[nt]?)\b")
_PAST_TENSE = frozenset(("wurde", "wurden", "hatte", "hatten", "konnte", "konnten"))
_SHORT_VERBS = frozenset(("han", "dan", "van", "son"))
_ADVERBS = frozenset(("tambien", "ademas", "ya", "siempre", "alli", "ahi", "y", "e", "no", "todavia", "aun"))
_SHORTEST_VERB = 4
ANYBODY = frozenset(("un", "una", "quien", "cada", "nadie", "cualquiera", "cualquier", "todo", "toda"))
_WORDS_OF_OFFER = 3
_LONGEST_JOINT = 3
_RELATIVES = frozenset(("which", "der", "die", "das", "den", "dem", "deren", "dessen", "que"))
_DETERMINERS = _ARTICLES | {
    "a", "an", "this", "that", "ein", "eine", "einen", "dieser", "diese", "dieses", "un", "una", "este", "esta",
}  # fmt: skip


class Does(Enum):
    """What a clause does: it is OPEN (asks, wishes, supposes, requests), states of the LEAD or of US, or is GENERAL.

    NEARBY is a clause that names nobody, beside one that states something of the lead.
    """

    OPEN = auto()
    LEAD = auto()
    US = auto()
    NEARBY = auto()
    GENERAL = auto()


@dataclass(frozen=True)
class Clause:
    """Words ``start`` to ``end`` (exclusive) of a sentence."""

    does: Does
    start: int
    end: int


@lru_cache(maxsize=4)
def signs(language: str) -> Mapping[str, Patterns]:
    """The patterns by which clauses are told apart, by their name in the language's file, read once."""
    table = tomllib.loads((FOLDER / f"clauses-{language}.toml").read_text(encoding="utf-8"))
    return {name: Patterns({name: patterns}) for name, patterns in table.items()}


def clauses(words: Words, text: str, language: str, names: frozenset[str], offer: frozenset[str]) -> list[Clause]:
    """The clauses of a sentence in order.

    Args:
        names: words for the lead's own kind of place ("café").
        offer: words of the offer that are not the lead's too.
    """
    reader = _Reader(words.words, language, names, offer, text)
    is_question = text.rstrip().endswith("?")
    found: list[Clause] = []
    for start, end in _spans(words, language):
        does = Does.OPEN if is_question and not reader.takes(start) else reader.does(start, end)
        if does is Does.GENERAL and reader.is_of_late(start, end, is_question):
            does = Does.LEAD
        if does is Does.GENERAL and found and found[-1].does is Does.US and reader.goes_on(start, found[-1]):
            found[-1] = Clause(Does.US, found[-1].start, end)
            continue
        if does is Does.GENERAL and found and found[-1].does in (Does.LEAD, Does.NEARBY):
            does = Does.LEAD if reader.joins(start) else Does.NEARBY
        if does is Does.GENERAL and found and found[-1].does is Does.OPEN and reader.joins(start):
            does = Does.OPEN
        if does is Does.LEAD and found and found[-1].does is Does.GENERAL and reader.tells_of(start):
            found[-1] = Clause(Does.LEAD, found[-1].start, found[-1].end)
        found.append(Clause(does, start, end))
    if not any(one.does is Does.LEAD for one in found):
        return found
    return [_beside(one) if one.does is Does.GENERAL and reader.takes(one.start) else one for one in found]


def _beside(clause: Clause) -> Clause:
    return Clause(Does.NEARBY, clause.start, clause.end)


def _spans(words: Words, language: str) -> Iterator[tuple[int, int]]:
    taken = list(signs(language)["taken"].find(words.words))
    joints = {hit.start for hit in signs(language)["joints"].find(words.words)}
    joints -= {place for hit in taken for place in range(hit.start + 1, min(hit.end, hit.start + _LONGEST_JOINT))}
    joints |= {hit.start for hit in taken}
    joints |= {hit.end for hit in signs(language)["knows"].find(words.words)}
    start = 0
    for place in range(1, len(words.words)):
        if words.clauses[place] != words.clauses[place - 1] or place in joints:
            yield start, place
            start = place
    if words.words:
        yield start, len(words.words)


class _Reader:
    """Where in a sentence each sign stands."""

    def __init__(
        self, words: tuple[str, ...], language: str, names: frozenset[str], offer: frozenset[str], text: str
    ) -> None:
        self._words, self._language, self._offer = words, language, offer
        self._at = {name: _starts(patterns, words) for name, patterns in signs(language).items()}
        topics = _starts(lexicon(language).topics, words)
        own = {place for place, word in enumerate(words) if word in names}
        self._topics = {place for place in topics if place and words[place - 1] in _ARTICLES}
        self._roles = {place for place in own | self._at["roles"] if place and words[place - 1] in _ARTICLES}
        if language == "de" and not _SUBJUNCTIVE.search(text):
            self._at["open"] -= {place for place, word in enumerate(words) if word in _PAST_TENSE}
        if language == "es" and words[:1] and words[0] in ANYBODY:
            self._at["reader"] -= {place for place, word in enumerate(words) if word in ("su", "sus")}
        self._at["reader"] |= {place for place, word in enumerate(words) if word == LEAD}
        self._at["ours"] |= {place for place, word in enumerate(words) if word == OURS}

    def joins(self, start: int) -> bool:
        """Whether a clause goes on with what the one before it said."""
        return start in self._at["joints"]

    def takes(self, start: int) -> bool:
        """Whether a clause takes for granted what it says, even in a question: "since your baker left"."""
        return start in self._at["taken"]

    def is_of_late(self, start: int, end: int, is_question: bool) -> bool:
        """Whether a clause names nobody and yet says what has come about: "now that the second house is open"."""
        if start in self._at["now"] or (is_question and self.takes(start)):
            return True
        fresh = self._first("fresh", range(start, end))
        return fresh is not None and self._at["seasons"].isdisjoint(range(fresh, end))

    def tells_of(self, start: int) -> bool:
        """Whether a clause says of what stands before it that it is the lead's: "la barra que conservan"."""
        is_many = self._language == "es" and self._words[start - 1].endswith("s")
        return self._words[start] in _RELATIVES and not is_many

    def goes_on(self, start: int, before: Clause) -> bool:
        """Whether a clause says more of the offer that the one before it names: "..., which costs nothing"."""
        return self.joins(start) and self._is_offer(before.start, before.end)

    def does(self, start: int, end: int) -> Does:
        inside = range(start, end)
        if self._first("people", inside) is not None:
            return Does.LEAD
        if self._first("open", inside) is not None or self._asks(start, end):
            return Does.OPEN
        if self._is_offer(start, end):
            return Does.US
        reader, ours, first = (self._first(name, inside) for name in ("reader", "ours", "first"))
        if first is not None and (self._language != "en" or reader is None or first < reader):
            return Does.US
        if ours is not None and (reader is None or ours < reader):
            return Does.US
        if reader is not None or self._is_dropped(start, end):
            return Does.LEAD
        return Does.LEAD if self._is_definite(inside) else Does.GENERAL

    def _first(self, name: str, inside: range) -> int | None:
        return min((place for place in self._at[name] if place in inside), default=None)

    def _is_offer(self, start: int, end: int) -> bool:
        """Whether the offer is what a clause speaks of: it stands first, but for an article."""
        inside = range(start, end)
        if self._first("reader", inside) is not None:
            return False
        first = next((n for n in inside if self._words[n] not in _DETERMINERS), end)
        named = self._words[first : min(first + _WORDS_OF_OFFER, end)]
        return named[:1] == (OFFER,) or (first > start and not self._offer.isdisjoint(named))

    def _asks(self, start: int, end: int) -> bool:
        if start not in self._at["asks"]:
            return False
        return self._language != "de" or (start + 1 < end and self._words[start + 1] in ("sie", "ihr", "euch"))

    def _is_dropped(self, start: int, end: int) -> bool:
        """Whether a Spanish clause begins with a verb whose dropped subject is the reader: "Cerraron en marzo"."""
        if self._language != "es":
            return False
        place = next((n for n in range(start, end) if not self._is_skipped(n, start)), start)
        word = self._words[place]
        if word in _SHORT_VERBS:
            return True
        return len(word) >= _SHORTEST_VERB and word.endswith(("an", "en", "on")) and word not in _NO_VERBS

    def _is_skipped(self, place: int, start: int) -> bool:
        """Whether a word before the verb says nothing of its subject: "la terraza, que abren todo el año"."""
        word = self._words[place]
        return word in _ADVERBS or (word == "que" and place == start > 0 and not self._words[place - 1].endswith("s"))

    def _is_definite(self, inside: range) -> bool:
        """Whether a bare thing is the lead's: "the terrace" in English; any other only in news or in the past tense."""
        if self._language == "en" and not self._topics.isdisjoint(inside):
            return True
        is_there = not (self._topics | self._roles).isdisjoint(inside)
        return is_there and not (self._at["news"] | self._at["past"]).isdisjoint(inside)


def _starts(patterns: Patterns, words: tuple[str, ...]) -> set[int]:
    return {hit.start for hit in patterns.find(words)}
