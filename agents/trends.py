"""Trends: points from a source, and what they say today when older points weigh less."""

from collections.abc import Sequence
from typing import Protocol

from storage.records import TrendPoint


class TrendSource(Protocol):
    """Where trend points come from; ``name`` is stored with each point."""

    name: str

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """Points for a topic (a sector slug) at a place, oldest first; empty where the source knows nothing.

        Raises: Unavailable, RateLimited, Auth where the source did not answer.
        """
