"""The hand-written phrases of one language, as one object."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from storage.records import LANGUAGES
from storage.sectors import OTHER

HELD_OUT_SECTORS = ("optician", "jeweller", "driving_school", "carpenter", "campsite", "stationery")
"""Sectors that no phrase was written for, to see how the writer does with lines of business it never met."""


@dataclass(frozen=True)
class Phrasebook:
    """The modules of ``training/phrases/<language>``."""

    language: str
    sectors: ModuleType
    topics: ModuleType
    first: ModuleType
    later: ModuleType
    public: ModuleType
    persona: ModuleType
    comments: ModuleType
    evidence: ModuleType

    def of_sector(self, slug: str, key: str) -> tuple[str, ...]:
        """The sector's phrases under ``key``, those of "other" for a sector without any."""
        sector: dict[str, tuple[str, ...]] = self.sectors.SECTORS.get(slug, self.sectors.SECTORS[OTHER])
        return sector[key]

    def of_topic(self, topic: str, key: str) -> tuple[str, ...]:
        found: tuple[str, ...] = self.topics.TOPICS[topic][key]
        return found


@cache
def phrasebook(language: str) -> Phrasebook:
    """Raises KeyError for a language that nothing was written in."""
    name = f"training.phrases.{dict.fromkeys(LANGUAGES, language)[language]}"
    parts = ("sectors", "topics", "first", "later", "public", "persona", "comments", "evidence")
    return Phrasebook(language, *(import_module(f"{name}.{part}") for part in parts))
