"""Leads: the table of what was found, and a person's decisions."""

from collections.abc import Callable
from datetime import date

import pytest

from agents.discovery import tags
from graph import campaigns, decisions, imported, leads
from graph import tags as tag_uses
from graph.app import App
from storage.lead_filter import leads_of
from storage.records import CandidateStatus, Quote, now
from tests.pages.data import import_list
from tests.pages.screen import Screen
from tests.parts import WHO, business

Open = Callable[..., Screen]


def status(app: App, candidate_id: int) -> CandidateStatus:
    return leads.detail(app, candidate_id).candidate.status


def counts(app: App) -> dict[str, int]:
    return {str(name): count for name, count in campaigns.overview(app, 1).candidates.items()}


def test_the_table_stands_best_first_with_the_first_lead_opened(found: App, screen: Open) -> None:
    page = screen("leads")
    assert page.leads["score"] == sorted(page.leads["score"], reverse=True)
    assert page.at.subheader[0].value == page.names[0]
    assert "Score 5" in page.text
    assert "Evidence (9)" in page.text


def test_ticked_leads_are_selected_and_undo_takes_it_back(found: App, screen: Open) -> None:
    page = screen("leads").tick(0, 1).press("select")
    assert "2 leads selected." in page.text
    assert counts(found)["selected"] == 2
    page.press("undo")
    assert "2 put back as before." in page.text
    assert counts(found) == {"to pick": 13}


def test_nothing_can_be_decided_before_a_lead_is_ticked(found: App, screen: Open) -> None:
    page = screen("leads")
    assert not page.is_enabled("select")
    assert not page.is_enabled("reopen")


def test_a_ticked_lead_is_rejected_with_its_reason(found: App, screen: Open) -> None:
    page = (
        screen("leads").tick(2).unfold("many_reject").choose("many_reason", "bad data").type("many_note", "closed down")
    )
    page.press("many_reject")
    (lead,) = leads.page(found, leads_of(1, (CandidateStatus.REJECTED,))).rows
    assert (lead.reason, lead.note, lead.decided_by) == ("bad data", "closed down", "you")


def test_a_ticked_lead_is_deferred_to_a_day_ahead(found: App, screen: Open) -> None:
    screen("leads").tick(0).unfold("many_defer").press("defer")
    (lead,) = leads.page(found, leads_of(1, (CandidateStatus.DEFERRED,))).rows
    assert lead.deferred_until is not None
    assert lead.deferred_until > now().date()


def test_ticks_do_not_pass_to_the_leads_that_move_up(found: App, screen: Open) -> None:
    page = screen("leads").tick(0, 1).unfold("many_reject").press("many_reject")
    assert "2 leads rejected." in page.text
    assert not page.is_enabled("select")


def test_all_that_match_is_switched_off_once_it_was_decided(found: App, screen: Open) -> None:
    page = screen("leads").choose("everything", True).press("select")
    assert "13 leads selected." in page.text
    assert "Nothing waits for a decision." in page.text
    assert not page.choose("decision", ["selected"]).is_enabled("reopen")


def test_a_day_that_is_not_ahead_is_refused(found: App, screen: Open) -> None:
    page = screen("leads").tick(0).unfold("many_defer").choose("until", now().date()).press("defer")
    assert "is not ahead. Choose a day from tomorrow on." in page.text
    assert counts(found) == {"to pick": 13}


def test_a_rejected_lead_is_put_back(found: App, screen: Open) -> None:
    leads.reject(found, [1], "other", "", WHO)
    screen("leads", decision="rejected").press("reopen_one")
    assert status(found, 1) == CandidateStatus.OPEN


def test_all_that_match_are_selected_not_only_the_page(found: App, screen: Open) -> None:
    page = screen("leads", sector="cafe").choose("everything", True)
    assert page.at.button(key="select").label == "Select 6"
    page.press("select")
    assert counts(found)["selected"] == 6


def test_all_that_match_is_switched_off_by_another_filter(found: App, screen: Open) -> None:
    page = screen("leads").choose("everything", True)
    assert page.is_enabled("select")
    page.choose("decision", ["to pick", "rejected"])
    assert not page.is_enabled("select")


def test_the_selected_are_handed_to_the_writer(found: App, screen: Open) -> None:
    page = screen("leads")
    assert not page.has("write")
    page.tick(0, 1, 2).press("select").press("write")
    assert "3 leads were handed to the writer." in page.text
    assert "content?" in page.links
    assert counts(found)["handed over"] == 3
    assert campaigns.overview(found, 1).is_working


