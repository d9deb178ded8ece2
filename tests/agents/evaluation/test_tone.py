"""The judge of tones: how sure it is of passages that it was not taught with, and of plain cases."""

import pytest

from agents.evaluation import tone
from storage.records import LANGUAGES, TONES


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_in_ten_passages_are_heard_without_having_been_taught(language: str) -> None:
    assert tone.accuracy(language) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tone_has_enough_passages_and_none_stands_twice(language: str) -> None:
    passages = tone.passages_of(language)
    assert {name for name, _ in passages} == set(TONES)
    assert all(sum(name == one for name, _ in passages) >= 14 for one in TONES)
    assert len({text for _, text in passages}) == len(passages)


def test_a_judge_taught_the_wrong_way_round_hears_the_wrong_tone() -> None:
    other = {"formal": "playful", "playful": "formal"}
    swapped = [(other.get(name, name), text) for name, text in tone.passages_of("en")]
    letter = "Dear Sir or Madam, we kindly request your reply and remain at your disposal."
    assert tone.judge("en").tone(letter) == "formal"
    assert tone.Judge("en", swapped).tone(letter) == "playful"


def test_an_exclamation_mark_after_the_greeting_is_german_custom_and_no_enthusiasm() -> None:
    letter = "\n\nEs wäre uns eine Ehre, Ihnen unser Angebot zu unterbreiten. Wir bitten höflich um Rückmeldung."
    judge = tone.judge("de")
    assert judge.tone(f"Sehr geehrte Damen und Herren!{letter}") == "formal"
