"""Whether a text has the form that its kind asks for, and a length that a reader of that kind expects."""

import re

from agents.evaluation.texts import core, greeting, opening, words
from models.language.pieces import WritingBrief
from models.language.starter_brief import EMAILS, POSTS, Kind
from models.language.starter_text import POST_LIMIT

BANDS = {
    Kind.FIRST: (25, 150),
    Kind.FOLLOW_UP: (20, 120),
    Kind.REPLY: (10, 110),
    Kind.SHORT_POST: (8, 50),
    Kind.LONG_POST: (30, 170),
    Kind.LANDING: (30, 220),
    Kind.PERSONA: (8, 90),
}
"""Fewest and most words of a text by kind, without greeting, closing words and signature. Our own judgement of what a
busy reader takes for a text of that kind; the platforms' limits of characters go beside it."""

LONGEST_SUBJECT = 120

_EARLIER = re.compile(
    r"\b(wrote|written|write again|earlier|last|letter|note|message|mail|e-?mail|again|follow\w*|heard|remind\w*|before"
    r"|previous|once more|back|first lines?|lines|geschrieben|schrieb|letzte\w*|neulich|nochmals?|noch einmal|wieder"
    r"|zeilen|nachricht|brief|melde|erinner\w*|nachhaken|früher\w*|anfrage|post|zurück|escrib\w*|escrit\w*|anterior\w*"
    r"|correo|mensaje|carta|vuelvo|volver|volvemos|recorda\w*|recuerd\w*|hace unos|de nuevo|otra vez|última?|líneas"
    r"|retom\w*|insist\w*|mandé|envié|enviamos"
    r"|second|round two|encore|i asked|silence|inbox|still (no|be|so|sky|love)|another little|decided"
    r"|schreiben|nachfrage|frage (ich )?(freundlich |vorsichtig )?nach|zweite\w*|schweigen|stille|postfach|rückmeldung"
    r"|noch (keine|nichts|habe ich nichts|offen|aus|immer)|steht noch|noch nicht|ihre antwort (fehlt|warte)"
    r"|keine antwort|zugabe"
    r"|segund[ao]s?|respuesta|noticias|nuevamente|reitere\w*|silencio|buzón|sigo|sigue|seguimos|contestado)\b",
    re.IGNORECASE,
)
_POINT = re.compile(r"^\s*(?:[•*–-]|\d+[.)])\s", re.MULTILINE)


def fault_of_form(subject: str, body: str, brief: WritingBrief) -> str:
    """What keeps a text from being of its kind in one phrase, "" where nothing does."""
    if brief.kind in EMAILS:
        return _fault_of_mail(subject, body, brief)
    if brief.kind == Kind.LANDING:
        if not subject.strip():
            return "a page without a headline"
        is_page = bool(_POINT.search(body)) or body.count("\n\n") >= 1
        return "" if is_page else "a page of a single paragraph"
    if subject.strip():
        return "a subject where none belongs"
    if _is_signed(body, brief):
        return "a signature where none belongs"
    if brief.kind == Kind.SHORT_POST and len(body) > POST_LIMIT:
        return f"a short post of more than {POST_LIMIT} characters"
    return "a post that greets like a letter" if brief.kind in POSTS and _greets(body) else ""


def _fault_of_mail(subject: str, body: str, brief: WritingBrief) -> str:
    if not subject.strip() or len(subject) > LONGEST_SUBJECT or "\n" in subject:
        return "an e-mail without a usable subject"
    if not greeting(body, brief):
        return "an e-mail without a greeting"
    if not _is_signed(body, brief):
        return "an e-mail without a signature"
    if brief.kind == Kind.FOLLOW_UP and not _EARLIER.search(f"{subject}\n{opening(body, brief)}"):
        return "a follow-up that does not say that it is one"
    return ""


def fault_of_length(body: str, brief: WritingBrief) -> str:
    """How a text leaves the band of its kind, "" where it does not."""
    fewest, most = BANDS[Kind(brief.kind)]
    count = len(words(core(body, brief)))
    if fewest <= count <= most:
        return ""
    return f"{count} words where {fewest} to {most} are usual"


def _is_signed(body: str, brief: WritingBrief) -> bool:
    return body.rstrip().endswith(f"{brief.facts['sender']}\n{brief.facts['sender_company']}")


def _greets(body: str) -> bool:
    first = body.partition("\n")[0].strip()
    return "\n" in body.strip() and len(words(first)) <= 6 and first.endswith((",", ":"))
