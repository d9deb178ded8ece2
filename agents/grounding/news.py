"""Changes, troubles, dates and extremes: what only the evidence's own words can support."""

from agents.grounding.case import Case
from agents.grounding.clauses import Clause, Does, signs
from agents.grounding.days import WEEKEND, day_of
from agents.grounding.evidence import Known
from agents.grounding.kin import kin
from agents.grounding.lexicon import Hit, lexicon

DEFINITE = frozenset(
    (
        "the", "der", "die", "das", "den", "dem", "des", "beim", "zum", "zur", "vom", "el", "la", "los", "las", "del",
        "al",
    )
)  # fmt: skip


def news(case: Case, clause: Clause, known: Known, supported: set[int]) -> None:
    """Changes, troubles, dates and extremes must be said by the evidence in the same words: no likeness helps."""
    language = known.grounds.language
    for hit in signs(language)["news"].find(case.rest.words):
        if not clause.start <= hit.start < clause.end or supported.issuperset(range(hit.start, hit.end)):
            continue
        if is_hours(case, clause, hit.start) or _is_weekend(case, hit, known):
            continue
        told = [word for word in case.rest.words[hit.start : hit.end] if word not in lexicon(language).stop]
        if not all(known.evidences(word) or word in known.brief_words for word in told):
            case.faults.append(("thing", " ".join(case.rest.words[hit.start : hit.end])))


def presumed(case: Case, known: Known, supported: set[int]) -> None:
    """Troubles and changes that a question or a wish takes for granted: "Did the flood do damage?"."""
    language, words = known.grounds.language, case.rest.words
    seasons = {hit.start for hit in signs(language)["seasons"].find(words)}
    for clause in (one for one in case.clauses if one.does is Does.OPEN):
        for hit in signs(language)["news"].find(words):
            is_inside = clause.start < hit.start < clause.end and hit.start not in seasons | supported
            if is_inside and words[hit.start - 1] in DEFINITE and not known.evidences(words[hit.start]):
                case.faults.append(("thing", words[hit.start]))


def stands_first(name: str, case: Case, language: str) -> bool:
    return next((True for hit in signs(language)[name].find(case.rest.words) if hit.start == 0), False)


def _is_weekend(case: Case, hit: Hit, known: Known) -> bool:
    """Whether "at weekends" is said rightly: open, or closed, on both days or on one of them."""
    words = case.rest.words
    if WEEKEND.isdisjoint(words[hit.start : hit.end]):
        return False
    is_open = not known.opened.isdisjoint((5, 6))
    is_closed = any(not kin("closed").isdisjoint(kin(word)) for word in words)
    return bool(known.opened) and is_open != is_closed


def is_hours(case: Case, clause: Clause, place: int) -> bool:
    """Whether a word of opening or closing stands beside a day or an hour, so that it tells no news."""
    if (kin("open") | kin("closed")).isdisjoint(kin(case.rest.words[place])):
        return False
    inside = case.rest.words[clause.start : clause.end]
    return any(day_of(word) is not None or word.isdigit() or word in WEEKEND for word in inside)
