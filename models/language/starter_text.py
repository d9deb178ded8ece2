"""The starter writer's output: how its JSON is taken apart, checked against its brief, and filled with facts."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.language import starter_words
from models.language.starter_brief import EMAILS, FACT_SLOTS, POSTS, TOPICS, Controls, Kind

POST_LIMIT = 280
"""Characters of a short post after its slots are filled, the limit of the strictest common network."""

SIGNATURE = "{sender}\n{sender_company}"
SECTOR_SLOTS = frozenset(
    (
        "label", "a_label", "a_label_acc", "the_label", "your_label", "your_label_acc", "your_label_dat",
        "your_label_informal", "plural", "plural_dat", "the_plural", "customers", "customers_dat",
    )
)  # fmt: skip
"""Slots for the words of a line of business, see ``starter_words.sector_words``."""

_SLOT = re.compile(r"\{([a-z_]+)\}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+(?:• )?")
_SLOT_AND_STOP = re.compile(r"\{([a-z_]+)\}(\.?)")


@dataclass(frozen=True)
class Template:
    """A text with its slots still open; posts and personas have no subject."""

    subject: str
    body: str

    def slots(self) -> frozenset[str]:
        """The names of all slots in subject and body."""
        return frozenset(_SLOT.findall(f"{self.subject}\n{self.body}"))


def keys_of(kind: str) -> tuple[str, ...]:
    """The keys of the JSON object that a text of this kind is."""
    return ("body",) if kind in (*POSTS, Kind.PERSONA) else ("subject", "body")


def schema_of(kind: str) -> str:
    """The JSON Schema, as text, that a text of this kind obeys."""
    keys = keys_of(kind)
    properties = {key: {"type": "string"} for key in keys}
    schema = {"type": "object", "properties": properties, "required": list(keys), "additionalProperties": False}
    return json.dumps(schema, separators=(",", ":"))


def pack(template: Template, kind: str) -> str:
    """The compact JSON of a text, as the model reads and writes it."""
    return json.dumps({key: getattr(template, key) for key in keys_of(kind)}, ensure_ascii=False, separators=(",", ":"))


def take_apart(text: str, kind: str) -> Template | None:
    """Subject and body of a text; None where it is not the JSON that its kind asks for."""
    try:
        found: Any = json.loads(text)
    except ValueError:
        return None
    keys = keys_of(kind)
    if not isinstance(found, dict) or set(found) != set(keys):
        return None
    if not all(isinstance(value, str) and value.strip() for value in found.values()):
        return None
    return Template(found.get("subject", ""), found["body"])


def fault(template: Template | None, controls: Controls) -> str:
    """What is wrong with a template in one phrase, "" where nothing is."""
    if template is None:
        return "the format is broken"
    slots = template.slots()
    if unknown := sorted(slots - controls.slots() - SECTOR_SLOTS):
        return f"it uses {', '.join(unknown)}, which the brief does not have"
    if set("{}") & set(_SLOT.sub("", f"{template.subject}{template.body}")):
        return "a brace is left over"
    if missing := sorted(_needed(controls.kind) - slots):
        return f"it does not name the {' and the '.join(missing)}"
    if controls.kind in EMAILS and not template.body.endswith(f"\n{SIGNATURE}"):
        return "it is not signed"
    if _repeats(template.body, controls.language):
        return "it says the same twice"
    return _fault_of_facts(template, controls)


def _repeats(body: str, language: str) -> bool:
    """Whether a sentence stands twice in a text, or two sentences bring up the same fact."""
    said = [part.strip() for part in _SENTENCE.split(body) if len(part.split()) > 2]
    facts = [fact for part in said for fact in facts_in(Template("", part), language)]
    return len(set(said)) < len(said) or len(set(facts)) < len(facts)


def slip(template: Template | None, controls: Controls) -> str:
    """As ``fault``, and also where a word stands in the text that texts for this sector were not taught with."""
    if problem := fault(template, controls):
        return problem
    text = f"{template.subject} {template.body}" if template else ""
    strange = starter_words.strangers(text, controls.language, controls.sector)
    return f"it uses words of another trade, or no words at all: {', '.join(strange)}" if strange else ""


def mended(template: Template | None, controls: Controls) -> Template | None:
    """The text without the sentences of its body that ``slip`` objects to; None where what is left cannot be used."""
    if template is None or not slip(template, controls):
        return template
    said: set[str] = set()
    lines = []
    for line in template.body.split("\n"):
        kept = [one for one in re.split(r"(?<=[.!?]) ", line) if _may_stay(one, controls, said)]
        if kept or not line:
            lines.append(" ".join(kept))
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    rest = Template(template.subject, body)
    return None if slip(rest, controls) else rest


def _may_stay(sentence: str, controls: Controls, said: set[str]) -> bool:
    """Whether a sentence says nothing that the brief does not have, in words of its trade, and for the first time.

    ``said`` gathers the sentences and the facts of those before it.
    """
    spoken = facts_in(Template("", sentence), controls.language)
    hinted = {topic for topic in TOPICS if starter_words.is_hinted(controls.language, topic, sentence)}
    told = {sentence, *spoken} if len(sentence.split()) > 2 else set[str]()
    is_again = bool(told & said)
    said |= told
    if is_again or (spoken | hinted) - set(controls.have):
        return False
    return not starter_words.strangers(sentence, controls.language, controls.sector)


def facts_in(template: Template, language: str) -> frozenset[str]:
    """Which facts of ``starter_brief.FACTS`` a text speaks of: its fact slots, and the topics that it names."""
    text = f"{template.subject}\n{template.body}".casefold()
    named = {topic for topic in TOPICS if any(name in text for name in starter_words.topic_names(language, topic))}
    return frozenset(named | (template.slots() & set(FACT_SLOTS)))


def opening(template: Template, kind: str) -> str:
    """The first sentence of a text, its greeting left out and its slots open."""
    body = template.body.partition("\n\n")[2] if kind in EMAILS else template.body
    return _SENTENCE.split(body, maxsplit=1)[0].strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each slot replaced, once and literally: a brace or a slot inside a value stays what it is.

    Where a value itself ends a sentence ("Meyer & Co."), the template's full stop after it is dropped. A slot at the
    beginning of a sentence gives it a capital letter.
    """

    def value_of(match: re.Match[str]) -> str:
        value = values[match[1]]
        if match[1] in SECTOR_SLOTS and _BEGINS.search(text[: match.start()]):
            value = value[:1].upper() + value[1:]
        return value if value.endswith((".", "!", "?")) else value + match[2]

    return _SLOT_AND_STOP.sub(value_of, text)


