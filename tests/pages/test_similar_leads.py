"""Similar leads: in the drawer, as the order of the table, and what is said where there is nothing to compare."""

from collections.abc import Callable

import pytest

from graph import leads, similar
from graph.app import App
from pages.parts.similar_leads import degree
from storage.lead_filter import leads_of
from storage.tables import LeadRow
from tests.pages.screen import Screen
from tests.parts import WHO

Open = Callable[..., Screen]


def id_of(app: App, name: str) -> int:
    return leads.page(app, leads_of(1, text=name)).rows[0].id


def like_post(app: App, screen: Open, **address: str) -> Screen:
    return screen("leads", **address, lead=str(id_of(app, "Hotel Post"))).unfold("similar").press("all_like_this")


def test_the_drawer_names_five_similar_leads_with_their_likeness(found: App, screen: Open) -> None:
    page = screen("leads", lead=str(id_of(found, "Hotel Post"))).unfold("similar")
    near = similar.like(found, 1, id_of(found, "Hotel Post"))
    assert [page.has(f"similar_{one.candidate.id}") for one in near.rows] == [True] * 5
    assert f"{degree(near.rows[0].similarity)}, {near.rows[0].similarity:.2f} of 1" in page.text


@pytest.mark.parametrize(("similarity", "words"), [(1.0, "nearly the same"), (0.7, "similar"), (0.1, "hardly similar")])
def test_a_likeness_is_put_in_words(similarity: float, words: str) -> None:
    assert degree(similarity) == words


def test_a_similar_lead_opens_though_the_table_does_not_show_it_and_outlives_a_reload(found: App, screen: Open) -> None:
    post, see = id_of(found, "Hotel Post"), id_of(found, "Hotel See")
    leads.reject(found, [see], "other", "", WHO)
    page = screen("leads", lead=str(post)).unfold("similar").press(f"similar_{see}")
    assert page.at.subheader[0].value == "Hotel See"
    assert "not on this page" in page.text
    again = screen("leads", **page.address)
    assert again.at.subheader[0].value == "Hotel See"
    assert again.press("next").at.subheader[0].value == again.names[0]


def test_an_aside_of_another_campaign_or_of_nobody_opens_the_first_lead(found: App, screen: Open) -> None:
    page = screen("leads", lead="999", aside="999")
    assert page.at.subheader[0].value == page.names[0]
    assert "aside" not in page.address


def test_all_like_a_lead_are_shown_most_similar_first_and_stand_in_the_address(found: App, screen: Open) -> None:
    page = like_post(found, screen)
    ranking = similar.ranked_like(found, leads_of(1), id_of(found, "Hotel Post"))
    assert page.names[0] == "Hotel Post"
    assert len(page.names) == len(ranking.where.ids or ()) < 13
    assert f"{len(page.names)} of the 13 leads that match the other filters are similar" in page.text
    assert page.at.button(key="drop_order").label == "Like Hotel Post"
    again = screen("leads", **page.address)
    assert again.names == page.names


def test_other_filters_hold_among_similar_leads_and_the_chip_takes_likeness_away(found: App, screen: Open) -> None:
    page = like_post(found, screen, sector="hotel")
    assert set(page.leads["sector"]) == {"Hotel"}
    page.press("drop_order").press("drop_all_1")
    assert len(page.names) == 13
    assert "like" not in page.address


def test_all_that_are_similar_are_selected_and_no_other(found: App, screen: Open) -> None:
    page = like_post(found, screen)
    count = len(page.names)
    page.choose("everything", True).press("select")
    assert f"{count} leads selected." in page.text


def test_the_table_stands_by_what_was_selected_and_rejected(found: App, screen: Open) -> None:
    leads.select(found, [id_of(found, "Hotel Post")], WHO)
    leads.reject(found, [id_of(found, "Gasthaus Krone")], "not our customer", "", WHO)
    page = screen("leads").choose("order", "learned")
    assert [name.split()[0] for name in page.names[:2]] == ["Hotel", "Hotel"]
    assert set(page.leads["decision"]) == {"to pick"}
    assert "the 1 you selected, and least like the 1 you rejected" in page.text
    assert screen("leads", **page.address).names == page.names


def test_before_anything_is_selected_the_order_says_what_to_do(found: App, screen: Open) -> None:
    page = screen("leads", like="learned")
    assert "Select a few leads first." in page.text
    assert page.leads["score"] == sorted(page.leads["score"], reverse=True)


@pytest.mark.parametrize("order", ["x", "²", "99999999999999999999", "", "-1", "rubbish"])
def test_an_order_that_makes_no_sense_is_the_one_by_score(found: App, screen: Open, order: str) -> None:
    page = screen("leads", like=order)
    assert len(page.names) == 13
    assert not page.has("drop_order")


def test_leads_that_were_not_compared_are_compared_on_demand(found: App, screen: Open) -> None:
    forget_vectors(found)
    page = screen("leads").unfold("similar")
    assert "13 leads were not compared yet." in page.text
    assert "was not compared with them yet" in screen("leads", like="1").text
    page.press("compare")
    assert "being compared in the background" in page.text
    similar.wait(found, 1, 10)
    assert not page.settle().has("compare")
    assert page.has("all_like_this")


def forget_vectors(app: App) -> None:
    """As a database of an older version is after its migration."""
    with app.engine.execution_options(write=True).begin() as connection:
        connection.execute(LeadRow.__table__.update().values(profile_hash=""))  # type: ignore[attr-defined]
