"""Draws briefs and the texts that answer them, first versions and rewrites, without end, from one seed.

Nothing here states a fact that the brief does not have. A composition that repeats itself is drawn anew.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from models.language.starter_brief import (
    ABOUTS,
    FACT_SLOTS,
    NOISE,
    ROLES,
    SECTOR_SLUGS,
    STYLES,
    TOPICS,
    Controls,
    Kind,
    render,
)
from models.language.starter_text import Template, fault, pack
from storage.records import LANGUAGES, TONES
from storage.sectors import OTHER
from training.composer import Composer, Plan
from training.phrasebook import HELD_OUT_SECTORS, phrasebook
from training.rewrites import BEFORE, comment_on, fact_for, rewritten, wishes_for

T = TypeVar("T")
REWRITES = 0.25
"""Share of samples that are rewrites."""
LESSONS = 0.1
"""Share of samples that are lessons: most texts hold one sentence about the trade or none, too few to learn it by."""

_KINDS = {
    Kind.FIRST: 0.43,
    Kind.FOLLOW_UP: 0.1,
    Kind.REPLY: 0.08,
    Kind.SHORT_POST: 0.14,
    Kind.LONG_POST: 0.1,
    Kind.LANDING: 0.08,
    Kind.PERSONA: 0.07,
}
BARE = 0.15
"""Share of briefs of which nothing is known, as of a lead without a web site."""
_FACTS = {"detail": 0.3, "quote": 0.3, "rating": 0.35, "trend": 0.35, "since": 0.2}
"""How often a fact is known; a first, second and third topic are with 0.6, 0.35 and 0.15."""


@dataclass(frozen=True)
class Sample:
    """A prompt and the text that answers it."""

    prompt: str
    text: str


def is_held_out(controls: Controls) -> bool:
    """Whether a sector, tone and language belong together in evaluation only: one in twelve combinations."""
    named = f"{controls.sector}/{controls.tone}/{controls.language}"
    return hashlib.sha256(named.encode()).digest()[0] % 12 == 0


class Corpus:
    """Draws samples without end; ``held_out`` draws briefs that training never sees."""

    def __init__(self, seed: int, *, held_out: bool = False) -> None:
        self._draw, self._held_out = Random(seed), held_out
        self._composer = Composer(self._draw)

    def sample(self) -> Sample:
        """A first version, or with the chance of ``REWRITES`` a rewrite."""
        return self.rewrite() if self._draw.random() < REWRITES else self._first()

    def taught(self) -> Sample:
        """What training learns from: a sample, or with the chance of ``LESSONS`` a lesson."""
        return self.lesson() if self._draw.random() < LESSONS else self.sample()

    def lesson(self) -> Sample:
        """What is true of one trade in one language, in any order.

        Its prompt is no brief, as it lacks the token that asks for a text.
        """
        language = self._one(tuple(LANGUAGES))
        sector = self._one([slug for slug in SECTOR_SLUGS if slug not in HELD_OUT_SECTORS])
        said = [text for key in ("truths", "cares") for text in phrasebook(language).of_sector(sector, key)]
        return Sample(
            f"<language:{language}><sector:{sector}>",
            pack(Template("", " ".join(self._draw.sample(said, len(said)))), Kind.SHORT_POST),
        )

    def controls(self, kind: str = "") -> Controls:
        """A brief, of the kind given or any."""
        while True:
            drawn = self._controls(kind or self._draw.choices(list(_KINDS), list(_KINDS.values()))[0])
            if is_held_out(drawn) == self._held_out:
                return self._with_unknown_sector(drawn)

    def rewrite(self) -> Sample:
        """A text, a person's comment on it, and the text that follows."""
        while True:
            before = self._accepted(self.controls(self._one(BEFORE)))
            wish = self._one(wishes_for(before))
            fact = fact_for(wish, before, self._draw)
            after = rewritten(self._composer, before, wish, fact)
            asked = self._asked(before, after, wish, fact)
            if is_held_out(after.controls) and not self._held_out:
                continue
            if is_sound(after) and not fault(after.template(), asked):
                return Sample(render(asked), pack(after.template(), asked.kind))

    def _first(self) -> Sample:
        plan = self._accepted(self.controls())
        return Sample(render(plan.controls), pack(plan.template(), plan.controls.kind))

    def _accepted(self, controls: Controls) -> Plan:
        while True:
            plan = self._composer.compose(controls)
            if not fault(plan.template(), controls) and is_sound(plan):
                return plan

    def _asked(self, before: Plan, after: Plan, wish: str, fact: str) -> Controls:
        """The brief of a rewrite: half of them name in a control what the comment asks, half leave it to the words."""
        comment = comment_on(wish, fact, before.controls.language, self._draw, held_out=self._held_out)
        told = after.controls if self._draw.random() < 0.5 else before.controls
        mention = fact if wish == "mention" and told is after.controls else "any"
        return replace(told, mention=mention, before=pack(before.template(), told.kind), comment=comment)

    def _controls(self, kind: str) -> Controls:
        have = self._have() if kind not in (Kind.REPLY, Kind.PERSONA) else self._topics()
        can_mention = [fact for fact in have if fact != "reviews"]
        styled = kind == Kind.FIRST and self._draw.random() < 0.5
        return Controls(
            kind=str(kind),
            language=self._one(tuple(LANGUAGES)),
            tone=self._one(TONES),
            sector=self._one([slug for slug in SECTOR_SLUGS if slug not in HELD_OUT_SECTORS]),
            role=self._one(ROLES),
            length="short" if kind in (Kind.FIRST, Kind.SHORT_POST) and self._draw.random() < 0.25 else "normal",
            style=self._one(STYLES) if styled else "normal",
            mention=self._one(can_mention)
            if kind != Kind.REPLY and can_mention and self._draw.random() < 0.2
            else "any",
            about=self._one(ABOUTS) if kind == Kind.REPLY else "none",
            have=tuple(have),
            noise=tuple(self._draw.sample(NOISE, self._one((0, 0, 1, 1, 2, 3)))),
        )

    def _have(self) -> list[str]:
        if self._draw.random() < BARE:
            return []
        have = self._topics() + [fact for fact, often in _FACTS.items() if self._draw.random() < often]
        have = self._draw.sample(have, min(len(have), 4))
        if "rating" in have and self._draw.random() < 0.8:
            have.append("reviews")
        return [fact for fact in (*TOPICS, *FACT_SLOTS) if fact in have]

    def _topics(self) -> list[str]:
        number = sum(self._draw.random() < chance for chance in (0.6, 0.35, 0.15))
        return self._draw.sample(TOPICS, number)

    def _with_unknown_sector(self, controls: Controls) -> Controls:
        """Now and then a sector that nothing was written for: the slots name it, the phrases stay general."""
        chance = 0.3 if self._held_out else 0.06
        if self._draw.random() >= chance:
            return controls
        return replace(controls, sector=self._one(HELD_OUT_SECTORS) if self._held_out else OTHER)

    def _one(self, options: Sequence[T]) -> T:
        return self._draw.choice(options)


def is_sound(plan: Plan) -> bool:
    """Whether a text does not repeat itself: names, longer words, three words in a row, and how sentences begin."""
    template = plan.template()
    body = template.body
    limits = {"{company}": 2, "{city}": 1, "{sender_company}": 2, "{offer}": 1, "{label}": 1, "{your_label}": 1}
    if any(body.count(slot) > most for slot, most in limits.items()):
        return False
    if any(body.count(f"{{{fact}}}") > 1 for fact in FACT_SLOTS):
        return False
    texts = [plan.parts[name] for names in plan.paragraphs for name in names if name != "greeting"]
    sentences = [s for text in texts for s in re.split(r"(?<=[.?!])\s+", text)]
    starts = [" ".join(sentence.split()[:2]).casefold() for sentence in sentences]
    words = [re.findall(r"[^\W\d_]+", re.sub(r"\{[a-z_]+\}", "", s).casefold()) for s in sentences]
    threes = [" ".join(said[at : at + 3]) for said in words for at in range(len(said) - 2)]
    long_words = Counter(word for said in words for word in set(said) if len(word) > 6)
    return (
        len(set(starts)) == len(starts) and len(set(threes)) == len(threes) and max(long_words.values(), default=0) < 3
    )
