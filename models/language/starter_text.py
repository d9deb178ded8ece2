"""The starter writer's output: how it is taken apart, checked against its brief, and filled with facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.language.starter_brief import Controls
from models.language.starter_words import strangers
from storage.records import Channel

POST_LIMIT = 280
"""Characters of a post after its slots are filled, the limit of the strictest common network."""

_SLOT = re.compile(r"\{([a-z_]+)\}")
_SLOT_AND_STOP = re.compile(r"\{([a-z_]+)\}(\.?)")
_SUBJECT = re.compile(r"Subject: (\S[^\n]*)\n\n(\S.*)", re.DOTALL)


@dataclass(frozen=True)
class Template:
    """A text with its slots still open; a post has no subject."""

    subject: str
    body: str

    def slots(self) -> frozenset[str]:
        """The names of all slots in subject and body."""
        return frozenset(_SLOT.findall(f"{self.subject}\n{self.body}"))


def take_apart(text: str, channel: str) -> Template | None:
    """Subject and body of an e-mail, or a post of one paragraph; None where the format is broken."""
    if channel == Channel.EMAIL:
        match = _SUBJECT.fullmatch(text.strip())
        return Template(match[1].strip(), match[2].strip()) if match else None
    body = text.strip()
    return Template("", body) if body and "\n" not in body and not body.startswith("Subject:") else None


def fault(template: Template | None, controls: Controls) -> str:
    """What is wrong with a template in one phrase, "" where nothing is."""
    if template is None:
        return "the format is broken"
    slots = template.slots()
    if unknown := sorted(slots - controls.slots()):
        return f"it uses {', '.join(unknown)}, which the brief does not have"
    if set("{}") & set(_SLOT.sub("", f"{template.subject}{template.body}")):
        return "a brace is left over"
    if missing := sorted({"company", "offer"} - slots):
        return f"it does not name the {' and the '.join(missing)}"
    if controls.mention != "any" and controls.mention not in slots:
        return f"it does not mention the {controls.mention}"
    if controls.have and not slots & set(controls.have):
        return "it uses none of the known facts"
    if controls.channel == Channel.EMAIL and not _signed(template.body):
        return "it is not signed"
    return ""


def slip(template: Template | None, controls: Controls) -> str:
    """As ``fault``, and also where a word stands in the text that texts for this sector were not taught with."""
    if problem := fault(template, controls):
        return problem
    strange = strangers(f"{template.subject} {template.body}", controls.sector) if template else ()
    return f"it uses words of another trade, or no words at all: {', '.join(strange)}" if strange else ""


def _signed(body: str) -> bool:
    return body.endswith("{sender}\n{sender_company}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each slot replaced, once and literally: a brace or a slot inside a value stays what it is.

    Where a value itself ends a sentence ("Meyer & Co."), the template's full stop after it is dropped.
    """

    def value_of(match: re.Match[str]) -> str:
        value = values[match[1]]
        return value if value.endswith((".", "!", "?")) else value + match[2]

    return _SLOT_AND_STOP.sub(value_of, text)
