"""The reading of comments, by its short name."""

from agents.writer.wishes import CHIPS, Wish, detail_asked, understand

__all__ = ["CHIPS", "Wish", "detail_asked", "understand"]