def test_a_lead_with_facts_from_openstreetmap_credits_it(found: App, screen: Open) -> None:
    assert tags.ATTRIBUTION not in screen("leads", lead="1").text
    with found.write() as work:
        lead = work.candidates.get(1).lead.id
        work.evidence.store([(lead, Quote("name", "Linde", f"{tags.SITE}way/1"))], "OpenStreetMap", now())
        work.commit()
    assert tags.ATTRIBUTION in screen("leads", lead="1").text
    assert tags.ATTRIBUTION not in screen("leads", lead="2").text


def test_filter_order_and_the_open_lead_stand_in_the_address_and_come_back(found: App, screen: Open) -> None:
    page = screen("leads", sector="hotel").choose("order", "name").press("next")
    again = screen("leads", **page.address)
    assert again.names == ["Hotel Berg", "Hotel Post", "Hotel See"]
    assert again.at.subheader[0].value == "Hotel Post"
    assert again.address == page.address
    assert again.address["where"] == "decision.is.to-pick~sector.is.hotel~order.name.up"


def test_the_next_lead_opens_where_one_leaves_the_table_by_a_decision(found: App, screen: Open) -> None:
    page = screen("leads").press("next")
    following = page.names[2]
    page.press("select_one")
    assert page.at.subheader[0].value == following
    assert len(page.names) == 12


def test_a_condition_is_built_from_what_the_filter_says_of_itself_and_removed_as_a_chip(
    found: App, screen: Open
) -> None:
    page = screen("leads").unfold("add_filter").choose("filter_field", "rating")
    page.choose("filter_value_rating_min", 4.6).press("add_filter")
    assert "No lead matches these filters." in page.text
    assert page.at.button(key="drop_all_1").label == "Rating at least 4\\.6"
    page.press("drop_all_1")
    assert len(page.names) == 13
    assert "where" not in page.address


def test_any_of_several_conditions_is_enough(found: App, screen: Open) -> None:
    page = screen("leads", where="any.name.starts.Hotel~any.name.starts.Gasthaus~decision.is.to-pick~order.name.up")
    assert {name.split()[0] for name in page.names} == {"Gasthaus", "Hotel"}
    page.press("drop_any_0")
    assert {name.split()[0] for name in page.names} == {"Gasthaus"}


def test_all_or_any_is_one_choice_for_all_conditions(found: App, screen: Open) -> None:
    page = screen("leads", where="name.starts.Hotel~name.starts.Gasthaus~decision.is.to-pick")
    assert "No lead matches these filters." in page.text
    page.choose("match", "any of these")
    assert {name.split()[0] for name in page.names} == {"Gasthaus", "Hotel"}
    assert page.address["where"].count("any.") == 2


def test_no_decision_chosen_shows_all_decisions(found: App, screen: Open) -> None:
    leads.reject(found, [1], "other", "", WHO)
    page = screen("leads")
    assert len(page.names) == 12
    assert len(page.choose("decision", []).names) == 13
    page.press("clear")
    assert len(page.names) == 12


@pytest.mark.parametrize(
    ("tampered", "cause"),
    [
        ({"where": "score.min.lots"}, "Score: 'lots' is not a number."),
        ({"where": "nothing.is.x"}, "a condition that is none"),
        ({"where": "order.secret.up"}, "Leads cannot be ordered by 'secret'."),
        ({"page": "a.1.2"}, "is no page of this table"),
        ({"columns": "name,password"}, "a column that is not there"),
    ],
)
def test_a_tampered_address_says_what_could_not_be_used_and_shows_the_usual_view(
    tampered: dict[str, str], cause: str, found: App, screen: Open
) -> None:
    page = screen("leads", **tampered)
    assert cause in page.text
    assert len(page.names) == 13
    assert next(iter(tampered)) not in page.address


def test_an_address_that_makes_no_sense_shows_the_usual_view(found: App, screen: Open) -> None:
    page = screen("leads", decision="rubbish", lead="abc", like="x", campaign="x")
    assert len(page.names) == 13


def test_a_search_that_finds_nothing_says_so(found: App, screen: Open) -> None:
    assert "No lead matches these filters." in screen("leads").type("text", "zeppelin").text


def test_pages_are_turned_and_stand_in_the_address(found: App, screen: Open) -> None:
    many = import_list(found, [business(f"Bar {n:03}", street=f"Weg {n}") for n in range(150)], name="Many")
    page = screen("leads", campaign=str(many), where="decision.is.to-pick~order.name.up").press("page_after")
    assert "150 leads" in page.text
    assert "41 to 80" in page.text
    assert (page.names[0], len(page.names)) == ("Bar 040", 40)
    again = screen("leads", **page.address)
    assert again.names == page.names
    assert again.press("page_before").names[0] == "Bar 000"
    assert again.press("last_page").names[-1] == "Bar 149"
    assert not again.is_enabled("page_after")
    assert page.type("text", "Bar 00").names[0] == "Bar 000"


