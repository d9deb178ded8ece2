"""A draft held against what is known: each sentence classed, and each claim that nothing supports named."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from agents.grounding.case import Case, case_of, is_ours, is_talk, place
from agents.grounding.claims import claims, topics
from agents.grounding.conflicts import conflicts
from agents.grounding.content import SHORTEST_CONTENT
from agents.grounding.evidence import Known, unique
from agents.grounding.exact import addresses, citations, numbers, people
from agents.grounding.frame import is_frame, is_greeting
from agents.grounding.grounds import Grounds
from agents.grounding.letters import letters
from agents.grounding.sentences import sentences
from agents.grounding.statements import part, statements
from agents.grounding.words import fold
from models.embeddings.base import Embedder
from storage.errors import BadInput
from storage.records import LANGUAGES, About, Sentence

__all__ = ["NEAR", "Grounds", "check"]

NEAR = {"en": 0.60, "de": 0.65, "es": 0.72}
"""Cosine from which an evidence sentence carries a plain statement of which a word or two stand nowhere, by language.
Measured with all-MiniLM-L6-v2 (int8) on the statements of all planted sets and of ``strangers.jsonl`` that only meaning
is left to judge (65, eight of them true): made-up ones reach 0.50 in English, 0.64 in German and 0.71 in Spanish, but
for one of 0.76 that ``MOST_GAIN`` holds back; true ones lie at 0.48 to 0.79, 0.39 to 0.65 and 0.73 to 0.75."""

MOST_GAIN = 0.03
"""Cosine by which a sentence may come nearer to its evidence when the words that stand nowhere are left out: carrots
instead of cheese in a cake that is told of word for word cost 0.06, a paraphrase ("saves old bikes") 0.01."""

MOST_DOUBTFUL = 2
"""Words without support from which on no likeness in meaning helps a statement."""

MOST_EMBEDDED = 200
"""Evidence sentences that are held against a draft by meaning."""

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
    "ours": "The offer does not say “{}”.",
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
    cases = [case_of(one, known) for one in sentences(subject)]
    for number, one in enumerate(sentences(body)):
        cases.append(case_of(one, known, number == 0 and is_greeting(one, grounds.language), is_frame(one, grounds)))
    for case in cases:
        examine(case, known)
    if embedder is not None:
        _by_meaning(cases, known, embedder)
    return tuple(_sentence(case, known) for case in cases)


@lru_cache(maxsize=16)
def _known(grounds: Grounds) -> Known:
    """The grounds taken apart, remembered for the next draft or version about the same lead."""
    return Known.of(grounds)


def examine(case: Case, known: Known) -> None:
    letter = letters(known.grounds.language)
    place(case, known, letter)
    addresses(case, known)
    people(case, known)
    if case.is_frame:
        return
    part(case, known)
    numbers(case, known)
    citations(case, known)
    topics(case, known)
    claims(case, known, letter)
    statements(case, known)
    conflicts(case, known)


def _by_meaning(cases: Sequence[Case], known: Known, embedder: Embedder) -> None:
    """Take the doubt from sentences that mean what an evidence sentence says."""
    asked = [case for case in cases if 0 < len(case.doubtful) <= MOST_DOUBTFUL]
    lines = [(text, quote) for text, quote in known.lines if quote.field != "name"][:MOST_EMBEDDED]
    texts = [text for text, _ in lines]
    if not asked or not texts:
        return
    spoken = embedder.embed([case.text for case in asked] + [_without_doubtful(case) for case in asked])
    near = spoken @ embedder.embed(texts).T
    for case, row, without in zip(asked, near[: len(asked)], near[len(asked) :], strict=True):
        best = int(row.argmax())
        if row[best] >= max(NEAR[known.grounds.language], without[best] - MOST_GAIN):
            case.doubtful.clear()
            case.support.append(lines[best][1])


def _without_doubtful(case: Case) -> str:
    """The sentence without the words that stand nowhere; a word that leads away from the evidence is no paraphrase."""
    kept = [word for word in case.text.split() if not any(doubt in fold(word) for doubt in case.doubtful)]
    return " ".join(kept) or case.text


def _sentence(case: Case, known: Known) -> Sentence:
    if case.doubtful:
        case.faults.append(("thing", " ".join(case.doubtful)))
    return Sentence(case.text, _about(case, known), unique(case.support), _problem(case.faults))


def _about(case: Case, known: Known) -> About:
    kinds = {kind for kind, _ in case.faults}
    if case.is_frame and not kinds:
        return About.NEITHER
    if kinds & {"promise", "result", "reference", "ours"} or (is_ours(case) and not case.support):
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
