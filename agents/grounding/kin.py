"""Words that say the same, within a language or across the three, so that a paraphrase can be carried."""

import tomllib
from functools import lru_cache

from agents.grounding.lexicon import FOLDER, Patterns


@lru_cache(maxsize=20_000)
def kin(word: str) -> frozenset[str]:
    """The classes of words that a folded word belongs to; none for most words."""
    return frozenset(hit.kind for hit in _classes().find((word,)))


@lru_cache(maxsize=1)
def _classes() -> Patterns:
    table = tomllib.loads((FOLDER / "kin.toml").read_text(encoding="utf-8"))
    return Patterns({f"{number}": row.split() for number, row in enumerate(table["kin"].strip().splitlines())})