def test_next_and_previous_go_over_the_end_of_a_page(found: App, screen: Open) -> None:
    many = import_list(found, [business(f"Bar {n:03}", street=f"Weg {n}") for n in range(50)], name="Many")
    page = screen("leads", campaign=str(many), where="decision.is.to-pick~order.name.up")
    assert not page.is_enabled("previous")
    last = screen("leads", **{**page.address, "lead": str(id_of(found, many, "Bar 039"))})
    assert last.press("next").at.subheader[0].value == "Bar 040"
    assert last.names[0] == "Bar 040"
    assert last.press("previous").at.subheader[0].value == "Bar 039"
    assert last.names[0] == "Bar 000"


def id_of(app: App, campaign_id: int, name: str) -> int:
    return leads.page(app, leads_of(campaign_id, text=name)).rows[0].id


def test_a_link_to_a_lead_that_the_table_does_not_show_opens_it(found: App, screen: Open) -> None:
    leads.reject(found, [3], "other", "", WHO)
    page = screen("leads", lead="3")
    assert page.address["lead"] == "3"
    assert "A lead that is not on this page" in page.text


def test_columns_are_chosen_stand_in_the_address_and_stay_chosen(found: App, screen: Open) -> None:
    page = screen("leads").unfold("columns")
    page.at.multiselect(key="columns").set_value(["name", "postcode"])
    page.settle().press("choose_columns")
    assert list(page.leads) == ["name", "postcode"]
    assert page.address["columns"] == "name,postcode"
    assert list(screen("leads").leads) == ["name", "postcode"]


def test_a_lead_is_rejected_by_its_reason_with_a_word_of_ones_own(found: App, screen: Open) -> None:
    page = screen("leads", lead="2").press("reject_one").type("one_note", "closed down").press("one_reject_5")
    candidate = leads.detail(found, 2).candidate
    assert (candidate.status, candidate.reason, candidate.note) == (CandidateStatus.REJECTED, "bad data", "closed down")
    page.press("undo")
    assert status(found, 2) == CandidateStatus.OPEN


def test_all_that_match_are_tagged_and_the_undo_stays_in_reach_after_another_decision(found: App, screen: Open) -> None:
    page = screen("leads", sector="hotel").choose("everything", True).unfold("many_tag")
    page.type("many_tag_name", "spa").press("many_tag")
    assert "3 leads tagged." in page.text
    assert "spa" in page.text
    page.press("select_one").unfold("recent")
    made = decisions.latest(found, 1)
    assert [one.verb for one in made] == ["select", "tag"]
    page.press(f"undo_{made[1].id}")
    assert "3 put back as before." in page.text
    assert tags_of(found) == {}


def test_tags_stand_in_their_column_and_are_renamed_and_deleted_with_undo(found: App, screen: Open) -> None:
    page = screen("leads", columns="name,tags").tick(0, 1).unfold("many_tag").type("many_tag_name", "spa")
    assert page.press("many_tag").leads["tags"][:3] == ["spa", "spa", ""]
    page.unfold("many_tag").type("tag_new_name", "wellness").press("rename_tag")
    assert "The tag “spa” is now called “wellness”." in page.text
    assert page.leads["tags"][:3] == ["wellness", "wellness", ""]
    page.unfold("many_tag").press("delete_tag")
    assert "The tag “wellness” is deleted, from 2 leads." in page.text
    assert tags_of(found) == {}
    assert "is back, on 2 leads." in page.press("undo").text
    assert page.leads["tags"][0] == "wellness"


def test_a_tag_can_be_renamed_to_no_name_nor_to_that_of_another(found: App, screen: Open) -> None:
    for number, name in enumerate(("spa", "vip"), 1):
        tag_uses.tag(found, [number], name, WHO)
    page = screen("leads").unfold("many_tag").press("rename_tag")
    assert "A tag needs a name." in page.text
    assert (
        "There is a tag “vip” already." in page.unfold("many_tag").type("tag_new_name", "VIP").press("rename_tag").text
    )


def test_what_is_to_pick_already_is_not_put_back(found: App, screen: Open) -> None:
    page = screen("leads").tick(0)
    assert not page.is_enabled("reopen")
    leads.reject(found, [1], "other", "", WHO)
    assert screen("leads", decision="rejected").choose("everything", True).is_enabled("reopen")
    assert not screen("leads").choose("everything", True).is_enabled("reopen")


