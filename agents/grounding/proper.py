"""Names of people, places and companies in a sentence that nothing known holds."""

import re
from collections.abc import Iterator

from agents.grounding.evidence import Known
from agents.grounding.letters import letters, names
from agents.grounding.lexicon import lexicon
from agents.grounding.words import fold
from storage.records import LANGUAGES

_TOKEN = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_OPENS = "“„«‘\"'(¿¡»:–—"
_SHORTEST = 3


def strange_names(text: str, known: Known, language: str, is_greeting: bool, is_start: bool = True) -> list[str]:
    """Names in the sentence, as they are written there, of which no word is known."""
    tokens = list(_TOKEN.finditer(text))
    folded = [fold(token[0]) for token in tokens]
    found = []
    for number, token in enumerate(tokens):
        if _is_capital(token[0]) and not _is_known(folded[number], known, language):
            first = is_start and (number == 0 or _opens(text, token))
            if any(_signs(number, folded, tokens, language, first, is_greeting)):
                found.append(token[0])
    return found


def _signs(
    number: int, folded: list[str], tokens: list[re.Match[str]], language: str, first: bool, is_greeting: bool
) -> Iterator[bool]:
    listed = names()
    word = _bare(folded[number])
    before = folded[number - 1] if number else ""
    yield word in listed["first_names"] or word in listed["places"] or word in listed["companies"]
    yield before in listed["titles"] or (before in listed["houses"] and _is_capital(tokens[number - 1][0]))
    yield before in listed["first_names"] and _is_capital(tokens[number - 1][0])
    if language == "de":
        yield is_greeting and before in ("von", "vom", "team", "hallo", "an", "bei") and not first
        return
    yield not first and len(word) >= _SHORTEST and (is_greeting or not _is_title(tokens))


def _is_known(word: str, known: Known, language: str) -> bool:
    bare = _bare(word)
    if any(one in known.mentioned or one in known.brief_words for one in (word, bare)):
        return True
    if bare in letters(language).lists["names_ok"].single_words():
        return True
    return any(bare in lexicon(code).stop for code in LANGUAGES)


def _bare(word: str) -> str:
    """The word without what an apostrophe adds: "I'm" is "i", "Linde's" is "linde"."""
    return word.partition("'")[0]


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _opens(text: str, token: re.Match[str]) -> bool:
    before = text[: token.start()].rstrip()
    return not before or before[-1] in _OPENS or before[-1] in ".!?…"


def _is_title(tokens: list[re.Match[str]]) -> bool:
    """Whether most words are capital, as in an English headline."""
    long = [token[0] for token in tokens if len(token[0]) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.6 * len(long)
