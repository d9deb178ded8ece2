"""Composes one text from the phrases of its language, as named parts that a rewrite can exchange one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeVar

from models.language.starter_brief import EMAILS, TOPICS, Controls, Kind
from models.language.starter_text import SIGNATURE, Template
from training.phrasebook import Phrasebook, phrasebook

T = TypeVar("T")
_HOLDER = re.compile(r"<([a-z_]+)>")
_THING = re.compile(r"<(thing|the_thing)")


@dataclass(frozen=True)
class Plan:
    """A text as parts and the paragraphs that they stand in. ``bases`` are the facts that the parts start from."""

    controls: Controls
    parts: dict[str, str] = field(default_factory=dict)
    paragraphs: tuple[tuple[str, ...], ...] = ()
    bases: dict[str, str] = field(default_factory=dict)

    def template(self) -> Template:
        """The text as its reader would get it, parts that are empty left out."""
        lines = [" ".join(part for name in names if (part := self.parts.get(name, ""))) for names in self.paragraphs]
        body = "\n\n".join(line for line in lines if line)
        if self.controls.kind == Kind.LANDING:
            points = "\n".join(f"• {self.parts[name]}" for name in ("point1", "point2", "point3"))
            body = f"{body}\n\n{points}\n\n[{self.parts['button']}]"
        if self.controls.kind in EMAILS:
            body = f"{body}\n\n{self.parts['close']}\n{SIGNATURE}"
        return Template(self.parts.get("subject", ""), body)


class Composer:
    """Draws the parts of texts; the same ``draw`` state gives the same text."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw

    def compose(self, controls: Controls) -> Plan:
        """A text for a brief. It may repeat itself; see ``training.corpus`` for what is kept."""
        first, second = self._bases(controls)
        plan = Plan(controls, bases={"opening": first, "second": second, "subject": self._subject_basis(first)})
        plan = replace(plan, paragraphs=self._paragraphs(plan))
        return self.fill_parts(plan)

    def fill_parts(self, plan: Plan) -> Plan:
        """Draws each part that the paragraphs name and the plan does not have yet."""
        names = [name for paragraph in plan.paragraphs for name in paragraph]
        names += ["subject"] if plan.controls.kind in (*EMAILS, Kind.LANDING) else []
        names += ["close"] if plan.controls.kind in EMAILS else []
        names += ["point1", "point2", "point3", "button"] if plan.controls.kind == Kind.LANDING else []
        parts = dict(plan.parts)
        for name in names:
            if name not in parts:
                parts[name] = self.part(name, plan.controls, plan.bases, tuple(parts.values()))
        if any("{offer}" in text for name, text in parts.items() if name != "offer"):
            parts["offer"] = ""
        return replace(plan, parts=parts)

    def part(self, name: str, controls: Controls, bases: dict[str, str], taken: tuple[str, ...] = ()) -> str:
        """One part anew, other than those ``taken``."""
        book = phrasebook(controls.language)
        options, topic = self._options(name, controls, bases, book)
        if topic not in TOPICS:
            topic = next((basis for part, basis in bases.items() if part != "subject" and basis in TOPICS), "")
        options = [option for option in options if topic or not _THING.search(option)]
        text = self._one([option for option in options if option not in taken] or options)
        return self._held(text, controls, topic, book)

    def _options(
        self, name: str, controls: Controls, bases: dict[str, str], book: Phrasebook
    ) -> tuple[Sequence[str], str]:
        """The phrases that a part can be drawn from, and the topic that they speak of, if any."""
        base = bases.get(name, "none")
        if name == "topic_truth":
            topic = next(basis for basis in bases.values() if basis in TOPICS)
            return book.of_topic(topic, "truths"), topic
        key = "topic" if base in TOPICS else "reviews" if base == "rating" and "reviews" in controls.have else base
        listed = _listed(name.rstrip("123"), controls, key, book)
        if isinstance(listed, dict):
            return listed.get(key, listed.get("none", ())), base
        return listed, base

    def _held(self, text: str, controls: Controls, topic: str, book: Phrasebook) -> str:
        def words(match: re.Match[str]) -> str:
            key = match[1]
            if key in ("thing", "thing_nom", "thing_informal", "the_thing"):
                return self._one(book.of_topic(topic, key))
            return self._one(book.of_sector(controls.sector, f"{key}s"))

        filled = _HOLDER.sub(words, text)
        return filled[:1].upper() + filled[1:]

    def _bases(self, controls: Controls) -> tuple[str, str]:
        """The fact that the text opens with, the one asked for before others, and perhaps a second one.

        A follow-up opens with what came before, and has its fact in second place.
        """
        facts = [fact for fact in controls.have if fact != "reviews"]
        if not facts or (controls.kind == Kind.REPLY):
            return "none", "none"
        first = controls.mention if controls.mention != "any" else self._one(facts)
        first = "rating" if first == "reviews" else first
        if controls.kind == Kind.FOLLOW_UP:
            return "none", first
        others = [fact for fact in facts if fact != first]
        return first, self._one(others) if others and self._draw.random() < 0.4 else "none"

    def _subject_basis(self, first: str) -> str:
        usable = first in TOPICS or first in ("detail", "rating", "trend")
        return first if usable and self._draw.random() < 0.4 else "none"

    def _paragraphs(self, plan: Plan) -> tuple[tuple[str, ...], ...]:
        kind = plan.controls.kind
        if kind == Kind.FIRST:
            return self._first_touch(plan)
        if kind == Kind.FOLLOW_UP:
            fact = ("second",) if plan.bases["second"] != "none" else ()
            return self._one(((("greeting",), ("opening", *fact), ("reason", "offer"), ("ask",)),
                              (("greeting",), ("opening", *fact, "reason"), ("offer", "ask")),
                              (("greeting",), ("opening", *fact, "offer"), ("ask",))))  # fmt: skip
        if kind == Kind.REPLY:
            return (("greeting",), ("opening", "answer"), ("ask",))
        if kind == Kind.SHORT_POST:
            return (("opening", "offer", "last") if plan.controls.length == "normal" else ("opening", "offer"),)
        if kind == Kind.LONG_POST:
            return self._long_post(plan)
        if kind == Kind.LANDING:
            return (("opening", "intro"), ("offer",))
        return (("portrait", "grounded") if plan.bases["opening"] in TOPICS else ("portrait",),)

    def _first_touch(self, plan: Plan) -> tuple[tuple[str, ...], ...]:
        style, first, second = plan.controls.style, plan.bases["opening"], plan.bases["second"]
        warm = ("warmth",) if style == "warm" and first != "trend" else ()
        if plan.controls.length == "short":
            return self._one((
                (("greeting",), ("opening", *warm, "offer"), ("ask",)),
                (("greeting",), ("opening", *warm), ("offer", "ask")),
            ))  # fmt: skip
        lead: tuple[str, ...] = ("opening",)
        if second != "none":
            lead = ("opening", "second")
        elif first != "none" and self._draw.random() < 0.5:
            lead = ("opening", "link")
        truth = self._truth(plan)
        fit = self._one((("fit",), ("fit",), ("role",), ())) if style != "plain" else ()
        return self._one((
            (("greeting",), (*lead, *warm), (*truth, "offer", *fit), ("ask",)),
            (("greeting",), (*lead, *warm), truth, ("offer", *fit, "ask")),
            (("greeting",), (*lead, *warm, "offer"), (*truth, "ask")),
            (("greeting",), (*lead, *warm), ("argument", "offer", *fit), ("ask",)),
            (("greeting",), (*lead, *warm), (*truth, "argument"), ("offer", "ask")),
        ))  # fmt: skip

    def _truth(self, plan: Plan) -> tuple[str, ...]:
        """A plain truth about the fact's topic where the text opens with one, else about the trade."""
        is_topic = plan.bases["opening"] in TOPICS or plan.bases["second"] in TOPICS
        return ("topic_truth",) if is_topic and self._draw.random() < 0.6 else ("truth",)

    def _long_post(self, plan: Plan) -> tuple[tuple[str, ...], ...]:
        truth = self._truth(replace(plan, bases={**plan.bases, "second": "none"}))
        return self._one((
            (("opening", *truth), ("middle", "offer"), ("last",)),
            (("opening",), (*truth, "middle"), ("offer", "last")),
            (("opening", *truth), ("offer", "middle"), ("last",)),
        ))  # fmt: skip

    def _one(self, options: Sequence[T]) -> T:
        return self._draw.choice(options)


