"""Duplicates of a list: sure ones are one lead at once, pairs in doubt are decided by keys, each merge is undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph import leads
from storage.lead_filter import leads_of
from tests.journeys.screen import Tab
from tests.journeys.server import Server
from tests.pages.data import import_list, open_app
from tests.parts import business

CAFES = (
    business("Café Linde", street="Lindenweg 1"),
    business("Café Linde am See", street="Lindenweg 1", email="see@linde.example"),
)
BAKERS = (
    business("Backhaus Krone", street="Ringweg 7"),
    business("Backhaus Krone am Ring", street="Ringweg 7", email="ring@krone.example"),
)
HOTEL = (business("Hotel Post", street="Am Markt 2"), business("Post Hotel", street="Am Markt 2", email=""))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pairs in doubt and one that is sure, in one imported list."""
    app = open_app(tmp_path / "listed")
    import_list(app, [*CAFES, *BAKERS, *HOTEL])
    app.engine.dispose()
    return tmp_path / "listed"


def test_pairs_are_merged_and_kept_apart_by_keys_and_each_is_undone(
    serve: Callable[..., Server], tab: Callable[..., Tab], folder: Path
) -> None:
    server = serve(folder)
    one = tab(server).open("leads").see("5 leads").settle()
    one.go("Duplicates").see("To decide (2)").see("Merged (1)").settle()
    see_both_sides(one)
    merge_and_undo(one)
    keep_apart_and_undo(one)
    undo_what_was_merged_at_once(one)
    the_drawer_warns_and_links(one)
    assert names(server) == sorted(each.name for each in (*CAFES, *BAKERS, *HOTEL))


def see_both_sides(one: Tab) -> None:
    sides = one.page.locator(".st-key-sides")
    for text in (
        "This one stays",
        "This one goes into it",
        "Ringweg 7, 12345 Lindental",
        *(each.name for each in BAKERS),
    ):
        expect(sides).to_contain_text(text)
    one.see("Why it is asked: One name is part of the other, same address.")


def merge_and_undo(one: Tab) -> None:
    one.key("m").see("“Backhaus Krone am Ring” is now part of “Backhaus Krone”.").see("To decide (1)").settle()
    one.go("Leads").see("4 leads").settle()
    one.go("Duplicates").settle().choose("Merged (2)").see("One name is part of the other").settle()
    one.press("^.*Undo$", one.page.locator("[class*=st-key-undo_]").first)
    one.see("The pair is to decide again.").see("To decide (2)").see("Merged (1)").settle()


def keep_apart_and_undo(one: Tab) -> None:
    one.choose("To decide (2)").see("Why it is asked").settle()
    one.key("r").see("stay two businesses.").see("To decide (1)").settle()
    one.key("u").see("The pair is to decide again.").see("To decide (2)").settle()


def undo_what_was_merged_at_once(one: Tab) -> None:
    one.choose("Merged (1)").see("at once, since it was sure").settle()
    one.press("^.*Undo$", one.page.locator("[class*=st-key-undo_]").first)
    one.see("They are not merged again.").see("Merged (0)").see("To decide (2)").settle()


def the_drawer_warns_and_links(one: Tab) -> None:
    """Also to another pair than the one that was open last."""
    for pair in (CAFES, BAKERS):
        one.go("Leads").see("6 leads").settle()
        one.page.locator(".lead-grid").get_by_text(pair[1].name, exact=True).click()
        expect(one.drawer.locator("h3").first).to_have_text(pair[1].name)
        expect(one.drawer).to_contain_text("This may be a duplicate.")
        one.settle().drawer.get_by_role("link", name="Compare").click()
        expect(one.page.locator(".st-key-sides")).to_contain_text(pair[1].name)
        one.settle()


def names(server: Server) -> list[str]:
    app = open_app(server.folder)
    found = [row.lead.business.name for row in leads.page(app, leads_of(1)).rows]
    app.engine.dispose()
    return sorted(found)
