"""Whether a rewrite does what the comment asked, as far as a rule can see that."""

from collections.abc import Collection

from agents.evaluation.held_out import HeldOut
from agents.evaluation.texts import core, ending, opening, words
from storage.records import TONES

SEEN = ("shorter", "longer", "mention", "leave_out", "opening", "ending", "subject", *TONES)
"""Wishes that are judged; whether a text became warmer or less salesy is left to a reader."""


def followed(held: HeldOut, subject: str, body: str, spoken: Collection[str], tone: str) -> bool | None:
    """Whether the wish came true; None for a wish that no rule can judge.

    ``spoken`` are the facts that the new text speaks of, ``tone`` is what it sounds like.
    """
    brief, wish = held.brief, held.wish
    before, after = len(words(core(brief.before_body, brief))), len(words(core(body, brief)))
    if wish in TONES:
        return tone == wish
    if wish in ("shorter", "longer"):
        return after < before if wish == "shorter" else after > before
    if wish in ("mention", "leave_out"):
        return (held.fact in spoken) == (wish == "mention")
    if wish == "subject":
        return subject != brief.before_subject
    if wish in ("opening", "ending"):
        part = opening if wish == "opening" else ending
        return part(body, brief) != part(brief.before_body, brief)
    return None
