"""A look now and then at something that may come to be so."""

from graph.glance import Glance


def test_the_first_look_waits_and_the_answer_is_kept_until_the_next() -> None:
    late = Glance(lambda: True, 60.0)
    assert (late(), late.is_seen) == (False, False)


def test_what_was_seen_once_stays_so_and_is_not_looked_up_again() -> None:
    told = iter([False, True])
    at_once = Glance(lambda: next(told), -1.0)
    assert [at_once() for _ in range(5)] == [False, True, True, True, True]
    assert at_once.is_seen


def test_who_asks_while_another_looks_does_not_wait() -> None:
    inner: list[bool] = []
    glance = Glance(lambda: inner.append(glance()) or True, -1.0)  # type: ignore[func-returns-value]
    assert glance()
    assert inner == [False]
