"""The words that people ask for another version with, found in a comment however they are typed."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.language.starter_brief import FACTS
from models.language.starter_words import fact_names

FOLDER = Path(__file__).with_name("words")
"""``wishes-en.toml`` holds, by group ("cue", "quality", "fault", "place", "fact"), the words of each member: lines of
entries divided by commas, in which ``*`` stands for more letters of the same word."""

LEAST_LETTERS = 6
"""Letters that a word is to have for one wrong, missing, additional or swapped letter to be read over."""

MOST_MORE = 4
"""Letters that follow such a stem at most; a longer word is rather another one."""

_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|that|their|die|der|das|den|el|la|los|las|lo de los|lo de la|lo de que|lo de|lo) ")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_MEMBERS_FIRST = ("other", "fact", "place", "fault", "quality", "cue", "filler")


@dataclass(frozen=True)
class Found:
    """Words of a comment and what they are: "quality" "formal", "fact" "terrace", "cue" "less"."""

    start: int
    end: int
    group: str
    member: str
    words: str


@dataclass(frozen=True)
class Heard:
    """A folded part of a comment, what was found in it from left to right, and the words that nothing is known of."""

    text: str
    found: tuple[Found, ...]
    strangers: tuple[str, ...]
    size: int

    @property
    def known(self) -> int:
        """How many of its words the language knows."""
        return self.size - len(self.strangers)


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and hyphens, as in a hurry."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return re.sub(r"[-–_/]", " ", "".join(c for c in bare if not unicodedata.combining(c) and c != "'"))


def hear(part: str, language: str) -> Heard:
    """What a part of a comment says, read in one language."""
    text = _WORD.sub(lambda word: _spelt(word.group(), language), fold(part))
    found = _longest([one for members in _patterns(language) for one in _all(text, *members)])
    covered = {place for one in found for place in range(one.start, one.end)}
    words = list(_WORD.finditer(text))
    strangers = tuple(word.group() for word in words if word.start() not in covered)
    return Heard(text, tuple(one for one in found if one.group != "filler"), strangers, len(words))


def _all(text: str, group: str, member: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(match.start(), match.end(), group, member, match.group())


def _longest(found: list[Found]) -> list[Found]:
    """Without those that lie in longer ones: "not enough" is no "not"."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, _MEMBERS_FIRST.index(one.group))):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


@lru_cache(maxsize=8)
def _entries(language: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(group, member, folded entries); the names that the starter writer was taught for a fact are among its words."""
    listed = tomllib.loads((FOLDER / f"wishes-{language}.toml").read_text(encoding="utf-8"))
    entries = []
    for group, members in listed.items():
        for member, lines in members.items():
            words = [entry for entry in re.split(r"[,\n]", lines) if entry.strip()]
            if group == "fact" and member in FACTS:
                words += [_ARTICLE.sub("", name.casefold()) for name in fact_names(language, member)]
            spelt = {" ".join(fold(way).split()) for word in words for way in (word, word.translate(_UMLAUTS))}
            entries.append((group, member, tuple(sorted(spelt))))
    return tuple(entries)


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((group, member, _pattern(words)) for group, member, words in _entries(language))


def _pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    ways = (re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in sorted(entries, key=len)[::-1])
    return re.compile(rf"\b(?:{'|'.join(ways)})(?!\w)")


def _words(language: str) -> set[str]:
    whole = (word for _, _, entries in _entries(language) for entry in entries for word in entry.split())
    return {word for word in whole if word != "*"}


@lru_cache(maxsize=8)
def _single(language: str) -> tuple[tuple[str, bool], ...]:
    """Each word of the entries, and whether more letters may follow; long ones first."""
    plain = {(word.rstrip("*"), word.endswith("*")) for word in _words(language) if not word.startswith("*")}
    return tuple(sorted(plain, key=lambda one: (-len(one[0]), one)))


@lru_cache(maxsize=8)
def _known(language: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in _words(language)))


@lru_cache(maxsize=4096)
def _spelt(word: str, language: str) -> str:
    """The word as it was meant where it is one letter off a known one."""
    if len(word) < LEAST_LETTERS - 1 or _known(language).fullmatch(word):
        return word
    for known, is_stem in _single(language):
        if len(known) < LEAST_LETTERS or known[0] != word[0]:
            continue
        for size in range(len(known) - 1, len(known) + 2) if is_stem else (len(word),):
            if size <= len(word) <= size + MOST_MORE and _is_one_off(word[:size], known):
                return known + word[size:]
    return word


def _is_one_off(word: str, known: str) -> bool:
    """Whether one letter is wrong, missing, additional, or swapped with the next."""
    if abs(len(word) - len(known)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    rest, known_rest = word[same:], known[same:]
    if rest[1:] == known_rest or rest == known_rest[1:] or rest[1:] == known_rest[1:]:
        return True
    return rest[:2] == known_rest[:2][::-1] and rest[2:] == known_rest[2:]
