"""Whose a job and a half-made send are, once their process is dead, or its machine bears another name."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest

from graph import campaigns, deliveries, journey
from graph.nodes.deliver import take
from graph.owner import is_dead, owner_of, this_process
from graph.settle import settle
from graph.worker import Worker
from storage.records import Channel, DeliveryStatus, now
from tests.parts import BRIEF, WHO, Desk

ELSEWHERE = "elsewhere|1|1.00"
DEAD = f"{this_process().partition('|')[0]}|999999|1.00"


def test_a_campaign_killed_while_it_was_stopping_goes_on_when_asked_to(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id
    with desk.app.write() as work:
        assert work.jobs.claim(DEAD, now() + timedelta(seconds=60))
        work.commit()
    campaigns.stop(desk.app, campaign, WHO)
    worker = Worker(desk.app)
    worker.recover()
    campaigns.go_on(desk.app, campaign, WHO)
    with desk.app.write() as work:
        job = work.jobs.claim(worker.owner, now() + timedelta(seconds=60))
        assert job
        assert work.jobs.renew(job.id, worker.owner, now() + timedelta(seconds=60))


def test_a_killed_process_that_nobody_has_waited_for_is_dead() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        owner = owner_of(child.pid)
        assert not is_dead(owner)
        child.kill()
        end = time.monotonic() + 10
        while not is_dead(owner):
            assert time.monotonic() < end


@pytest.mark.parametrize(
    ("lease_seconds", "after"),
    [(60, DeliveryStatus.SENDING), (-1, DeliveryStatus.UNKNOWN), (None, DeliveryStatus.UNKNOWN)],
)
def test_a_send_of_another_machine_is_in_doubt_once_it_has_lost_the_campaign(
    desk: Desk, lease_seconds: int | None, after: DeliveryStatus
) -> None:
    campaign = desk.picked(1, channels=(Channel.EMAIL,))
    journey.approve_all(desk.app, campaign, WHO)
    (one,) = deliveries.page(desk.app)
    assert take(desk.app, one.delivery.id, ELSEWHERE)
    if lease_seconds is not None:
        with desk.app.write() as work:
            work.jobs.request(campaign)
            assert work.jobs.claim(ELSEWHERE, now() + timedelta(seconds=lease_seconds))
            work.commit()
    settle(desk.app)
    (one,) = deliveries.page(desk.app)
    assert one.delivery.status == after
