"""The starter writer's prompt: which controls it was trained on, and which facts a text may use."""

import re
from dataclasses import dataclass, fields
from enum import StrEnum

from storage.errors import BadInput
from storage.records import LANGUAGES, TONES
from storage.sectors import OTHER, SECTORS


class Kind(StrEnum):
    """What sort of text is written."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    REPLY = "reply"
    SHORT_POST = "short_post"
    LONG_POST = "long_post"
    LANDING = "landing"
    PERSONA = "persona"


EMAILS = (Kind.FIRST, Kind.FOLLOW_UP, Kind.REPLY)
POSTS = (Kind.SHORT_POST, Kind.LONG_POST)

TOPICS = (
    "terrace", "family", "organic", "homemade", "events", "delivery", "booking", "courses", "new", "award", "hiring",
    "online_shop", "vegan", "repair", "children", "accessible",
)  # fmt: skip
"""What an evidence sentence can be about so that a text may speak of it."""

NOISE = (
    "hours", "phone", "address", "payment", "parking", "cookies", "legal", "social_media", "newsletter", "price",
)  # fmt: skip
"""What an evidence sentence can be about so that no text should speak of it."""

FACT_SLOTS = ("detail", "quote", "rating", "reviews", "trend", "since")
"""Slots that stand for a fact read about the business, each only where the fact is known."""

FACTS = (*TOPICS, *FACT_SLOTS)
ALWAYS = ("company", "city", "offer", "sender", "sender_company")
"""Slots every brief fills. ``offer`` completes the sentence "We offer ..."."""

ROLES = ("owner", "manager")
LENGTHS = ("normal", "short")
STYLES = ("normal", "warm", "plain")
ABOUTS = ("interested", "question", "later", "no")
"""What the answer said to which a reply is written."""

SECTOR_SLUGS = (*SECTORS, OTHER)
MOST_FACTS = 4
"""Facts that one brief holds at most, the number of reviews not counted."""

_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "language": tuple(LANGUAGES),
    "tone": TONES,
    "sector": SECTOR_SLUGS,
    "role": ROLES,
    "length": LENGTHS,
    "style": STYLES,
    "mention": ("any", *FACTS),
    "about": ("none", *ABOUTS),
}
CONTROL_TOKENS = (
    *(f"<{key}:{value}>" for key, values in _CHOICES.items() for value in values),
    *(f"<has:{fact}>" for fact in FACTS),
    *(f"<noise:{kind}>" for kind in NOISE),
    "<before>",
    "<comment>",
    "<write>",
)
"""Every control is one token, so a brief costs little and no typed text can imitate one."""

_CONTROL = re.compile(r"<([a-z]+):([a-z_]+)>")
_BEFORE = re.compile(r"<before>(.*?)<comment>(.*?)<write>", re.DOTALL)
_NOT_TYPED = str.maketrans("", "", '<>{}"\\')


@dataclass(frozen=True)
class Controls:
    """Everything the starter writer is told.

    Args:
        have: the facts it may use, out of ``FACTS``.
        noise: what else is known and should be left out, out of ``NOISE``.
        about: for a reply, what it answers to.
        before: for a rewrite, the present text as compact JSON with its slots open.
        comment: for a rewrite, what a person asked for.
    """

    kind: str
    language: str
    tone: str
    sector: str
    role: str = "owner"
    length: str = "normal"
    style: str = "normal"
    mention: str = "any"
    about: str = "none"
    have: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    before: str = ""
    comment: str = ""

    def slots(self) -> frozenset[str]:
        """The fact slots, and those every brief fills, that a text written from these controls may hold."""
        return frozenset((*ALWAYS, *(fact for fact in self.have if fact in FACT_SLOTS)))


_DEFAULTS = {field.name: field.default for field in fields(Controls)}


def render(controls: Controls) -> str:
    """The prompt: one token a control, defaults left out, then what a rewrite starts from.

    Raises: BadInput for a value that the writer was not trained on.
    """
    for key, allowed in _CHOICES.items():
        if getattr(controls, key) not in allowed:
            raise BadInput(
                f"The starter writer knows no {key} “{getattr(controls, key)}”.", todo=f"Choose {_either(allowed)}."
            )
    if controls.mention not in ("any", *controls.have):
        raise BadInput(f"No {controls.mention} is known that the text could mention.", todo="Leave the wish out.")
    said = [f"<{k}:{getattr(controls, k)}>" for k in _CHOICES if getattr(controls, k) != _DEFAULTS[k]]
    said += [f"<has:{fact}>" for fact in FACTS if fact in controls.have]
    said += [f"<noise:{kind}>" for kind in NOISE if kind in controls.noise]
    if controls.before:
        said.append(f"<before>{controls.before}<comment>{typed(controls.comment)}")
    return "".join([*said, "<write>"])


def parse(prompt: str) -> Controls:
    """The controls of a prompt made by ``render``; raises BadInput for any other text."""
    rewrite = _BEFORE.search(prompt)
    pairs = _CONTROL.findall(prompt[: rewrite.start()] if rewrite else prompt)
    single = {key: value for key, value in pairs if key in _CHOICES}
    have = tuple(value for key, value in pairs if key == "has")
    noise = tuple(value for key, value in pairs if key == "noise")
    before, comment = rewrite.groups() if rewrite else ("", "")
    try:
        return Controls(**single, have=have, noise=noise, before=before, comment=comment)
    except TypeError:
        raise BadInput(
            "This prompt is none that the starter writer reads.", todo="Ask for a rewrite instead."
        ) from None


def typed(text: str) -> str:
    """A person's words on one line, without the signs that mean something in a prompt; at most 200 characters."""
    return " ".join(text.translate(_NOT_TYPED).split())[:200]


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
