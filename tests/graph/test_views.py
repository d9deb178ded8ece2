"""Saved views: a filter, its order and columns under a name, for everybody."""

import pytest

from graph import views
from storage.errors import BadInput, NotFound
from storage.lead_filter import LeadFilter, Order, leads_of
from storage.records import CandidateStatus
from tests.parts import WHO, Desk

HOTELS = LeadFilter(1, leads_of(1, [CandidateStatus.OPEN], sector="hotel").all_of, text="post", order=Order("name"))


def names(desk: Desk) -> list[str]:
    return [view.name for view in views.listed(desk.app)]


def test_a_view_shows_the_same_filter_in_every_campaign(desk: Desk) -> None:
    view = views.save(desk.app, " Hotels ", HOTELS, ["name", "score"], WHO)
    assert (view.name, view.columns, view.who) == ("Hotels", ("name", "score"), WHO)
    assert views.where(views.get(desk.app, view.id), 1) == HOTELS
    assert views.where(view, 7).campaign_id == 7


def test_a_view_is_replaced_only_where_that_is_asked_for(desk: Desk) -> None:
    first = views.save(desk.app, "Hotels", HOTELS, ["name"], WHO)
    with pytest.raises(BadInput, match="“Hotels” already"):
        views.save(desk.app, "HOTELS", leads_of(1), ["name"], WHO)
    again = views.save(desk.app, "HOTELS", leads_of(1), ["score"], "ben", replaces=True)
    assert (again.id, again.columns, names(desk)) == (first.id, ("score",), ["HOTELS"])


def test_a_view_is_renamed_deleted_and_brought_back(desk: Desk) -> None:
    view = views.save(desk.app, "Hotels", HOTELS, ["name"], WHO)
    views.save(desk.app, "Cafés", leads_of(1, sector="cafe"), ["name"], WHO)
    views.rename(desk.app, view.id, "hotels", WHO)
    with pytest.raises(BadInput, match="“Cafés” already"):
        views.rename(desk.app, view.id, "CAFÉS", WHO)
    deleted = views.delete(desk.app, view.id, WHO)
    with pytest.raises(NotFound):
        views.get(desk.app, view.id)
    assert names(desk) == ["Cafés"]
    views.restore(desk.app, deleted, WHO)
    assert names(desk) == ["Cafés", "hotels"]
    with pytest.raises(BadInput):
        views.restore(desk.app, deleted, WHO)


def test_a_view_whose_filter_no_longer_reads_says_so_and_the_others_work(desk: Desk) -> None:
    views.save(desk.app, "Good", HOTELS, ["name"], WHO)
    with desk.app.write() as work:
        work.saved_views.set("Old filter", "vanished.is.x", ("name",), WHO)
        work.saved_views.set("Old column", "", ("gone",), WHO)
        work.commit()
    problems = {view.name: view.problem for view in views.listed(desk.app)}
    assert problems["Good"] == ""
    assert "vanished" in problems["Old filter"] and "'gone'" in problems["Old column"]


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\nb"])
def test_a_view_needs_a_name_that_can_be_read(desk: Desk, name: str) -> None:
    with pytest.raises(BadInput):
        views.save(desk.app, name, HOTELS, ["name"], WHO)
    assert names(desk) == []
