"""The stand-in that other tests use instead of a model."""

import numpy as np
import pytest

from models.embeddings.hashing import HashEmbedder


def test_shared_words_bring_texts_nearer() -> None:
    wanted, near, far = HashEmbedder().embed(["café with a terrace", "a café and its terrace", "dental surgery"])
    assert wanted @ near > 0.5 > wanted @ far


def test_rows_have_length_one_even_without_words() -> None:
    vectors = HashEmbedder().embed(["", "one two two"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(2))


def test_no_texts_give_no_rows() -> None:
    assert HashEmbedder().embed([]).shape == (0, 384)
