"""What a writer is told of one lead: only what is stored, in the language of the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.grounding.check import Grounds
from agents.grounding.facts import Fact, facts_of
from models.language.pieces import WritingBrief
from models.language.starter_brief import NOISE, TOPICS, Kind
from models.language.starter_words import sector_words
from models.language.wishes import fact_named
from storage.records import Brief, Candidate, Channel, Evidence, Persona, Quote, Sender, Trend

LEAST_RISE = 0.05
KIND_OF = {Channel.EMAIL: Kind.FIRST, Channel.SOCIAL: Kind.SHORT_POST}


@dataclass(frozen=True)
class Material:
    """Everything that a text to one lead may rest on."""

    brief: Brief
    sender: Sender
    candidate: Candidate
    reader: Persona | None = None
    evidence: Sequence[Evidence] = ()


def writing_brief(
    of: Material, kind: Kind, seed: int, comment: str = "", before: tuple[str, str] = ("", "")
) -> WritingBrief:
    """The brief of one text. ``comment`` is a person's wish for a rewrite of ``before``, subject and body."""
    found = facts_of(_quotes(of))
    facts = _facts(of, found, comment, seed)
    return WritingBrief(
        kind=kind,
        tone=of.brief.tone,
        language=of.brief.language,
        sector=of.candidate.lead.business.sector,
        role=of.reader.text.role if of.reader else "owner",
        facts=facts,
        seed=seed,
        topics=tuple(topic for topic in TOPICS if any(fact.kind == topic for fact in found)),
        noise=tuple(kind for kind in NOISE if any(fact.kind == kind for fact in found)),
        evidence=_evidence(of, found, facts),
        comment=comment,
        before_subject=before[0],
        before_body=before[1],
    )


def grounds(of: Material, evidence: Sequence[Quote]) -> Grounds:
    """What the sentences of a text to this lead are checked against."""
    business, trend = of.candidate.lead.business, of.candidate.trend
    return Grounds(
        company=business.name,
        city=business.city or of.brief.place,
        place=of.brief.place,
        sector=business.sector,
        offer=of.brief.offer,
        sender=of.sender.name,
        sender_company=of.sender.company,
        language=of.brief.language,
        evidence=tuple(dict.fromkeys([*evidence, *_quotes(of)])),
        label_words=tuple(sector_words(of.brief.language, business.sector).values()),
        known=(trend_clause(trend, of.brief.language),) if trend and trend.is_local else (),
    )


def _quotes(of: Material) -> list[Quote]:
    """The lead's quotes, and its details where no page is known that they were read on."""
    quotes = [item.quote for item in of.evidence]
    known = {quote.text for quote in quotes}
    business = of.candidate.lead.business
    quotes += [Quote("details", text, business.website) for text in business.details if text not in known]
    if business.description and business.description not in known:
        quotes.append(Quote("description", business.description, business.website))
    return quotes


def _facts(of: Material, found: Sequence[Fact], comment: str, seed: int) -> dict[str, str]:
    """Slot -> value, "" where nothing is known in the text's language."""
    business, trend, language = of.candidate.lead.business, of.candidate.trend, of.brief.language
    return {
        "company": business.name,
        "city": business.city or of.brief.place,
        "offer": of.brief.offer,
        "sender": of.sender.name,
        "sender_company": of.sender.company,
        "detail": _one(found, "detail", language, comment, seed),
        "quote": _one(found, "quote", "", comment, seed),
        "since": _one(found, "since", "", "", 0),
        "rating": _number(f"{business.rating:.1f}", language) if business.rating else "",
        "reviews": _number(f"{business.reviews:,}", language) if business.rating and business.reviews else "",
        "trend": trend_clause(trend, language) if trend and _is_told(trend) else "",
    }


def _one(found: Sequence[Fact], kind: str, language: str, comment: str, seed: int) -> str:
    """One of the facts of a kind: the one that the comment names, else one by the seed.

    A detail stands inside a sentence, so it must be in the text's language or in none; a quote may be in any.
    """
    texts = {
        fact.text: fact.text for fact in found if fact.kind == kind and fact.language in (language or fact.language, "")
    }
    if not texts:
        return ""
    asked = fact_named(comment, texts) if comment else ""
    return asked or list(texts)[seed % len(texts)]


def _evidence(of: Material, found: Sequence[Fact], facts: dict[str, str]) -> tuple[Quote, ...]:
    """Each sentence that a fact was read in, once, with what the tables say of rating and trend."""
    business, trend = of.candidate.lead.business, of.candidate.trend
    used = [Quote(fact.kind, fact.text, fact.source.url) for fact in found if fact.kind not in NOISE]
    if facts["rating"]:
        of_reviews = f" from {business.reviews:,} reviews" if business.reviews else ""
        used.append(Quote("rating", f"{business.rating:.1f} of 5{of_reviews}", business.website))
    if trend and facts["trend"]:
        used.append(Quote("trend", f"{trend_clause(trend, of.brief.language)} ({trend.day}, {trend.source})", ""))
    return tuple(used)


def _is_told(trend: Trend) -> bool:
    """Whether a text may name a trend: it rises, and is one of the place and not of an encyclopaedia's readers."""
    return trend.is_local and trend.change >= LEAST_RISE


def _number(text: str, language: str) -> str:
    """A number with the points and commas of the text's language."""
    return text if language == "en" else text.translate(str.maketrans(".,", ",."))


def trend_clause(trend: Trend, language: str) -> str:
    """What a rising trend says, as a clause that the writer's sentences can take up."""
    words = sector_words(language, trend.topic)
    share = f"{trend.change * 100:.0f}"
    if language == "de":
        return f"Das Interesse an {words['plural_dat']} in {trend.place} ist um {share} % gestiegen"
    if language == "es":
        return f"el interés por {words['the_plural']} en {trend.place} ha subido un {share} %"
    return f"interest in {words['plural']} in {trend.place} is up by {share}%"
