"""A language model at a server: many requests at a time, tried again with patience, each paid from a ledger."""

import threading
from collections.abc import Callable, Sequence

from models.language import circuit
from models.language.base import Dialect, Task, WriteRequest, Written
from models.language.chat import ChatClient
from models.language.circuit import Breaker
from models.language.dispatch import Dispatch
from models.language.flight import Terms
from models.language.patience import Patience
from models.language.spending import THINKING_TOKENS, Ledger, Price
from storage.errors import NotAllowed

_KEPT_AT_MOST = 2000
_DEFAULT_PATIENCE = Patience()


class HostedWriter:
    """Writes with the model behind ``client``; see ``LanguageModel``. Threads may share one writer.

    An answer that is wrong only for itself (empty, cut off, not the JSON asked for, refused for its content) comes back
    as that text's problem. What came before a run failed or was stopped is kept in memory and given, without asking
    or paying again, when the same request comes next.

    Args:
        ledger: where each call is set aside before, and settled after.
        price: None where it is not known, which a ledger with a cap refuses.
        task: what the calls are booked under.
        at_once: requests in flight.
        thinking_tokens: on top of each request's limit, for models that think first; 0 for others.
        breaker: the process's own for this model and address where none is given.
    """

    dialect: Dialect = "chat"

    def __init__(
        self,
        client: ChatClient,
        ledger: Ledger,
        price: Price | None,
        task: Task = Task.DRAFT,
        *,
        at_once: int = 4,
        thinking_tokens: int = THINKING_TOKENS,
        patience: Patience = _DEFAULT_PATIENCE,
        breaker: Breaker | None = None,
    ) -> None:
        self.name = f"{client.model} at {client.provider}"
        breaker = breaker or circuit.shared(client.address, client.model)
        self._terms = Terms(client, ledger, price, task, at_once, thinking_tokens, patience, breaker)
        self._lock = threading.Lock()
        self._kept: dict[WriteRequest, Written] = {}

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> list[Written]:
        """One text a request, in order. A stop is obeyed within half a second, whatever is still in flight.

        What was in flight at a stop is settled when it returns. Raises as ``LanguageModel`` says.
        """
        if self._terms.price is None and self._terms.ledger.cap_micros is not None:
            raise NotAllowed(
                f"The price of {self.name} is not known, so that the spending cap could not be kept to.",
                kept="Nothing was asked.",
                todo="Type the price under Settings, Models, or choose another model.",
            )
        dispatch = Dispatch(self._terms, requests, on_progress, should_stop)
        self._give_kept(dispatch, requests)
        try:
            return dispatch.run()
        finally:
            if not dispatch.is_complete:
                self._keep(requests, dispatch.written)

    def _give_kept(self, dispatch: Dispatch, requests: Sequence[WriteRequest]) -> None:
        with self._lock:
            for number, request in enumerate(requests):
                if (written := self._kept.pop(request, None)) is not None:
                    dispatch.put(number, written)

    def _keep(self, requests: Sequence[WriteRequest], written: Sequence[Written]) -> None:
        with self._lock:
            for request, text in zip(requests, written, strict=True):
                if text.finished:
                    self._kept[request] = text
            for request in list(self._kept)[:-_KEPT_AT_MOST]:
                del self._kept[request]
