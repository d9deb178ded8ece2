"""The verdicts against pairs that a person read and judged, of the Munich data and of marked copies of its entries.

``labelled_pairs.jsonl`` holds a pair a line: both ids, the fields in which a copy was changed on purpose, the
judgement, and a note where it was no plain case. The entries themselves are read from the shared data.
"""

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from agents.identity.blocks import keys_of
from agents.identity.compare import Verdict, match
from agents.identity.entry import Entry, normal
from agents.identity.pairs import pairs
from tests.agents.identity.businesses import munich

LABELS = Path(__file__).with_name("labelled_pairs.jsonl")
COPY = 10**12


def entry(side: dict[str, Any]) -> Entry:
    real = munich()[side["id"]]
    return replace(real, id=COPY + real.id, **side["changed"]) if "changed" in side else real


@cache
def judged() -> list[tuple[str, bool]]:
    """Of each pair what we say, blocks included, and whether it is one business."""
    found = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        a, b = normal(entry(label["first"])), normal(entry(label["second"]))
        one = match(a, b) if set(keys_of(a)) & set(keys_of(b)) else None
        found.append((str(one.verdict) if one else "none", label["same"]))
    return found


def test_there_are_enough_pairs_of_each_kind() -> None:
    count = Counter(verdict for verdict, _ in judged())
    assert count[Verdict.SURE] >= 130 and count[Verdict.DOUBTFUL] >= 60 and count["none"] >= 60


def test_sure_pairs_are_right() -> None:
    sure = [is_same for verdict, is_same in judged() if verdict == Verdict.SURE]
    assert sum(sure) / len(sure) >= 0.98


def test_few_duplicates_are_missed() -> None:
    proposed = [verdict != "none" for verdict, is_same in judged() if is_same]
    assert sum(proposed) / len(proposed) >= 0.95


def test_every_sure_pair_of_the_data_itself_was_read_and_is_one_business() -> None:
    lines = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    same = {
        (label["first"]["id"], label["second"]["id"])
        for label in lines
        if label["same"] and "changed" not in label["first"] and "changed" not in label["second"]
    }
    sure = {(one.first.id, one.second.id) for one in pairs(munich().values()) if one.verdict is Verdict.SURE}
    assert len(sure) >= 10
    assert sure <= same


def test_branches_of_chains_are_not_proposed_to_be_merged() -> None:
    chains = {"Edeka", "Rewe", "Lidl", "Penny", "Aldi Süd", "Netto Marken-Discount", "Norma"}
    branches = [one for one in munich().values() if one.name in chains]
    assert len(branches) > 300
    assert [one for one in pairs(branches) if one.verdict is Verdict.SURE] == []
