"""Finding when pages do not answer: shown as problems, and read again by the next run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from agents.discovery.source import Found, Past, Plan, Query, Step
from graph import bootstrap, campaigns, leads, preferences
from graph.settings import Settings
from storage.errors import BadConfig, BadInput, Unavailable
from storage.lead_filter import leads_of
from storage.records import CampaignStatus, Sender
from tests.parts import TWELVE, WHO, Desk


@dataclass
class SilentSource:
    """Four pages of one business each; the second does not answer while ``is_silent``, the third is forbidden."""

    breaks_at: str = ""
    is_silent: bool = True
    name: str = "the list"
    asked: list[str] = field(default_factory=list)

    def plan(self, query: Query) -> Plan:
        return Plan((self.name,), 4, 1.0)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        for number, business in enumerate(TWELVE[:4], 1):
            item = f"page {number}"
            if item in past.done:
                continue
            if item == self.breaks_at:
                raise Unavailable("The list stopped answering.", kept="What was found is kept.", todo="Try again.")
            self.asked.append(item)
            if item == "page 2" and self.is_silent:
                yield Step(item, total=4, problem="It was silent.", is_passing=True)
            elif item == "page 3":
                yield Step(item, total=4, problem="It is forbidden.")
            else:
                yield Step(item, (Found(business, ()),), 4)


def test_a_page_that_was_silent_is_read_again_by_the_next_run_and_no_other(make_desk: Callable[..., Desk]) -> None:
    source = SilentSource(breaks_at="page 4")
    desk = make_desk(sources={"listed": lambda _: source})
    campaign = desk.start()
    assert desk.view(campaign).campaign.status == CampaignStatus.STOPPED
    assert dict(campaigns.problems(desk.app, campaign)) == {"page 2": "It was silent.", "page 3": "It is forbidden."}
    source.breaks_at, source.is_silent = "", False
    source.asked.clear()
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert source.asked == ["page 2", "page 4"]
    assert campaigns.problems(desk.app, campaign) == [("page 3", "It is forbidden.")]
    assert leads.page(desk.app, leads_of(campaign)).total == 3


def test_a_source_that_breaks_fails_in_its_own_sentence(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(sources={"listed": lambda _: SilentSource(breaks_at="page 4")})
    job = desk.view(desk.start()).job
    assert job is not None
    assert job.error == "The list stopped answering. What was found is kept. Try again."


def test_a_page_that_stays_silent_is_counted_and_the_search_still_ends(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(sources={"listed": lambda _: SilentSource()})
    view = desk.view(desk.start())
    assert (view.problems, view.to_pick) == (2, 2)


def test_a_typed_address_with_letters_beyond_ascii_is_kept_as_mail_servers_take_it(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    leads.set_email(desk.app, shown.draft.candidate_id, " Info@müller.de ", WHO)
    detail = leads.detail(desk.app, shown.draft.candidate_id)
    assert detail.candidate.lead.business.email == "Info@xn--mller-kva.de"
    with pytest.raises(BadInput, match="not an e-mail address"):
        leads.set_email(desk.app, shown.draft.candidate_id, "jörg@web.de", WHO)


def test_openstreetmap_is_asked_with_the_senders_address_and_never_without_one(settings: Settings) -> None:
    local = settings.model_copy(update={"scripted_models": True, "nominatim_url": "none", "overpass_url": "none"})
    app = bootstrap.open_app(local)

    def refusal() -> str:
        source = app.sources["osm"](replace(campaigns.DEMO_BRIEF, source="osm"))
        with pytest.raises(BadConfig) as caught:
            list(source.find(Query("Munich", ("cafe",), 10, 10), Past(), lambda: False))
        return caught.value.what

    assert "no contact is set" in refusal()
    preferences.set_sender(app, Sender("Ann", "Calm", "ann@calm.example", "Main Street 1"), WHO)
    assert "not the address of a service" in refusal()
