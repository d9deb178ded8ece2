"""How alike texts are."""

import numpy as np
import pytest

from agents.evaluation import variety


def test_distinct_counts_each_run_of_words_once() -> None:
    assert variety.distinct(["one two", "one two"], 1) == 50
    assert variety.distinct(["one two", "three four"], 2) == 100


def test_twins_are_all_alike_and_strangers_not_at_all() -> None:
    twin = "We offer a calendar for small teams."
    assert variety.likeness([twin, twin, "Nobody else writes these other seven words here."]) == pytest.approx(200 / 3)


def test_the_mean_cosine_leaves_each_text_itself_out() -> None:
    assert variety.mean_cosine(np.eye(3, dtype=np.float32)) == 0
    assert variety.mean_cosine(np.ones((3, 1), dtype=np.float32)) == 1


def test_the_commonest_sentence_is_found_whatever_its_case() -> None:
    sentence, share = variety.most_frequent(["Hello.", "hello.", "Other.", ""])
    assert (sentence, round(share)) == ("hello.", 67)
