"""One request on its way to a hosted model: asked in a thread of its own, and booked when it returns."""

import queue
import threading
from dataclasses import dataclass
from typing import TypeAlias

from models.language.base import Task, WriteRequest
from models.language.chat import Answer, ChatClient, Down
from models.language.circuit import Breaker
from models.language.patience import Patience
from models.language.spending import FREE, Ledger, Price, rough_tokens, whole_count
from storage.errors import HandpickedError, Unavailable


@dataclass(frozen=True)
class Terms:
    """With whom, at what price and with how much patience a run works; see ``HostedWriter``."""

    client: ChatClient
    ledger: Ledger
    price: Price | None
    task: Task
    at_once: int
    thinking_tokens: int
    patience: Patience
    breaker: Breaker


@dataclass(frozen=True)
class Flight:
    """The request with this number, after so many failures; ``most_micros`` are set aside for it as ``call_id``."""

    number: int
    failures: int
    request: WriteRequest
    call_id: int
    most_micros: int
    gone_at: float


Landing: TypeAlias = tuple[Flight, Answer | Exception]


def depart(terms: Terms, flight: Flight, back: "queue.SimpleQueue[Landing]") -> None:
    """Ask without waiting; what comes of it is put into ``back`` once it is booked."""
    # A daemon: neither a stop nor the program's end waits for a server.
    threading.Thread(target=_fly, args=(terms, flight, back), name="hosted model", daemon=True).start()


def _fly(terms: Terms, flight: Flight, back: "queue.SimpleQueue[Landing]") -> None:
    """Ask once and book it; the run may have ended meanwhile."""
    outcome: Answer | Exception
    try:
        outcome = terms.client.complete(flight.request)
    except Exception as error:
        outcome = error
    try:
        _book(terms, flight, outcome)
    except Exception as error:
        outcome = error
    if isinstance(outcome, Unavailable):
        terms.breaker.failed()
    else:
        terms.breaker.succeeded()
    back.put((flight, outcome))


def _book(terms: Terms, flight: Flight, outcome: Answer | Exception) -> None:
    """What nobody can know stays booked at its most: an answer that was not counted, or may have been lost.

    So does an answer whose counts cannot be true; else a server that counts wrong would open the cap.
    """
    if isinstance(outcome, Answer):
        prompt, tokens = whole_count(outcome.prompt_tokens), whole_count(outcome.tokens)
        if prompt and tokens is not None and (tokens or not outcome.text):
            cost = (terms.price or FREE).cost(prompt, tokens)
            if cost <= flight.most_micros:
                terms.ledger.settle(flight.call_id, prompt, tokens, cost)
                return
        request = flight.request
        prompt = rough_tokens(len((request.system + request.prompt).encode()))
        terms.ledger.settle(flight.call_id, prompt, rough_tokens(len(outcome.text.encode())), flight.most_micros)
    elif isinstance(outcome, HandpickedError) and not _may_cost(outcome):
        terms.ledger.settle(flight.call_id, 0, 0, 0)


def _may_cost(error: HandpickedError) -> bool:
    return error.may_cost if isinstance(error, Down) else isinstance(error, Unavailable)
