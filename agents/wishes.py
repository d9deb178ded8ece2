"""What a comment on a draft asks for: the wishes that the starter writer can follow."""

from models.language.wishes import CHIPS, Wish, detail_asked, understand

__all__ = ["CHIPS", "Wish", "detail_asked", "understand"]
