"""The instant stand-in answers every prompt the way the starter writer does."""

from itertools import product

import pytest

from models.language.base import WriteRequest
from models.language.scripted import ScriptedWriter
from models.language.starter_brief import FACT_SLOTS, TOPICS, Controls, Kind, parse, render
from models.language.starter_text import slip, take_apart
from storage.records import LANGUAGES, TONES

FACTS = (*FACT_SLOTS, *TOPICS)
REQUESTS = [
    WriteRequest(render(Controls(kind, language, tone, "cafe", have=FACTS[:known])), seed)
    for kind, language, tone, known, seed in product(Kind, LANGUAGES, TONES[:2], range(4), range(3))
]


def test_the_scripted_writer_answers_every_brief_without_a_fault() -> None:
    for request, written in zip(REQUESTS, ScriptedWriter().write_many(REQUESTS), strict=True):
        controls = parse(request.prompt)
        assert slip(take_apart(written.text, controls.kind), controls) == "" and written.finished


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_that_is_asked_for_is_spoken_of_in_every_language(language: str, fact: str) -> None:
    have = ("rating", "reviews") if fact == "reviews" else (fact,)
    controls = Controls("first", language, "formal", "cafe", mention=fact, have=have)
    (written,) = ScriptedWriter().write_many([WriteRequest(render(controls), 1)])
    assert slip(take_apart(written.text, "first"), controls) == ""


def test_the_same_request_gives_the_same_text_and_another_seed_another() -> None:
    prompt = render(Controls("first", "en", "formal", "cafe"))
    texts = [w.text for w in ScriptedWriter().write_many([WriteRequest(prompt, seed) for seed in (1, 1, 2, 3, 4)])]
    assert texts[0] == texts[1] and len(set(texts)) > 1


def test_a_stop_leaves_the_rest_unfinished() -> None:
    done: list[int] = []
    written = ScriptedWriter().write_many(REQUESTS, done.append, lambda: len(done) >= 4)
    assert [w.finished for w in written[:6]] == [True] * 4 + [False] * 2
