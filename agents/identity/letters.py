"""Texts without the differences that carry no meaning: case, accents, umlaut spellings, punctuation."""

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "a", "œ": "o", "đ": "d", "ı": "i", "’": "'", "´": "'"})
# "ae" for "ä"; after another vowel or q, "ue" is no umlaut: Bauer, neue, Quelle.
_UMLAUTS = re.compile(r"(?<![aeiou])([ao])e|(?<![aeiouq])(u)e")
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


def folded(text: str) -> str:
    """Lower case without accents; ä, ae and a become one letter, as do ö and ü with their spellings."""
    bare = text.casefold()
    if not bare.isascii():
        plain = unicodedata.normalize("NFKD", bare.translate(_LETTERS))
        bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _UMLAUTS.sub(lambda match: match[1] or match[2], bare)


def listed(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


def words(text: str) -> list[str]:
    """The words of a text in their folded spelling."""
    return [word for word in _NOT_A_WORD.split(folded(text).replace("'", "")) if word]
