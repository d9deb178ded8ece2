"""Deliveries: one attempt to send one approved draft, claimed once."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Channel, Delivery, DeliveryStatus, Draft, move
from storage.tables import CandidateRow, DeliveryRow, DraftRow

_FIELDS = tuple(field.name for field in fields(Delivery))


class Deliveries:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, draft: Draft, approval_id: int, via: str, message_id: str, due_at: datetime) -> Delivery:
        row = DeliveryRow(
            campaign_id=draft.campaign_id,
            draft_id=draft.id,
            approval_id=approval_id,
            channel=draft.channel,
            via=via,
            recipient=draft.recipient,
            message_id=message_id,
            status=DeliveryStatus.QUEUED,
            due_at=due_at,
        )
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def get(self, delivery_id: int) -> Delivery:
        """Raises NotFound."""
        return _record(self._row(delivery_id))

    def of_draft(self, draft_id: int) -> list[Delivery]:
        """Newest first."""
        query = select(DeliveryRow).where(DeliveryRow.draft_id == draft_id).order_by(DeliveryRow.id.desc())
        return [_record(row) for row in self._session.scalars(query)]

    def to(self, recipients: Collection[str], statuses: Collection[DeliveryStatus]) -> dict[str, list[Delivery]]:
        """E-mails to each address in any campaign, newest first; keyed by the address in lower case, which is one."""
        wanted = {recipient.lower() for recipient in recipients if recipient}
        found: dict[str, list[Delivery]] = {address: [] for address in wanted}
        if wanted:
            query = select(DeliveryRow).where(
                DeliveryRow.channel == Channel.EMAIL,
                DeliveryRow.status.in_(statuses),
                func.lower(DeliveryRow.recipient).in_(wanted),
            )
            for row in self._session.scalars(query.order_by(DeliveryRow.id.desc())):
                found[row.recipient.lower()].append(_record(row))
        return found

    def last_to_lead(self, lead_id: int) -> dict[int, datetime]:
        """When each campaign last wrote to a lead, sent for sure or maybe; only those that did."""
        left = DeliveryRow.status.in_((DeliveryStatus.SENT, DeliveryStatus.UNKNOWN))
        at = func.coalesce(DeliveryRow.sent_at, DeliveryRow.due_at)
        query = (
            select(DeliveryRow.campaign_id, func.max(at))
            .join(DraftRow, DraftRow.id == DeliveryRow.draft_id)
            .join(CandidateRow, CandidateRow.id == DraftRow.candidate_id)
            .where(CandidateRow.lead_id == lead_id, left)
            .group_by(DeliveryRow.campaign_id)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}

    def due(self, at: datetime, campaign_id: int, without: Collection[str] = ()) -> Delivery | None:
        """The earliest scheduled delivery whose time has come and whose channel is none of ``without``."""
        query = select(DeliveryRow).where(
            DeliveryRow.campaign_id == campaign_id,
            DeliveryRow.status == DeliveryStatus.QUEUED,
            DeliveryRow.due_at <= at,
            DeliveryRow.via.not_in(without),
        )
        row = self._session.scalar(query.order_by(DeliveryRow.due_at, DeliveryRow.id).limit(1))
        return None if row is None else _record(row)

    def campaigns_due(self, at: datetime, without: Collection[str] = ()) -> list[int]:
        """The campaigns for which ``due`` finds a delivery."""
        due = (DeliveryRow.status == DeliveryStatus.QUEUED) & (DeliveryRow.due_at <= at)
        query = select(DeliveryRow.campaign_id).where(due, DeliveryRow.via.not_in(without)).distinct()
        return list(self._session.scalars(query))

    def claim(self, delivery_id: int, owner: str) -> bool:
        """Move scheduled to sending for ``owner``; false where another was quicker or it was cancelled."""
        claimed = self._session.scalar(
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.status == DeliveryStatus.QUEUED)
            .values(status=move(DeliveryStatus.QUEUED, "claim"), claimed_by=owner)
            .returning(DeliveryRow.id)
        )
        return claimed is not None

    def move(
        self, delivery_id: int, event: str, *, at: datetime | None = None, provider_id: str = "", error: str = ""
    ) -> Delivery:
        """Raises NotAllowed where the status table forbids it."""
        row = self._row(delivery_id)
        row.status = move(DeliveryStatus(row.status), event)
        row.error = error
        row.provider_id = provider_id or row.provider_id
        if row.status == DeliveryStatus.SENT:
            row.sent_at = at
        elif row.status == DeliveryStatus.QUEUED and at is not None:
            row.due_at = at
        self._session.flush()
        return _record(row)

    def claimed(self) -> list[tuple[Delivery, str]]:
        """Every delivery that stands at sending, with who claimed it."""
        rows = self._session.scalars(select(DeliveryRow).where(DeliveryRow.status == DeliveryStatus.SENDING))
        return [(_record(row), row.claimed_by) for row in rows]

    def next_due_at(self, campaign_id: int) -> tuple[int, datetime | None]:
        """How many are scheduled, and when the first of them is due."""
        scheduled = (DeliveryRow.campaign_id == campaign_id) & (DeliveryRow.status == DeliveryStatus.QUEUED)
        query = select(func.count(), func.min(DeliveryRow.due_at)).where(scheduled)
        count, due_at = self._session.execute(query).one()
        return count, due_at

    def page(
        self, statuses: Sequence[DeliveryStatus], campaign_id: int | None, limit: int = 500, offset: int = 0
    ) -> list[Delivery]:
        """Newest first; all campaigns where ``campaign_id`` is None."""
        query = select(DeliveryRow).where(DeliveryRow.status.in_(statuses))
        if campaign_id is not None:
            query = query.where(DeliveryRow.campaign_id == campaign_id)
        newest = query.order_by(DeliveryRow.id.desc()).limit(limit).offset(offset)
        return [_record(row) for row in self._session.scalars(newest)]

    def counts(self, campaign_id: int | None = None) -> dict[DeliveryStatus, int]:
        query = select(DeliveryRow.status, func.count()).group_by(DeliveryRow.status)
        if campaign_id is not None:
            query = query.where(DeliveryRow.campaign_id == campaign_id)
        return {DeliveryStatus(status): count for status, count in self._session.execute(query)}

    def taken_since(self, since: datetime, via: str) -> int:
        """How many left by ``via`` since then, or are leaving, or may have: what a cap counts."""
        query = select(func.count()).where(
            DeliveryRow.via == via,
            DeliveryRow.status.in_((DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN)),
            func.coalesce(DeliveryRow.sent_at, DeliveryRow.due_at) >= since,
        )
        return self._session.scalar(query) or 0

    def sent_since(self, since: datetime, campaign_id: int) -> list[Delivery]:
        query = select(DeliveryRow).where(DeliveryRow.campaign_id == campaign_id, DeliveryRow.sent_at >= since)
        return [_record(row) for row in self._session.scalars(query)]

    def _row(self, delivery_id: int) -> DeliveryRow:
        row = self._session.get(DeliveryRow, delivery_id)
        if row is None:
            raise NotFound(f"There is no delivery {delivery_id}.")
        return row


def _record(row: DeliveryRow) -> Delivery:
    values = {name: getattr(row, name) for name in _FIELDS}
    values["channel"], values["status"] = Channel(row.channel), DeliveryStatus(row.status)
    return Delivery(**values)
