"""One sentence of a draft on its way through the checks, and to whom it speaks."""

import re
from dataclasses import dataclass, field

from agents.grounding.clauses import ANYBODY, Clause
from agents.grounding.evidence import Known
from agents.grounding.grounds import Grounds
from agents.grounding.letters import Letters
from agents.grounding.pages import has, instructions
from agents.grounding.words import LEAD, OFFER, OURS, TOWN, Words, fold, split
from storage.records import Quote

_POSSESSIVES = "your|ihr|ihre|ihrem|ihren|ihrer|ihres|su|sus|vuestro|vuestra|vuestros|vuestras|tu|tus"
_NEAR_WORDS = 5
_QUOTES = "\"“”„«»‚‘':"


@dataclass
class Case:
    """One sentence on its way: what is left to check after what stands verbatim in the grounds was taken out."""

    text: str
    words: Words
    rest: Words
    is_greeting: bool = False
    is_frame: bool = False
    support: list[Quote] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    offer: frozenset[str] = frozenset()
    clauses: list[Clause] = field(default_factory=list)
    speaks_to: bool = False
    speaks_of_us: bool = False
    states: bool = False


def case_of(text: str, known: Known, is_greeting: bool = False, is_frame: bool = False) -> Case:
    """Begin with a sentence: what of it stands verbatim in the evidence, the offer or the brief is carried already."""
    folded = fold(text)
    offer = fold(known.grounds.offer)
    support: list[Quote] = []
    for phrase, quote in known.verbatim:
        if phrase in folded and _stands(phrase, folded) and (quote is None or not _is_claimed(phrase, folded)):
            folded = folded.replace(phrase, f" {OFFER} " if phrase == offer else " , ")
            support += [quote] if quote else []
    folded = _with_tokens(folded, known.grounds)
    if known.people:
        either = "|".join(map(re.escape, sorted(known.people, key=len, reverse=True)))
        folded = re.sub(rf"(?<!\w)(?:{either})(?!\w)", LEAD, folded)
    return Case(text, split(text), split(folded), is_greeting, is_frame, support)


def _is_claimed(phrase: str, text: str) -> bool:
    """Whether we say of ourselves what the lead says: "we roast in small batches" without quotation marks."""
    if not has(instructions()["we"], split(phrase)):
        return False
    before = text[: text.find(phrase)].rstrip()
    return not before or before[-1] not in _QUOTES


def _with_tokens(folded: str, grounds: Grounds) -> str:
    """The company's name, and "your" with its label, become one word, and so do our own names."""
    named = ((grounds.company, LEAD), (grounds.sender_company, OURS), (grounds.sender, OURS))
    for own, token in (*named, (grounds.city, TOWN), (grounds.place, TOWN)):
        if len(own) > 1:
            folded = re.sub(rf"(?<!\w){re.escape(fold(own))}(?!\w)", f" {token} ", folded)
    labels = sorted({fold(label) for label in grounds.label_words if label}, key=len, reverse=True)
    if not labels:
        return folded
    either = "|".join(map(re.escape, labels))
    return re.sub(rf"(?<!\w)(?:{_POSSESSIVES}) (?:{either})(?!\w)", f" {LEAD} ", folded)


def _stands(phrase: str, text: str) -> bool:
    start = text.find(phrase)
    before, after = text[start - 1 : start], text[start + len(phrase) : start + len(phrase) + 1]
    return not before.isalnum() and not after.isalnum()


def place(case: Case, known: Known, letter: Letters) -> None:
    """Find out whether the sentence speaks to the reader, of us, and whether it plainly states what the reader has."""
    case.speaks_to = letter.has("you", _of_anybody(case.rest, known.grounds.language)) or LEAD in case.rest.words
    case.speaks_of_us = letter.has("we", case.rest) or OURS in case.rest.words
    is_open = letter.has("maybe", case.rest) or is_talk(case)
    case.states = not is_open and bool(statements(case, letter, known.grounds.language))


def _of_anybody(words: Words, language: str) -> Words:
    """The words without the Spanish "su" that belongs to anybody: "un paciente que olvida su cita"."""
    if language != "es" or words.words[:1] == () or words.words[0] not in ANYBODY:
        return words
    return split(" ".join(word for word in words.words if word not in ("su", "sus")))


def statements(case: Case, letter: Letters, language: str) -> list[int]:
    """Where a verb of having or doing begins whose subject is the reader."""
    words = case.rest.words
    subjects = {place for place, word in enumerate(words) if word == LEAD}
    verbs = [hit.start for hit in letter.lists["states"].find(words)]
    alone = [hit.start for hit in letter.lists["states_of_one"].find(words)]
    if language == "es":
        return verbs + [verb for verb in alone if any(0 < verb - place <= _NEAR_WORDS for place in subjects)]
    asked = ("you",) if language == "en" else ("sie", "du")
    subjects |= {place for place, word in enumerate(words) if word in asked}
    reach = range(-_NEAR_WORDS if language == "de" else 1, _NEAR_WORDS + 1)
    return [verb for verb in verbs if any(verb - place in reach for place in subjects)]


def is_talk(case: Case) -> bool:
    """Whether the sentence is a question."""
    return case.text.rstrip().endswith("?")


def is_ours(case: Case) -> bool:
    """Whether the sentence speaks of us and not to the reader."""
    return case.speaks_of_us and not case.speaks_to
