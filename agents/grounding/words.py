"""Text as words that can be compared: folded, cut at spaces and punctuation, each with the clause it stands in."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LEAD, OURS, TOWN, OFFER = "leadname", "ourname", "townname", "offername"
"""Words that stand for the business's name and its people's, for our names, for its town, and for the offer."""

TOKENS = frozenset((LEAD, OURS, TOWN, OFFER))

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[,:;()–—!?.]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_PLAIN = re.compile(r"[\x00-\x7f]*")


@dataclass(frozen=True)
class Words:
    """The words of one sentence in order, and for each the number of the clause in which it stands."""

    words: tuple[str, ...]
    clauses: tuple[int, ...]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents and with straight apostrophes: "Café’s" is "cafe's"; ß is ss."""
    folded = text.translate(_APOSTROPHES).casefold()
    if _PLAIN.fullmatch(folded):
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def split(text: str) -> Words:
    """The folded words of a text; hyphens part words, and a comma, colon or dash begins a new clause."""
    words: list[str] = []
    clauses: list[int] = []
    clause = 0
    for found in _WORD.findall(fold(text)):
        if found[0].isalnum():
            words.append(found)
            clauses.append(clause)
        else:
            clause += 1
    return Words(tuple(words), tuple(clauses))
