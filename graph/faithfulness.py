"""Whether texts do what their briefs asked: kind, language, length, tone, comment, evidence, and nothing made up."""

from collections.abc import Iterator, Sequence

from agents.evaluation import comments, form, tone
from agents.evaluation.figures import Figure, commonest, share, shares
from agents.evaluation.texts import core, masked, without_facts
from agents.grounding.check import Grounds, check
from agents.grounding.facts import facts_of
from agents.grounding.lexicon import language_of, lexicon
from agents.grounding.words import split
from graph.written import Written
from models.embeddings.base import Embedder
from models.language.pieces import WritingBrief
from models.language.starter_brief import FACT_SLOTS, Kind
from models.language.starter_words import sector_words, topic_names
from storage.errors import BadConfig
from storage.records import LANGUAGES, TONES, About, Sentence


def of_brief(good: Sequence[Written]) -> list[Figure]:
    forms = [(one, form.fault_of_form(one.piece.subject, one.piece.body, one.brief)) for one in good]
    lengths = [(one, form.fault_of_length(one.piece.body, one.brief)) for one in good]
    spoken = [(one, language_of(split(without_facts(one.piece.body, one.brief, " ")))) for one in good]
    return [
        share(
            "kind",
            "Of the kind asked for",
            (not bad for _, bad in forms),
            examples=commonest(bad for _, bad in forms),
            parts=shares((one.brief.kind.replace("_", " "), not bad) for one, bad in forms),
        ),
        share(
            "language",
            "In the language asked for",
            (code == one.brief.language for one, code in spoken),
            "By a vote of common words.",
            parts=shares((LANGUAGES[o.brief.language], c == o.brief.language) for o, c in spoken),
        ),
        share(
            "length",
            "Of a usual length",
            (not bad for _, bad in lengths),
            examples=commonest(bad for _, bad in lengths),
        ),
        *_tones(good),
        *_comments(good),
    ]


def heard(one: Written) -> str:
    """The tone that a text is heard in, its names and facts masked."""
    return tone.judge(one.brief.language).tone(without_facts(one.piece.body, one.brief))


def _tones(good: Sequence[Written]) -> list[Figure]:
    judged = [(one, heard(one)) for one in good if one.brief.kind != Kind.PERSONA and not one.held.is_rewrite]
    sure = {LANGUAGES[code]: 100 * tone.accuracy(code) for code in LANGUAGES}
    wrong = (
        f"{o.brief.language}, asked {o.brief.tone}, heard {h}: {core(o.piece.body, o.brief)[:200]}"
        for o, h in judged
        if h != o.brief.tone
    )
    weakest = min(sure.values())
    return [
        share(
            "tone",
            "Tone heard by the judge",
            (is_heard == one.brief.tone for one, is_heard in judged),
            _TONE_NOTE,
            parts=shares((one.brief.tone, is_heard == one.brief.tone) for one, is_heard in judged),
            examples=commonest(wrong),
        ),
        Figure(
            "tone_judge",
            "The judge's own accuracy, weakest language",
            weakest,
            "%",
            sum(len(tone.passages_of(c)) for c in LANGUAGES),
            "On hand-written passages that it was not taught with.",
            parts=sure,
        ),
    ]


_TONE_NOTE = (
    "A text in another manner than the judge's passages may be misheard: read this figure beside the judge's own, "
    "and beside the texts."
)


def _comments(good: Sequence[Written]) -> list[Figure]:
    judged = [
        (one.held.wish, comments.followed(one.held, one.piece.subject, one.piece.body, spoken_of(one), heard(one)))
        for one in good
        if one.held.is_rewrite
    ]
    seen = [("tone" if wish in TONES else wish.replace("_", " "), bool(was)) for wish, was in judged if was is not None]
    return [share("comment", "Comment followed", (was for _, was in seen), parts=shares(seen))]


def spoken_of(one: Written) -> frozenset[str]:
    """The facts of ``starter_brief.FACTS`` that a text speaks of: by their words, and topics by any of their names."""
    brief, text = one.brief, f"{one.piece.subject}\n{one.piece.body}"
    low = text.casefold()
    slots = {fact for fact in FACT_SLOTS if brief.facts.get(fact) and masked(text, [brief.facts[fact]]) != text}
    topics = {hit.kind for hit in lexicon(brief.language).topics.find(split(without_facts(text, brief, " ")).words)}
    named = {topic for topic in brief.topics if any(name in low for name in topic_names(brief.language, topic))}
    return frozenset(slots | topics | named)


