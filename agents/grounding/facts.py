"""The facts of a business: sentences of its own pages, each with what it says that a text may speak of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agents.grounding.lexicon import Lexicon, best, language_of, lexicon
from agents.grounding.pages import Line, has, instructions, lines
from agents.grounding.words import fold
from storage.records import LANGUAGES, Quote

LONGEST_QUOTE = 90
LONGEST_DETAIL = 80
FIRST_YEAR = 1500
MOST_CHARACTERS = 60_000
"""Characters that are read of all texts of one lead together."""

DETAIL_FIELDS = ("details", "detail")
NO_PROSE = (
    "name", "sector", "street", "postcode", "city", "country", "lat", "lon", "email", "phone", "website",
    "opening_hours", "rating", "reviews",
)  # fmt: skip
"""Fields that hold a value and no sentences."""

_FEWEST_WORDS, _MOST_MAXIM_WORDS, _MOST_DETAIL_WORDS = 3, 12, 8
_SINCE_REACH = 3
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_QUOTED = re.compile(r"[^\W\d_][^\d%€$£\"“”„«»()/]*[.!]?")
_AGAIN = frozenset(("also", "again", "auch", "wieder", "tambien", "otra"))
_COMPATIBLE = ("", "family", "new")


@dataclass(frozen=True)
class Fact:
    """One sentence or phrase, and what it is about.

    ``kind`` is a topic or a kind of noise of ``starter_brief``, or "quote", "since" or "detail". ``text`` is the
    sentence as it stands on the page without markup; of "since" the year, of "quote" without its full stop.
    ``language`` is "en", "de", "es" or "".
    """

    kind: str
    text: str
    source: Quote
    language: str


def facts_of(quotes: Sequence[Quote]) -> tuple[Fact, ...]:
    """Everything that the quotes of one lead say, in their order, each kind and text once.

    A denied or doubtful sentence says nothing, nor does one that speaks to a program; of each text its first 20,000
    characters are read, of all together 60,000. Time is linear in what is read.
    """
    found: dict[tuple[str, str], Fact] = {}
    left = MOST_CHARACTERS
    for quote in quotes:
        if quote.field in NO_PROSE or left <= 0:
            continue
        text = quote.text[:left]
        left -= len(text)
        for kind, words, language in _read(quote.field, lines(text)):
            found.setdefault((kind, words.casefold()), Fact(kind, words, quote, language))
    return tuple(found.values())


def topics_in(line: Line, language: str = "") -> set[str]:
    """Every topic that a sentence speaks of without denying it, by the lexicon of its language or of all."""
    codes = (language,) if language else tuple(LANGUAGES)
    return {hit.kind for code in codes for hit in lexicon(code).said(lexicon(code).topics, line.words)}


def _read(field: str, read: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    for number, line in enumerate(read):
        language = language_of(line.words)
        if field in DETAIL_FIELDS and _is_detail(line):
            yield "detail", line.text.rstrip(" .;,"), language
        follower = read[number + 1] if number + 1 < len(read) else None
        if not (line.text.endswith("?") and follower and _denies(follower)):
            yield from _sentence(field, line, language)


def _sentence(field: str, line: Line, language: str) -> Iterator[tuple[str, str, str]]:
    kind, is_noise = _kind(line, language)
    if year := _since(line, language, "" if is_noise else kind):
        yield "since", year, language
    if kind:
        yield kind, line.text, language
    elif not year and field not in DETAIL_FIELDS and language and _is_quote(line):
        yield "quote", line.text.rstrip(" .!") if line.text.endswith(".") else line.text, language


def _kind(line: Line, language: str) -> tuple[str, bool]:
    """The topic or the kind of noise, noise where as many words speak for it; and whether it is noise."""
    topic, noise = ("", 0), ("", 0)
    for code in (language,) if language else LANGUAGES:
        known = lexicon(code)
        topic = max(topic, best(known.said(known.topics, line.words)), key=lambda one: one[1])
        noise = max(noise, best(known.noise.find(line.words.words)), key=lambda one: one[1])
    return (noise[0], True) if noise[1] and noise[1] >= topic[1] else (topic[0], False)


def _denies(line: Line) -> bool:
    few = line.words.words[:5]
    return any(next(lexicon(code).denials.find(few), None) is not None for code in LANGUAGES)


def _since(line: Line, language: str, topic: str) -> str:
    words = line.words.words
    if topic not in _COMPATIBLE or not _AGAIN.isdisjoint(words):
        return ""
    for code in (language,) if language else LANGUAGES:
        known = lexicon(code)
        if has(known.not_founding, line.words):
            continue
        for hit in known.said(known.since, line.words):
            year = next((word for word in words[hit.end : hit.end + _SINCE_REACH] if _is_year(word)), "")
            if year:
                return year
    return ""


def _is_year(word: str) -> bool:
    return bool(_YEAR.fullmatch(word)) and FIRST_YEAR <= int(word) <= date.today().year


def _is_detail(line: Line) -> bool:
    words = line.words.words
    if not (2 < len(line.text) <= LONGEST_DETAIL and 0 < len(words) <= _MOST_DETAIL_WORDS):
        return False
    if line.text.endswith("?") or _kind(line, "")[1] or has(instructions()["not_quotable"], line.words):
        return False
    return not any(_is_denying(known, line) for known in map(lexicon, LANGUAGES))


def _is_denying(known: Lexicon, line: Line) -> bool:
    language = language_of(line.words)
    return language in ("", known.language) and has(known.denials, line.words) and not has(known.harmless, line.words)


def _is_quote(line: Line) -> bool:
    words = line.words.words
    if not (len(words) >= _FEWEST_WORDS and len(line.text) <= LONGEST_QUOTE and _QUOTED.fullmatch(line.text)):
        return False
    told = instructions()
    if has(told["not_quotable"], line.words):
        return False
    if has(told["we"], line.words):
        return True
    is_maxim = len(words) <= _MOST_MAXIM_WORDS and (has(told["says"], line.words) or "," in line.text)
    return is_maxim and not has(told["you"], line.words) and fold(line.text)[0].isalpha()
