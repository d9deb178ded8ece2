"""A language model at a server: many requests at a time, tried again with patience, each paid from a ledger."""

from collections.abc import Callable, Sequence

from models.language import circuit
from models.language.base import Dialect, Task, WriteRequest, Written
from models.language.chat import ChatClient
from models.language.circuit import Breaker
from models.language.dispatch import Dispatch
from models.language.flight import Terms
from models.language.patience import Patience
from models.language.spending import THINKING_TOKENS, Ledger, Price

_DEFAULT_PATIENCE = Patience()


class HostedWriter:
    """Writes with the model behind ``client``; see ``LanguageModel``. Threads may share one writer.

    An answer that is wrong only for itself (empty, cut off, not the JSON asked for, refused for its content) comes back
    as that text's problem. Each text is handed over as it comes, so that what was paid for is the caller's whatever
    ends the run. No provider promises the same text for the same seed.

    Args:
        ledger: where each call is set aside before, and settled after.
        price: None where it is not known, which a ledger with a cap refuses.
        task: what the calls are booked under.
        at_once: requests in flight.
        thinking_tokens: on top of each request's limit, for models that think first; 0 for others.
        breaker: the process's own for this model and address where none is given.
    """

    dialect: Dialect = "chat"
    is_exact = False

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
        self.digest = f"{client.model} at {client.address or client.provider}"[:120]
        breaker = breaker or circuit.shared(client.address, client.model)
        self._terms = Terms(client, ledger, price, task, at_once, thinking_tokens, patience, breaker)

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        """One text a request, in order. A stop is obeyed within half a second, whatever is still in flight.

        What was in flight at a stop is settled when it returns. Raises as ``LanguageModel`` says, and NotAllowed where
        the price is not known although there is a cap.
        """
        return Dispatch(self._terms, requests, on_progress, should_stop, on_written).run()
