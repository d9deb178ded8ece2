"""What each task tells its prompt: the variables, what they mean, and a sample that every prompt is tried on."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.language import quoting
from storage.records import Quote


@dataclass(frozen=True)
class Variable:
    """One value that a prompt may use; ``is_quoted`` where it holds text from elsewhere, fenced as data."""

    meaning: str
    sample: str
    is_quoted: bool = False


_LEAD = Variable(
    "what is known of the lead, one fact a line",
    quoting.listed({"company": "Café Linde", "city": "Lindental", "detail": "outdoor seating", "rating": "4.6"}),
    is_quoted=True,
)
_EVIDENCE = Variable(
    "numbered quotes of the lead's own pages",
    quoting.numbered([Quote("details", "We bake every morning in our own kitchen.", "")]),
    is_quoted=True,
)
_WRITING = {
    "kind": Variable("first, follow_up, reply, short_post, long_post or landing", "first"),
    "tone": Variable("friendly, formal, direct, enthusiastic, playful or modest", "friendly"),
    "language": Variable("en, de or es", "en"),
    "most": Variable("characters that the text may have", "1200"),
    "sector": Variable("the lead's line of business", "café"),
    "role": Variable("who reads it", "owner"),
    "offer": Variable("what we offer", "a booking calendar for small teams"),
    "sender": Variable("who writes", "Ann Miller"),
    "sender_company": Variable("the writer's company", "Calm Calendars"),
    "about": Variable("what a reply answers to: none, interested, question, later or no", "none"),
    "lead": _LEAD,
    "evidence": _EVIDENCE,
}
_BEFORE = Variable("the present text", quoting.fenced("A question\n\nHello, may I show you our calendar?"), True)
_BUSINESS = Variable("one business, one fact a line", _LEAD.sample, is_quoted=True)
_ANSWER = Variable("the message that came back", quoting.fenced("Sounds good, call me on Monday."), is_quoted=True)

GIVEN: Mapping[str, Mapping[str, Variable]] = {
    "draft": _WRITING,
    "rewrite": {**_WRITING, "comment": Variable("what shall be different", "shorter"), "before": _BEFORE},
    "persona": {name: _WRITING[name] for name in ("language", "most", "sector", "role", "lead", "evidence")},
    "score": {
        "offer": _WRITING["offer"],
        "ideal_customer": Variable("whom we want to reach", "independent cafés with outdoor seating"),
        "business": _BUSINESS,
    },
    "classify": {"answer": _ANSWER},
}
"""Task -> variable -> what it is."""
