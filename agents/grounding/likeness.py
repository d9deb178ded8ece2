"""Whether two words are forms of one word, and what of a sentence a denial covers."""

from agents.grounding.lexicon import language_of, lexicon
from agents.grounding.words import Words
from storage.records import LANGUAGES

_SHORTEST_TOLD = 4
_EMPTY = frozenset(
    (
        "available", "possible", "offered", "anymore", "longer", "currently", "moment", "mehr", "derzeit", "moglich",
        "vorhanden", "verfugbar", "leider", "haben", "disponible", "posible", "momento", "actualmente",
    )
)  # fmt: skip


def akin(word: str, other: str) -> bool:
    """Whether two folded words are forms of one word, or one a compound that ends or begins with the other."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < 4:
        return word == other
    if len(shorter) >= 5 and (longer.endswith(shorter) or longer.startswith(shorter)):
        return True
    return is_form(word, other)


def is_form(word: str, other: str) -> bool:
    """Whether two folded words begin alike and differ by an ending only."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < 4:
        return word == other
    stem = max(4, len(shorter) - 2)
    return shorter[:stem] == longer[:stem] and len(longer) - stem <= 4


def denied_in(words: Words) -> set[int]:
    """The places of words that a denial covers: what follows it in its clause, or all of a clause that it ends."""
    language = language_of(words)
    no: set[int] = set()
    for code in (language,) if language else LANGUAGES:
        known = lexicon(code)
        if any(True for _ in known.unsure.find(words.words)):
            return set(range(len(words.words)))
        harmless = {n for hit in known.harmless.find(words.words) for n in range(hit.start, hit.end)}
        for hit in known.denials.find(words.words):
            if hit.start not in harmless:
                no |= _after(hit.start, words)
    return no


def _after(denial: int, words: Words) -> set[int]:
    clause = {n for n, number in enumerate(words.clauses) if number == words.clauses[denial]}
    after = {n for n in clause if n > denial}
    if any(len(words.words[n]) >= _SHORTEST_TOLD and words.words[n] not in _EMPTY for n in after):
        return after
    return clause
