"""Ranking by likeness: what is liked draws near, what is not liked pushes away, and the search is exact."""

import numpy as np
import pytest

from agents.similar import AGAINST, Index, rank
from models.embeddings.hashing import HashEmbedder
from models.embeddings.matrix import Matrix

TEXTS = {
    1: "Café Linde. café. outdoor seating",
    2: "Café Ufer. café. outdoor seating. lake",
    3: "Hotel Post. hotel. sauna",
    4: "Hotel See. hotel. lake. sauna",
    5: "Kfz Huber. car repair",
}
INDEX = Index(list(TEXTS), HashEmbedder().embed(list(TEXTS.values())))


def order(liked: list[int], disliked: list[int], limit: int = 9) -> list[int]:
    return [one for one, _ in INDEX.nearest(liked, disliked, limit)]


def random_matrix(rows: int, seed: int = 1) -> Matrix:
    matrix = np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)  # type: ignore[no-any-return]


def test_a_lead_is_most_like_itself_and_then_like_its_kind() -> None:
    (itself, one), (other, similarity) = INDEX.nearest([1], [], 2)
    assert (itself, other) == (1, 2)
    assert one == pytest.approx(1) and 0 < similarity < 1


def test_what_is_not_liked_pushes_its_kind_away() -> None:
    assert order([2], [])[1:3] == [1, 4]
    liked = dict(INDEX.nearest([2], [], 9))
    both = dict(INDEX.nearest([2], [3], 9))
    assert both[4] < liked[4]
    assert both[1] > both[4]


def test_scores_are_those_of_the_formula() -> None:
    matrix = random_matrix(50)
    wanted = matrix[[1, 2, 3]].mean(axis=0) - AGAINST * matrix[[7, 8]].mean(axis=0)
    expected = [float(row @ wanted) / float(np.linalg.norm(wanted)) for row in matrix]
    assert rank(matrix, [1, 2, 3], [7, 8]).tolist() == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("limit", [0, 1, 10, 499, 500, 900])
def test_the_search_is_exact_whatever_the_number_asked_for(limit: int) -> None:
    matrix = random_matrix(500)
    index = Index([10 * row for row in range(500)], matrix)
    scores = matrix @ matrix[42]
    expected = [10 * int(row) for row in np.argsort(-scores)[:limit]]
    assert [one for one, _ in index.nearest([420], [], limit)] == expected


def test_only_those_asked_about_come_back_and_unknown_ids_are_passed_over() -> None:
    found = INDEX.nearest([4, 99], [98], 2, among=[3, 5, 1, 97])
    assert found[0][0] == 3
    assert {one for one, _ in found} < {1, 3, 5} and len(found) == 2
    assert INDEX.nearest([1], [], 5, among=[]) == []


def test_nothing_is_like_a_lead_that_is_not_known() -> None:
    assert INDEX.nearest([99], [1], 5) == []
    assert (1 in INDEX, 99 in INDEX, len(INDEX)) == (True, False, 5)


def test_leads_that_are_equally_like_stand_by_their_ids() -> None:
    twins = Index([3, 5, 9], HashEmbedder().embed(["café"] * 3))
    assert [one for one, _ in twins.nearest([9], [], 3)] == [3, 5, 9]


def test_ids_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="rise"):
        Index([3, 3], random_matrix(2))


def test_an_empty_index_knows_nobody() -> None:
    assert Index([], random_matrix(0)).nearest([1], [2], 5) == []


def test_liking_and_disliking_the_same_leaves_finite_scores() -> None:
    matrix = random_matrix(3)
    assert np.isfinite(rank(np.vstack([matrix, 2 * matrix[:1]]), [0], [3])).all()