def _listed(name: str, c: Controls, key: str, book: Phrasebook) -> Sequence[str] | dict[str, Sequence[str]]:
    """Where a part's phrases stand in the phrasebook; by basis where they depend on it."""
    first, later, public = book.first, book.later, book.public
    if name in ("truth", "care"):
        return book.of_sector(c.sector, f"{name}s")
    if name in ("portrait", "grounded"):
        return tuple(book.persona.PORTRAITS if name == "portrait" else book.persona.GROUNDED)
    if c.kind in (Kind.SHORT_POST, Kind.LONG_POST, Kind.LANDING):
        table = {
            "opening": public.POST_OPENINGS, "offer": public.POST_OFFERS, "middle": public.POST_MIDDLES,
            "last": public.POST_CLOSES, "subject": public.LANDING_HEADLINES, "intro": public.LANDING_INTROS,
            "point": public.LANDING_POINTS, "button": public.LANDING_BUTTONS,
        }  # fmt: skip
        return table[name][c.tone]  # type: ignore[no-any-return]
    if c.kind == Kind.FOLLOW_UP and name in ("subject", "opening", "reason", "ask"):
        return getattr(later, f"FOLLOW_UP_{name.upper()}S")[c.tone]  # type: ignore[no-any-return]
    if c.kind == Kind.REPLY and name == "subject":
        return later.REPLY_SUBJECTS[c.about]  # type: ignore[no-any-return]
    if c.kind == Kind.REPLY and name in ("opening", "answer", "ask"):
        return getattr(later, f"REPLY_{name.upper()}S")[c.tone][c.about]  # type: ignore[no-any-return]
    if name == "offer":
        return first.OFFERS[c.tone]["plain" if c.style == "plain" else "normal"]  # type: ignore[no-any-return]
    if name == "ask":
        return first.ASKS[c.tone][c.style]  # type: ignore[no-any-return]
    if name == "role":
        return first.ROLES[c.tone][c.role]  # type: ignore[no-any-return]
    plural = {"warmth": "WARMTH"}.get(name, f"{name.upper()}S")
    return getattr(first, plural)[c.tone]  # type: ignore[no-any-return]
