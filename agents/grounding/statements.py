"""What a sentence states: of the lead only what the evidence carries, of us only what the offer and the brief say."""

from agents.grounding.case import Case, is_talk
from agents.grounding.clauses import Clause, Does, clauses, signs
from agents.grounding.conflicts import refuses
from agents.grounding.content import content_places, is_content
from agents.grounding.counted import counted
from agents.grounding.denials import denied
from agents.grounding.evidence import Known
from agents.grounding.letters import concepts, letters
from agents.grounding.lexicon import lexicon
from agents.grounding.news import DEFINITE, is_hours, news, presumed, stands_first
from agents.grounding.numerals import numerals
from agents.grounding.ordinary import is_ordinary
from agents.grounding.words import OFFER, OURS, TOKENS, fold

_MOST_OF_A_THING = 3
_WORDS_OF_OFFER = 4


def part(case: Case, known: Known) -> None:
    """Find the clauses of a sentence and what each does."""
    own = frozenset(fold(label) for label in (known.grounds.sector, *known.grounds.label_words))
    language = known.grounds.language
    offer = (word for word in known.offer_heads if is_content(word, language) and word not in known.words)
    case.offer = frozenset(offer)
    found = clauses(case.rest, case.text, language, own, case.offer)
    case.clauses = [_as_theirs(clause, case, known) for clause in found]


def _as_theirs(clause: Clause, case: Case, known: Known) -> Clause:
    """A clause of nobody becomes one of the lead where its subject is a thing that their pages name: "the carp"."""
    article, subject = (*case.rest.words[clause.start : clause.end], "", "")[:2]
    if clause.does is not Does.GENERAL or article not in DEFINITE or subject not in known.words:
        return clause
    labels = {fold(label) for label in known.grounds.label_words}
    language = known.grounds.language
    if subject in labels or not is_content(subject, language) or is_ordinary(subject, language, of_us=True):
        return clause
    return Clause(Does.LEAD, clause.start, clause.end)


def is_claim_of_us(case: Case, language: str) -> bool:
    """Whether a sentence states something of the sender's company and nothing of the lead."""
    told = [clause for clause in case.clauses if clause.does is Does.US and _is_ours(case, clause, language)]
    return bool(told) and all(clause.does is not Does.LEAD for clause in case.clauses)


def statements(case: Case, known: Known) -> None:
    """Fault what each clause states and nothing known carries; what only meaning may carry is left as doubtful."""
    supported = _supported(case, known)
    presumed(case, known, supported)
    wonders = is_talk(case) and stands_first("wonders", case, known.grounds.language)
    for clause in case.clauses:
        if clause.does in (Does.LEAD, Does.NEARBY) or (wonders and clause.does is Does.OPEN):
            news(case, clause, known, supported)
        if clause.does is Does.LEAD:
            counted(case, clause, known, of_us=False)
            places = denied(case, clause, known)
            _content(case, clause, known, supported | places)
        elif clause.does is Does.US:
            _of_us(case, clause, known)
            if _is_ours(case, clause, known.grounds.language):
                counted(case, clause, known, of_us=True)
        if clause.does in (Does.OPEN, Does.US):
            _possessed(case, clause, known, supported)


def _content(case: Case, clause: Clause, known: Known, supported: set[int]) -> None:
    """Every word of a claim about the lead that is no ordinary one must be known, or the claim is doubtful."""
    idle = _idle(case, known.grounds.language)
    is_refused = refuses(case, known.grounds.language)
    for place in content_places(case.rest.words, clause.start, clause.end, known.grounds.language):
        word = case.rest.words[place]
        if place in supported or place in idle or is_hours(case, clause, place):
            continue
        quotes = known.carries(word)
        if quotes is not None:
            case.support += quotes
        elif not is_ordinary(word, known.grounds.language, of_us=False) and not (is_refused and known.denies(word)):
            case.doubtful.append(word)


def _of_us(case: Case, clause: Clause, known: Known) -> None:
    """Every word of a claim about us that is no ordinary one must stand in the offer or in the brief."""
    language = known.grounds.language
    if not _is_ours(case, clause, language):
        return
    strange = [
        case.rest.words[place]
        for place in content_places(case.rest.words, clause.start, clause.end, language)
        if not known.offers(case.rest.words[place]) and not is_ordinary(case.rest.words[place], language, of_us=True)
    ]
    if strange:
        case.faults.append(("ours", " ".join(strange)))
    elif _is_praised(case, clause, language) and not _stands("reader", case, clause, language):
        case.faults.append(("reference", " ".join(case.rest.words[clause.start : clause.end])))


def _is_praised(case: Case, clause: Clause, language: str) -> bool:
    """Whether a clause says that others work with us: "bakeries here already take their orders through us"."""
    if _stands("fans", case, clause, language):
        return True
    traders = [hit.start for hit in signs(language)["traders"].find(case.rest.words[clause.start : clause.end])]
    before = case.rest.words[clause.start : clause.start + min(traders, default=0)]
    if not traders or any(True for name in ("serving", "ours", "first") for _ in signs(language)[name].find(before)):
        return False
    return OURS not in before and OFFER not in before


def _is_ours(case: Case, clause: Clause, language: str) -> bool:
    """Whether a clause speaks of the sender's company, and not only of what the writer of the letter thinks."""
    told = case.rest.words[clause.start : clause.end]
    if not case.offer.isdisjoint(told[:_WORDS_OF_OFFER]):
        return True
    return any(_stands(name, case, clause, language) for name in ("ours", "we")) or OURS in told or OFFER in told


def _stands(name: str, case: Case, clause: Clause, language: str) -> bool:
    return any(clause.start <= hit.start < clause.end for hit in signs(language)[name].find(case.rest.words))


def _possessed(case: Case, clause: Clause, known: Known, supported: set[int]) -> None:
    """What a clause that states nothing of the lead takes for granted as theirs ("your pool") must be known."""
    language = known.grounds.language
    words = case.rest.words
    for hit in signs(language)["possessives"].find(words):
        if not clause.start <= hit.start < clause.end:
            continue
        for place in range(hit.end, min(hit.end + _MOST_OF_A_THING, clause.end)):
            word = words[place]
            if word in lexicon(language).stop or word in TOKENS:
                break
            if place in supported or not is_content(word, language):
                continue
            if known.carries(word) is None and not is_ordinary(word, language, of_us=False):
                if place == hit.end or language == "en":
                    case.faults.append(("thing", word))
                break


def _idle(case: Case, language: str) -> set[int]:
    """The places of words that letters use without saying anything of anybody."""
    lists = letters(language).lists
    return {
        place
        for name in ("free", "states", "states_of_one", "you", "we")
        for hit in lists[name].find(case.rest.words)
        for place in range(hit.start, hit.end)
    } | {place for start, end, _ in numerals(case.rest.words, language) for place in range(start, end)}


def _supported(case: Case, known: Known) -> set[int]:
    """The places of words that speak of a topic or thing which the evidence has too."""
    found = concepts(case.rest, known.grounds.language, in_letter=False)
    return {place for concept, places in found.items() if concept in known.concepts for place in places}
