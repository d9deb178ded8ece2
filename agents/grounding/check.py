"""A draft held against what is known: each sentence classed, and each claim that nothing supports named."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from agents.grounding.case import Case, case_of, is_ours, is_talk, place
from agents.grounding.claims import SHORTEST_CONTENT, claims, content, topics
from agents.grounding.evidence import Grounds, Known, texts_of, unique
from agents.grounding.exact import addresses, citations, numbers, people
from agents.grounding.letters import letters
from agents.grounding.sentences import sentences
from agents.grounding.words import fold, split
from models.embeddings.base import Embedder
from storage.errors import BadInput
from storage.records import LANGUAGES, About, Sentence

__all__ = ["NEAR", "Grounds", "check"]

NEAR = {"en": 0.60, "de": 0.66, "es": 0.60}
"""Cosine from which an evidence sentence carries a plain statement of which a word or two stand nowhere, by language.
Measured with all-MiniLM-L6-v2 (int8) on the statements of ``tests/agents/grounding/planted.py`` and
``planted_more.py``: made-up ones reach 0.50 in English, 0.62 in German, 0.56 in Spanish; true ones lie from 0.47 to
0.96, half of them above 0.68."""

MOST_DOUBTFUL = 2
"""Words without support from which on no likeness in meaning helps a statement."""

MOST_EMBEDDED = 200
"""Evidence sentences that are held against a draft by meaning."""

_GREETING_WORDS = 9
_CLOSING_WORDS = 6
_LONGEST_SHOWN = 60
_SAYINGS = {
    "link": "Nothing in the brief holds “{}”: no link, address or number may come from elsewhere.",
    "name": "Nothing we know names “{}”.",
    "number": "Nothing we know gives the figure “{}”.",
    "citation": "Nothing we know has the words “{}”.",
    "thing": "Nothing we know says that they have “{}”.",
    "contact": "Nothing says that we met, visited or spoke: “{}”.",
    "promise": "The offer does not promise “{}”.",
    "result": "The offer does not say “{}”.",
    "reference": "The offer does not say “{}” of us.",
    "superlative": "Nothing we know calls them “{}”.",
    "trend": "Nothing we know supports “{}”.",
}


def check(subject: str, body: str, grounds: Grounds, embedder: Embedder | None) -> tuple[Sentence, ...]:
    """Every sentence of a draft in order, the subject first, with what it speaks of, its evidence and its problem.

    Raises BadInput for a language that there is no lexicon of.
    """
    if grounds.language not in LANGUAGES:
        raise BadInput(
            f"Sentences cannot be checked in the language “{grounds.language}”.", todo=f"Choose {', '.join(LANGUAGES)}."
        )
    known = _known(grounds)
    cases = [case_of(one, known, is_frame=False) for one in sentences(subject)]
    told = sentences(body)
    cases += [case_of(one, known, _is_frame(one, number, told, grounds)) for number, one in enumerate(told)]
    for case in cases:
        examine(case, known)
    if embedder is not None:
        _by_meaning(cases, known, embedder)
    return tuple(_sentence(case, known) for case in cases)


@lru_cache(maxsize=16)
def _known(grounds: Grounds) -> Known:
    """The grounds taken apart, remembered for the next draft or version about the same lead."""
    return Known.of(grounds)


def _is_frame(text: str, number: int, told: Sequence[str], grounds: Grounds) -> bool:
    """Whether a sentence is the greeting, the closing words or the signature."""
    count = len(split(text).words)
    if number == 0 and count <= _GREETING_WORDS and text.rstrip()[-1] in ",:!":
        return True
    if fold(text) in (fold(grounds.sender), fold(grounds.sender_company)):
        return True
    return number >= len(told) - 4 and count <= _CLOSING_WORDS and text.rstrip()[-1] not in ".?"


def examine(case: Case, known: Known) -> None:
    letter = letters(known.grounds.language)
    place(case, known, letter)
    addresses(case, known)
    people(case, known)
    if case.is_frame:
        return
    numbers(case, known)
    citations(case, known)
    topics(case, known)
    claims(case, known, letter)
    if not case.faults:
        content(case, known, letter)


def _by_meaning(cases: Sequence[Case], known: Known, embedder: Embedder) -> None:
    """Take the doubt from sentences that mean what an evidence sentence says."""
    asked = [case for case in cases if 0 < len(case.doubtful) <= MOST_DOUBTFUL]
    texts = texts_of(known.lines, MOST_EMBEDDED)
    if not asked or not texts:
        return
    near = embedder.embed([case.text for case in asked]) @ embedder.embed(texts).T
    for case, row in zip(asked, near, strict=True):
        best = int(row.argmax())
        if row[best] >= NEAR[known.grounds.language]:
            case.doubtful.clear()
            case.support.append(known.lines[best][1])


def _sentence(case: Case, known: Known) -> Sentence:
    if case.doubtful:
        case.faults.append(("thing", " ".join(case.doubtful)))
    return Sentence(case.text, _about(case, known), unique(case.support), _problem(case.faults))


def _about(case: Case, known: Known) -> About:
    kinds = {kind for kind, _ in case.faults}
    if case.is_frame and not kinds:
        return About.NEITHER
    if kinds & {"promise", "result", "reference"} or (is_ours(case) and not case.support):
        return About.US
    if kinds or case.states or (case.support and not is_talk(case)):
        return About.LEAD
    offer = [word for word in known.offer_words if len(word) >= SHORTEST_CONTENT]
    return About.US if any(word in case.words.words for word in offer) else About.NEITHER


def _problem(faults: Iterable[tuple[str, str]]) -> str:
    first = next(iter(faults), None)
    if first is None:
        return ""
    kind, _ = first
    same = list(dict.fromkeys(text for other, text in faults if other == kind))
    words = ", ".join(same)
    return _SAYINGS[kind].format(words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN].rstrip() + "…")
