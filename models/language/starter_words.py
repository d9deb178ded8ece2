"""The words that the starter writer was taught, by language: what each sector is called, and what each topic."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from storage.sectors import OTHER

FOLDER = Path(__file__).with_name("words")
"""``en.json`` holds the words of each sector; ``taught-en.json``, written by ``training.words``, all others."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SLOT = re.compile(r"\{[a-z_]+\}")


def sector_words(language: str, sector: str) -> Mapping[str, str]:
    """Slot -> words for a line of business ("label" -> "café", "customers" -> "guests"); unknown ones are "other"."""
    words: dict[str, dict[str, str]] = _read(f"{language}.json")
    return words.get(sector, words[OTHER])


def topic_names(language: str, topic: str) -> tuple[str, ...]:
    """What a text of the starter writer calls a topic, in lower case ("your terrace", "the terrace")."""
    return tuple(_read(f"taught-{language}.json")["topics"].get(topic, ()))


def is_hinted(language: str, topic: str, text: str) -> bool:
    """Whether a text holds one of the general truths about a topic, which without the topic would come from nowhere."""
    return any(truth in text for truth in _read(f"taught-{language}.json")["truths"].get(topic, ()))


def fact_names(language: str, fact: str) -> tuple[str, ...]:
    """What people call a fact in a comment ("the terrace", "the stars")."""
    return tuple(_read(f"taught-{language}.json")["facts"].get(fact, ()))


def words(text: str) -> list[str]:
    """The words of a text in lower case, without slots and figures."""
    return [word.casefold() for word in _WORD.findall(_SLOT.sub(" ", text))]


def strangers(text: str, language: str, sector: str) -> tuple[str, ...]:
    """Words that no text for this sector was taught with: a word of another trade, or no word at all."""
    known = _known(language, sector)
    return tuple(dict.fromkeys(word for word in words(text) if word not in known))


@lru_cache(maxsize=8)
def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def _known(language: str, sector: str) -> frozenset[str]:
    lists = _read(f"taught-{language}.json")["words"]
    return frozenset((*lists["any"], *lists.get(sector, lists[OTHER])))
