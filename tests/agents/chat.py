"""A chat model by script, and a brief, for the tests of the agents that ask chat models."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.language.base import Dialect, WriteRequest, Written
from models.language.pieces import WritingBrief
from storage.records import Quote


@dataclass
class ScriptedChat:
    """Answers each request by ``say``, a text or a whole answer; keeps what it was asked."""

    say: Callable[[WriteRequest], str | Written]
    name: str = "chatty"
    digest: str = "chatty"
    is_exact: bool = False
    dialect: Dialect = "chat"
    asked: list[WriteRequest] = field(default_factory=list)

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        written: list[Written] = []
        for request in requests:
            if should_stop():
                written.append(Written("", 0, finished=False))
                continue
            self.asked.append(request)
            said = self.say(request)
            written.append(said if isinstance(said, Written) else Written(said, 9, finished=True))
            on_written(len(written) - 1, written[-1])
            on_progress(len(written))
        return written


def text(body: str, subject: str = "A question") -> str:
    """An answer with subject and body."""
    return json.dumps({"subject": subject, "body": body}, ensure_ascii=False)


BODY = "Hello,\n\nyou bake every morning at Café Linde, and that made us write. May we show you our calendar?"
FACTS = {
    "company": "Café Linde",
    "city": "Lindental",
    "offer": "a booking calendar",
    "sender": "Ann Miller",
    "sender_company": "Calm Calendars",
    "rating": "4.6",
}


def brief(**changes: Any) -> WritingBrief:
    """A friendly first e-mail in English to a café."""
    own = {
        "kind": "first", "tone": "friendly", "language": "en", "sector": "cafe", "role": "owner", "facts": FACTS,
        "seed": 1, "evidence": (Quote("details", "We bake every morning.", "https://linde.example"),),
    }  # fmt: skip
    return WritingBrief(**{**own, **changes})
