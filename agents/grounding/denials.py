"""What a sentence denies of the lead: the evidence must deny it too, and must not say it."""

from agents.grounding.case import Case
from agents.grounding.clauses import Clause, signs
from agents.grounding.content import content_places, is_content
from agents.grounding.evidence import Known
from agents.grounding.kin import kin
from agents.grounding.lexicon import lexicon
from agents.grounding.likeness import is_form
from agents.grounding.ordinary import is_ordinary
from agents.grounding.words import split

_DENIED_WORDS = 5
_LACKED = frozenset(
    (
        "time", "need", "idea", "doubt", "reason", "obligation", "wish", "question", "questions", "interest",
        "step", "zeit", "bedarf", "lust", "interesse", "grund", "fragen", "stufe", "tiempo", "ganas", "duda",
        "interes", "motivo", "escalones", "prisa",
    )
)  # fmt: skip


def denied(case: Case, clause: Clause, known: Known) -> set[int]:
    """What a claim denies of the lead must be denied by the evidence too; the places of what it denies."""
    language = known.grounds.language
    lexis = lexicon(language)
    harmless = {place for hit in lexis.harmless.find(case.rest.words) for place in range(hit.start, hit.end)}
    no = [hit.start for hit in lexis.denials.find(case.rest.words) if hit.start not in harmless]
    first = min((place for place in no if clause.start <= place < clause.end), default=None)
    if first is None:
        return set()
    if lacking := _lacking(case, clause, known):
        case.faults.append(("thing", lacking))
    places = (
        range(clause.start, clause.end)
        if language == "de" and case.rest.words[first] == "nicht"
        else range(first, min(clause.end, first + _DENIED_WORDS))
    )
    told = [
        case.rest.words[place]
        for place in content_places(case.rest.words, clause.start, clause.end, language)
        if place in places and not is_ordinary(case.rest.words[place], language, of_us=False)
    ]
    told = [word for word in told if not known.denies(word)] + _turned(case, first, clause, known)
    if told:
        case.faults.append(("thing", " ".join([case.rest.words[first], *told])))
    said = (place for place in range(clause.start, clause.end) if known.denies(case.rest.words[place]))
    return set(places) | {place for place in said if known.only_denies(case.rest.words[place], is_ordinary=False)}


def _turned(case: Case, no: int, clause: Clause, known: Known) -> list[str]:
    """What a claim denies right after its denial although the evidence says it: "without an appointment"."""
    near = case.rest.words[no + 1 : min(no + 3, clause.end)]
    return [
        word
        for word in near
        if is_content(word, known.grounds.language)
        and kin(word)
        and known.evidences(word)
        and not _is_denied(word, known)
    ]


def _is_denied(word: str, known: Known) -> bool:
    return any(is_form(word, other) for other in known.denied) or not known.denied_kin.isdisjoint(kin(word))


def _lacking(case: Case, clause: Clause, known: Known) -> str:
    """What a clause says they do without, where the evidence does not say so; "" for none."""
    words = case.rest.words
    own = {word for label in known.grounds.label_words for word in split(label).words}
    for hit in signs(known.grounds.language)["lacks"].find(words):
        if clause.start <= hit.start and hit.end < clause.end:
            word = words[hit.end]
            if (
                is_content(word, known.grounds.language)
                and word not in _LACKED
                and word not in own
                and not any(is_form(word, one) for one in known.denied)
            ):
                return " ".join(words[hit.start : hit.end + 1])
    return ""
