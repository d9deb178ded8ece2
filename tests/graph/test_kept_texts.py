"""What was written is kept as it comes: a stop, the spending cap or a failure costs no text that was finished."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import campaigns, hosting, leads, models
from graph.bootstrap import _connect
from graph.shelf import Hosted, Shelf
from models.language.base import LanguageModel, Task, WriteRequest, Written
from models.language.scripted import ScriptedWriter
from storage.errors import NotAllowed, Unavailable
from storage.lead_filter import leads_of
from storage.records import Channel, JobStatus
from tests.agents.chat import ScriptedChat, text
from tests.models.language.provider import Provider, completion
from tests.parts import WHO, Desk, shelf

Make = Callable[..., Desk]
LETTER = "Hello,\n\nA booking calendar for small teams may help you. Would you like to see it?"


def no_local(path: Path) -> LanguageModel:
    raise AssertionError(f"{path} was asked for")


def with_chat(make_desk: Make, say: Callable[[WriteRequest], str | Written], task: Task) -> tuple[Desk, ScriptedChat]:
    model = ScriptedChat(say)
    desk = make_desk(shelf=shelf(ScriptedWriter(), {"chatty": model}))
    hosting.set_hosted(desk.app, Hosted("chatty", "compatible", "m", "http://127.0.0.1:9/v1"), "", WHO)
    models.choose(desk.app, task, "hosted:chatty", WHO)
    return desk, model


def failing_at(number: int, error: Exception, said: str) -> Callable[[WriteRequest], str]:
    """Answers, but for the call with this number, which fails."""
    calls = 0

    def say(_: WriteRequest) -> str:
        nonlocal calls
        calls += 1
        if calls == number:
            raise error
        return said

    return say


def prompts_of(model: ScriptedChat) -> list[str]:
    return [request.prompt for request in model.asked]


def test_a_raised_cap_pays_for_what_is_missing_only(make_desk: Make) -> None:
    desk = make_desk(shelf=Shelf(ScriptedWriter(), no_local, _connect))
    good = json.dumps({"subject": "A calendar", "body": LETTER})
    with Provider([completion(good, usage=(1000, 200))]) as provider:
        of = Hosted("own", "compatible", "small", f"{provider.url}/v1", 1000, 1000, thinks=False)
        hosting.set_hosted(desk.app, of, "", WHO)
        models.choose(desk.app, Task.DRAFT, "hosted:own", WHO)
        hosting.set_cap(desk.app, 0.012, WHO)
        campaign = desk.picked(10, channels=(Channel.EMAIL,))
        first = len(provider.asked)
        view = desk.view(campaign)
        assert view.job is not None and view.job.status == JobStatus.FAILED and "spending cap" in view.job.error
        assert 0 < first < 10 and len(desk.waiting(campaign)) == first
        hosting.set_cap(desk.app, 5, WHO)
        campaigns.go_on(desk.app, campaign, WHO)
        desk.work()
        asked = [json.dumps(one.body["messages"]) for one in provider.asked]
    assert len(desk.waiting(campaign)) == len(asked) == len(set(asked)) == 10


def test_a_stop_keeps_what_was_finished_and_go_on_writes_the_rest(make_desk: Make) -> None:
    campaign = 0

    def say(request: WriteRequest) -> str:
        if len(model.asked) == 4:
            campaigns.stop(desk.app, campaign, WHO)
            _let_the_heartbeat_see(desk)
        return text(LETTER)

    desk, model = with_chat(make_desk, say, Task.DRAFT)
    campaign = desk.start(channels=(Channel.EMAIL,))
    desk.pick(campaign, 10)
    kept = len(desk.waiting(campaign))
    assert 4 <= kept < 10 and kept == len(model.asked)
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert len(desk.waiting(campaign)) == len(set(prompts_of(model))) == len(model.asked) == 10


def _let_the_heartbeat_see(desk: Desk) -> None:
    """Wait until the heartbeat has renewed the lease once more, and so has read that it should stop."""
    with desk.app.read() as work:
        before = work.jobs.running()[0].lease_until
    for _ in range(200_000):
        with desk.app.read() as work:
            if work.jobs.running()[0].lease_until != before:
                return
    raise AssertionError("no heartbeat")


@pytest.mark.parametrize("error", [Unavailable("down"), NotAllowed("The cap is reached."), RuntimeError("a fault")])
def test_a_failure_keeps_the_drafts_that_came_before_it(make_desk: Make, error: Exception) -> None:
    desk, model = with_chat(make_desk, failing_at(4, error, text(LETTER)), Task.DRAFT)
    campaign = desk.picked(6, channels=(Channel.EMAIL,))
    assert len(desk.waiting(campaign)) == 3
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert len(desk.waiting(campaign)) == 6 and len(model.asked) == 7


def test_a_failure_keeps_the_portraits_that_came_before_it(make_desk: Make) -> None:
    portrait = json.dumps({"body": "The owner wants full tables on quiet evenings and has little time to read."})
    desk, model = with_chat(make_desk, failing_at(4, Unavailable("down"), portrait), Task.PERSONA)
    campaign = desk.picked(6, channels=(Channel.EMAIL,))
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert len(desk.waiting(campaign)) == 6
    assert len(model.asked) == 7 and len(set(prompts_of(model))) == 6


def test_a_failure_keeps_the_opinions_that_came_before_it(make_desk: Make) -> None:
    say = failing_at(4, Unavailable("down"), json.dumps({"fit": 8, "why": "It has seats outdoors."}))
    desk, model = with_chat(make_desk, say, Task.SCORE)
    campaign = desk.start()
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    rows = leads.page(desk.app, leads_of(campaign)).rows
    assert len(rows) == 12 and all(any(f.name == "opinion" for f in row.factors) for row in rows)
    assert len(model.asked) == 13 and len(set(prompts_of(model))) == 12
