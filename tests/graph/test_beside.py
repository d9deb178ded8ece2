"""A loop goes on whatever fails and ends when told; a long piece of work ends as one of four events."""

from threading import Event

from graph.beside import Loop, Report, see_through
from storage.errors import Unavailable


class Stopped(Exception):
    pass


def test_a_loop_goes_on_after_a_failure_until_it_is_stopped() -> None:
    done: list[int] = []
    third = Event()

    def work() -> bool:
        done.append(len(done))
        if len(done) == 3:
            third.set()
        if len(done) == 2:
            raise OSError("the disk is full")
        return True

    stopping = Event()
    loop = Loop("test", work, 0.01, stopping)
    loop.start()
    assert third.wait(60)
    loop.stop()
    assert stopping.is_set() and len(done) >= 3


def test_a_loop_that_was_never_started_can_be_stopped() -> None:
    Loop("test", lambda: True, 0.01, Event()).stop()


def ended(error: Exception | None, is_stopping: bool = False) -> tuple[str, str]:
    stopping = Event()
    if is_stopping:
        stopping.set()

    def work() -> None:
        if error:
            raise error

    return see_through(work, Stopped, stopping, "the work")


def test_work_ends_as_finished_stopped_put_back_or_failed_with_a_reason() -> None:
    assert ended(None) == ("finish", "")
    assert ended(Stopped()) == ("stop", "")
    assert ended(Stopped(), is_stopping=True) == ("put back", "")
    assert ended(Unavailable("The hub is down.", todo="Try later.")) == ("fail", "The hub is down. Try later.")
    assert ended(ValueError("odd")) == ("fail", "Something unexpected went wrong (ValueError: odd).")


def test_a_report_is_stored_at_once_but_not_again_within_half_a_second() -> None:
    stored: list[tuple[int, int]] = []

    def store(done: int, total: int) -> bool:
        stored.append((done, total))
        return True

    report = Report(store)
    for done in range(100):
        report(done, 100)
    assert stored[0] == (0, 100) and len(stored) < 50
    report.now(100, 100)
    assert stored[-1] == (100, 100)


def test_a_report_says_stop_as_long_as_it_was_told_so() -> None:
    report = Report(lambda done, total: False)
    assert not report(1, 2) and not report(2, 2)
