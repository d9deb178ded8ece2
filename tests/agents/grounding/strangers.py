"""Sentences on twelve made-up leads by somebody who had not read a rule of the check: half of them must be flagged."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.grounding.check import Grounds
from models.language.starter_words import sector_words
from storage.records import Quote

READ, UNREAD = "strangers_read.jsonl", "strangers_unread.jsonl"
"""On six leads each: those that the rules were mended on, and those that nobody looked at before."""


@dataclass(frozen=True)
class Case:
    """A sentence, what it is held against, and whether it must be flagged."""

    lead: str
    language: str
    text: str
    must_flag: bool
    kind: str
    grounds: Grounds


def cases(file: str) -> Iterator[Case]:
    rows = [json.loads(line) for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()]
    leads = {row["lead"]: row for row in rows if "site" in row}
    for row in rows:
        if "text" in row:
            lead = leads[row["lead"]]
            yield Case(row["lead"], lead["language"], row["text"], row["flag"], row["kind"], _grounds(lead))


def _grounds(lead: dict[str, Any]) -> Grounds:
    quotes = [Quote("description", text, f"https://{lead['lead']}.example/") for text in lead["site"]]
    quotes += [Quote(name, lead[name], "") for name in ("street", "postcode", "city") if lead[name]]
    if lead["rating"]:
        quotes.append(Quote("rating", f"{lead['rating']} of 5 from {lead['reviews']} reviews", ""))
    return Grounds(
        company=lead["name"],
        city=lead["city"],
        place=lead["city"],
        sector=lead["sector"],
        offer=lead["offer"],
        sender=lead["sender"],
        sender_company=lead["sender_company"],
        language=lead["language"],
        evidence=tuple(quotes),
        label_words=tuple(sector_words(lead["language"], lead["sector"]).values()),
    )
