"""What a task with a hosted model will cost: told before a person starts it, likely and at the most."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph import estimates, hosting, leads, models, probe, spending
from graph.bootstrap import _connect
from graph.outlook import Outlook, in_words
from graph.shelf import Hosted, Shelf
from models.language.base import LanguageModel, Task
from models.language.scripted import ScriptedWriter
from storage.errors import BadInput
from storage.lead_filter import leads_of
from tests.models.language.provider import Provider, completion
from tests.parts import BRIEF, WHO, Desk

Make = Callable[..., Desk]
TASKS = (Task.DRAFT, Task.REWRITE, Task.PERSONA, Task.SCORE, Task.CLASSIFY)


def no_local(path: Path) -> LanguageModel:
    raise AssertionError(f"{path} was asked for")


@pytest.fixture
def priced(make_desk: Make) -> Desk:
    """Everything written by now was written here; from now on a hosted model with a price does every task."""
    desk = make_desk(shelf=Shelf(ScriptedWriter(), no_local, _connect))
    hosting.set_hosted(desk.app, Hosted("own", "compatible", "small", "http://127.0.0.1:9/v1", 1000, 2000), "", WHO)
    return desk


def give_all(desk: Desk) -> None:
    for task in TASKS:
        models.choose(desk.app, task, "hosted:own", WHO)


def check(of: Outlook | None, texts: int) -> Outlook:
    """It is told, for so many texts, and the most is not less than twice what is likely: there may be a second try."""
    assert of is not None and of.texts == texts and of.likely is not None and of.most is not None
    assert 0 < 2 * of.likely <= of.most
    return of


def test_portraits_and_drafts_for_the_selected_leads_are_told_apart(priced: Desk) -> None:
    campaign = priced.start()
    leads.select(priced.app, leads.matching(priced.app, leads_of(campaign))[:6], WHO)
    assert estimates.of_selected(priced.app, campaign) == []
    give_all(priced)
    readers, texts = estimates.of_selected(priced.app, campaign)
    assert (check(readers, 6).task, check(texts, 12).task) == (Task.PERSONA, Task.DRAFT)
    assert (texts.cap, texts.is_outside) == (5_000_000, False)


def test_scoring_is_told_for_each_hundred_businesses_of_a_campaign_to_come(priced: Desk) -> None:
    assert estimates.of_scoring(priced.app, BRIEF) is None
    give_all(priced)
    of = check(estimates.of_scoring(priced.app, BRIEF), 100)
    assert (of.task, of.cap, of.spent, of.is_outside) == (Task.SCORE, 5_000_000, 0, False)
    with pytest.raises(BadInput, match="ideal customer"):
        estimates.of_scoring(priced.app, replace(BRIEF, ideal_customer=" "))


def test_sorting_answers_and_evaluations_draw_on_the_months_cap(priced: Desk) -> None:
    give_all(priced)
    for of in (estimates.of_sorting(priced.app), estimates.of_evaluation(priced.app, "hosted:own", 3)):
        assert of is not None and (of.cap, of.is_outside) == (1_000_000, True)
        assert "cap $1.00 a month" in in_words(of)
    check(estimates.of_evaluation(priced.app, "hosted:own", 3), 6)
    assert estimates.of_evaluation(priced.app, models.STARTER) is None


def test_a_trial_and_a_rewrite_are_told(priced: Desk) -> None:
    campaign = priced.picked(3)
    draft = priced.email(campaign).draft
    assert estimates.of_rewrite(priced.app, draft, "shorter") is None
    give_all(priced)
    check(estimates.of_rewrite(priced.app, draft, "shorter"), 1)
    check(estimates.of_trial(priced.app, "draft", 1, campaign), 10)


def test_what_such_texts_cost_before_is_what_is_likely_now(priced: Desk) -> None:
    give_all(priced)
    with priced.app.write() as work:
        for tokens in (100, 300):
            call = work.model_calls.reserve(None, Task.CLASSIFY, "small", 9)
            work.model_calls.settle(call.id, 1000, tokens, 9)
        work.commit()
    of = estimates.of_sorting(priced.app)
    assert of is not None and of.likely == 100 * (1000 + 2 * 200)


def test_a_cap_that_is_likely_to_be_reached_is_told() -> None:
    of = Outlook(Task.DRAFT, 10, "m", 600, 9000, 500, 1000)
    assert of.is_beyond and not replace(of, spent=100).is_beyond and not replace(of, cap=None).is_beyond


def test_a_try_keeps_to_the_cap_outside_campaigns(priced: Desk) -> None:
    with Provider([completion("Hello")]) as provider:
        of = Hosted("other", "compatible", "small", f"{provider.url}/v1", 1000, 1000)
        hosting.set_cap(priced.app, 0, WHO)
        tried = probe.start(priced.app, of)
        assert tried.wait(30) and tried.said == "Hello"
        spending.set_outside_cap(priced.app, 0, WHO)
        refused = probe.start(priced.app, of)
        assert refused.wait(30) and "a month" in refused.error
    assert len(provider.asked) == 1
