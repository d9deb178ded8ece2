"""A language model that writes by rule, instantly: for tests and for trying the pipeline without weights."""

from collections.abc import Callable, Sequence
from random import Random

from models.language.base import WriteRequest, Written
from models.language.starter_brief import Controls, parse
from storage.records import Channel

_GREETINGS = {"friendly": "Hello {company} team,", "formal": "Dear Sir or Madam,", "direct": "Hello,"}
_FACT = {
    "detail": "I read about {detail}.",
    "rating": "Your rating of {rating} is good to see.",
    "reviews": "It is good to see {reviews} reviews.",
    "trend": "We read that {trend}.",
}
_OPENINGS = (
    "I am writing to {company} in {city}.",
    "This is a short note for {company}.",
    "I came across {company} in {city}.",
)
_ASKS = ("May I send you more?", "Would a short call suit you?", "Shall I send you the details?")


class ScriptedWriter:
    """Writes a valid text for any prompt of the starter writer.

    Args:
        spoil: true for a request whose answer shall be broken, so that checks and retries can be tried.
    """

    name = "scripted"

    def __init__(self, spoil: Callable[[WriteRequest], bool] = lambda _: False) -> None:
        self._spoil = spoil

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> list[Written]:
        """One text a request, in order; requests after a stop come back empty and unfinished."""
        written: list[Written] = []
        for request in requests:
            if should_stop():
                written.append(Written("", 0, finished=False))
                continue
            text = "{broken" if self._spoil(request) else _text(parse(request.prompt), request.seed)
            written.append(Written(text, len(text.split()), finished=True))
            on_progress(len(written))
        return written


def _text(controls: Controls, seed: int) -> str:
    choose = Random(seed)  # noqa: S311 - repeatable on purpose
    wanted = [controls.mention] if controls.mention != "any" else list(controls.have[:2])
    facts = " ".join(_FACT[fact] for fact in wanted)
    opening, ask = choose.choice(_OPENINGS), choose.choice(_ASKS)
    if controls.channel == Channel.SOCIAL:
        return f"{opening} {facts} We offer {{offer}}.".replace("  ", " ")
    paragraphs = [_GREETINGS[controls.tone], f"{opening} {facts}".strip(), f"We offer {{offer}}. {ask}"]
    return "Subject: A question for {company}\n\n" + "\n\n".join([*paragraphs, "{sender}\n{sender_company}"])
