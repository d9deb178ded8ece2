"""The words that the starter writer was taught for each sector: any other word in a text of its is a slip."""

import json
import re
from functools import lru_cache
from pathlib import Path

from storage.sectors import OTHER

WORDS = Path(__file__).with_name("starter_words.json")
"""Written by ``training.words``: the words of all texts under "any", those of one sector under its slug."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SLOT = re.compile(r"\{[a-z_]+\}")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without slots and figures."""
    return [word.casefold() for word in _WORD.findall(_SLOT.sub(" ", text))]


def strangers(text: str, sector: str) -> tuple[str, ...]:
    """Words that no text for this sector was taught with: a word of another trade, or no word at all."""
    known = _known(sector)
    return tuple(dict.fromkeys(word for word in words(text) if word not in known))


@lru_cache(maxsize=32)
def _known(sector: str) -> frozenset[str]:
    lists = json.loads(WORDS.read_text(encoding="utf-8"))
    return frozenset((*lists["any"], *lists.get(sector, lists[OTHER])))
