"""A chat model's opinion of how well a business fits the ideal customer: a mark and one reason."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.language import quoting
from models.language.asking import ask_each
from models.language.base import LanguageModel, WriteRequest, Written
from models.language.prompt import Prompt, object_in
from storage import sectors
from storage.errors import BadInput
from storage.records import Business

BEST = 10
MOST_REASON = 240
SCHEMA = json.dumps(
    {
        "type": "object",
        "properties": {"fit": {"type": "integer", "minimum": 0, "maximum": BEST}, "why": {"type": "string"}},
        "required": ["fit", "why"],
        "additionalProperties": False,
    },
    separators=(",", ":"),
)

_CUT_OFF = "The model's answer was cut off."


@dataclass(frozen=True)
class Opinion:
    """``value`` is 0 to 1 (the mark of ten), ``why`` the reason in a sentence; or a ``problem`` and no value."""

    value: float | None
    why: str
    problem: str = ""


def ask(
    model: LanguageModel,
    prompt: Prompt,
    businesses: Sequence[Business],
    ideal_customer: str,
    offer: str,
    seed: int = 0,
    on_progress: Callable[[int], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    on_done: Callable[[int, Opinion], None] = lambda place, opinion: None,
) -> list[Opinion]:
    """One opinion a business, in order; a broken answer is asked for once more with another seed.

    ``on_done`` gets each with its business's place as soon as nothing more will be asked for it; what a stop cut off
    is not done.

    Each business is asked about alone, so that what stands on one site can never touch the mark of another. Raises
    BadInput without an ideal customer, and what the model raises.
    """
    if not ideal_customer.strip():
        raise BadInput(
            "The ideal customer is empty, so nothing can be compared with it.",
            todo="Say in a few words whom you want to reach.",
        )
    ours = {"ideal_customer": quoting.line(ideal_customer, 500), "offer": quoting.line(offer)}
    asked = [prompt.render(**ours, business=_described(business)) for business in businesses]
    requests = {n: WriteRequest(text, seed, 200, system, SCHEMA) for n, (system, text) in enumerate(asked)}
    opinions: dict[int, Opinion] = {}

    def read(place: int, answer: Written, seed: int) -> bool:
        opinions[place] = _read(answer)
        return not opinions[place].problem

    ask_each(model, requests, read, lambda place: on_done(place, opinions[place]), on_progress, should_stop)
    return [opinions.get(n, Opinion(None, "", _CUT_OFF)) for n in range(len(asked))]


def _described(business: Business) -> str:
    facts = {
        "name": business.name,
        "line of business": sectors.label(business.sector) if business.sector != sectors.OTHER else "",
        "city": business.city,
        "special": ", ".join(business.details),
        "says of itself": business.description,
        "website": "yes" if business.website else "none known",
    }
    return quoting.listed(facts)


def _read(answer: Written) -> Opinion:
    if answer.problem or not answer.finished:
        return Opinion(None, "", answer.problem or _CUT_OFF)
    found = object_in(answer.text) or {}
    fit, why = found.get("fit"), found.get("why")
    if set(found) != {"fit", "why"} or not isinstance(fit, int) or isinstance(fit, bool) or not isinstance(why, str):
        return Opinion(None, "", "The model's answer was no mark with a reason.")
    if not 0 <= fit <= BEST or not why.strip():
        return Opinion(None, "", f"The model's mark {fit} is none from 0 to {BEST} with a reason.")
    return Opinion(fit / BEST, quoting.line(why, MOST_REASON))
