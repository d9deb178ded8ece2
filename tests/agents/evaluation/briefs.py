"""Briefs for the tests of the measures."""

from dataclasses import replace
from typing import Any

from agents.evaluation.held_out import HeldOut
from models.language.pieces import WritingBrief

FACTS = {
    "company": "Café Linde", "city": "Lindental", "offer": "a booking calendar for small teams", "sender": "Ann Miller",
    "sender_company": "Calm Calendars", "detail": "a quiet terrace", "rating": "4.6",
}  # fmt: skip
SIGNED = "\n\nKind regards,\nAnn Miller\nCalm Calendars"


def brief(kind: str = "first", language: str = "en", **more: Any) -> WritingBrief:
    return replace(WritingBrief(kind, "friendly", language, "cafe", "owner", FACTS, 1), **more)


def rewrite(wish: str, before: str, fact: str = "") -> HeldOut:
    return HeldOut(brief(comment=wish, before_subject="Hello", before_body=before), wish, fact)