def open_again(text: str, values: Mapping[str, str]) -> str:
    """The reverse of ``fill``: each value that stands in the text becomes its slot, long ones first."""
    text = text.translate(_NO_BRACES)
    for slot, value in sorted(values.items(), key=lambda pair: -len(pair[1])):
        if len(value) > 1 or slot in ("rating", "reviews"):
            text = re.sub(rf"(?<![\w{{]){re.escape(value)}(?![\w}}])", f"{{{slot}}}", text)
    return text


_BEGINS = re.compile(r"(^|[.!?:]\s+|\n)$")
_NO_BRACES = str.maketrans("", "", "{}")


def _needed(kind: str) -> set[str]:
    if kind in (Kind.REPLY, Kind.PERSONA):
        return set()
    return {"offer"} if kind == Kind.FOLLOW_UP else {"company", "offer"}


def _fault_of_facts(template: Template, controls: Controls) -> str:
    spoken = facts_in(template, controls.language)
    hinted = {topic for topic in TOPICS if starter_words.is_hinted(controls.language, topic, template.body)}
    if strange := sorted((spoken | hinted) - set(controls.have)):
        return f"it speaks of {', '.join(strange)}, which the brief does not have"
    if controls.mention != "any" and controls.mention not in spoken:
        return f"it does not mention the {controls.mention}"
    if controls.have and not spoken and controls.kind != Kind.REPLY:
        return "it uses none of the known facts"
    return ""
