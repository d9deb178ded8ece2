"""Answers sorted in a thread of their own: what a model could not be asked stays unsorted, and is tried again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from graph import hosting, models
from graph.inbox import collect
from graph.shelf import Hosted
from graph.sorting import FIRST_PAUSE, TRIES, Sorter
from graph.worker import Worker
from models.language.base import Task, WriteRequest
from models.language.scripted import ScriptedWriter
from storage.errors import HandpickedError, NotAllowed, RateLimited, Unavailable
from storage.records import Channel, Event, EventKind
from tests.agents.chat import ScriptedChat
from tests.parts import WHO, Came, Desk, shelf

Make = Callable[..., Desk]
LATER = json.dumps({"class": "later", "words": "after the fair"})


@dataclass
class Clock:
    at: float = 0.0

    def now(self) -> float:
        return self.at


def answered(make_desk: Make, say: Callable[[WriteRequest], str], count: int = 1) -> Desk:
    """A campaign whose every message was answered, and a chat model that sorts."""
    desk = make_desk(
        shelf=shelf(ScriptedWriter(), {"chatty": ScriptedChat(say)}),
        inbox=lambda message_id, recipient, company, sent_at: [
            Came(EventKind.REPLY, "Ask us after the fair.", sent_at - timedelta(seconds=1), f"{message_id}:reply")
        ],
    )
    hosting.set_hosted(desk.app, Hosted("chatty", "compatible", "m", "http://127.0.0.1:9/v1"), "", WHO)
    models.choose(desk.app, Task.CLASSIFY, "hosted:chatty", WHO)
    campaign = desk.picked(count, channels=(Channel.EMAIL,), is_demo=True)
    for shown in desk.waiting(campaign):
        desk.approve(shown)
    desk.tick()
    collect(desk.app)
    return desk


def unsorted(desk: Desk) -> list[Event]:
    with desk.app.read() as work:
        return work.events.unsorted()


def failing(error: HandpickedError, times: int) -> Callable[[WriteRequest], str]:
    asked: list[WriteRequest] = []

    def say(request: WriteRequest) -> str:
        asked.append(request)
        if len(asked) <= times:
            raise error
        return LATER

    return say


@pytest.mark.parametrize("error", [RateLimited("slow down"), Unavailable("down"), NotAllowed("The cap is reached.")])
def test_what_could_not_be_asked_stays_unsorted_and_is_asked_again_after_a_pause(
    make_desk: Make, error: HandpickedError
) -> None:
    clock, desk = Clock(), answered(make_desk, failing(error, 1))
    sorter = Sorter(desk.app, clock.now)
    assert sorter.work_once() == 0 and len(unsorted(desk)) == 1 and error.what in sorter.problem
    assert sorter.work_once() == 0 and len(unsorted(desk)) == 1
    clock.at += FIRST_PAUSE
    assert sorter.work_once() == 1 and unsorted(desk) == [] and sorter.problem == ""


def test_a_model_is_asked_in_vain_so_many_times_only_and_another_choice_is_tried_at_once(make_desk: Make) -> None:
    model: list[WriteRequest] = []

    def say(request: WriteRequest) -> str:
        model.append(request)
        raise Unavailable("down")

    clock, desk = Clock(), answered(make_desk, say)
    sorter = Sorter(desk.app, clock.now)
    for _ in range(3 * TRIES):
        sorter.work_once()
        clock.at += 10_000
    assert len(model) == TRIES and len(unsorted(desk)) == 1
    models.choose(desk.app, Task.CLASSIFY, models.RULES, WHO)
    assert sorter.work_once() == 1 and unsorted(desk) == []


def test_answers_that_came_before_a_failure_are_sorted_once(make_desk: Make) -> None:
    asked: list[WriteRequest] = []

    def say(request: WriteRequest) -> str:
        asked.append(request)
        if len(asked) == 3:
            raise Unavailable("down")
        return LATER

    clock, desk = Clock(), answered(make_desk, say, count=4)
    sorter = Sorter(desk.app, clock.now)
    sorter.work_once()
    assert len(unsorted(desk)) == 2
    clock.at += FIRST_PAUSE
    sorter.work_once()
    assert unsorted(desk) == [] and len(asked) == 5


def test_time_goes_on_for_sends_while_a_model_sorts(make_desk: Make) -> None:
    def never(request: WriteRequest) -> str:
        raise AssertionError("the worker's clock asked a model")

    desk = answered(make_desk, never)
    Worker(desk.app).tick()
    assert len(unsorted(desk)) == 1
