"""Matrices and the bytes they are stored as."""

import numpy as np
import pytest

from models.embeddings.hashing import HashEmbedder
from models.embeddings.matrix import gathered, packed, positions, rising, unpacked

MATRIX = HashEmbedder().embed(["a café", "a hotel by the lake", "a pub", "a gym"])


def test_what_is_packed_comes_back_as_it_was() -> None:
    assert np.array_equal(unpacked(packed(MATRIX)), MATRIX)
    assert unpacked(packed(MATRIX)).dtype == np.float32
    assert {len(row) for row in packed(MATRIX)} == {4 * MATRIX.shape[1]}


def test_the_stored_bytes_are_the_same_on_every_machine() -> None:
    assert packed(np.array([[1.0, -2.5]], dtype=">f4").astype(np.float32)) == [b"\x00\x00\x80\x3f\x00\x00\x20\xc0"]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 9])
def test_chunks_of_any_size_give_the_same_matrix(size: int) -> None:
    rows = packed(MATRIX)
    chunks = [rows[start : start + size] for start in range(0, len(rows), size)]
    assert np.array_equal(gathered(chunks, 4), MATRIX)
    assert np.array_equal(gathered(chunks, 10), MATRIX)


def test_of_nothing_there_is_nothing() -> None:
    assert gathered([], 0).shape[0] == gathered([], 5).shape[0] == len(unpacked([])) == 0


@pytest.mark.parametrize(("sought", "places"), [([30, 10], [2, 0]), ([5, 15, 99], []), ([], []), ([20, 20, 5], [1, 1])])
def test_numbers_are_found_where_they_stand_in_the_order_sought(sought: list[int], places: list[int]) -> None:
    assert positions(sought, rising([10, 20, 30])).tolist() == places
    assert positions(sought, rising([])).tolist() == []
