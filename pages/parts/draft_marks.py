"""The text of a draft with the number of its claim behind each sentence that states something."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from agents.email import mime
from agents.grounding.sentences import sentences
from graph.claims import Claim
from pages.parts import words
from storage.records import About, Message

# Unicode's noncharacters: they stand for nothing, so no text can hold one that means anything to its reader.
_BEGIN, _TELL, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_ANY_MARK = dict.fromkeys(range(64976, 65008))
_MARKED = re.compile(f"{_BEGIN}(\\d+){_TELL}(.*?){_END}", re.DOTALL)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LOOKS = {
    "open": "background:#fde8e6;border-bottom:2px solid #b3261e",
    "kept": "border-bottom:2px dashed #9a6700",
    About.LEAD: "border-bottom:1px dotted #1f6f54",
    About.US: "border-bottom:1px dotted #57606a",
    About.NEITHER: "",
}
SAYS = {
    "open": "nothing supports it",
    "kept": "kept on a person's word",
    About.LEAD: "about them",
    About.US: "about us",
    About.NEITHER: "neither",
}


def email_html(message: Message, claims: Sequence[Claim]) -> str:
    """The HTML part of an e-mail, its claims marked; without claims it is exactly what the reader gets."""
    if not claims:
        return mime.html_text(message)
    body = _with_marks(message.body.translate(_ANY_MARK), claims)
    return _shown(mime.html_text(replace(message, body=body)), claims)


def post_html(body: str, claims: Sequence[Claim]) -> str:
    """A post as HTML, its claims marked."""
    marked = html.escape(_with_marks(body.translate(_ANY_MARK), claims)).replace("\n", "<br>\n")
    return f"<div>{_shown(marked, claims)}</div>"


def subject_markdown(subject: str, claims: Sequence[Claim]) -> str:
    """A subject as Markdown, the numbers of its claims behind it."""
    told = sentences(subject)
    numbers = [(claim, str(claim.number).translate(_SUPERSCRIPT)) for claim in claims if claim.sentence.text in told]
    marks = " ".join(f":red[{number}]" if claim.is_open else number for claim, number in numbers)
    return f"{words.plain(subject)} {marks}".strip()


def state(claim: Claim) -> str:
    """What a claim's look depends on: a key of ``LOOKS``."""
    return "open" if claim.is_open else "kept" if claim.override else claim.sentence.about


def _with_marks(text: str, claims: Sequence[Claim]) -> str:
    numbers = {claim.sentence.text.translate(_ANY_MARK): claim.number for claim in claims}
    return "\n".join(_line_with_marks(line, numbers) for line in text.splitlines())


def _line_with_marks(line: str, numbers: dict[str, int]) -> str:
    marked, at = "", 0
    for sentence in sentences(line):
        begin = line.find(sentence, at)
        end = begin + len(sentence)
        number = numbers.get(sentence)
        shown = f"{_BEGIN}{number}{_TELL}{sentence}{_END}" if number else sentence
        marked, at = f"{marked}{line[at:begin]}{shown}", end
    return marked + line[at:]


def _shown(marked: str, claims: Sequence[Claim]) -> str:
    """The marks of an escaped text as HTML of ours."""
    by_number = {claim.number: claim for claim in claims}

    def mark(match: re.Match[str]) -> str:
        kind = state(by_number[int(match[1])])
        return (
            f'<span style="{LOOKS[kind]}" title="{html.escape(SAYS[kind])}">{match[2]}</span>'
            f'<sup style="font-size:11px;color:{"#b3261e" if kind == "open" else "#57606a"}">{match[1]}</sup>'
        )

    return _MARKED.sub(mark, marked)
