"""The briefs that no model of ours was trained on, as they ship with the program."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.language.pieces import WritingBrief
from storage.records import Quote

FILE = Path(__file__).with_name("held_out.jsonl")
"""One brief a line, in an order in which any beginning holds all kinds, tones and languages; written by
``python -m training.held_out``."""

_FIRST_SEED = 91_000


@dataclass(frozen=True)
class HeldOut:
    """A brief, and for a rewrite what its comment asks for: ``wish`` in the words of the rewrites that the starter
    writer learns, ``fact`` where the wish is about one."""

    brief: WritingBrief
    wish: str = ""
    fact: str = ""

    @property
    def is_rewrite(self) -> bool:
        return bool(self.wish)


@lru_cache(maxsize=2)
def read(path: Path = FILE) -> tuple[HeldOut, ...]:
    """All briefs, in the order of the file; each has its own seed, always the same."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_of(json.loads(line), _FIRST_SEED + number) for number, line in enumerate(lines))


def _of(line: Mapping[str, Any], seed: int) -> HeldOut:
    subject, body = line.get("before", ("", ""))
    brief = WritingBrief(
        kind=line["kind"],
        tone=line["tone"],
        language=line["language"],
        sector=line["sector"],
        role=line["role"],
        facts=line["facts"],
        seed=seed,
        topics=tuple(line.get("topics", ())),
        noise=tuple(line.get("noise", ())),
        evidence=tuple(Quote(field, text, line["url"]) for field, text in line["evidence"]),
        about=line.get("about", "none"),
        comment=line.get("comment", ""),
        before_subject=subject,
        before_body=body,
    )
    return HeldOut(brief, line.get("wish", ""), line.get("fact", ""))
