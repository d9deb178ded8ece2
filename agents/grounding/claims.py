"""Claims that need the evidence or the offer: topics and things, promises, superlatives, and plain statements."""

import re

from agents.grounding.case import LEAD, OURS, TOWN, Case, is_ours, statements
from agents.grounding.evidence import Known, akin
from agents.grounding.letters import Letters, concepts
from agents.grounding.lexicon import lexicon
from agents.grounding.words import fold
from models.language.starter_brief import TOPICS

SHORTEST_CONTENT = 4
_NOUN = re.compile(r"\b[A-ZÄÖÜ][\w]*")
_TOWNS = frozenset(
    (
        "town", "city", "county", "region", "country", "area", "stadt", "ort", "land", "umgebung", "ciudad", "pueblo",
        "provincia", "comarca", "pais", "zona", TOWN,
    )
)  # fmt: skip
_FORM = 6
_ARTICLES = frozenset(("the", "der", "die", "das", "den", "dem", "el", "la", "los", "las"))
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_CLAIMS = ("contact", "promise", "result", "reference", "superlative", "trend")


def topics(case: Case, known: Known) -> None:
    """Fault topics and things said of the reader that the grounds have nowhere; keep the quotes of those they have."""
    language = known.grounds.language
    for concept, places in concepts(case.rest, language, in_letter=True).items():
        if concept in known.concepts or (concept in WEEKDAYS and not case.states) or is_ours(case):
            continue
        is_about_lead = case.speaks_to or _is_definite(concept, case, places, known)
        if is_about_lead and not all(known.evidences(case.rest.words[place]) for place in places):
            case.faults.append(("thing", " ".join(case.rest.words[min(places) : max(places) + 1])))
    if case.speaks_to:
        for concept in concepts(case.rest, language, in_letter=False):
            case.support += known.concepts.get(concept, [])


def _is_definite(concept: str, case: Case, places: set[int], known: Known) -> bool:
    """Whether a text about the lead speaks of "the terrace" although nobody is addressed, as in a post."""
    if concept not in TOPICS or (known.grounds.language != "en" and TOWN not in case.rest.words):
        return False
    first = min(places)
    return first > 0 and case.rest.words[first - 1] in _ARTICLES


def claims(case: Case, known: Known, letter: Letters) -> None:
    """Visits, results, references, promises, superlatives and trends: claims that need their words in the grounds."""
    supported = _supported(case, known)
    for kind in _CLAIMS:
        if kind not in ("promise", "trend") and not (case.speaks_to or case.speaks_of_us or _names_place(case, known)):
            continue
        if kind == "contact" and known.grounds.is_reply:
            continue
        for hit in letter.lists[kind].find(case.rest.words):
            shown = case.rest.words[hit.start : hit.end]
            content = [word for word in shown if _is_content(word, known.grounds.language)] or list(shown)
            if kind == "superlative" and not (LEAD in case.rest.words or _names_place(case, known)):
                continue
            if kind == "reference" and supported.issuperset(range(hit.start, hit.end)):
                continue
            if kind == "contact" or not all(_carried(word, known, kind) for word in content):
                case.faults.append((kind, " ".join(shown)))


def _supported(case: Case, known: Known) -> set[int]:
    """The places of words that speak of a topic or thing which the grounds have too."""
    found = concepts(case.rest, known.grounds.language, in_letter=False)
    return {place for concept, places in found.items() if concept in known.concepts for place in places}


def _carried(word: str, known: Known, kind: str) -> bool:
    if kind in ("promise", "result", "reference") and any(akin(word, one) for one in known.offer_words):
        return True
    if kind == "superlative":
        return any(word[:_FORM] == one[:_FORM] for one in known.words)
    if kind == "trend":
        return word in known.words or word in known.brief_words
    return kind == "reference" and known.carries(word) is not None


def _names_place(case: Case, known: Known) -> bool:
    labels = {fold(label) for label in known.grounds.label_words}
    return not (_TOWNS | labels).isdisjoint(case.rest.words)


def content(case: Case, known: Known, letter: Letters) -> None:
    """What a plain statement about the reader holds beyond common words, and nothing known carries."""
    if not case.states:
        return
    starts = statements(case, letter, known.grounds.language)
    clauses = {case.rest.clauses[start] for start in starts}
    is_german = known.grounds.language == "de"
    nouns = {fold(word) for word in _NOUN.findall(case.text) if not case.text.startswith(word)}
    supported = _supported(case, known)
    idle = {
        place
        for name in ("free", "states", "states_of_one", "you", "we")
        for hit in letter.lists[name].find(case.rest.words)
        for place in range(hit.start, hit.end)
    }
    for place, word in enumerate(case.rest.words):
        if case.rest.clauses[place] not in clauses or (place < min(starts) and not is_german):
            continue
        if place in supported or place in idle or not _is_content(word, known.grounds.language):
            continue
        if is_german and word not in nouns:
            continue
        quotes = known.carries(word)
        if quotes is None:
            case.doubtful.append(word)
        else:
            case.support += quotes


def _is_content(word: str, language: str) -> bool:
    return (
        len(word) >= SHORTEST_CONTENT
        and word not in (LEAD, OURS, TOWN)
        and not word.isdigit()
        and word not in lexicon(language).stop
    )
