"""Several trend sources behind one: the first that knows anything answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.trends.source import TrendSource
from storage.errors import HandpickedError
from storage.records import TrendPoint


@dataclass(frozen=True)
class Told:
    """Points of one source, oldest first, and the sources before it that failed, each by name with its error."""

    points: tuple[TrendPoint, ...]
    failed: tuple[tuple[str, HandpickedError], ...]


class Preferred:
    """Trend sources in order of preference, as one source; points of two are never mixed."""

    def __init__(self, sources: Sequence[TrendSource]) -> None:
        self._sources = tuple(sources)
        self.name = ", ".join(source.name for source in self._sources)

    def points(self, topic: str, place: str) -> Sequence[TrendPoint]:
        """As ``ask``, without the failures of sources that another one stood in for."""
        return self.ask(topic, place).points

    def ask(self, topic: str, place: str) -> Told:
        """What the first source says that knows anything; no points where each answered that it knows nothing.

        Raises the first failure where no source has points and one of them failed: it might have had some.
        """
        failed: list[tuple[str, HandpickedError]] = []
        for source in self._sources:
            try:
                points = source.points(topic, place)
            except HandpickedError as error:
                failed.append((source.name, error))
                continue
            if points:
                return Told(tuple(points), tuple(failed))
        if failed:
            raise failed[0][1]
        return Told((), ())
