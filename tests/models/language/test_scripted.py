"""The instant stand-in answers every prompt the way the starter writer does."""

from itertools import product

from models.language.base import WriteRequest
from models.language.scripted import ScriptedWriter
from models.language.starter_brief import CHANNELS, FACTS, Controls, parse, render
from models.language.starter_text import slip, take_apart
from storage.records import TONES

REQUESTS = [
    WriteRequest(render(Controls(channel, tone, "cafe", have=FACTS[:known])), seed)
    for channel, tone, known, seed in product(CHANNELS, TONES, range(5), range(3))
]


def test_the_scripted_writer_answers_every_brief_without_a_fault() -> None:
    for request, written in zip(REQUESTS, ScriptedWriter().write_many(REQUESTS), strict=True):
        controls = parse(request.prompt)
        assert slip(take_apart(written.text, controls.channel), controls) == "" and written.finished


def test_the_same_request_gives_the_same_text_and_another_seed_another() -> None:
    prompt = render(Controls("email", "formal", "cafe"))
    texts = [w.text for w in ScriptedWriter().write_many([WriteRequest(prompt, seed) for seed in (1, 1, 2, 3, 4)])]
    assert texts[0] == texts[1] and len(set(texts)) > 1


def test_a_stop_leaves_the_rest_unfinished() -> None:
    done: list[int] = []
    written = ScriptedWriter().write_many(REQUESTS, done.append, lambda: len(done) >= 4)
    assert [w.finished for w in written[:6]] == [True] * 4 + [False] * 2
