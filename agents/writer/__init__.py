"""The writer: e-mails and posts from a lead's facts and a person's wish, checked before anybody sees them."""

from agents.writer.wishes import CHIPS, Wish, detail_asked, understand
from agents.writer.writing import PROMPT_VERSION, TRIES, Piece, WritingBrief, role_of, wish_of, write
from models.language.starter_brief import ROLES, SLOTS

__all__ = [
    "CHIPS",
    "PROMPT_VERSION",
    "ROLES",
    "SLOTS",
    "TRIES",
    "Piece",
    "Wish",
    "WritingBrief",
    "detail_asked",
    "role_of",
    "understand",
    "wish_of",
    "write",
]
