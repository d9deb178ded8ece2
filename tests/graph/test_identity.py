"""Duplicates from the find stage to a person's decision: merged at once, proposed, kept apart, undone."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import text

from graph import campaigns, decisions, identity, identity_bulk, leads
from graph.app import App
from graph.identity_sweep import sweep
from storage.errors import Changed, NotAllowed
from storage.lead_filter import leads_of
from storage.records import Business, Candidate, CandidateStatus, Proposal, ProposalState, Quote, now
from tests.parts import WHO, Desk, business

LINDE = business("Café Linde", street="Lindenweg 1", phone="+49 7551 123456", website="https://linde.example/")
TWIN = replace(business("Linde Café", street="Lindenweg 1"), phone="07551 123456", email="", opening_hours="Mo 9-17")
MAYBE = business("Café Linde am See", street="Lindenweg 1", email="")
OTHER = business("Gasthaus Adler", street="Marktplatz 3")


def find(desk: Desk, *found: Business) -> int:
    """A campaign that found these businesses."""
    desk.source.businesses = found
    return desk.start()


def shown(app: App, campaign_id: int) -> list[str]:
    return sorted(row.lead.business.name for row in leads.page(app, leads_of(campaign_id)).rows)


def truth(app: App) -> object:
    """All that a merge may touch, as plain values."""
    with app.read() as work:
        ids = range(1, 20)
        rows = work.merges.rows(ids)
        for row in rows.values():
            del row["profile_hash"], row["is_compared"]
        campaigns = {i: work.merges.candidates(ids) for i in (1,)}
        evidence = {i: [(e.id, e.quote) for e in own] for i, own in work.evidence.of(list(rows)).items()}
    return rows, campaigns, evidence


def test_a_sure_pair_is_one_row_with_the_facts_of_both(desk: Desk) -> None:
    campaign_id = find(desk, LINDE, TWIN, OTHER)
    assert shown(desk.app, campaign_id) == ["Café Linde", "Gasthaus Adler"]
    (done,) = identity.merges(desk.app)
    assert (done.kept.business.opening_hours, done.gone.business.opening_hours) == ("", "Mo 9-17")
    with desk.app.read() as work:
        now_it_says = work.leads.get(done.merge.kept_id).business
    assert (now_it_says.email, now_it_says.opening_hours) == (LINDE.email, "Mo 9-17")
    assert not done.is_by_hand and "Same phone" in done.merge.why


def test_what_is_said_anew_of_a_merged_lead_changes_only_what_came_from_it(desk: Desk) -> None:
    find(desk, LINDE, TWIN)
    (done,) = identity.merges(desk.app)
    again = replace(TWIN, name="Linde", opening_hours="Mo 8-12")
    with desk.app.write() as work:
        work.leads.store([again], "list", now(), overwrite=True)
        kept, gone = work.leads.get(done.merge.kept_id).business, work.leads.get(done.merge.gone_id).business
    assert (kept.name, kept.opening_hours) == (LINDE.name, "Mo 8-12")
    assert (gone.name, gone.opening_hours) == ("Linde", "Mo 8-12")


def test_evidence_of_both_stands_beside_the_one_that_is_left(desk: Desk) -> None:
    find(desk, LINDE, TWIN)
    (done,) = identity.merges(desk.app)
    with desk.app.read() as work:
        evidence = work.evidence.of([done.merge.kept_id, done.merge.gone_id])
    assert {e.quote.text for e in evidence[done.merge.kept_id]} == {LINDE.name, TWIN.name}
    assert evidence[done.merge.gone_id] == []


def test_a_doubtful_pair_waits_for_a_person(desk: Desk) -> None:
    campaign_id = find(desk, LINDE, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    pair = identity.show(desk.app, proposal.id)
    assert {pair.first.business.name, pair.second.business.name} == {LINDE.name, MAYBE.name}
    assert pair.why.endswith(".") and identity.waiting(desk.app) == 1
    assert len(shown(desk.app, campaign_id)) == 2


def test_same_business_merges_and_undo_brings_back_exactly_what_was(desk: Desk) -> None:
    find(desk, LINDE, MAYBE, OTHER)
    before = truth(desk.app)
    (proposal,) = identity.proposals(desk.app)
    merge_id = identity.same(desk.app, proposal.id, WHO)
    assert identity.waiting(desk.app) == 0 and truth(desk.app) != before
    identity.undo(desk.app, merge_id, WHO)
    assert truth(desk.app) == before


def test_an_undone_merge_is_never_made_or_proposed_again(desk: Desk) -> None:
    campaign_id = find(desk, LINDE, TWIN)
    (done,) = identity.merges(desk.app)
    identity.undo(desk.app, done.merge.id, WHO)
    find(desk, LINDE, replace(TWIN, postcode="12345", website="https://linde.example/"))
    assert len(shown(desk.app, campaign_id)) == 2
    assert identity.waiting(desk.app) == 0


def test_a_lead_that_was_merged_before_it_was_scored_is_scored_once_it_is_back(desk: Desk) -> None:
    campaign_id = find(desk, LINDE, TWIN)
    (done,) = identity.merges(desk.app)
    identity.undo(desk.app, done.merge.id, WHO)
    desk.work()
    rows = leads.page(desk.app, leads_of(campaign_id, [CandidateStatus.OPEN])).rows
    assert len(rows) == 2 and None not in [row.score for row in rows]


@pytest.mark.parametrize("aside", [campaigns.stop, campaigns.finish])
def test_one_that_is_back_in_a_campaign_put_aside_is_scored_when_that_goes_on(
    desk: Desk, aside: Callable[[App, int, str], None]
) -> None:
    campaign_id = find(desk, LINDE, TWIN)
    aside(desk.app, campaign_id, WHO)
    (done,) = identity.merges(desk.app)
    identity.undo(desk.app, done.merge.id, WHO)
    desk.work()
    campaigns.go_on(desk.app, campaign_id, WHO)
    desk.work()
    rows = leads.page(desk.app, leads_of(campaign_id, [CandidateStatus.OPEN])).rows
    assert len(rows) == 2 and None not in [row.score for row in rows]


def test_two_of_one_name_are_told_apart_by_their_street(desk: Desk) -> None:
    find(desk, LINDE, replace(OTHER, name=LINDE.name))
    pair = Proposal(1, 1, 2, False, 0.5, (), ProposalState.OPEN, "", now())
    told = sorted(identity.names(desk.app, [pair]).values())
    assert told == [f"Café Linde (Lindenweg 1, {LINDE.city})", f"Café Linde (Marktplatz 3, {OTHER.city})"]


def test_all_pairs_of_one_kind_are_merged_at_once_and_taken_back_as_one(desk: Desk) -> None:
    streets = [f"Lindenweg {number}" for number in (1, 2, 3)]
    names = ("Linde", "Garten", "Krone")
    first = [business(f"Café {name}", street=street) for name, street in zip(names, streets, strict=True)]
    second = [replace(MAYBE, key=f"k{n}", name=f"{one.name} am See", street=one.street) for n, one in enumerate(first)]
    find(desk, *first, *second)
    before = truth(desk.app)
    pairs = identity.proposals(desk.app)
    assert len(pairs) == 3
    alike = identity_bulk.alike(desk.app, pairs[0].id)
    assert set(alike) == {one.id for one in pairs}
    done = identity_bulk.merge_all(desk.app, alike, WHO)
    assert (len(done), identity.waiting(desk.app)) == (3, 0)
    with pytest.raises(Changed, match="None of these pairs"):
        identity_bulk.merge_all(desk.app, alike, WHO)
    assert identity_bulk.undo_all(desk.app, done, WHO) == 3
    assert (truth(desk.app), identity.waiting(desk.app)) == (before, 3)
    assert identity_bulk.undo_all(desk.app, done, WHO) == 0


def test_pairs_with_a_decision_in_the_way_are_left_when_all_of_a_kind_are_merged(desk: Desk) -> None:
    linde, garden = replace(LINDE, phone="", website=""), business("Café Garten", street="Lindenweg 2")
    by_lake = replace(MAYBE, key="k9", name="Café Garten am See", street="Lindenweg 2")
    campaign_id = find(desk, linde, MAYBE, garden, by_lake)
    pairs = identity.proposals(desk.app)
    assert len(pairs) == 2
    decisions.select(desk.app, [row.id for row in named(desk, campaign_id, "Café Linde")], WHO)
    decisions.reject(desk.app, [row.id for row in named(desk, campaign_id, "Café Linde am See")], "other", "", WHO)
    done = identity_bulk.merge_all(desk.app, [one.id for one in pairs], WHO)
    assert (len(done), identity_bulk.still_open(desk.app, [one.id for one in pairs])) == (1, 1)
    assert "Café Linde am See" in shown(desk.app, campaign_id)


def named(desk: Desk, campaign_id: int, name: str) -> list[Candidate]:
    rows = leads.page(desk.app, leads_of(campaign_id)).rows
    return [row for row in rows if row.lead.business.name == name]


def test_kept_apart_is_never_asked_again(desk: Desk) -> None:
    find(desk, LINDE, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    identity.apart(desk.app, proposal.id, WHO)
    find(desk, LINDE, replace(MAYBE, website="https://linde.example/see"))
    assert identity.waiting(desk.app) == 0 and identity.merged(desk.app) == 0


def test_kept_apart_can_be_asked_again_on_purpose(desk: Desk) -> None:
    find(desk, LINDE, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    identity.apart(desk.app, proposal.id, WHO)
    identity.reopen(desk.app, proposal.id, WHO)
    assert [one.id for one in identity.proposals(desk.app)] == [proposal.id]


def test_a_second_run_finds_the_one_that_stands_for_both(desk: Desk) -> None:
    first = find(desk, LINDE, TWIN)
    second = find(desk, TWIN, LINDE)
    assert shown(desk.app, first) == shown(desk.app, second) == ["Café Linde"]
    assert identity.merged(desk.app) == 1


def test_what_a_person_selected_is_what_is_kept(desk: Desk) -> None:
    bare = replace(TWIN, opening_hours="", phone="07551 123456", website="")
    campaign_id = find(desk, bare)
    (row,) = leads.page(desk.app, leads_of(campaign_id)).rows
    leads.select(desk.app, [row.id], WHO)
    find(desk, LINDE)
    (left,) = leads.page(desk.app, leads_of(campaign_id)).rows
    assert (left.id, left.status) == (row.id, CandidateStatus.SELECTED)
    assert left.lead.business.name == bare.name and left.lead.business.website == LINDE.website


def decided_apart(desk: Desk, *verbs: str) -> int:
    """A campaign in which both of a sure pair were decided on before they could be compared."""
    campaign_id = find(desk, LINDE, OTHER)
    with desk.app.write() as work:
        stored = work.leads.store([TWIN], "a list", now())
        work.evidence.store([(stored.ids[0], Quote("name", TWIN.name, "list"))], "a list", now())
        work.candidates.add(campaign_id, stored.ids)
        (candidate_id,) = work.table.ids(leads_of(campaign_id, (CandidateStatus.FOUND,)))
        work.sweeps.set_scores({candidate_id: (50.0, ())})
        work.commit()
    rows = {row.lead.business.name: row.id for row in leads.page(desk.app, leads_of(campaign_id)).rows}
    for name, verb in zip((LINDE.name, TWIN.name), verbs, strict=True):
        leads.select(desk.app, [rows[name]], WHO)
        if verb == "hand over":
            leads.write_to_selected(desk.app, campaign_id, WHO)
            desk.work()
    return campaign_id


def test_two_that_were_decided_on_are_proposed_with_a_warning(desk: Desk) -> None:
    campaign_id = decided_apart(desk, "select", "select")
    sweep(desk.app)
    (proposal,) = identity.proposals(desk.app)
    assert proposal.is_sure and len(shown(desk.app, campaign_id)) == 3
    assert "decided on in the same campaign" in identity.show(desk.app, proposal.id).warnings[0]


def test_a_lead_with_texts_that_wait_is_not_hidden(desk: Desk) -> None:
    decided_apart(desk, "hand over", "hand over")
    sweep(desk.app)
    (proposal,) = identity.proposals(desk.app)
    assert any("handed over" in warning for warning in identity.show(desk.app, proposal.id).warnings)
    with pytest.raises(NotAllowed, match="wait under Content"):
        identity.same(desk.app, proposal.id, WHO)
    assert identity.merged(desk.app) == 0


def test_merging_two_that_were_selected_keeps_one_and_undo_both(desk: Desk) -> None:
    campaign_id = decided_apart(desk, "select", "select")
    sweep(desk.app)
    before = truth(desk.app)
    (proposal,) = identity.proposals(desk.app)
    merge_id = identity.same(desk.app, proposal.id, WHO)
    with desk.app.read() as work:
        assert work.table.counts(campaign_id)[CandidateStatus.SELECTED] == 1
    identity.undo(desk.app, merge_id, WHO)
    assert truth(desk.app) == before


def test_undo_leaves_what_a_person_changed_since(desk: Desk) -> None:
    campaign_id = find(desk, replace(LINDE, email=""), replace(TWIN, email="info@linde.example"))
    (row,) = leads.page(desk.app, leads_of(campaign_id)).rows
    leads.select(desk.app, [row.id], WHO)
    leads.set_email(desk.app, row.id, "anna@linde.example", WHO)
    (done,) = identity.merges(desk.app)
    identity.undo(desk.app, done.merge.id, WHO)
    with desk.app.read() as work:
        kept = work.candidates.get(row.id)
    assert (kept.status, kept.lead.business.email) == (CandidateStatus.SELECTED, "anna@linde.example")


def test_of_three_one_can_be_taken_out_in_any_order(desk: Desk) -> None:
    third = replace(TWIN, key="third", opening_hours="", details=("terrace",), rating=None, name="Café Linde e.K.")
    campaign_id = find(desk, LINDE, TWIN, third)
    with desk.app.read() as work:
        plain = work.merges.rows(range(1, 4))
    first, second = sorted(identity.merges(desk.app), key=lambda one: one.merge.id)
    identity.undo(desk.app, first.merge.id, WHO)
    assert len(shown(desk.app, campaign_id)) == 2
    identity.undo(desk.app, second.merge.id, WHO)
    assert len(shown(desk.app, campaign_id)) == 3
    assert plain[1]["opening_hours"] == "Mo 9-17"
    with desk.app.read() as work:
        assert work.merges.rows([first.merge.kept_id])[first.merge.kept_id]["opening_hours"] == ""


def test_a_merge_inside_a_later_one_is_undone_after_it(desk: Desk) -> None:
    find(desk, LINDE, TWIN)
    find(desk, MAYBE)
    (inner,) = identity.merges(desk.app)
    (proposal,) = identity.proposals(desk.app)
    richer = replace(
        MAYBE, description="x", opening_hours="Mo 8-20", rating=4.0, phone_e164="", website="https://see.example"
    )
    with desk.app.write() as work:
        work.leads.store([replace(richer, details=("a", "b"), social=("s",), booking="b", shop="s")], "list", now())
        work.commit()
    outer = identity.same(desk.app, proposal.id, WHO)
    kept = identity.merges(desk.app)[0].merge.kept_id
    if kept != inner.merge.kept_id:
        with pytest.raises(NotAllowed, match="later merge"):
            identity.undo(desk.app, inner.merge.id, WHO)
    identity.undo(desk.app, outer, WHO)
    identity.undo(desk.app, inner.merge.id, WHO)
    assert identity.merged(desk.app) == 0


def test_a_second_click_is_refused(desk: Desk) -> None:
    find(desk, LINDE, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    merge_id = identity.same(desk.app, proposal.id, WHO)
    for twice in (
        lambda: identity.same(desk.app, proposal.id, WHO),
        lambda: identity.apart(desk.app, proposal.id, WHO),
    ):
        with pytest.raises(Changed):
            twice()
    identity.undo(desk.app, merge_id, WHO)
    with pytest.raises(Changed):
        identity.undo(desk.app, merge_id, WHO)


def test_a_lead_says_what_is_to_decide_on_it_and_what_went_into_it(desk: Desk) -> None:
    find(desk, LINDE, TWIN, MAYBE)
    (done,) = identity.merges(desk.app)
    said = identity.of_lead(desk.app, done.merge.kept_id)
    assert len(said.to_decide) == 1
    assert [one.gone.business.name for one in said.merged] == [done.gone.business.name]


def test_everything_is_in_the_audit_trail(desk: Desk) -> None:
    find(desk, LINDE, TWIN, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    identity.undo(desk.app, identity.same(desk.app, proposal.id, WHO), WHO)
    with desk.app.read() as work:
        actions = [(entry.actor, entry.action) for entry in work.audit.page() if entry.noun == "lead"]
        assert work.audit.first_broken() is None
    assert [one for one in actions if "merge" in one[1]] == [
        (WHO, "undo merge"), (WHO, "merge"), ("handpicked", "merge"),
    ]  # fmt: skip


def test_a_lead_that_goes_takes_its_place_in_the_table_along(desk: Desk) -> None:
    first = find(desk, LINDE)
    second = find(desk, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    merge_id = identity.same(desk.app, proposal.id, WHO)
    stays = shown(desk.app, first)
    assert shown(desk.app, second) == stays
    (moved,) = [row.id for row in leads.page(desk.app, leads_of(second)).rows]
    with desk.app.read() as work:
        assert work.table.count(leads_of(second, text=stays[0].split()[-1])) == 1
    identity.undo(desk.app, merge_id, WHO)
    assert {*shown(desk.app, first), *shown(desk.app, second)} == {LINDE.name, MAYBE.name}
    with desk.app.read() as work:
        assert work.candidates.get(moved).lead.business.name == shown(desk.app, second)[0]


ORDERED = (
    LINDE,
    TWIN,
    replace(LINDE, key="north", street="Nordweg 1", phone="", email="", website="", name="Café Linde"),
    replace(LINDE, key="bare", street="", postcode="", phone="+49 7551 123456", email="", website=""),
    replace(LINDE, key="south", street="Südweg 9", email="", website="https://linde.example/sued"),
    OTHER,
    replace(OTHER, key="adler", name="Gasthof Adler"),
)


def groups(app: App) -> set[frozenset[str]]:
    """Which keys stand together."""
    with app.read() as work:
        rows = work.merges.rows(range(1, 40))
        clusters = work.merges.clusters(rows)
    return {frozenset(rows[i]["key"] for i in cluster) for cluster in clusters.values()}


@pytest.mark.parametrize("seed", range(6))
def test_leads_that_arrive_in_another_order_end_in_the_same_groups(desk: Desk, seed: int) -> None:
    order = list(ORDERED)
    Random(seed).shuffle(order)
    for one in order:
        with desk.app.write() as work:
            work.leads.store([one], "list", now())
            work.commit()
        sweep(desk.app)
    assert groups(desk.app) == EXPECTED


EXPECTED = {
    frozenset({LINDE.key, TWIN.key}),
    frozenset({"north"}),
    frozenset({"bare"}),
    frozenset({"south"}),
    frozenset({OTHER.key, "adler"}),
}


def test_tags_and_the_assignee_go_along_and_come_back(desk: Desk) -> None:
    campaign_id = find(desk, LINDE, MAYBE)
    (proposal,) = identity.proposals(desk.app)
    pair = identity.show(desk.app, proposal.id)
    rows = {row.lead.id: row.id for row in leads.page(desk.app, leads_of(campaign_id)).rows}
    kept, gone = rows[pair.first.id], rows[pair.second.id]
    with desk.app.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("INSERT INTO tags (id, name) VALUES (1, 'spring'), (2, 'fair')"))
        connection.execute(text(f"INSERT INTO candidate_tags VALUES ({gone}, 1), ({gone}, 2), ({kept}, 2)"))
        connection.execute(text(f"UPDATE candidates SET assignee = 'bo' WHERE id = {gone}"))
    before = marks(desk.app)
    merge_id = identity.same(desk.app, proposal.id, WHO)
    assert {(kept, 1), (kept, 2)} <= marks(desk.app)[0] and (kept, "bo") in marks(desk.app)[1]
    identity.undo(desk.app, merge_id, WHO)
    assert marks(desk.app) == before


def marks(app: App) -> tuple[set[tuple[int, int]], set[tuple[int, str]]]:
    with app.engine.connect() as connection:
        tags = {(row[0], row[1]) for row in connection.execute(text("SELECT candidate_id, tag_id FROM candidate_tags"))}
        names = {(row[0], row[1]) for row in connection.execute(text("SELECT id, assignee FROM candidates"))}
    return tags, names


def test_the_counts_of_the_table_follow_a_merge_and_its_undo(desk: Desk) -> None:
    campaign_id = find(desk, LINDE, MAYBE, OTHER)
    (proposal,) = identity.proposals(desk.app)
    merge_id = identity.same(desk.app, proposal.id, WHO)
    for count in (2, 3):
        assert leads.page(desk.app, leads_of(campaign_id)).total == count
        with desk.app.read() as work:
            assert sum(work.table.counts(campaign_id).values()) == count
        if count == 2:
            identity.undo(desk.app, merge_id, WHO)
