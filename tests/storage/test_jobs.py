"""Jobs: one of a campaign at a time, held under a lease, ended by their holder only."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from storage.records import JobStatus, Progress, now
from storage.unit_of_work import UnitOfWork
from tests.parts import at_once
from tests.storage.conftest import Rows

Write = Callable[[], UnitOfWork]
SOON = now() + timedelta(minutes=1)


@pytest.fixture
def campaign(rows: Rows, write: Write) -> int:
    """A campaign whose job is queued."""
    campaign = rows.campaign()
    with write() as work:
        work.jobs.request(campaign)
        work.commit()
    return campaign


def test_asking_twice_is_asking_once_until_the_job_is_taken(write: Write, campaign: int) -> None:
    with write() as work:
        first, again = work.jobs.request(campaign), work.jobs.request(campaign)
        assert first.id == again.id
        assert work.jobs.claim("me", SOON)
        assert work.jobs.request(campaign).id != first.id


def test_only_one_job_of_a_campaign_runs(rows: Rows, write: Write, campaign: int) -> None:
    other = rows.campaign()
    with write() as work:
        first = work.jobs.claim("me", SOON)
        work.jobs.request(campaign)
        assert work.jobs.claim("you", SOON) is None
        work.jobs.request(other)
        taken = work.jobs.claim("you", SOON)
        assert first and taken and taken.campaign_id == other
        assert work.jobs.end(first.id, "me", "finish")
        last = work.jobs.claim("you", SOON)
        assert last and last.campaign_id == campaign


def test_of_many_workers_one_gets_a_job(engine: Engine, campaign: int) -> None:
    got: list[str] = []

    def claim(owner: str) -> None:
        with UnitOfWork(engine, write=True) as work:
            if work.jobs.claim(owner, SOON):
                got.append(owner)
            work.commit()

    at_once(*(partial(claim, f"worker {n}") for n in range(6)))
    assert len(got) == 1


def test_a_lease_is_prolonged_for_its_holder_only(write: Write, campaign: int) -> None:
    later = SOON + timedelta(hours=1)
    with write() as work:
        job = work.jobs.claim("me", SOON)
        assert job is not None
        assert not work.jobs.renew(job.id, "you", later)
        assert work.jobs.renew(job.id, "me", later)
        assert work.jobs.running()[0].lease_until == later


def test_a_holder_that_shall_stop_learns_it_at_its_next_heartbeat(write: Write, campaign: int) -> None:
    with write() as work:
        job = work.jobs.claim("me", SOON)
        assert job is not None
        work.jobs.ask_stop(campaign)
        assert not work.jobs.renew(job.id, "me", SOON)
        assert work.jobs.running()[0].stop_asked


def test_a_queued_job_is_stopped_at_once(write: Write, campaign: int) -> None:
    with write() as work:
        work.jobs.ask_stop(campaign)
        latest = work.jobs.latest(campaign)
        assert latest and latest.status == JobStatus.STOPPED
        assert not work.jobs.has_active(campaign)


def test_an_expired_job_goes_back_to_the_queue_and_its_old_holder_cannot_end_it(write: Write, campaign: int) -> None:
    with write() as work:
        job = work.jobs.claim("gone", SOON)
        assert job is not None
        work.jobs.expire(job.id, "someone else")
        assert work.jobs.running()
        work.jobs.expire(job.id, "gone")
        taken = work.jobs.claim("me", SOON)
        assert taken and taken.id == job.id
        work.jobs.expire(job.id, "gone")
        assert not work.jobs.end(job.id, "gone", "finish")
        assert not work.jobs.renew(job.id, "gone", SOON)
        assert [j.owner for j in work.jobs.running()] == ["me"]


def test_progress_comes_back_as_it_was_told(write: Write, campaign: int) -> None:
    progress = Progress("find", 3, 10, "Café Linde", ("page 2 was empty",))
    with write() as work:
        job = work.jobs.claim("me", SOON)
        assert job is not None
        work.jobs.set_progress(job.id, progress)
        work.commit()
    with write() as work:
        latest = work.jobs.latest(campaign)
        assert latest and latest.progress == progress


def test_the_latest_job_is_the_running_one_else_the_one_that_last_changed(write: Write, campaign: int) -> None:
    with write() as work:
        job = work.jobs.claim("me", SOON)
        assert job is not None
        queued = work.jobs.request(campaign)
        assert work.jobs.latest(campaign) == work.jobs.running()[0]
        work.jobs.end(job.id, "me", "fail", "The disk is full.")
        work.jobs.ask_stop(campaign)
        latest = work.jobs.latest(campaign)
        assert latest and (latest.error, latest.id) == ("The disk is full.", job.id)
        assert queued.id > job.id
        assert work.jobs.latest(campaign + 1) is None
