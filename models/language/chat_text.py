"""A chat model's text: taken out of its JSON, checked against its brief, and signed in the draft's language."""

import re
from dataclasses import dataclass

from models.language import links
from models.language.pieces import WritingBrief
from models.language.prompt import object_in
from models.language.starter_brief import Kind
from models.language.starter_text import POST_LIMIT, keys_of
from storage.records import LANGUAGES

MOST = {
    Kind.FIRST: 1500,
    Kind.FOLLOW_UP: 1000,
    Kind.REPLY: 1000,
    Kind.SHORT_POST: POST_LIMIT,
    Kind.LONG_POST: 1500,
    Kind.LANDING: 2000,
    Kind.PERSONA: 600,
}
"""Characters of a body, the signature not counted."""

MOST_OF_SUBJECT = 120
CLOSINGS = {
    "en": ("Kind regards,", "Best wishes,"),
    "de": ("Mit freundlichen Grüßen", "Viele Grüße"),
    "es": ("Un cordial saludo,", "Un saludo,"),
}
"""The words before a signature by language: in a formal text, and in any other."""

_PLACEHOLDER = re.compile(r"[{}]|\[[^\]\n]{1,40}\]|<[^>\n]{1,40}>|\blorem ipsum\b|\bTBD\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|warmest|friendly) (?:regards|wishes)|regards|best|cheers|sincerely"
    r"|yours (?:sincerely|faithfully|truly)|(?:mit )?(?:freundlich|best|herzlich|lieb|viel|schön)\w* grü(?:ß|ss)en?"
    r"|un (?:cordial )?saludo|saludos(?: cordiales)?|(?:muy )?(?:atentamente|cordialmente))[,.!]?",
    re.IGNORECASE,
)
_COMMON_WORDS = {
    "en": frozenset(
        ("the", "and", "you", "your", "we", "with", "for", "that", "is", "are", "of", "to", "would", "can", "it")
    ),
    "de": frozenset(
        (
            "und",
            "der",
            "das",
            "sie",
            "ihr",
            "ihre",
            "ihnen",
            "wir",
            "mit",
            "für",
            "nicht",
            "ist",
            "ein",
            "eine",
            "zu",
            "den",
            "auch",
            "bei",
        )
    ),
    "es": frozenset(
        (
            "y",
            "el",
            "la",
            "los",
            "las",
            "que",
            "de",
            "con",
            "para",
            "su",
            "sus",
            "nos",
            "una",
            "es",
            "en",
            "por",
            "le",
            "les",
            "vosotros",
        )
    ),
}
_FEWEST_COMMON = 4


@dataclass(frozen=True)
class Text:
    """Subject and body as the model gave them, tidied; posts and personas have no subject."""

    subject: str
    body: str


def take(answer: str, brief: WritingBrief) -> Text | None:
    """The text in an answer; None where it is not the JSON that the brief's kind asks for, or has an empty value."""
    found = object_in(answer)
    if found is None or set(found) != set(keys_of(brief.kind)):
        return None
    if not all(isinstance(value, str) and value.strip() for value in found.values()):
        return None
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in found["body"].splitlines())).strip()
    return Text(" ".join(found.get("subject", "").split()), _unsigned(body, brief))


def fault(text: Text | None, brief: WritingBrief) -> str:
    """What is wrong with a text in one phrase, "" where nothing is."""
    if text is None:
        return "the format is broken"
    whole = f"{text.subject}\n{text.body}"
    if not text.body:
        return "it holds nothing but a signature"
    if found := _PLACEHOLDER.search(whole):
        return f"a placeholder is left over ({found[0]})"
    if link := next((one for one in links.unknown(whole, _said(brief)) if not links.is_telephone(one)), ""):
        return f"it holds an address that nobody asked for ({link[:60]})"
    most = MOST[Kind(brief.kind)]
    if len(text.body) > most or len(text.subject) > MOST_OF_SUBJECT:
        return f"it is longer than {most:,} characters" if len(text.body) > most else "the subject is too long"
    if other := _other_language(whole, brief.language):
        return f"it is written in {LANGUAGES[other]}, not in {LANGUAGES[brief.language]}"
    if brief.before_body and (text.subject, text.body) == (brief.before_subject, _unsigned(brief.before_body, brief)):
        return "nothing changed"
    return ""


def signed(body: str, brief: WritingBrief) -> str:
    """The body with closing words, name and company, in the draft's language and tone."""
    closing = CLOSINGS[brief.language][0 if brief.tone == "formal" else 1]
    return f"{body}\n\n{closing}\n{brief.facts['sender']}\n{brief.facts['sender_company']}"


def _unsigned(body: str, brief: WritingBrief) -> str:
    """The body without a signature that the model wrote although it was told not to."""
    ours = {brief.facts.get("sender", ""), brief.facts.get("sender_company", "")}
    names = {name.casefold() for name in (*ours, ", ".join(sorted(ours)))}
    lines = body.splitlines()
    while lines and (_CLOSING.fullmatch(lines[-1].strip()) or lines[-1].strip(" ,–-").casefold() in names | {""}):
        lines.pop()
    return "\n".join(lines)


def _said(brief: WritingBrief) -> list[str]:
    """The names and the offer, which a text has to say even where one of them looks like an address."""
    return [brief.facts.get(slot, "") for slot in ("company", "offer", "sender_company")]


def _other_language(text: str, wanted: str) -> str:
    """The code of another language whose commonest words clearly outnumber those of the wanted one, "" for none."""
    words = re.findall(r"\w+", text.casefold())
    counts = {code: sum(word in common for word in words) for code, common in _COMMON_WORDS.items()}
    likely = max(counts, key=lambda code: counts[code])
    return likely if counts[likely] >= _FEWEST_COMMON and counts[likely] > 2 * counts[wanted] else ""
