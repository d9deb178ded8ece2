"""The sectors that a list in words names: "vegan restaurants, hotels & b&bs", "Zahn- und Tierärzte"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from storage import sectors

_SEPARATOR = re.compile(
    r"\s*(,|;|:|/|\+|&|\(|\)|\band\b|\bund\b|\bor\b|(?<!\()\boder\b|\bsowie\b|\bas well as\b|\bplus\b|\s[-–]\s)\s*",
    re.IGNORECASE,
)
_FILLER_WORDS = (
    "a all alle aller also am an and any are auch bitte brauche brauchen can could danke das dem den der des die "
    "diese each ein eine every find finde finden for für get gerne gesucht gib give got have hello hi i ich jede jeden "
    "jeder jedes kann können like list liste lists look looking many me mir möchte möchten nach need of our please "
    "sämtliche search searching see show some suche suchen thank thanks the there to uns unser us von want wanted we "
    "where which will wir wo would only nur you zeig zeige zeigen"
)
_FILLER = frozenset(_FILLER_WORDS.split())
_EVERY = re.compile(
    r"(?:business(?:es)?|compan(?:y|ies)|firms?|shops?|stores?|places?|everything|betriebe?n?|firm(?:a|en)|unternehmen|"
    r"geschäfte?n?|läden|alles)",
    re.IGNORECASE,
)
_VALUES = frozenset(value for sector in sectors.SECTORS.values() for _, value in sector.tags)
_LONGEST_NAME = 4


@dataclass(frozen=True)
class Named:
    """Some words of a list: the sector that they name, ``every`` where they mean all, "" where neither is known.

    ``mark`` is what stood between them and what came before: a blank, a comma, "and", or "" at the list's start.
    """

    words: str
    slug: str = ""
    mark: str = ""


EVERY = "every"


def read(text: str) -> Iterator[Named]:
    """What the parts of a list name, in their order, without the words that only ask for it."""
    for mark, part in _parts(text):
        for place, one in enumerate(_named(part.split())):
            yield replace(one, mark=" " if place else mark)


def is_filler(word: str) -> bool:
    """Whether a word says nothing but that something is wanted."""
    return word.casefold() in _FILLER


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The list's parts, each after its mark.

    One name that holds "and" stays whole; "Zahn-" takes the end of the next part.
    """
    pieces = _SEPARATOR.split(text)
    at = 0
    while at < len(pieces):
        mark, part = pieces[at - 1] if at else "", pieces[at]
        whole = _whole(pieces, at)
        if not whole and part.endswith("-") and at + 2 < len(pieces):
            part = _completed(part, pieces[at + 2])
        yield mark, whole or part
        at += 4 if whole else 2


def _whole(pieces: list[str], at: int) -> str:
    """The part and the next one, where both together name one sector ("Obst und Gemüse", "b&b")."""
    if at + 2 >= len(pieces):
        return ""
    first, mark, second = pieces[at : at + 3]
    both = (f"{first} {mark} {second}", f"{first}{mark}{second}")
    return next((one for one in both if first and sectors.of_words(one) != sectors.OTHER), "")


def _completed(start: str, following: str) -> str:
    last = (following.split() or [""])[-1]
    ends = (start[:-1] + last[cut:] for cut in range(1, len(last)))
    return next((one for one in ends if sectors.of_words(one) != sectors.OTHER), start)


def _named(words: list[str]) -> Iterator[Named]:
    """The longest run of words that is a sector, the last of several, and what stands before and after it."""
    for size in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - size, -1, -1):
            run = " ".join(words[start : start + size])
            if slug := _slug(run, is_last=start + size == len(words)):
                yield from _named(words[:start])
                yield Named(run, slug)
                yield from _named(words[start + size :])
                return
    while words and is_filler(words[0]):
        words = words[1:]
    while words and is_filler(words[-1]):
        words = words[:-1]
    if any(letter.isalnum() for word in words for letter in word):
        said = " ".join(words)
        yield Named(said, EVERY if _EVERY.fullmatch(said) else "")


def _slug(run: str, *, is_last: bool) -> str:
    """A map's bare value ("car", "art") counts only at the end: a car park is no car dealer."""
    slug = sectors.of_words(run)
    return "" if slug == sectors.OTHER or (run in _VALUES and not is_last) else slug
