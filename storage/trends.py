"""Trend points, each once for its topic, place, day and source."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from storage.records import TrendPoint
from storage.tables import TrendPointRow


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

    def points(self, topic: str, place: str) -> list[TrendPoint]:
        """Oldest first."""
        query = select(TrendPointRow).where(TrendPointRow.topic == topic, TrendPointRow.place == place)
        rows = self._session.scalars(query.order_by(TrendPointRow.day))
        return [TrendPoint(row.topic, row.place, row.day, row.value, row.source) for row in rows]


def _key(point: TrendPoint) -> tuple[str, str, date, str]:
    return (point.topic, point.place, point.day, point.source)
