"""Trend points, each once for its topic, place, day and source, and when sources were last asked."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from storage.records import OwnSeries, TrendAsk, TrendPoint
from storage.tables import TrendAskRow, TrendPointRow

OWN = "own figures ("
"""How the names of sources begin whose points a person gave (see ``agents.trends.own_figures.source_name``)."""


class Trends:
    def __init__(self, session: Session) -> None:
        self._session = session

    def store(self, points: Sequence[TrendPoint]) -> int:
        """Keep the points that are not kept yet; how many were new."""
        about = {(p.topic, p.place) for p in points}
        known = {_key(p) for topic, place in about for p in self.points(topic, place)}
        new = list({_key(p): p for p in points if _key(p) not in known}.values())
        if new:
            rows = [
                {"topic": p.topic, "place": p.place, "day": p.day, "value": p.value, "source": p.source} for p in new
            ]
            self._session.execute(insert(TrendPointRow), rows)
        return len(new)

    def points(self, topic: str, place: str, source: str = "") -> list[TrendPoint]:
        """Oldest first; of one source where it is named."""
        query = select(TrendPointRow).where(TrendPointRow.topic == topic, TrendPointRow.place == place)
        if source:
            query = query.where(TrendPointRow.source == source)
        return [_record(row) for row in self._session.scalars(query.order_by(TrendPointRow.day))]

    def own_points(self) -> list[TrendPoint]:
        """Every point that a person gave, oldest first."""
        query = select(TrendPointRow).where(_is_own()).order_by(TrendPointRow.day)
        return [_record(row) for row in self._session.scalars(query)]

    def own(self) -> list[OwnSeries]:
        """The series that a person gave, by source, topic and place."""
        by = (TrendPointRow.source, TrendPointRow.topic, TrendPointRow.place)
        days = (func.count(), func.min(TrendPointRow.day), func.max(TrendPointRow.day))
        query = select(*by, *days).where(_is_own()).group_by(*by).order_by(*by)
        return [OwnSeries(*row) for row in self._session.execute(query)]

    def remove(self, source: str) -> int:
        """Forget the points that a person gave under this name; how many those were."""
        ours = _is_own() & (TrendPointRow.source == source)
        count = self._session.scalar(select(func.count()).select_from(TrendPointRow).where(ours)) or 0
        self._session.execute(delete(TrendPointRow).where(ours))
        return count

    def last_ask(self, topic: str, place: str, asked: str) -> TrendAsk | None:
        row = self._session.get(TrendAskRow, (topic, place, asked))
        if row is None:
            return None
        return TrendAsk(row.topic, row.place, row.asked, row.measured_at, row.source, row.problem, row.at)

    def note_ask(self, ask: TrendAsk) -> None:
        """Keep when sources were asked about a topic and place, in place of the time before."""
        self._session.merge(TrendAskRow(**vars(ask)))
        self._session.flush()

    def forget_asks(self, place: str) -> None:
        """Have the sources asked anew of a place; the points that are known stay."""
        self._session.execute(delete(TrendAskRow).where(TrendAskRow.place == place))


def _is_own() -> ColumnElement[bool]:
    return TrendPointRow.source.startswith(OWN, autoescape=True)


def _record(row: TrendPointRow) -> TrendPoint:
    return TrendPoint(row.topic, row.place, row.day, row.value, row.source)


def _key(point: TrendPoint) -> tuple[str, str, date, str]:
    return (point.topic, point.place, point.day, point.source)
