"""Events: what came back after a delivery."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.records import Event, EventKind
from storage.tables import DeliveryRow, EventRow


class Events:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, delivery_id: int, kind: EventKind, provider_event_id: str, text: str, at: datetime, *, simulated: bool
    ) -> bool:
        """Keep an event once, however often its provider repeats it; whether it was new."""
        if self.is_known(provider_event_id):
            return False
        self._session.add(
            EventRow(
                delivery_id=delivery_id,
                kind=kind,
                provider_event_id=provider_event_id,
                text=text,
                at=at,
                simulated=simulated,
            )
        )
        self._session.flush()
        return True

    def is_known(self, provider_event_id: str) -> bool:
        known = select(EventRow.id).where(EventRow.provider_event_id == provider_event_id)
        return self._session.scalar(known) is not None

    def counts(self, campaign_id: int) -> dict[EventKind, int]:
        query = (
            select(EventRow.kind, func.count())
            .join(DeliveryRow, DeliveryRow.id == EventRow.delivery_id)
            .where(DeliveryRow.campaign_id == campaign_id)
            .group_by(EventRow.kind)
        )
        return {EventKind(kind): count for kind, count in self._session.execute(query)}

    def page(self, campaign_id: int | None, limit: int = 200) -> list[Event]:
        """Newest first."""
        query = select(EventRow).order_by(EventRow.at.desc(), EventRow.id).limit(limit)
        if campaign_id is not None:
            query = query.join(DeliveryRow, DeliveryRow.id == EventRow.delivery_id).where(
                DeliveryRow.campaign_id == campaign_id
            )
        return [_record(row) for row in self._session.scalars(query)]

    def unsorted(self, limit: int = 100) -> list[Event]:
        """Replies of which nobody said yet what they want, oldest first."""
        waiting = (EventRow.kind == EventKind.REPLY) & (EventRow.answer == "")
        return [_record(row) for row in self._session.scalars(select(EventRow).where(waiting).limit(limit))]

    def set_answer(self, event_id: int, answer: str, words: str, by: str) -> None:
        values = {"answer": answer, "answer_words": words, "answer_by": by}
        self._session.execute(update(EventRow).where(EventRow.id == event_id).values(values))


def _record(row: EventRow) -> Event:
    values = {field.name: getattr(row, field.name) for field in fields(Event)}
    return Event(**{**values, "kind": EventKind(row.kind)})
