"""The figures of one evaluation: what was written held against what was asked, with everything the program knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter

from agents.evaluation import grammar, spelling, variety
from agents.evaluation.figures import Figure, commonest, share, shares
from agents.evaluation.texts import NAME, core, opening, without_facts, words
from graph.faithfulness import of_brief, of_claims, of_evidence
from graph.written import Recorder, Written
from models.embeddings.base import Embedder
from models.language.base import LanguageModel, WriteRequest
from models.language.base import Written as Answer
from models.language.measure import Measured
from models.language.starter_brief import Kind
from models.language.starter_text import take_apart
from storage.errors import BadConfig, HandpickedError
from storage.records import LANGUAGES

PER_WORDS = 200
_ONE_TOKEN_TRIES = 7


def of_all(
    embedder: Embedder, written: Sequence[Written], campaigns: Mapping[str, Sequence[Written]], recorder: Recorder
) -> list[Figure]:
    """Every figure that follows from the texts and from the calls that made them."""
    good = [one for one in written if one.is_usable]
    found = [_schema(recorder), *_usable(written), *of_brief(good), *of_evidence(good), *of_claims(good, embedder)]
    found += _variety({code: [one for one in all_of if one.is_usable] for code, all_of in campaigns.items()}, embedder)
    return [*found, *_mistakes(good), *_speed(written, campaigns, recorder)]


def of_load(path: Path | None, by: Callable[[Path], Measured]) -> list[Figure]:
    """Load time and memory of a local model in a process of its own."""
    if path is None:
        return [Figure("memory", "Memory", None, "MB", note="The model is on another machine.")]
    try:
        found = by(path)
    except HandpickedError as error:
        return [Figure("memory", "Memory", None, "MB", note=str(error))]
    return [
        Figure("load", "Time to load", found.load_seconds, "s", 1),
        Figure("memory", "Memory, at the most", found.memory_bytes / 1e6, "MB", 1, "In a process that only writes."),
    ]


def _schema(recorder: Recorder) -> Figure:
    """Of the raw answers of every call, first tries and later ones: each is one form by its schema or it is not."""
    pairs = [pair for requests, answers, _ in recorder.calls for pair in zip(requests, answers, strict=True)]
    note = "Raw answers, second tries among them: finished, and JSON of exactly the form asked for."
    return share("schema_valid", "Valid by its schema", (_is_form(*pair) for pair in pairs), note)


def _is_form(request: WriteRequest, answer: Answer) -> bool:
    kind = Kind.FIRST if '"subject"' in request.schema else Kind.SHORT_POST
    return answer.finished and take_apart(answer.text, kind) is not None


def _usable(written: Sequence[Written]) -> list[Figure]:
    by_kind = shares((one.brief.kind.replace("_", " "), one.at_first_try) for one in written)
    bad = commonest(one.piece.problem for one in written)
    return [
        share("first_try", "Usable at the first try", (one.at_first_try for one in written), parts=by_kind),
        share("usable", "Usable after the tries that the app makes", (one.is_usable for one in written), examples=bad),
    ]


def _variety(campaigns: Mapping[str, Sequence[Written]], embedder: Embedder) -> list[Figure]:
    """Each figure of the campaign of the language that does worst."""
    bodies = {
        c: [without_facts(core(o.piece.body, o.brief), o.brief) for o in found]
        for c, found in campaigns.items()
        if found
    }
    named = {c: variety.most_frequent(opening(o.piece.body, o.brief) for o in campaigns[c]) for c in bodies}
    bare = {
        c: variety.most_frequent(without_facts(opening(o.piece.body, o.brief), o.brief) for o in campaigns[c])
        for c in bodies
    }
    count = sum(len(all_of) for all_of in bodies.values())
    found = [
        _worst(
            "opening",
            "Most frequent opening sentence, names masked",
            {c: s for c, (_, s) in bare.items()},
            count,
            tuple(f"{LANGUAGES[c]}, {s:.1f} %: {text}" for c, (text, s) in bare.items()),
        ),
        _worst(
            "opening_named",
            "Most frequent opening sentence, as sent",
            {c: s for c, (_, s) in named.items()},
            count,
            tuple(f"{LANGUAGES[c]}, {s:.1f} %: {text}" for c, (text, s) in named.items()),
        ),
        _worst(
            "likeness", "Shared with the likest other draft", {c: variety.likeness(b) for c, b in bodies.items()}, count
        ),
    ]
    for n in (1, 2, 3):
        by = {code: variety.distinct(texts, n) for code, texts in bodies.items()}
        found.append(_worst(f"distinct_{n}", f"Distinct-{n}", by, count, worst=min))
    try:
        by = {code: 100 * variety.mean_cosine(embedder.embed(texts)) for code, texts in bodies.items()}
        return [*found, _worst("similarity", "Likeness by meaning, mean of all pairs (cosine)", by, count)]
    except BadConfig as error:
        return [*found, Figure("similarity", "Likeness by meaning", None, "%", note=str(error))]


def _worst(
    key: str,
    label: str,
    by: Mapping[str, float],
    n: int,
    examples: tuple[str, ...] = (),
    worst: Callable[..., float] = max,
) -> Figure:
    note = "One campaign a language: one offer, sender and tone, each draft to another lead. The worst language counts."
    parts = {LANGUAGES[code]: value for code, value in by.items()}
    return Figure(key, label, worst(by.values()) if by else None, "%", n, note, parts, examples)


def _mistakes(good: Sequence[Written]) -> list[Figure]:
    broken = [error for one in good for error in grammar.errors(one.piece.subject, one.piece.body, one.brief)]
    total = sum(len(words(f"{one.piece.subject} {one.piece.body}")) for one in good)
    per = PER_WORDS / total if total else 0.0
    rules = Figure(
        "grammar",
        "Broken rules of grammar and signs",
        len(broken) * per if total else None,
        f"per {PER_WORDS} words",
        total,
        examples=commonest(broken),
    )
    try:
        unknown = list(chain.from_iterable(_unknown(code, good) for code in LANGUAGES))
    except HandpickedError as error:
        missing = f"Not measured: {error}"
        both = Figure("errors", "Errors of spelling and grammar", None, f"per {PER_WORDS} words", note=missing)
        return [Figure("spelling", "Unknown words", None, f"per {PER_WORDS} words", note=missing), rules, both]
    spelt = Figure(
        "spelling",
        "Unknown words",
        len(unknown) * per if total else None,
        f"per {PER_WORDS} words",
        total,
        "By hunspell, names left out.",
        examples=commonest(unknown),
    )
    together = (len(unknown) + len(broken)) * per if total else None
    return [spelt, rules, Figure("errors", "Errors of spelling and grammar", together, f"per {PER_WORDS} words", total)]


def _unknown(language: str, good: Sequence[Written]) -> list[str]:
    texts = [
        without_facts(f"{one.piece.subject}\n{one.piece.body}", one.brief, " ").replace(NAME, " ")
        for one in good
        if one.brief.language == language
    ]
    return spelling.unknown(texts, language) if texts else []


def _speed(written: Sequence[Written], campaigns: Mapping[str, Sequence[Written]], recorder: Recorder) -> list[Figure]:
    seconds = sum(took for _, _, took in recorder.calls)
    drafts = sum(one.is_usable for one in chain(written, *campaigns.values()))
    tokens = sum(answer.tokens for _, answers, _ in recorder.calls for answer in answers)
    found = [
        Figure(
            "drafts_speed",
            "Usable drafts, second tries counted in",
            drafts / seconds if seconds else None,
            "drafts/s",
            drafts,
        ),
        Figure("token_speed", "Tokens written", tokens / seconds if seconds else None, "tokens/s", tokens),
    ]
    request = next((requests[-1] for requests, _, _ in reversed(recorder.calls) if requests), None)
    return [*found, _first_token(recorder.inside, request)] if request else found


def _first_token(model: LanguageModel, request: WriteRequest) -> Figure:
    """The median time of a request for one token, without a schema, as that of a person who waits for a rewrite."""
    one_token = replace(request, max_tokens=1, schema="")
    took = []
    for _ in range(_ONE_TOKEN_TRIES):
        began = perf_counter()
        model.write_many([one_token])
        took.append(1000 * (perf_counter() - began))
    return Figure("first_token", "First token", median(took), "ms", len(took), "Median of requests for one token.")
