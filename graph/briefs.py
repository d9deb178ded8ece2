"""What the writer is told of one lead: only what is stored."""

from agents import wishes, writer
from storage import sectors
from storage.records import Brief, Candidate, Channel, Persona, Sender, Trend

LEAST_RISE = 0.05


def writing_brief(
    brief: Brief,
    sender: Sender,
    candidate: Candidate,
    channel: Channel,
    reader: Persona | None,
    seed: int,
    comment: str,
) -> writer.WritingBrief:
    """The brief of one text. ``comment`` is a person's wish for a rewrite, empty for a first draft."""
    return writer.WritingBrief(
        channel=channel,
        tone=brief.tone,
        sector=candidate.lead.business.sector,
        role=reader.text.role if reader else "owner",
        facts=facts_of(brief, sender, candidate, comment, seed),
        seed=seed,
        comment=comment,
    )


def facts_of(brief: Brief, sender: Sender, candidate: Candidate, comment: str, seed: int) -> dict[str, str]:
    """What the writer may use of one lead: only what is stored, empty where it is not known."""
    business, trend = candidate.lead.business, candidate.trend
    # A phrase reads well inside a sentence; a title from a menu ("Implant consultation") serves where there is none.
    details = tuple(text for text in business.details if text[:1].islower()) or business.details
    asked = wishes.detail_asked(comment, details) if comment else ""
    return {
        "company": business.name,
        "city": business.city or brief.place,
        "offer": brief.offer,
        "sender": sender.name,
        "sender_company": sender.company,
        "detail": asked or (details[seed % len(details)] if details else ""),
        "rating": f"{business.rating:.1f}" if business.rating else "",
        "reviews": str(business.reviews) if business.rating and business.reviews else "",
        "trend": _trend_clause(trend) if trend and trend.change >= LEAST_RISE else "",
    }


def _trend_clause(trend: Trend) -> str:
    return f"interest in {sectors.label(trend.topic, plural=True)} in {trend.place} is up by {trend.change:.0%}"
