"""The background worker: its lease, its heartbeat, what it picks up after a crash, and how it starts and stops."""

import multiprocessing
import os
import socket
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from threading import enumerate as enumerate_threads

import psutil
import pytest

from graph import campaigns, journey
from graph.owner import is_dead, owner_of, this_process
from graph.worker import Worker
from storage.records import CampaignStatus, CandidateStatus, JobStatus, now
from tests.parts import BRIEF, WHO, Desk


def claimed(desk: Desk, owner: str, seconds: float = 60) -> int:
    """A new campaign whose job ``owner`` holds."""
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    with desk.app.write() as work:
        assert work.jobs.claim(owner, now() + timedelta(seconds=seconds))
        work.commit()
    return campaign


def test_a_worker_in_threads_of_its_own_does_the_job_and_stops(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    worker = Worker(desk.app)
    worker.start()
    try:
        until = now() + timedelta(seconds=20)
        while desk.view(campaign).is_working and now() < until:
            continue
    finally:
        worker.stop()
    assert not any(thread.name.startswith("worker-") for thread in enumerate_threads())
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_a_worker_that_is_told_to_end_puts_its_job_back_and_the_next_one_goes_on(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    worker, reached = Worker(desk.app, threads=1), Event()

    def end(item: str) -> None:
        if item == "page 2":
            worker._stopping.set()
            reached.set()

    desk.source.before = end
    worker.start()
    assert reached.wait(20)
    worker.stop()
    view = desk.view(campaign)
    assert view.campaign.status == CampaignStatus.OPEN
    assert view.job is not None and view.job.status == JobStatus.QUEUED
    desk.work()
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_a_start_asks_for_every_unfinished_campaign(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    desk.work()
    with desk.app.read() as work:
        assert not work.jobs.has_active(campaign)
    Worker(desk.app).recover()
    with desk.app.read() as work:
        assert work.jobs.has_active(campaign)


def test_a_start_leaves_stopped_and_finished_campaigns_alone(desk: Desk) -> None:
    stopped, done = desk.start(), desk.start()
    campaigns.stop(desk.app, stopped, WHO)
    campaigns.finish(desk.app, done, WHO)
    Worker(desk.app).recover()
    with desk.app.read() as work:
        assert not work.jobs.has_active(stopped) and not work.jobs.has_active(done)


def test_the_job_of_a_dead_process_is_taken_over_at_once(desk: Desk) -> None:
    campaign = claimed(desk, f"{socket.gethostname()}|999999|1.00")
    Worker(desk.app).recover()
    desk.work()
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_the_job_of_another_machine_is_taken_over_when_its_lease_runs_out_and_not_before(desk: Desk) -> None:
    campaign = claimed(desk, "elsewhere|1|1.00")
    desk.tick()
    assert desk.view(campaign).candidates == {}
    with desk.app.write() as work:
        (job,) = work.jobs.running()
        assert work.jobs.renew(job.id, "elsewhere|1|1.00", now() - timedelta(seconds=1))
        work.commit()
    desk.tick()
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_a_worker_does_not_take_its_own_running_job_for_a_dead_ones(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    worker = Worker(desk.app)

    def sleep_through_the_lease(item: str) -> None:
        with desk.app.write() as work:
            (job,) = work.jobs.running()
            work.jobs.renew(job.id, job.owner, now() - timedelta(hours=1))
            work.commit()
        worker.tick()
        with desk.app.read() as work:
            assert [job.status for job in work.jobs.running()] == [JobStatus.RUNNING]

    desk.source.before = sleep_through_the_lease
    assert worker.work_once()
    assert not worker.work_once()
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_a_worker_whose_job_another_took_over_neither_ends_it_nor_stops_its_campaign(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id

    def taken_over(item: str) -> None:
        if item == "page 2":
            with desk.app.write() as work:
                (job,) = work.jobs.running()
                work.jobs.expire(job.id, job.owner)
                assert work.jobs.claim("elsewhere|1|1.00", now() + timedelta(minutes=1))
                work.commit()
            raise RuntimeError("cut off")

    desk.source.before = taken_over
    desk.work()
    with desk.app.read() as work:
        assert [job.owner for job in work.jobs.running()] == ["elsewhere|1|1.00"]
    assert desk.view(campaign).campaign.status == CampaignStatus.OPEN


def test_the_heartbeat_keeps_the_lease_of_a_long_job(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    seen = set()

    def long(item: str) -> None:
        for _ in range(500_000):
            with desk.app.read() as work:
                seen.add(work.jobs.running()[0].lease_until)
            if len(seen) == 3:
                return

    desk.source.before = long
    desk.work()
    assert len(seen) == 3
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_only_one_job_of_a_campaign_runs_at_a_time(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id

    def ask_again(item: str) -> None:
        with desk.app.write() as work:
            work.jobs.request(campaign)
            work.jobs.request(campaign)
            assert work.jobs.claim("other", now()) is None

    desk.source.before = ask_again
    desk.work()
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_a_living_process_is_told_from_a_dead_one_and_from_one_of_another_machine() -> None:
    child = multiprocessing.get_context("spawn").Process(target=int)
    child.start()
    owner = owner_of(child.pid or 0) if psutil.pid_exists(child.pid or 0) else ""
    child.join()
    assert is_dead(owner or "x")
    assert not is_dead(this_process())
    assert not is_dead("elsewhere|1|1.00")
    assert is_dead(f"{socket.gethostname()}|{os.getpid()}|1.00")
    assert is_dead(f"{socket.gethostname()}|nonsense")


def test_a_clock_that_was_set_anew_makes_nobody_dead() -> None:
    parent = os.getppid()
    began = psutil.Process(parent).create_time()
    assert not is_dead(f"{socket.gethostname()}|{parent}|{began + 1.5:.2f}")
    assert is_dead(f"{socket.gethostname()}|{parent}|{began - 600:.2f}")


def test_a_job_of_a_stopped_campaign_ends_without_doing_anything(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    with desk.app.write() as work:
        work.campaigns.move(campaign, "stop")
        work.commit()
    desk.work()
    assert desk.source.asked == []


def test_a_job_that_fails_does_not_hold_up_other_campaigns(desk: Desk) -> None:
    first = campaigns.start(desk.app, BRIEF, WHO).id

    def fail_the_first(item: str) -> None:
        desk.source.before = lambda item: None
        raise RuntimeError("odd")

    desk.source.before = fail_the_first
    second = campaigns.start(desk.app, BRIEF, WHO).id
    desk.work()
    assert [desk.view(i).campaign.status for i in (first, second)] == [CampaignStatus.STOPPED, CampaignStatus.OPEN]
    assert desk.view(second).candidates == {CandidateStatus.OPEN: 12}


def test_driving_a_campaign_by_hand_ends_at_its_question(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    assert journey.drive(Worker(desk.app), campaign).to_pick == 12


@pytest.mark.parametrize("threads", [2])
def test_stop_is_quick_when_nothing_is_to_be_done(desk: Desk, threads: int) -> None:
    worker = Worker(desk.app, threads)
    worker.start()
    began = now()
    worker.stop()
    assert now() - began < timedelta(seconds=5)
