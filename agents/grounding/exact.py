"""What must stand in the grounds exactly: figures, names, links, and words between quotation marks."""

import re

from agents.grounding.case import Case, is_talk
from agents.grounding.evidence import Known
from agents.grounding.figures import figures, links
from agents.grounding.letters import letters
from agents.grounding.proper import strange_names
from agents.grounding.words import fold, split

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
    own = " ".join(fold(text) for text in known.grounds.brief())
    for link in links(case.text):
        if fold(link) not in own:
            case.faults.append(("link", link))


def people(case: Case, known: Known) -> None:
    """Fault names of people, places and companies that nothing known holds."""
    strange = strange_names(case.text, known, known.grounds.language, case.is_frame)
    if strange:
        case.faults.append(("name", " ".join(strange)))


def numbers(case: Case, known: Known) -> None:
    """Fault every number that is not in the grounds with this unit and role; a few minutes for a talk are none."""
    listed = _LISTED.match(case.text)
    for figure in figures(case.text):
        if listed and figure.start < listed.end():
            continue
        quotes = known.numbers.get((figure.value, figure.unit))
        if figure.role == "scale" or _is_small_time(case, figure.text, figure.start):
            continue
        if quotes is None or not _has_role(figure.role, figure.value, known):
            case.faults.append(("number", figure.text))
        case.support += quotes or []
    if case.speaks_to or case.speaks_of_us:
        _counts(case, known)


def _is_small_time(case: Case, text: str, start: int) -> bool:
    if case.states:
        return False
    after = case.text[start + len(text) :]
    return bool(_SMALL_TIME.match(after)) or (text == "24" and not case.speaks_to and bool(_HOURS.match(after)))


def _has_role(role: str, value: str, known: Known) -> bool:
    """Whether a rating is the rating and a number of reviews that of the reviews, where the evidence says which."""
    said = {f.value for quote in known.grounds.evidence if quote.field == role_field(role) for f in figures(quote.text)}
    return not said or value in said


def role_field(role: str) -> str:
    """The field of a business that a figure's role is about."""
    return {"rating": "rating", "reviews": "reviews"}.get(role, "-")


def _counts(case: Case, known: Known) -> None:
    """Numbers in words before what a business counts: "three branches"."""
    letter = letters(known.grounds.language)
    things = {hit.start for hit in letter.lists["counted"].find(case.rest.words)}
    for hit in letter.lists["counts"].find(case.rest.words):
        after = range(hit.end, min(hit.end + 2, len(case.rest.words)))
        word = case.rest.words[hit.start]
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
