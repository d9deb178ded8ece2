"""Results: the funnel, what came back, the export."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from graph import campaigns, drafts, journey
from graph.app import App
from graph.worker import Worker
from storage.records import EventKind, now
from tests.pages.data import import_list, write_to
from tests.pages.screen import Screen
from tests.parts import TWELVE, WHO

Open = Callable[..., Screen]


def follow(screen: Open, link: str) -> Screen:
    """The screen that a link opens, in a fresh tab."""
    parts = urlsplit(link)
    chosen = {name: found if len(found) > 1 else found[0] for name, found in parse_qs(parts.query, True).items()}
    return screen(parts.path, **chosen)


def send(app: App, campaign_id: int) -> None:
    write_to(app, campaign_id, 3)
    journey.approve_all(app, campaign_id, WHO)
    journey.deliver_all(Worker(app), campaign_id)


def test_each_number_of_the_funnel_opens_as_many_rows(drafted: App, screen: Open) -> None:
    drafts.reject(drafted, 2, "other", WHO)
    shown = drafts.show(drafted, 1)
    drafts.approve(drafted, 1, shown.digest, WHO)
    page = screen("results")
    numbers = [int(one.value) for one in page.at.page_link]
    assert numbers == [13, 13, 3, 6, 1, 0, 0]
    for number, link in zip(numbers[:3], page.links[:3], strict=True):
        assert len(follow(screen, link).names) == number
    for number, link in zip(numbers[3:5], page.links[3:5], strict=True):
        assert f"1 of {number}" in follow(screen, link).text
    assert "Nothing here." in follow(screen, page.links[5]).text


def test_what_came_back_in_the_demo_is_marked_as_simulated(
    serve: Callable[..., App], found_folder: object, screen: Open
) -> None:
    app = serve(found_folder, undo_seconds=0)
    demo = import_list(app, list(TWELVE[:3]), name="A demo", is_demo=True)
    send(app, demo)
    with app.write() as work:
        work.events.add(1, EventKind.REPLY, "e1", "Yes, please!", now(), simulated=True)
        work.commit()
    page = screen("results", campaign=str(demo))
    assert "are simulated." in page.text
    assert ":violet-badge[simulated]" in page.markdown
    assert "Yes, please!" in page.text
    assert "**Replied**" in page.text
    today = screen("today")
    assert "reply · simulated" in today.text


def test_outside_the_demo_nothing_is_called_simulated(drafted: App, screen: Open) -> None:
    assert "simulated" not in screen("results").text
    assert "Nothing yet." in screen("results").text


def test_the_leads_can_be_exported_with_every_column_once_that_is_asked_for(drafted: App, screen: Open) -> None:
    page = screen("results")
    assert not page.at.get("download_button")
    (button,) = page.unfold("export").at.get("download_button")
    assert "13 leads, best first, with every column." in page.text
    assert (button.proto.label, button.proto.url, bool(button.proto.deferred_file_id)) == ("Download 13", "", True)


def test_a_finished_campaign_keeps_its_results(drafted: App, screen: Open) -> None:
    campaigns.finish(drafted, 1, WHO)
    assert [int(one.value) for one in screen("results").at.page_link][:3] == [13, 13, 3]
