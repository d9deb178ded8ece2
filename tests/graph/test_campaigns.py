"""What a campaign is asked for before it starts, and what remains of one that was closed."""

from dataclasses import replace

import pytest

from graph import bootstrap, campaigns, today
from graph.settings import Settings
from storage.errors import Unavailable
from tests.parts import BRIEF, WHO, Desk


@pytest.mark.parametrize(
    ("field", "todo"),
    [("place", "Name the town"), ("offer", "Finish the sentence"), ("ideal_customer", "Say in a few")],
)
def test_the_first_empty_field_is_asked_for(field: str, todo: str) -> None:
    assert campaigns.to_fill_in(replace(BRIEF, **{field: "  "})).startswith(todo)  # type: ignore[arg-type]
    assert campaigns.to_fill_in(BRIEF) == ""


def test_a_list_needs_no_place() -> None:
    assert campaigns.to_fill_in(replace(BRIEF, place="", source="file")) == ""


def test_a_closed_campaign_gives_no_reason_for_silence(desk: Desk) -> None:
    def fail(item: str) -> None:
        raise Unavailable("The directory is down.")

    desk.source.before = fail
    campaign = desk.start()
    assert today.reasons_for_silence(desk.app, campaigns.overviews(desk.app))
    campaigns.finish(desk.app, campaign, WHO)
    assert today.reasons_for_silence(desk.app, campaigns.overviews(desk.app)) == []


def test_planning_a_search_of_the_demo_town_starts_no_server(settings: Settings) -> None:
    app = bootstrap.open_app(settings)
    plan = campaigns.plan(app, campaigns.DEMO_BRIEF)
    assert plan.where[0] == app.demo.url
    assert app.demo.url.endswith(":0/"), "a server that was started has a port"
    app.engine.dispose()
