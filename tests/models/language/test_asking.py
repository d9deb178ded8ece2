"""Asking for many texts, and once more for each that came back broken."""

from collections.abc import Callable, Sequence

from models.language.asking import ask_each
from models.language.base import WriteRequest, Written, later_seed
from models.language.scripted import ScriptedWriter


class Stubborn(ScriptedWriter):
    """Writes each request's seed; keeps which prompts it was asked for, round by round."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds: list[list[str]] = []

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        self.rounds.append([one.prompt for one in requests])
        for place, one in enumerate(requests):
            on_written(place, Written(str(one.seed), 1, True))
            on_progress(place + 1)
        return []


def run(
    good: Callable[[int, int], bool], should_stop: Callable[[], bool] = lambda: False
) -> tuple[Stubborn, list[int], list[int]]:
    model, done, progress = Stubborn(), list[int](), list[int]()
    requests = {place: WriteRequest(f"text {place}", seed=7) for place in (4, 5, 6)}
    ask_each(model, requests, lambda place, answer, seed: good(place, seed), done.append, progress.append, should_stop)
    return model, done, progress


def test_only_what_came_back_broken_is_asked_for_again_with_another_seed() -> None:
    model, done, _ = run(lambda place, seed: place != 5 or seed == later_seed(7))
    assert model.rounds == [["text 4", "text 5", "text 6"], ["text 5"]]
    assert done == [4, 6, 5]


def test_a_text_that_stays_broken_is_done_after_the_second_try() -> None:
    model, done, _ = run(lambda place, seed: False)
    assert len(model.rounds) == 2 and done == [4, 5, 6]


def test_progress_counts_each_text_once_and_never_goes_back() -> None:
    _, _, progress = run(lambda place, seed: place == 4)
    assert progress == sorted(progress) and progress[-1] == 3


def test_a_stop_between_the_tries_leaves_the_broken_ones_open() -> None:
    model, done, _ = run(lambda place, seed: place == 4, should_stop=lambda: True)
    assert len(model.rounds) == 1 and done == [4]