def test_a_filter_that_nothing_matches_still_offers_the_export_and_says_why_not(found: App, screen: Open) -> None:
    page = screen("leads", text="zeppelin").unfold("export")
    assert "No lead matches, so there is nothing to export." in page.text
    assert not page.is_enabled("write_export")


def test_a_deferral_stands_among_the_recent_decisions_with_its_day(found: App, screen: Open) -> None:
    leads.defer(found, [1], date(2090, 5, 17), WHO)
    assert "1 deferred until 17 May 2090" in screen("leads").unfold("recent").text


def test_an_import_that_was_taken_back_is_told_as_that(found: App, screen: Open) -> None:
    listed = import_list(found, [business("Bar Eins")], name="A list")
    imported.take_back(found, listed, WHO)
    assert "This import was taken back on" in screen("leads", campaign=str(listed)).text


def test_the_counts_in_the_navigation_are_those_of_the_campaign_that_is_open(found: App, screen: Open) -> None:
    other = import_list(found, [business("Bar Eins")], name="A list")
    assert "Leads (13)" in screen("leads", campaign="1").navigation
    assert "Leads (1)" in screen("leads", campaign=str(other)).navigation


def test_ticked_leads_are_assigned_and_taken_back(found: App, screen: Open) -> None:
    page = screen("leads").tick(0, 1).unfold("many_assign").type("many_assign_name", "Ann").press("many_assign")
    assert "2 leads assigned." in page.text
    assert "assigned to Ann" in page.text
    assert decisions.assignees(found, 1) == {"Ann": 2}
    page.press("undo")
    assert decisions.assignees(found, 1) == {}


def tags_of(app: App) -> dict[int, tuple[str, ...]]:
    return tag_uses.of(app, list(range(1, 14)))


def test_a_view_is_saved_chosen_deleted_and_brought_back(found: App, screen: Open) -> None:
    page = screen("leads", where="sector.is.hotel~order.name.up").unfold("views")
    page.type("view_name", "Our hotels").press("save_view")
    assert "The view “Our hotels” is saved." in page.text
    other = screen("leads").unfold("views").press("view_1")
    assert other.names == ["Hotel Berg", "Hotel Post", "Hotel See"]
    other.unfold("views").type("view_name", "our hotels").press("save_view")
    assert "There is a view “Our hotels” already." in other.text
    other.unfold("views").press("delete_view").press("undo")
    assert "The view “Our hotels” is back." in other.text


def test_what_is_on_screen_is_offered_as_a_file(found: App, screen: Open) -> None:
    page = screen("leads", sector="hotel").unfold("export")
    assert "3 leads, in the order and columns of the table." in page.text
    assert "1 lead, in the order" in page.tick(0).unfold("export").text


def test_the_drawer_looks_up_trend_map_and_history_when_they_are_opened(found: App, screen: Open) -> None:
    page = screen("leads", lead="1")
    assert "Where it lies is not known" not in page.text
    page.unfold("map").unfold("trend").unfold("history").unfold("evidence")
    assert "Where it lies is not known" in page.text
    assert "No source knows a trend" in page.text
    assert "first found here by search 1" in page.text


def test_a_lead_without_an_address_gets_one(found: App, screen: Open) -> None:
    page = screen("leads", text="Stumm")
    assert "No e-mail address is known." in page.text
    candidate_id = page.address["lead"]
    page.type(f"email_{candidate_id}", "not an address").press("add_email")
    assert "is not an e-mail address." in page.text
    page.type(f"email_{candidate_id}", "hello@stumm.example").press("add_email")
    assert leads.detail(found, int(candidate_id)).candidate.lead.business.email == "hello@stumm.example"


def test_a_lead_in_another_campaign_too_is_warned_of(found: App, screen: Open) -> None:
    import_list(found, [business("Café Linde")], name="Another")
    assert "Also in campaign “Cafés of Lindental” (1): to pick." in screen("leads", campaign="2").text


@pytest.mark.parametrize("name", ["find", "leads", "content", "outbox", "results", "settings"])
def test_before_the_first_campaign_every_screen_says_what_to_do(name: str, empty: App, screen: Open) -> None:
    page = screen(name)
    ways = {"find": "Name the town", "settings": "Still missing"}
    if name in ways:
        assert ways[name] in page.text
    else:
        assert "today?" in page.links or "?" in page.links
        assert "find?" in page.links


def test_two_tabs_that_decide_at_once_lose_no_decision(found: App, screen: Open) -> None:
    one, other = screen("leads").tick(0), screen("leads").tick(0)
    one.unfold("many_reject").press("many_reject")
    other.press("select")
    assert counts(found).get("rejected", 0) + counts(found).get("selected", 0) == 1
    assert any(word in other.text for word in ("1 lead selected.", "stayed as they were"))
