"""The days of the week on which a business is open, as its pages tell them."""

import re

from agents.grounding.kin import kin
from agents.grounding.words import Words, fold

_NAMES = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
}
WEEKEND = frozenset(("weekend", "weekends", "wochenende", "wochenenden", "fines", "fin"))
"""Words for the last two days of the week; the Spanish ones stand before "de semana"."""

_STEMS = {name: day for names in _NAMES.values() for day, name in enumerate(names.split())} | {"sonnabend": 5}
_DAY = r"(?:" + "|".join(_STEMS) + r")s?"
_RANGE = re.compile(rf"\b({_DAY})\s*(?:to|through|thru|until|till|bis|a|al|hasta el|-|–|—)\s*(?:el\s+)?({_DAY})\b")
_ONE = re.compile(rf"\b{_DAY}\b")
_PART = re.compile(r"[;,.]|\b(?:and|und|y)\s+(?=closed|geschlossen|cerrad)")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d|\b\d{1,2}\s*(?:am|pm|a\.m|p\.m|uhr|h)\b|\b(?:open|geoffnet|abi?er?t|abrimos)")
_REST = re.compile(
    r"\b(?:sonst|ansonsten|ubrigen|otherwise|other days|rest of the week|demas dias|resto|taglich|daily|every day"
    r"|seven days|all week|todos los dias|a diario)\b"
)
_CLOSED = re.compile(r"\b(?:closed|geschlossen|ruhetag|cerrad|cierra|cerramos|zu\b)")


def day_of(word: str) -> int | None:
    """The day that a folded word names, Monday is 0; "sundays" and "sonntagvormittag" too."""
    for length in (6, 7, 8, 9, 10, 5):
        if (day := _STEMS.get(word[:length])) is not None:
            return day
    return None


def days_in(text: str) -> set[int]:
    """All days of the week that a text names, those between the two of a range among them."""
    folded = fold(text)
    found = {_STEMS[word.rstrip("s") if word not in _STEMS else word] for word in _ONE.findall(folded)}
    for first, last in _RANGE.findall(folded):
        found |= set(_between(_day(first), _day(last)))
    return found


def opening(text: str) -> tuple[set[int], set[int]]:
    """The days on which a sentence says that they are open, and those on which it says that they are closed."""
    folded = fold(text)
    if not _HOUR.search(folded) and not _CLOSED.search(folded):
        return set(), set()
    opened: set[int] = set()
    closed: set[int] = set()
    is_closed = False
    for piece in _PART.split(folded):
        if _CLOSED.search(piece):
            is_closed = True
        elif _HOUR.search(piece) or _REST.search(piece):
            is_closed = False
        if _REST.search(piece) and not _CLOSED.search(piece):
            opened |= set(range(7)) - closed
        (closed if is_closed else opened).update(days_in(piece))
    return opened, closed


def says_closed(words: Words, start: int, end: int) -> bool:
    """Whether a word of closing stands between two places of a sentence."""
    return any(not kin("closed").isdisjoint(kin(word)) for word in words.words[start:end])


def _day(word: str) -> int:
    return _STEMS[word if word in _STEMS else word.rstrip("s")]


def _between(first: int, last: int) -> range | list[int]:
    return range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
