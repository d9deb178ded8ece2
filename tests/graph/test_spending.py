"""The spending cap, from the writer through the ledger to the database, with a server that answers for money."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from graph import campaigns, hosting, spending
from graph.app import App
from graph.spending import CampaignLedger
from models.language.base import Task, WriteRequest
from models.language.circuit import Breaker
from models.language.hosted import HostedWriter
from models.language.openai_chat import OpenAIChat
from models.language.spending import Price, most
from storage.errors import NotAllowed
from storage.records import now
from storage.tables import ModelCallRow
from tests.models.language.provider import Asked, Provider, Reply, completion
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


def capped(app: App, campaign: int | None, micros: int | None) -> CampaignLedger:
    """A ledger under a cap, which is a setting of the whole application."""
    dollars = None if micros is None else micros / 1_000_000
    (hosting.set_cap if campaign is not None else spending.set_outside_cap)(app, dollars, WHO)
    return CampaignLedger(app, campaign)


def test_the_cap_stops_a_run_at_the_cap(app: App, campaign: int) -> None:
    ledger = capped(app, campaign, 5 * MOST)
    with Provider([dear()]) as provider, pytest.raises(NotAllowed, match="spending cap") as raised:
        writer(provider, ledger).write_many(REQUESTS)
    assert len(provider.asked) == 5
    assert ledger.spent() == 5 * MOST
    assert "Raise the cap" in str(raised.value)
    with app.read() as work:
        (total,) = work.model_calls.totals(campaign)
    assert (total.task, total.model, total.calls, total.unsettled) == ("draft", "small", 5, 0)


def test_a_cap_that_is_changed_during_a_run_counts_for_the_next_text(app: App, campaign: int) -> None:
    asked = 0

    def script(_: Asked) -> Reply:
        nonlocal asked
        asked += 1
        if asked == 3:
            hosting.set_cap(app, 0, WHO)
        return completion()

    ledger = capped(app, campaign, None)
    with Provider(script) as provider, pytest.raises(NotAllowed, match="spending cap"):
        writer(provider, ledger, at_once=1).write_many(REQUESTS)
    assert asked == 3


def test_a_cap_that_is_set_during_a_run_of_unknown_price_ends_it(app: App, campaign: int) -> None:
    ledger = capped(app, campaign, None)

    def script(_: Asked) -> Reply:
        hosting.set_cap(app, 5, WHO)
        return completion()

    with Provider(script) as provider, pytest.raises(NotAllowed, match="price of small"):
        client = OpenAIChat("small", "key", f"{provider.url}/v1")
        HostedWriter(client, ledger, None, at_once=1, breaker=Breaker()).write_many(REQUESTS)
    assert len(provider.asked) == 1


def test_a_server_that_counts_below_nothing_opens_no_cap(app: App, campaign: int) -> None:
    ledger = capped(app, campaign, 3 * MOST)
    with Provider([completion(usage=(-1_000_000, -5))]) as provider, pytest.raises(NotAllowed):
        writer(provider, ledger).write_many(REQUESTS)
    assert (len(provider.asked), ledger.spent()) == (3, 3 * MOST)


def test_what_belongs_to_no_campaign_has_a_cap_of_its_own_for_each_month(app: App, campaign: int) -> None:
    with app.read() as work:
        assert (spending.outside_cap_micros(work), hosting.cap_micros(work)) == (1_000_000, 5_000_000)
    ledger = capped(app, None, 100)
    ledger.reserve(Task.CLASSIFY, "small", 60)
    with pytest.raises(NotAllowed, match="a month for what belongs to no campaign"):
        ledger.reserve(Task.CLASSIFY, "small", 60)
    assert CampaignLedger(app, campaign).reserve(Task.DRAFT, "small", 60)
    last_month = now() - timedelta(days=32)
    with app.engine.begin() as connection:
        connection.execute(update(ModelCallRow).values(at=last_month))
    assert ledger.spent() == 0 and ledger.reserve(Task.CLASSIFY, "small", 60)


def test_the_cap_holds_for_eight_writers_at_once(app: App, campaign: int) -> None:
    ledger = capped(app, campaign, 10 * MOST)
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
    ledger = capped(app, campaign, 1000)

    def spend(_: int) -> bool:
        try:
            return ledger.reserve(Task.DRAFT, "small", 30) > 0
        except NotAllowed:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(spend, range(80))) == 33
    assert ledger.spent() == 990


def test_what_a_crash_left_unsettled_counts_in_the_next_run(app: App, campaign: int) -> None:
    capped(app, campaign, 5 * MOST).reserve(Task.DRAFT, "small", 4 * MOST)
    ledger = capped(app, campaign, 5 * MOST)
    with Provider([dear()]) as provider, pytest.raises(NotAllowed):
        writer(provider, ledger).write_many(REQUESTS)
    assert len(provider.asked) == 1


def test_without_a_cap_everything_is_written_and_booked(app: App, campaign: int) -> None:
    ledger = capped(app, campaign, None)
    with Provider([completion()]) as provider:
        written = writer(provider, ledger).write_many(REQUESTS)
    assert all(one.finished for one in written)
    assert ledger.spent() == 12 * PRICE.cost(100, 20)
