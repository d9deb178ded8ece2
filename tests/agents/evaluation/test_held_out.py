"""The briefs that ship with the program."""

from collections import Counter

from agents.evaluation import held_out
from models.language.starter_brief import ALWAYS, FACT_SLOTS, NOISE, TOPICS, Kind
from storage.records import LANGUAGES, TONES


def test_they_are_many_and_small() -> None:
    assert len(held_out.read()) >= 600
    assert held_out.FILE.stat().st_size < 500_000


def test_every_kind_tone_and_language_is_asked_together() -> None:
    asked = {(one.brief.kind, one.brief.tone, one.brief.language) for one in held_out.read()}
    assert asked == {(kind, tone, language) for kind in Kind for tone in TONES for language in LANGUAGES}


def test_any_beginning_holds_all_tones_and_languages() -> None:
    first = Counter((one.brief.tone, one.brief.language) for one in held_out.read()[:36])
    assert set(first.values()) == {2}


def test_each_brief_can_be_written_and_names_its_evidence() -> None:
    for one in held_out.read():
        brief = one.brief
        assert all(brief.facts[slot] for slot in ALWAYS)
        assert set(brief.topics) <= set(TOPICS) and set(brief.noise) <= set(NOISE)
        prose = {*brief.topics, *brief.noise, *(slot for slot in FACT_SLOTS if slot in brief.facts)}
        assert len(brief.evidence) == len(prose)


def test_a_rewrite_has_a_text_and_a_comment() -> None:
    rewrites = [one for one in held_out.read() if one.is_rewrite]
    assert len(rewrites) >= 100
    assert all(one.brief.comment and one.brief.before_body for one in rewrites)
    assert not [one for one in rewrites if "{" in one.brief.before_body]
