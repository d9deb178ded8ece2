"""Claims known by their words: topics and things, promises, results, references, superlatives and trends."""

from agents.grounding.case import Case, is_ours
from agents.grounding.clauses import Does, signs
from agents.grounding.conflicts import refuses
from agents.grounding.content import is_content
from agents.grounding.days import day_of
from agents.grounding.evidence import Known
from agents.grounding.letters import Letters, concepts
from agents.grounding.likeness import akin
from agents.grounding.words import LEAD, OFFER, OURS, TOWN, fold
from models.language.starter_brief import TOPICS

_TOWNS = frozenset(
    (
        "town", "city", "county", "region", "country", "area", "stadt", "ort", "land", "umgebung", "ciudad", "pueblo",
        "provincia", "comarca", "pais", "zona", TOWN,
    )
)  # fmt: skip
_FORM = 6
_ALWAYS = frozenset(("always", "every", "immer", "stets", "jede", "jeder", "siempre", "todas", "todos"))
_THANKED_WORDS = 4
_ARTICLES = frozenset(("the", "der", "die", "das", "den", "dem", "el", "la", "los", "las"))
WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_CLAIMS = ("contact", "promise", "result", "reference", "superlative", "trend")


def topics(case: Case, known: Known) -> None:
    """Fault topics and things said of the reader that the grounds have nowhere; keep the quotes of those they have."""
    language = known.grounds.language
    told = {n for one in case.clauses if one.does is Does.LEAD for n in range(one.start, one.end)}
    for concept, places in concepts(case.rest, language, in_letter=True).items():
        if concept in known.concepts or is_ours(case):
            continue
        if concept in WEEKDAYS and not case.states and told.isdisjoint(places):
            continue
        if concept in WEEKDAYS and day_of(case.rest.words[min(places)]) in known.opened | known.closed:
            continue
        is_about_lead = case.speaks_to or _is_definite(concept, case, places, known)
        told_words = [word for word in map(case.rest.words.__getitem__, places) if is_content(word, language)]
        if is_about_lead and not (told_words and all(_is_told(word, case, known) for word in told_words)):
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
    is_of_lead = {OURS, OFFER}.isdisjoint(case.rest.words) and not _speaks_for_us(case, known)
    thanks(case, known)
    for kind in _CLAIMS:
        if kind not in ("promise", "trend", "contact") and not (
            case.speaks_to or case.speaks_of_us or _names_place(case, known)
        ):
            continue
        if kind == "contact" and known.grounds.is_reply:
            continue
        for hit in letter.lists[kind].find(case.rest.words):
            shown = case.rest.words[hit.start : hit.end]
            content = [word for word in shown if is_content(word, known.grounds.language)] or list(shown)
            if kind == "superlative" and not (LEAD in case.rest.words or _names_place(case, known)):
                continue
            if kind == "promise" and is_of_lead and _is_granted(content, case, known):
                continue
            if kind == "contact" and _is_proposed(case, hit.start, known.grounds.language):
                continue
            if kind == "reference" and supported.issuperset(range(hit.start, hit.end)):
                continue
            if kind == "contact" or not all(_carried(word, known, kind) for word in content):
                case.faults.append((kind, " ".join(shown)))


def thanks(case: Case, known: Known) -> None:
    """Fault thanks for what only somebody we have met can have done, unless the lead wrote first."""
    found = signs(known.grounds.language)
    if known.grounds.is_reply:
        return
    for hit in found["thanks"].find(case.rest.words):
        after = case.rest.words[hit.end : hit.end + _THANKED_WORDS]
        if after and not any(True for _ in found["thanked"].find(after)):
            case.faults.append(("contact", " ".join(case.rest.words[hit.start : hit.end + _THANKED_WORDS])))


def _speaks_for_us(case: Case, known: Known) -> bool:
    return any(True for name in ("we", "ours") for _ in signs(known.grounds.language)[name].find(case.rest.words))


def _is_told(word: str, case: Case, known: Known) -> bool:
    return known.evidences(word) or (known.denies(word) and refuses(case, known.grounds.language))


def _is_granted(content: list[str], case: Case, known: Known) -> bool:
    """Whether the lead itself grants what is promised, and for something that the sentence names."""
    words, language = case.rest.words, known.grounds.language
    if not _ALWAYS.isdisjoint(words) or not all(known.evidences(word) for word in content):
        return False
    quotes = [quote for word in content for quote in known.carries(word) or ()]
    others = (word for word in words if is_content(word, language) and word not in content)
    return any(quote in quotes for word in others for quote in known.carries(word) or ())


def _is_proposed(case: Case, place: int, language: str) -> bool:
    """Whether a Spanish "hablamos" follows an invitation, so that it is no past: "Dígame cuándo y hablamos"."""
    words = case.rest.words
    if language != "es" or not words[place].endswith(("amos", "emos", "imos")):
        return False
    before = words[:place]
    return before[:1] == ("si",) or any(True for _ in signs(language)["asks"].find(before))


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
