"""The starter writer's prompt: which controls it was trained on, and which slots a text may hold."""

from dataclasses import dataclass

from storage.errors import BadInput
from storage.records import TONES, Channel
from storage.sectors import OTHER, SECTORS

ALWAYS = ("company", "city", "offer", "sender", "sender_company")
"""Slots every brief fills. ``offer`` completes the sentence "We offer ..."."""

FACTS = ("detail", "rating", "reviews", "trend")
"""Slots that stand for a fact read about the business, each only where the fact is known."""

SLOTS = (*ALWAYS, *FACTS)
CHANNELS: tuple[str, ...] = (Channel.EMAIL.value, Channel.SOCIAL.value)
ROLES = ("owner", "manager", "practice manager")
PRACTICES = ("doctor", "dentist", "veterinary")
"""Sectors whose texts may speak to a practice manager."""

LENGTHS = ("normal", "short")
STYLES = ("normal", "warm", "plain")
MENTIONS = ("any", "detail", "rating", "trend")
SECTOR_SLUGS = (*SECTORS, OTHER)

_CHOICES = {
    "channel": CHANNELS,
    "tone": TONES,
    "sector": SECTOR_SLUGS,
    "role": ROLES,
    "length": LENGTHS,
    "style": STYLES,
    "mention": MENTIONS,
}


@dataclass(frozen=True)
class Controls:
    """Everything the starter writer is told. ``have`` names the facts it may use, in the order of ``FACTS``."""

    channel: str
    tone: str
    sector: str
    role: str = "owner"
    length: str = "normal"
    style: str = "normal"
    mention: str = "any"
    have: tuple[str, ...] = ()

    def slots(self) -> frozenset[str]:
        """The slots that a text written from these controls may hold."""
        return frozenset((*ALWAYS, *self.have))


def render(controls: Controls) -> str:
    """The prompt: one ``key=value`` line a control, ``have=none`` where no fact is known.

    Raises: BadInput for a value that the writer was not trained on.
    """
    for key, allowed in _CHOICES.items():
        if getattr(controls, key) not in allowed:
            raise BadInput(
                f"The starter writer knows no {key} “{getattr(controls, key)}”.", todo=f"Choose {_either(allowed)}."
            )
    have = tuple(fact for fact in FACTS if fact in controls.have)
    if controls.mention != "any" and controls.mention not in have:
        raise BadInput(f"No {controls.mention} is known that the text could mention.", todo="Leave the wish out.")
    lines = [f"{key}={getattr(controls, key)}" for key in _CHOICES]
    return "\n".join([*lines, f"have={','.join(have) or 'none'}", ""])


def parse(prompt: str) -> Controls:
    """The controls of a prompt made by ``render``; raises BadInput for any other text."""
    pairs = dict(line.split("=", 1) for line in prompt.splitlines() if "=" in line)
    try:
        have = tuple(fact for fact in pairs.pop("have").split(",") if fact != "none")
        return Controls(**pairs, have=have)
    except (KeyError, TypeError):
        raise BadInput("This prompt is not one of the starter writer's.", todo="Write it with render().") from None


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
