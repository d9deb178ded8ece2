"""What a hosted chat model is to this program: one request in, one answer out, and the errors that pass by waiting."""

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any, Protocol

from models.language.base import WriteRequest
from storage.errors import BadInput, RateLimited, Unavailable


@dataclass(frozen=True)
class Answer:
    """What a server said. ``finished`` is false where its token limit or a refusal cut the text off.

    ``prompt_tokens`` and ``tokens`` (read and written, thinking included) are None where the server did not count.
    """

    text: str
    prompt_tokens: int | None
    tokens: int | None
    finished: bool


class ChatClient(Protocol):
    """One model at one server. Threads may share it."""

    @property
    def provider(self) -> str:
        """Whose server it is, for a person to read."""

    @property
    def model(self) -> str: ...
    @property
    def address(self) -> str:
        """The base URL; requests to one model at one address share a circuit breaker."""

    @property
    def timeout_s(self) -> float:
        """How long one answer may take."""

    def complete(self, request: WriteRequest) -> Answer:
        """Ask once, without any second try.

        Raises: Auth, BadConfig, NotAllowed (quota used up) where no request can succeed; BadInput where this one
        cannot; RateLimited or Unavailable where a later try may.
        """


class Throttled(RateLimited):
    """The server asks us to slow down, for ``wait_s`` seconds where it says so. Costs nothing."""

    def __init__(self, what: str, *, wait_s: float | None = None, todo: str = "") -> None:
        super().__init__(what, todo=todo)
        self.wait_s = wait_s


class Down(Unavailable):
    """The server is down, slow or answers nonsense; ``may_cost`` where it may have written, and bill, a text."""

    def __init__(self, what: str, *, wait_s: float | None = None, may_cost: bool = False, todo: str = "") -> None:
        super().__init__(what, todo=todo)
        self.wait_s, self.may_cost = wait_s, may_cost


class Plainer(ABC):
    """Asks in the server's own structured way first, and plainly where the server refuses that but not the text.

    Many servers that speak OpenAI's protocol refuse ``response_format`` or ``seed``. What was learned is remembered.
    """

    def __init__(self) -> None:
        self._is_plain = False
        self._building = threading.Lock()
        self._llm: Any = None

    def complete(self, request: WriteRequest) -> Answer:
        """See ``ChatClient``."""
        if self._is_plain:
            return self._ask_plainly(request)
        try:
            return self._ask(request, plain=False)
        except BadInput:
            answer = self._ask_plainly(request)
        self._is_plain = True
        return answer

    @abstractmethod
    def _ask(self, request: WriteRequest, *, plain: bool) -> Answer:
        """Ask once, in the structured way or plainly."""

    @abstractmethod
    def _built(self) -> Any:
        """The library's client. Raises BadConfig where the library is missing."""

    def _loaded(self) -> Any:
        """The library's client, made once, whichever thread comes first."""
        with self._building:
            if self._llm is None:
                self._llm = self._built()
            return self._llm

    def _ask_plainly(self, request: WriteRequest) -> Answer:
        return self._ask(replace(request, system=plain_system(request)), plain=True)


def plain_system(request: WriteRequest) -> str:
    """The system text, with the schema spelled out in it where there is one."""
    if not request.schema:
        return request.system
    asked = f"Answer with one JSON object and nothing else. It must obey this JSON Schema: {request.schema}"
    return f"{request.system}\n\n{asked}".strip()
