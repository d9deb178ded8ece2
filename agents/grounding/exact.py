"""What must stand in the grounds exactly: figures, names, links, and words between quotation marks."""

import re

from agents.grounding.case import Case, is_talk
from agents.grounding.evidence import Known
from agents.grounding.figures import figures
from agents.grounding.letters import letters
from agents.grounding.numerals import value
from agents.grounding.proper import strange_names
from agents.grounding.statements import is_claim_of_us
from agents.grounding.words import fold, split
from models.language import links

_SMALL_TIME = re.compile(
    r"\s*-?\s*(?:minute|minuten|minuto|min\b|word|wort|worte|line|zeile|línea|sentence|question|frage|sätze)",
    re.IGNORECASE,
)
_CITED = re.compile(r"[“„«\"]([^“”„«»\"]{3,300})[”“»\"]")
_HOURS = re.compile(r"\s*(?:hours|stunden|horas)", re.IGNORECASE)
_CITED_WORDS = 4
_LISTED = re.compile(r"^\s*\d{1,2}[.)]\s")


def addresses(case: Case, known: Known) -> None:
    """Fault every link, e-mail address and telephone number that the brief does not have."""
    case.faults += [("link", link) for link in links.unknown(case.text, known.grounds.brief())]


def people(case: Case, known: Known) -> None:
    """Fault names of people, places and companies that nothing known holds."""
    strange = strange_names(case.text, known, known.grounds.language, case.is_greeting)
    if strange:
        case.faults.append(("name", " ".join(strange)))


def numbers(case: Case, known: Known) -> None:
    """Fault every number that is not in the grounds with this unit and role; a few minutes for a talk are none.

    What is said of us needs the number in the offer or the brief: a lead's figures are not ours.
    """
    listed = _LISTED.match(case.text)
    of_us = is_claim_of_us(case, known.grounds.language)
    for figure in figures(case.text):
        if listed and figure.start < listed.end():
            continue
        if figure.role == "scale" or _is_small_time(case, figure.text, figure.start):
            continue
        quotes = known.figure(figure, of_us)
        if quotes is None:
            case.faults.append(("number", figure.text))
        case.support += quotes or []
    if case.speaks_to or case.speaks_of_us:
        _counts(case, known)


def _is_small_time(case: Case, text: str, start: int) -> bool:
    if case.states:
        return False
    after = case.text[start + len(text) :]
    return bool(_SMALL_TIME.match(after)) or (text == "24" and not case.speaks_to and bool(_HOURS.match(after)))


def _counts(case: Case, known: Known) -> None:
    """Numbers in words before what a business counts: "three branches"."""
    letter = letters(known.grounds.language)
    things = {hit.start for hit in letter.lists["counted"].find(case.rest.words)}
    for hit in letter.lists["counts"].find(case.rest.words):
        after = range(hit.end, min(hit.end + 2, len(case.rest.words)))
        word = case.rest.words[hit.start]
        number = value(word, known.grounds.language) or 0
        if known.counts(number, of_us=False) or known.counts_days(number):
            continue
        if things.intersection(after) and known.carries(word) is None and not is_talk(case):
            case.faults.append(("number", " ".join(case.rest.words[hit.start : max(things.intersection(after)) + 1])))


def citations(case: Case, known: Known) -> None:
    """Fault words between quotation marks that are said to be the reader's and stand nowhere in the evidence."""
    own = [fold(text) for text, _ in known.lines] + [fold(text) for text in known.grounds.brief()]
    if not letters(known.grounds.language).has("you", split(_CITED.sub(" ", case.text))):
        own = [fold(case.text)]
    for cited in _CITED.findall(case.text):
        inside = fold(cited).strip(" .!,")
        carried = next((quote for text, quote in known.lines if inside in fold(text)), None)
        if carried is not None:
            case.support.append(carried)
        elif len(inside.split()) >= _CITED_WORDS and not any(inside in text for text in own):
            case.faults.append(("citation", cited))
