"""Numbers in words, held against what is known by their value, in whatever language it stands there."""

from agents.grounding.case import Case
from agents.grounding.clauses import Clause
from agents.grounding.content import is_thing
from agents.grounding.evidence import Known
from agents.grounding.kin import kin
from agents.grounding.letters import letters
from agents.grounding.numerals import numerals

_MINUTES, _DAYS, _YEARS = kin("minutes"), kin("days"), kin("years")
_SPANS = kin("years") | kin("months") | kin("weeks")
_IDIOMS = frozenset(
    (
        "cheers", "hour", "hora", "gracias", "veces", "vueltas", "thank", "thanks", "dank", "grunde", "reasons",
        "things", "worte", "words", "palabras",
    )
)  # fmt: skip


def counted(case: Case, clause: Clause, known: Known, of_us: bool) -> None:
    """Fault the numbers in words of a claim that stand nowhere: "twelve apprentices" is not "two apprentices"."""
    words, language = case.rest.words, known.grounds.language
    found = {hit.start: (hit.end, 0) for hit in letters(language).lists["counts"].find(words)}
    found |= {start: (end, number) for start, end, number in numerals(words, language)}
    for start, (end, number) in found.items():
        if not clause.start <= start < clause.end or end >= len(words) or known.knows(words[start]):
            continue
        if _needs(number, words[end], language, of_us) and not _has(number, words[end], known, of_us):
            case.faults.append(("number", " ".join(words[start : end + 1])))


def _needs(number: int, after: str, language: str, of_us: bool) -> bool:
    """Whether a number must be known: 0 stands for "second" or "dozens", which count only before a thing."""
    if number == 1:
        return not _SPANS.isdisjoint(kin(after))
    if number in (0, 2):
        return is_thing(after, language)
    return after not in _IDIOMS and (of_us or _MINUTES.isdisjoint(kin(after)))


def _has(number: int, after: str, known: Known, of_us: bool) -> bool:
    if number and known.counts(number, of_us):
        return True
    if not of_us and not _YEARS.isdisjoint(kin(after)) and known.lasts(number):
        return True
    return not of_us and not _DAYS.isdisjoint(kin(after)) and known.counts_days(number)
