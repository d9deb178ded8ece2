"""The circuit breaker: closed until a server fails too often, then open, then one trial."""

from models.language.circuit import TRIAL_S, Breaker


class Clock:
    at = 0.0

    def now(self) -> float:
        return self.at


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock.now, failures=3, cool_down_s=30)
    for _ in range(3):
        assert breaker.enter() == 0
        breaker.failed()
    return breaker


def test_a_success_between_failures_keeps_it_closed() -> None:
    breaker = Breaker(Clock().now, failures=3)
    for _ in range(5):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()
    assert breaker.enter() == 0


def test_it_opens_for_the_cool_down() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.at = 10
    assert breaker.enter() == 20


def test_one_trial_goes_and_the_others_wait_for_it() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.at = 30
    assert (breaker.enter(), breaker.enter()) == (0, TRIAL_S)
    breaker.succeeded()
    assert (breaker.enter(), breaker.enter()) == (0, 0)


def test_a_failed_trial_opens_it_again() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.at = 30
    breaker.enter()
    breaker.failed()
    assert breaker.enter() == 30


def test_a_trial_that_was_not_made_leaves_room_for_another() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.at = 30
    breaker.enter()
    breaker.left()
    assert breaker.enter() == 0
