"""Rows that a repository test starts from. With HANDPICKED_TEST_DATABASE_URL the same tests run on that server."""

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage.database import connect, migrate
from storage.drafts import NewDraft
from storage.records import Business, Channel, Delivery, Draft, Message, now
from storage.unit_of_work import UnitOfWork
from tests.parts import BRIEF, business

MESSAGE = Message(
    "email", "a@b.example", "Ann", "Calm", "ann@calm.example", "Hi", "Text", "Footer", ("https://x.example",)
)
SERVER = os.environ.get("HANDPICKED_TEST_DATABASE_URL", "")

if SERVER:

    @pytest.fixture
    def engine(tmp_path: Path) -> Iterator[Engine]:
        """A schema of its own on the server, dropped at the end."""
        schema = f"test_{uuid.uuid4().hex}"
        outside = connect(SERVER)
        with outside.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        joint = "&" if "?" in SERVER else "?"
        inside = connect(f"{SERVER}{joint}options=-csearch_path%3D{schema}")
        migrate(inside)
        yield inside
        inside.dispose()
        with outside.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        outside.dispose()


on_sqlite = pytest.mark.skipif(bool(SERVER), reason="about the SQLite file")


@dataclass(frozen=True)
class Rows:
    """Makes rows in a unit of work of their own."""

    write: Callable[[], UnitOfWork]

    def campaign(self) -> int:
        with self.write() as work:
            campaign = work.campaigns.add(BRIEF)
            work.commit()
        return campaign.id

    def candidates(self, campaign_id: int, businesses: list[Business]) -> list[int]:
        with self.write() as work:
            stored = work.leads.store(businesses, "test", now())
            work.candidates.add(campaign_id, stored.ids)
            by_lead = {c.lead.id: c.id for c in work.sweeps.to_score(campaign_id, 10_000)}
            work.sweeps.set_scores({i: (50.0, []) for i in by_lead.values()})
            work.commit()
        return [by_lead[lead_id] for lead_id in stored.ids]

    def draft(self, channel: Channel = Channel.EMAIL) -> Draft:
        campaign_id = self.campaign()
        (candidate_id,) = self.candidates(campaign_id, [business(f"Café {uuid.uuid4().hex}")])
        with self.write() as work:
            draft = work.drafts.add(new_draft(campaign_id, candidate_id, channel))
            work.commit()
        return draft

    def delivery(self) -> Delivery:
        draft = self.draft()
        with self.write() as work:
            approval = work.approvals.add(draft.id, MESSAGE, "ann")
            delivery = work.deliveries.add(draft, approval.id, "outbox", f"<{draft.id}@calm.example>", now())
            work.commit()
        return delivery


def new_draft(campaign_id: int, candidate_id: int, channel: Channel = Channel.EMAIL, body: str = "Text") -> NewDraft:
    return NewDraft(campaign_id, candidate_id, channel, "a@b.example", "Subject", body, "m", "p", 1, {"company": "x"})


@pytest.fixture
def rows(write: Callable[[], UnitOfWork]) -> Rows:
    return Rows(write)
