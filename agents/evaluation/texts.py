"""A text as the measures see it: its words, its sentences, its opening, and without the names that were filled in."""

import re
from collections.abc import Iterable

from models.language.pieces import WritingBrief
from models.language.starter_brief import EMAILS

NAME = "◊"
"""Stands where a name or a fact of the brief stood."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"(?<=[.!?…])[\"”“’»)]*\s+(?=[\"“„«(¿¡]*[A-ZÄÖÜÁÉÍÓÚÑ◊\d])|\n+")
_SHORT_FORM = re.compile(r"(?:\b(?:z|B|u|a|d|h|e|g|Dr|Mr|Mrs|St|Sr|Sra|bzw|ca|inkl|No|Nr|approx)\.)$")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences in order; a line's end ends a sentence."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if "\n" not in end[0] and _SHORT_FORM.search(text[start : end.start()]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [one for one in (*found, text[start:].strip()) if one]


def unsigned(body: str, brief: WritingBrief) -> str:
    """An e-mail's body without its closing words, name and company; other texts as they are."""
    if brief.kind not in EMAILS:
        return body
    tail = f"\n{brief.facts['sender']}\n{brief.facts['sender_company']}"
    if not body.endswith(tail):
        return body
    return body.removesuffix(tail).rpartition("\n\n")[0]


def greeting(body: str, brief: WritingBrief) -> str:
    """The first line of an e-mail where it is a greeting, "" where it is none or the text is no e-mail."""
    first = body.partition("\n")[0].strip()
    return first if brief.kind in EMAILS and len(words(first)) <= 12 and first.endswith((",", ":", "!")) else ""


def core(body: str, brief: WritingBrief) -> str:
    """The body without greeting and signature."""
    return unsigned(body, brief).removeprefix(greeting(body, brief)).strip()


def opening(body: str, brief: WritingBrief) -> str:
    """The first sentence after the greeting."""
    told = sentences(core(body, brief))
    return told[0] if told else ""


def ending(body: str, brief: WritingBrief) -> str:
    """The last sentence before the closing words."""
    told = sentences(core(body, brief))
    return told[-1] if told else ""


def masked(text: str, values: Iterable[str], by: str = NAME) -> str:
    """The text with each of the values replaced, long ones first, whatever their case."""
    for value in sorted({one.strip(" .;,!") for one in values if len(one) > 1}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", by, text, flags=re.IGNORECASE)
    return text


def without_facts(text: str, brief: WritingBrief, by: str = NAME) -> str:
    """The text as its writer chose the words: what was filled in from the brief is masked."""
    return masked(text, brief.facts.values(), by)
