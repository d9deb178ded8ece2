"""A day at the table of leads: filter, keep the view, decide on all that match, undo, and the drawer by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import campaigns
from storage.records import CandidateStatus
from tests.journeys.screen import Tab
from tests.journeys.server import Server
from tests.pages.data import import_list, open_app
from tests.parts import business

# How many rows of the table stand wholly in sight.
IN_SIGHT = """() => {
  const end = Math.min(document.querySelector(".lead-grid").getBoundingClientRect().bottom, innerHeight)
  const rows = [...document.querySelectorAll(".lead-grid tbody tr")]
  return rows.filter((row) => row.getBoundingClientRect().bottom <= end).length
}"""
KINDS = ("Café", "Gasthaus", "Hotel")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign with 120 leads to pick, a third of them hotels."""
    app = open_app(tmp_path / "listed")
    import_list(app, [business(f"{KINDS[n % 3]} Nr {n:03}", street=f"Weg {n}") for n in range(120)])
    app.engine.dispose()
    return tmp_path / "listed"


def test_filter_save_the_view_decide_on_all_that_match_and_undo(
    serve: Callable[..., Server], tab: Callable[..., Tab], folder: Path
) -> None:
    server = serve(folder)
    one = tab(server).open("leads").see("120 leads").settle()
    only_hotels(one)
    save_view(one, "Our hotels")
    at = one.page.url
    other = tab(server)
    other.page.goto(at)
    other.settle().see("40 leads").see("Sector is Hotel")
    decide_on_all(one)
    one.press("^Clear$").see("120 leads").settle()
    choose_view(one, "Our hotels")
    refuse_a_tampered_address(other)


def only_hotels(one: Tab) -> None:
    one.press("Filter").settle()
    choose_of_list(one, "Field", "Sector")
    choose_of_list(one, "Values", "Hotel")
    one.page.keyboard.press("Escape")
    one.settle().press("^Add$").see("Sector is Hotel").see("40 leads").settle()


def choose_of_list(one: Tab, label: str, option: str) -> None:
    one.page.get_by_role("combobox", name=label).last.click()
    one.page.get_by_role("option", name=option, exact=True).click()
    one.settle()


def save_view(one: Tab, name: str) -> None:
    one.press("Views").settle().type("Name", name).settle()
    one.press("^Save$").see(f"The view “{name}” is saved.").settle()


def choose_view(one: Tab, name: str) -> None:
    one.press("Views").settle()
    one.page.get_by_role("button", name=name, exact=True).click()
    one.see("40 leads").see("Sector is Hotel").settle()


def decide_on_all(one: Tab) -> None:
    one.page.get_by_text("All 40 leads").click()
    one.settle().press("^.*Select 40$").see("40 leads selected.").see("selected 40").settle()
    one.key("u").see("40 put back as before.").see("selected 0").settle()


def refuse_a_tampered_address(one: Tab) -> None:
    one.open("leads", "where=rubbish%27%20OR%201&page=nonsense").see("The address could not be used in full.")
    one.see("120 leads").settle()


def test_leads_are_gone_through_by_keys_over_the_end_of_a_page(
    serve: Callable[..., Server], tab: Callable[..., Tab], folder: Path
) -> None:
    server = serve(folder)
    one = tab(server).open("leads").see("1 of 40 on this page").settle()
    first = one.title
    one.key("j").see("2 of 40 on this page").settle()
    second = one.title
    one.key("a").see("1 lead selected.").see("selected 1").settle()
    assert one.title not in (first, second)
    one.key("r").see("In your words (optional)").settle().key("5").see("1 lead rejected.").see("rejected 1").settle()
    one.key("k").see("1 of 40 on this page").settle()
    assert one.title == first
    one.open("leads", f"lead={last_of_page(one)}").see("40 of 40 on this page").settle()
    one.key("j").see("41 to 80").see("1 of 40 on this page").settle()
    one.key("k").see("1 to 40").see("40 of 40 on this page").settle()
    search_and_keys(one)
    counts = counted(server.folder)
    assert (counts[CandidateStatus.SELECTED], counts[CandidateStatus.REJECTED]) == (1, 1)


def test_a_small_screen_shows_thirty_leads_and_a_verb_does_not_move_them(
    serve: Callable[..., Server], tab: Callable[..., Tab], folder: Path
) -> None:
    one = tab(serve(folder))
    one.page.set_viewport_size({"width": 1280, "height": 800})
    one.open("leads").see("1 of 40 on this page").settle()
    assert one.page.evaluate(IN_SIGHT) >= 30
    top = top_of_table(one)
    one.page.locator(".lead-grid tbody input").first.click()
    one.settle().press("^.*Select 1$").see("1 lead selected.").settle()
    assert top_of_table(one) == top
    one.press("Undo").see("1 put back as before.").settle()
    assert top_of_table(one) == top


def top_of_table(one: Tab) -> float:
    box = one.page.locator(".lead-grid").bounding_box()
    assert box is not None
    return box["y"]


def last_of_page(one: Tab) -> str:
    return str(one.page.locator(".lead-grid tbody tr").last.get_attribute("data-id"))


def search_and_keys(one: Tab) -> None:
    one.key("/")
    one.page.keyboard.type("nr 007")
    one.page.keyboard.press("Enter")
    one.see("1 lead").see("Nr 007").settle()
    one.page.locator("h1").click()
    one.key("?")
    one.until(lambda: one.page.get_by_text("next / previous").count() > 0, "the list of keys is open")


def counted(folder: Path) -> dict[CandidateStatus, int]:
    app = open_app(folder)
    counts = dict(campaigns.overview(app, 1).candidates)
    app.engine.dispose()
    return counts
