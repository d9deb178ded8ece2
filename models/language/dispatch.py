"""One run through a hosted model: which request goes next, which waits, and which is given up."""

import heapq
import queue
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from models.language.answers import read
from models.language.base import WriteRequest, Written
from models.language.chat import Answer, Down, Throttled
from models.language.flight import Flight, Landing, Terms, depart
from models.language.spending import FREE, most
from storage.errors import BadConfig, BadInput, HandpickedError, NotAllowed, RateLimited, Unavailable

POLL_S = 0.2
"""How often a stop is looked for while everybody waits."""

LONGEST_PROMPT = 100_000
"""Bytes, and so tokens at most; beyond, some providers charge several times the price."""

_REFUSED_IN_A_ROW = 5
_LOOK_AGAIN_S = 1.0
_UNFINISHED = Written("", 0, finished=False)
_KEPT = "Texts that came before are kept, and are not asked for again."


@dataclass(frozen=True, order=True)
class _Turn:
    """When a request may be sent, after how many failures."""

    ready_at: float
    number: int
    failures: int = 0


class Dispatch:
    """Threads only ask and book; everything else is decided here, in the thread that called ``run``."""

    def __init__(
        self,
        terms: Terms,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None],
        should_stop: Callable[[], bool],
        on_written: Callable[[int, Written], None],
    ) -> None:
        self.written = [_UNFINISHED] * len(requests)
        self._on_written = on_written
        self._terms, self._requests, self._on_progress, self._should_stop = terms, requests, on_progress, should_stop
        self._waiting = [_Turn(0.0, number) for number in range(len(requests))]
        self._in_flight: dict[int, Flight] = {}
        self._back: queue.SimpleQueue[Landing] = queue.SimpleQueue()
        self._not_before = 0.0
        self._failing_since: float | None = None
        self._done = self._answered = self._refused = 0
        self._has_asked = False

    @property
    def is_complete(self) -> bool:
        return self._done == len(self._requests)

    def run(self) -> list[Written]:
        """Every text, or those that came before a stop; raises what ends the run."""
        while not self.is_complete and not self._should_stop():
            try:
                self._send_what_can()
                self._take_what_came()
                self._give_up_the_slow()
            except HandpickedError as error:
                error.kept = error.kept or _KEPT
                raise
        return self.written

    def _send_what_can(self) -> None:
        while len(self._in_flight) < self._terms.at_once and self._wait_s() <= 0:
            number = self._waiting[0].number
            if problem := _unsendable(self._requests[number]):
                heapq.heappop(self._waiting)
                self._finish(number, replace(_UNFINISHED, problem=problem))
                continue
            if (closed_s := self._terms.breaker.enter()) > 0:
                self._wait_for_circuit(closed_s)
                return
            if not self._send():
                return

    def _wait_s(self) -> float:
        """Seconds until the next request may go, so long as there is one."""
        if not self._waiting:
            return POLL_S
        return max(self._waiting[0].ready_at, self._not_before) - self._terms.patience.clock()

    def _wait_for_circuit(self, closed_s: float) -> None:
        now = self._terms.patience.clock()
        failing_s = 0.0 if self._failing_since is None else now - self._failing_since
        if not self._has_asked or failing_s > self._terms.patience.total_s:
            raise Unavailable(
                f"{self._terms.client.provider} failed many times in a row and is left alone for now.",
                todo=f"Go on in {closed_s + 1:.0f} seconds, or choose another model under Settings, Models.",
            )
        # What is still in flight may close the circuit earlier.
        self._not_before = now + min(closed_s, _LOOK_AGAIN_S)

    def _send(self) -> bool:
        """Send the next request; false where the money for it hangs on what is still in flight."""
        terms, turn = self._terms, self._waiting[0]
        request = self._requests[turn.number]
        most_micros = most(request, terms.price or FREE, terms.thinking_tokens)
        try:
            self._refuse_unknown_price()
            call_id = terms.ledger.reserve(terms.task, terms.client.model, most_micros)
        except BaseException as error:
            terms.breaker.left()
            if isinstance(error, NotAllowed) and self._in_flight:
                return False
            raise
        heapq.heappop(self._waiting)
        self._has_asked = True
        asked = replace(request, max_tokens=request.max_tokens + terms.thinking_tokens)
        flight = Flight(turn.number, turn.failures, asked, call_id, most_micros, terms.patience.clock())
        self._in_flight[call_id] = flight
        depart(terms, flight, self._back)
        return True

    def _refuse_unknown_price(self) -> None:
        """Asked before each text: a person may set a cap while a run without one goes on."""
        if self._terms.price is None and self._terms.ledger.cap_micros is not None:
            client = self._terms.client
            raise NotAllowed(
                f"The price of {client.model} at {client.provider} is not known, so that the spending cap could not be "
                "kept to.",
                todo="Type the price under Settings, Models, or choose another model.",
            )

    def _take_what_came(self) -> None:
        wait = min(POLL_S, max(0.0, self._wait_s())) if len(self._in_flight) < self._terms.at_once else POLL_S
        if not self._in_flight:
            if wait > 0 and self._waiting:
                self._terms.patience.sleep(wait)
            return
        try:
            flight, outcome = self._back.get(timeout=wait or POLL_S)
        except queue.Empty:
            return
        if self._in_flight.pop(flight.call_id, None) is not None:
            self._settle(flight, outcome)

    def _settle(self, flight: Flight, outcome: Answer | Exception) -> None:
        number = flight.number
        if isinstance(outcome, Answer):
            self._answered, self._failing_since = self._answered + 1, None
            self._finish(number, read(outcome, self._requests[number]))
        elif isinstance(outcome, BadInput):
            self._refuse(number, outcome)
        elif isinstance(outcome, RateLimited | Unavailable):
            self._put_off(flight, outcome)
        else:
            raise outcome

    def _refuse(self, number: int, error: BadInput) -> None:
        """One request's problem, unless the server takes none at all."""
        self._refused += 1
        if not self._answered and self._refused >= _REFUSED_IN_A_ROW:
            raise BadConfig(error.what, todo="Check the model and its address under Settings, Models.") from error
        self._finish(number, replace(_UNFINISHED, problem=error.what))

    def _put_off(self, flight: Flight, error: RateLimited | Unavailable) -> None:
        patience, failures = self._terms.patience, flight.failures + 1
        asked_s = error.wait_s if isinstance(error, Throttled | Down) else None
        now, pause = patience.clock(), patience.pause(failures, asked_s)
        self._failing_since = now if self._failing_since is None else self._failing_since
        if failures >= patience.tries or now + pause - self._failing_since > patience.total_s:
            raise error
        if asked_s is not None:
            self._not_before = max(self._not_before, now + asked_s)
        heapq.heappush(self._waiting, _Turn(now + pause, flight.number, failures))

    def _give_up_the_slow(self) -> None:
        """A server that sends a little now and then never times out by itself."""
        client, now = self._terms.client, self._terms.patience.clock()
        for flight in list(self._in_flight.values()):
            if now - flight.gone_at > client.timeout_s + 1:
                del self._in_flight[flight.call_id]
                self._terms.breaker.failed()
                self._put_off(flight, Down(f"{client.provider} took too long to answer.", may_cost=True))

    def _finish(self, number: int, written: Written) -> None:
        self.written[number] = written
        self._on_written(number, written)
        self._done += 1
        self._on_progress(self._done)


def _unsendable(request: WriteRequest) -> str:
    try:
        size = len((request.system + request.prompt + request.schema).encode())
    except UnicodeEncodeError:
        return "The prompt holds characters that cannot be sent."
    return f"The prompt is longer than {LONGEST_PROMPT:,} bytes." if size > LONGEST_PROMPT else ""
