"""What speaks against the evidence: a thing that it denies, a day on which they are closed."""

from agents.grounding.case import Case
from agents.grounding.clauses import Clause, Does, signs
from agents.grounding.content import SHORTEST_CONTENT, is_content
from agents.grounding.days import WEEKEND, day_of
from agents.grounding.evidence import Known
from agents.grounding.kin import kin
from agents.grounding.letters import letters
from agents.grounding.lexicon import lexicon
from agents.grounding.ordinary import is_ordinary
from agents.grounding.words import split

_ARTICLES = frozenset(
    ("the", "der", "die", "das", "den", "dem", "el", "la", "los", "las", "neue", "neuen", "neuer", "new", "nuevo")
)
_CLOSED = kin("closed")
_FEWEST_DAYS = 4


def conflicts(case: Case, known: Known) -> None:
    """Fault what the evidence denies and nothing else of it says, and days on which it says that they are closed."""
    if refuses(case, known.grounds.language):
        return
    for clause in case.clauses:
        if clause.does is not Does.OPEN:
            _days(case, clause, known)
            _denied(case, clause, known)


def _days(case: Case, clause: Clause, known: Known) -> None:
    words = case.rest.words
    if any(not _CLOSED.isdisjoint(kin(word)) for word in words) or clause.does is Does.US:
        return
    told = (word for label in known.grounds.label_words for word in split(label).words)
    labels = {word for word in told if len(word) >= SHORTEST_CONTENT}
    inside = words[clause.start : clause.end]
    if (len(known.opened) < _FEWEST_DAYS and not known.closed) or (
        clause.does is Does.GENERAL and not labels.isdisjoint(inside)
    ):
        return
    for word in inside:
        day = day_of(word)
        days = {5, 6} if word in WEEKEND else set() if day is None else {day}
        is_told = days <= known.closed or len(known.opened) >= _FEWEST_DAYS
        if days and is_told and known.opened.isdisjoint(days):
            case.faults.append(("thing", word))


def _denied(case: Case, clause: Clause, known: Known) -> None:
    words, language = case.rest.words, known.grounds.language
    chat = {n for hit in letters(language).lists["chat"].find(words) for n in range(hit.start, hit.end)}
    for place in (n for n in range(clause.start, clause.end) if n not in chat):
        is_ordinary_word = is_ordinary(words[place], language, of_us=False)
        if not is_content(words[place], language) or not known.only_denies(words[place], is_ordinary_word):
            continue
        before = words[max(0, place - 2) : place]
        is_theirs = not _ARTICLES.isdisjoint(before) or any(True for _ in signs(language)["possessives"].find(before))
        if clause.does in (Does.LEAD, Does.NEARBY) or is_theirs:
            case.faults.append(("thing", words[place]))


def refuses(case: Case, language: str) -> bool:
    """Whether a sentence says that something is not so, in whatever words: "dogs have to stay at home"."""
    lexis = lexicon(language)
    if any(True for _ in signs(language)["refusals"].find(case.rest.words)):
        return True
    return any(True for _ in lexis.denials.find(case.rest.words))
