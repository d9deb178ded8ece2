"""Events: what came back after a delivery."""

from datetime import datetime

from sqlalchemy import func, select
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
        return [
            Event(row.id, row.delivery_id, EventKind(row.kind), row.provider_event_id, row.text, row.simulated, row.at)
            for row in self._session.scalars(query)
        ]
