"""The spending cap, from the writer through the ledger to the database, with a server that answers for money."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from graph import campaigns
from graph.app import App
from graph.spending import CampaignLedger
from models.language.base import Task, WriteRequest
from models.language.circuit import Breaker
from models.language.hosted import HostedWriter
from models.language.openai_chat import OpenAIChat
from models.language.spending import Price, most
from storage.errors import NotAllowed
from tests.models.language.provider import LETTER, Provider, Reply, completion
from tests.parts import BRIEF, WHO, at_once

PRICE = Price(1000, 1000)
REQUESTS = [WriteRequest(f"Letter {number:02}", number, 300) for number in range(12)]
MOST = most(REQUESTS[0], PRICE)


@pytest.fixture
def campaign(app: App) -> int:
    return campaigns.start(app, BRIEF, WHO).id


def dear() -> Reply:
    """An answer that costs all that was set aside for it."""
    return completion(usage=(MOST - 2300, 2300))


def writer(provider: Provider, ledger: CampaignLedger, at_once: int = 4) -> HostedWriter:
    client = OpenAIChat("small", "key", f"{provider.url}/v1")
    return HostedWriter(client, ledger, PRICE, at_once=at_once, breaker=Breaker())


def test_the_cap_stops_a_run_at_the_cap(app: App, campaign: int) -> None:
    ledger = CampaignLedger(app, campaign, 5 * MOST)
    with Provider([dear()]) as provider, pytest.raises(NotAllowed, match="spending cap") as raised:
        writer(provider, ledger).write_many(REQUESTS)
    assert len(provider.asked) == 5
    assert ledger.spent() == 5 * MOST
    assert "Raise the cap" in str(raised.value)
    with app.read() as work:
        (total,) = work.model_calls.totals(campaign)
    assert (total.task, total.model, total.calls, total.unsettled) == ("draft", "small", 5, 0)


def test_a_raised_cap_goes_on_without_paying_twice(app: App, campaign: int) -> None:
    with Provider([dear()]) as provider:
        hosted = writer(provider, ledger := CampaignLedger(app, campaign, 5 * MOST))
        with pytest.raises(NotAllowed):
            hosted.write_many(REQUESTS)
        ledger.cap_micros = 12 * MOST
        assert [one.text for one in hosted.write_many(REQUESTS)] == [LETTER] * 12
    assert len(provider.asked) == 12


def test_the_cap_holds_for_eight_writers_at_once(app: App, campaign: int) -> None:
    ledger = CampaignLedger(app, campaign, 10 * MOST)
    refused = []

    with Provider([dear()]) as provider:

        def work() -> None:
            try:
                writer(provider, ledger, at_once=2).write_many(REQUESTS[:5])
            except NotAllowed as error:
                refused.append(error)

        at_once(*[work] * 8)
    assert refused
    assert len(provider.asked) == 10
    assert ledger.spent() == 10 * MOST


def test_the_ledger_holds_under_eight_threads(app: App, campaign: int) -> None:
    ledger = CampaignLedger(app, campaign, 1000)

    def spend(_: int) -> bool:
        try:
            return ledger.reserve(Task.DRAFT, "small", 30) > 0
        except NotAllowed:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(spend, range(80))) == 33
    assert ledger.spent() == 990


def test_what_a_crash_left_unsettled_counts_in_the_next_run(app: App, campaign: int) -> None:
    CampaignLedger(app, campaign, 5 * MOST).reserve(Task.DRAFT, "small", 4 * MOST)
    ledger = CampaignLedger(app, campaign, 5 * MOST)
    with Provider([dear()]) as provider, pytest.raises(NotAllowed):
        writer(provider, ledger).write_many(REQUESTS)
    assert len(provider.asked) == 1


def test_without_a_cap_everything_is_written_and_booked(app: App, campaign: int) -> None:
    ledger = CampaignLedger(app, campaign, None)
    with Provider([completion()]) as provider:
        written = writer(provider, ledger).write_many(REQUESTS)
    assert all(one.finished for one in written)
    assert ledger.spent() == 12 * PRICE.cost(100, 20)