def of_evidence(good: Sequence[Written]) -> list[Figure]:
    """Of texts whose kind can use evidence: a reply answers a person, and need not."""
    known = [(one, {*one.brief.topics, *(fact for fact in FACT_SLOTS if one.brief.facts.get(fact))}) for one in good]
    had = [(one, spoken_of(one) & facts, facts) for one, facts in known if facts and one.brief.kind != Kind.REPLY]
    noisy = [(one, noise_in(one)) for one in good if one.brief.noise]
    used, given = sum(len(said) for _, said, _ in had), sum(len(facts) for _, _, facts in had)
    return [
        share(
            "evidence_used",
            "Evidence used where there was some",
            (bool(said) for _, said, _ in had),
            parts=shares((one.brief.kind.replace("_", " "), bool(said)) for one, said, _ in had),
        ),
        Figure(
            "facts_used",
            "Facts spoken of among those given",
            100 * used / given if given else None,
            "%",
            given,
            "A short text that speaks of one fact well needs no more.",
        ),
        _read(good),
        share(
            "distractors",
            "Distractors left out",
            (not said for _, said in noisy),
            examples=commonest(
                f"{', '.join(sorted(said))}: {core(o.piece.body, o.brief)[:160]}" for o, said in noisy if said
            ),
        ),
    ]


def _read(good: Sequence[Written]) -> Figure:
    """How well the program itself reads what the writer is told: the topics of sentences that no list was made from."""
    found = []
    for one in good:
        kinds = {fact.kind for fact in facts_of(one.brief.evidence)}
        found += [(LANGUAGES[one.brief.language], topic in kinds) for topic in one.brief.topics]
    note = "Read by the program, not by the model: here the writer is told all of them."
    return share(
        "evidence_read", "Topics found in the pages' sentences", (was for _, was in found), note, parts=shares(found)
    )


def noise_in(one: Written) -> set[str]:
    """What a text says of things that are no reason to write: opening hours, payment, parking and so on."""
    text = split(without_facts(f"{one.piece.subject}\n{core(one.piece.body, one.brief)}", one.brief, " "))
    # A call is what many texts ask for, whether or not the page has a number.
    kinds = set(one.brief.noise) - {"phone"}
    return {hit.kind for hit in lexicon(one.brief.language).noise.find(text.words)} & kinds


def of_claims(good: Sequence[Written], embedder: Embedder) -> list[Figure]:
    checked = [_checked(one, embedder) for one in good if one.brief.kind != Kind.PERSONA]
    claims = [
        sentence for found in checked for sentence in found if sentence.about != About.NEITHER or sentence.problem
    ]
    bad = commonest(f"{sentence.text} — {sentence.problem}" for sentence in claims if sentence.problem)
    return [
        share("unsupported", "Claims that nothing supports", (bool(one.problem) for one in claims), examples=bad),
        share("blocked", "Texts that such a claim would hold up", (any(s.problem for s in found) for found in checked)),
    ]


def _named(brief: WritingBrief) -> Iterator[str]:
    """What the brief's topics are called: that they are true of the lead is given, however its page words them."""
    for topic in brief.topics:
        yield from topic_names(brief.language, topic)


def _checked(one: Written, embedder: Embedder) -> tuple[Sentence, ...]:
    brief, facts = one.brief, one.brief.facts
    grounds = Grounds(
        company=facts["company"],
        city=facts["city"],
        place=facts["city"],
        sector=brief.sector,
        offer=facts["offer"],
        sender=facts["sender"],
        sender_company=facts["sender_company"],
        language=brief.language,
        evidence=brief.evidence,
        label_words=tuple(sector_words(brief.language, brief.sector).values()),
        known=(*(facts[fact] for fact in FACT_SLOTS if facts.get(fact)), *_named(brief)),
        is_reply=brief.kind == Kind.REPLY,
    )
    try:
        return check(one.piece.subject, one.piece.body, grounds, embedder)
    except BadConfig:
        return check(one.piece.subject, one.piece.body, grounds, None)
