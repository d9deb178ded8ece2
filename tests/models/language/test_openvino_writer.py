"""These tests run the real weights of models/language/starter."""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from threading import Thread

import pytest

from models.language.base import WriteRequest, Written
from models.language.folder import NEEDED
from models.language.openvino_writer import OpenVinoWriter
from models.language.starter_brief import CHANNELS, SECTOR_SLUGS, Controls, parse, render
from models.language.starter_text import slip, take_apart
from storage.errors import BadConfig
from storage.records import TONES


@pytest.fixture(scope="module")
def writer() -> Iterator[OpenVinoWriter]:
    yield OpenVinoWriter()


def requests_of(*controls: Controls) -> list[WriteRequest]:
    return [WriteRequest(render(each), seed) for seed, each in enumerate(controls)]


def is_good(request: WriteRequest, written: Written) -> bool:
    controls = parse(request.prompt)
    return written.finished and not slip(take_apart(written.text, controls.channel), controls)


def test_every_sector_tone_and_channel_is_written_and_most_pass_at_the_first_try(writer: OpenVinoWriter) -> None:
    kinds = product(CHANNELS, TONES, SECTOR_SLUGS)
    requests = requests_of(*(Controls(*kind, have=("detail", "rating", "reviews")) for kind in kinds))
    good = Counter(is_good(*pair) for pair in zip(requests, writer.write_many(requests), strict=True))
    assert good[True] >= 0.75 * len(requests)


def test_a_text_does_not_depend_on_the_texts_written_beside_it(writer: OpenVinoWriter) -> None:
    requests = requests_of(*(Controls("email", tone, "bakery", have=("trend",)) for tone in TONES * 6))
    together = writer.write_many(requests)
    assert writer.write_many(requests[:3]) == together[:3]
    assert [writer.write_many([request])[0] for request in requests[:4]] == together[:4]
    assert writer.write_many(requests[::-1])[::-1] == together


def test_other_seeds_give_other_texts(writer: OpenVinoWriter) -> None:
    requests = requests_of(*[Controls("email", "friendly", "cafe", have=("detail",))] * 24)
    assert len({written.text for written in writer.write_many(requests)}) >= 22


def test_a_short_email_is_shorter(writer: OpenVinoWriter) -> None:
    def words(length: str) -> int:
        requests = requests_of(*[Controls("email", "formal", "hotel", length=length, have=("detail",))] * 12)
        return sum(len(written.text.split()) for written in writer.write_many(requests))

    assert words("short") < 0.8 * words("normal")


def test_no_fact_is_used_that_the_brief_does_not_have(writer: OpenVinoWriter) -> None:
    requests = requests_of(*(Controls("email", tone, "other") for tone in TONES * 8))
    texts = " ".join(written.text for written in writer.write_many(requests))
    assert not any(f"{{{fact}}}" in texts for fact in ("detail", "rating", "reviews", "trend"))


def test_a_text_above_the_token_limit_is_marked_unfinished(writer: OpenVinoWriter) -> None:
    request = WriteRequest(render(Controls("email", "formal", "cafe")), 1, max_tokens=5)
    assert writer.write_many([request])[0].finished is False


def test_progress_counts_up_and_a_stop_keeps_what_was_finished(writer: OpenVinoWriter) -> None:
    requests = requests_of(*[Controls(channel, "direct", "gym") for channel in CHANNELS * 60])
    done: list[int] = []
    written = writer.write_many(requests, done.append, lambda: bool(done) and done[-1] >= 10)
    assert done == list(range(1, done[-1] + 1)) and len(requests) > done[-1] >= 10
    assert sum(each.finished for each in written) == done[-1]
    assert writer.write_many(requests[:1])[0].finished


def test_threads_may_share_a_writer_that_is_not_loaded_yet() -> None:
    shared, texts = OpenVinoWriter(), dict[int, list[Written]]()
    requests = requests_of(*[Controls("social", "friendly", "pub")] * 3)
    threads = [Thread(target=lambda n=n: texts.update({n: shared.write_many(requests)})) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts[0] == texts[1] == texts[2]


def test_nothing_is_opened_before_the_first_text(tmp_path: Path) -> None:
    late = OpenVinoWriter(tmp_path / "nowhere")
    with pytest.raises(BadConfig, match="nowhere is missing"):
        late.write_many(requests_of(Controls("email", "formal", "cafe")))


def test_a_damaged_model_is_named_with_the_way_to_mend_it(tmp_path: Path) -> None:
    for name in NEEDED:
        (tmp_path / name).write_text("damaged")
    with pytest.raises(BadConfig, match="cannot be loaded"):
        OpenVinoWriter(tmp_path).write_many(requests_of(Controls("email", "formal", "cafe")))
