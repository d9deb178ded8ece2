"""These tests run the real weights of models/language/starter."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from threading import Thread

import pytest

from models.language.base import WriteRequest, Written
from models.language.folder import NEEDED
from models.language.openvino_writer import OpenVinoWriter
from models.language.starter_brief import SECTOR_SLUGS, Controls, Kind, parse, render
from models.language.starter_text import Template, mended, pack, schema_of, take_apart
from storage.errors import BadConfig
from storage.records import LANGUAGES, TONES

CAFE = Controls(Kind.FIRST, "en", "friendly", "cafe", have=("terrace",))


@pytest.fixture(scope="module")
def writer() -> Iterator[OpenVinoWriter]:
    yield OpenVinoWriter()


def requests_of(*controls: Controls) -> list[WriteRequest]:
    return [WriteRequest(render(each), seed, schema=schema_of(each.kind)) for seed, each in enumerate(controls)]


def is_good(request: WriteRequest, written: Written) -> bool:
    controls = parse(request.prompt)
    return written.finished and mended(take_apart(written.text, controls.kind), controls) is not None


def test_every_kind_tone_and_language_is_written_and_most_pass_at_the_first_try(writer: OpenVinoWriter) -> None:
    drawn = enumerate(product(Kind, TONES, LANGUAGES))
    about = {Kind.REPLY: "interested"}
    requests = requests_of(
        *(
            Controls(kind, language, tone, SECTOR_SLUGS[n % 60], have=("terrace",), about=about.get(kind, "none"))
            for n, (kind, tone, language) in drawn
        )
    )
    good = sum(is_good(*pair) for pair in zip(requests, writer.write_many(requests), strict=True))
    assert good >= 0.8 * len(requests)


def test_every_text_is_the_json_that_its_schema_asks_for(writer: OpenVinoWriter) -> None:
    requests = requests_of(
        *(replace(CAFE, kind=kind, have=()) for kind in (Kind.FIRST, Kind.LONG_POST) for _ in "123456")
    )
    for request, written in zip(requests, writer.write_many(requests), strict=True):
        assert take_apart(written.text, parse(request.prompt).kind) is not None, written.text


def test_a_text_does_not_depend_on_the_texts_written_beside_it(writer: OpenVinoWriter) -> None:
    requests = requests_of(*(replace(CAFE, tone=tone, have=("trend",)) for tone in TONES * 3))
    together = writer.write_many(requests)
    assert writer.write_many(requests[:3]) == together[:3]
    assert [writer.write_many([request])[0] for request in requests[:4]] == together[:4]
    assert writer.write_many(requests[::-1])[::-1] == together


def test_other_seeds_give_other_texts(writer: OpenVinoWriter) -> None:
    requests = requests_of(*[CAFE] * 24)
    assert len({written.text for written in writer.write_many(requests)}) >= 23


def test_a_short_email_is_shorter(writer: OpenVinoWriter) -> None:
    def words(length: str) -> int:
        requests = requests_of(*[replace(CAFE, length=length)] * 12)
        return sum(len(written.text.split()) for written in writer.write_many(requests))

    assert words("short") < 0.8 * words("normal")


def test_a_rewrite_follows_words_that_no_control_names(writer: OpenVinoWriter) -> None:
    first = requests_of(*[CAFE] * 12)
    long = [take_apart(written.text, Kind.FIRST) for written in writer.write_many(first)]
    texts = [text for text in long if text is not None]
    asked = [replace(CAFE, before=pack(text, Kind.FIRST), comment="make it shorter please") for text in texts]
    again = [take_apart(written.text, Kind.FIRST) for written in writer.write_many(requests_of(*asked))]
    shorter = [len(after.body) < len(before.body) for before, after in zip(texts, again, strict=True) if after]
    assert sum(shorter) >= 0.75 * len(texts)


def test_few_texts_use_a_fact_that_the_brief_does_not_have(writer: OpenVinoWriter) -> None:
    requests = requests_of(*(replace(CAFE, tone=tone, have=()) for tone in TONES * 4))
    texts = [take_apart(written.text, Kind.FIRST) or Template("", "") for written in writer.write_many(requests)]
    facts = {"detail", "quote", "rating", "reviews", "trend", "since"}
    assert sum(bool(text.slots() & facts) for text in texts) <= 1


def test_a_text_above_the_token_limit_is_marked_unfinished(writer: OpenVinoWriter) -> None:
    request = WriteRequest(render(CAFE), 1, max_tokens=5)
    assert writer.write_many([request])[0].finished is False


def test_progress_counts_up_and_a_stop_keeps_what_was_finished(writer: OpenVinoWriter) -> None:
    requests = requests_of(*[CAFE, replace(CAFE, kind=Kind.SHORT_POST)] * 60)
    done: list[int] = []
    written = writer.write_many(requests, done.append, lambda: bool(done) and done[-1] >= 10)
    assert done == list(range(1, done[-1] + 1)) and len(requests) > done[-1] >= 10
    assert sum(each.finished for each in written) == done[-1]
    assert writer.write_many(requests[:1])[0].finished


def test_threads_may_share_a_writer_that_is_not_loaded_yet() -> None:
    shared, texts = OpenVinoWriter(), dict[int, list[Written]]()
    requests = requests_of(*[replace(CAFE, kind=Kind.SHORT_POST)] * 3)
    threads = [Thread(target=lambda n=n: texts.update({n: shared.write_many(requests)})) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts[0] == texts[1] == texts[2]


def test_nothing_is_opened_before_the_first_text(tmp_path: Path) -> None:
    late = OpenVinoWriter(tmp_path / "nowhere")
    with pytest.raises(BadConfig, match="nowhere is missing"):
        late.write_many(requests_of(CAFE))


def test_a_damaged_model_is_named_with_the_way_to_mend_it(tmp_path: Path) -> None:
    for name in NEEDED:
        (tmp_path / name).write_text("damaged")
    with pytest.raises(BadConfig, match=str(tmp_path)) as refused:
        OpenVinoWriter(tmp_path).write_many(requests_of(CAFE))
    assert refused.value.todo
