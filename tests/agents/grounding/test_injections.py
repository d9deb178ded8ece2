"""Instructions planted in pages never become a fact."""

import pytest

from agents.grounding.facts import facts_of
from models.language.starter_brief import TOPICS
from tests.agents.grounding.injections import INSTRUCTIONS, Attempt, attempts

HONEST = {"We love what we do", "Good coffee, good company", "Wir mögen es unkompliziert"}
SENTENCES = {kind for kind, words in INSTRUCTIONS.items() if words[0].isupper() and words[1].islower()}
USED = {*TOPICS, "quote", "detail", "since"}


def believed(attempt: Attempt) -> list[str]:
    facts = facts_of([attempt.quote])
    return [fact.text for fact in facts if fact.kind in USED and fact.text.rstrip(".") not in HONEST]


@pytest.mark.parametrize("kind", INSTRUCTIONS)
def test_a_planted_instruction_is_no_fact(kind: str) -> None:
    assert [believed(one) for one in attempts() if one.kind == kind and believed(one)] == []


def test_there_are_hundreds_of_attempts_of_dozens_of_kinds() -> None:
    assert len(INSTRUCTIONS) >= 40
    assert sum(1 for _ in attempts()) >= 300


def test_what_stands_before_an_instruction_is_still_read() -> None:
    before = [
        one
        for one in attempts()
        if one.quote.text.startswith("We love") and one.quote.field == "description" and one.kind in SENTENCES
    ]
    assert len(before) >= 30
    assert all("We love what we do" in [fact.text for fact in facts_of([one.quote])] for one in before)
