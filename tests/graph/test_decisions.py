"""Decisions on ticked leads and on all that match: taken back as a whole, and told in each lead's history."""

from collections.abc import Sequence
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from graph import decisions, leads, tags
from storage.decision_changes import BEFORE
from storage.errors import BadInput, NotAllowed, NotFound
from storage.lead_filter import LeadFilter, Shown, leads_of
from storage.records import Candidate, CandidateStatus, now
from tests.parts import WHO, Desk, business

TOMORROW = now().astimezone().date() + timedelta(days=1)


def everyone(campaign: int) -> LeadFilter:
    return leads_of(campaign)


def rows(desk: Desk, campaign: int) -> Sequence[Candidate]:
    return leads.page(desk.app, everyone(campaign), limit=100).rows


def ids(desk: Desk, campaign: int) -> list[int]:
    return [row.id for row in rows(desk, campaign)]


def state(desk: Desk, campaign: int) -> list[tuple[object, ...]]:
    """All that a decision changes."""
    with desk.app.read() as work:
        tagged = work.tags.of(ids(desk, campaign))
    return [(r.id, r.assignee, tagged.get(r.id), *(getattr(r, n) for n in BEFORE)) for r in rows(desk, campaign)]


VERBS = {
    "select": lambda desk, chosen: decisions.select(desk.app, chosen, WHO),
    "reject": lambda desk, chosen: decisions.reject(desk.app, chosen, "bad data", "why", WHO),
    "defer": lambda desk, chosen: decisions.defer(desk.app, chosen, TOMORROW, WHO),
    "reopen": lambda desk, chosen: decisions.reopen(desk.app, chosen, WHO),
    "assign": lambda desk, chosen: decisions.assign(desk.app, chosen, "Ben", WHO),
    "tag": lambda desk, chosen: tags.tag(desk.app, chosen, "Warm", WHO),
    "untag": lambda desk, chosen: tags.untag(desk.app, chosen, "Fair", WHO),
}


def mixed(desk: Desk) -> int:
    """A campaign whose leads are in every state that a person can bring them into."""
    campaign = desk.start()
    some = ids(desk, campaign)
    decisions.select(desk.app, some[:3], WHO)
    decisions.reject(desk.app, some[3:6], "other", "no", "ben")
    decisions.defer(desk.app, some[6:9], TOMORROW, WHO)
    decisions.assign(desk.app, some[::2], "Ann", WHO)
    tags.tag(desk.app, some[::3], "Fair", WHO)
    tags.tag(desk.app, some[1::3], "Warm", WHO)
    return campaign


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("by_filter", [True, False])
def test_every_decision_is_undone_to_exactly_what_each_lead_was(desk: Desk, verb: str, by_filter: bool) -> None:
    campaign = mixed(desk)
    before = state(desk, campaign)
    decided = VERBS[verb](desk, everyone(campaign) if by_filter else ids(desk, campaign))
    assert decided.moved > 0 and decided.moved + decided.left == 12
    assert sum(one != other for one, other in zip(before, state(desk, campaign), strict=True)) == decided.moved
    assert decisions.undo(desk.app, decided.undo, WHO) == decided.moved
    assert state(desk, campaign) == before


@pytest.mark.parametrize("verb", VERBS)
def test_a_decision_made_twice_changes_nothing_the_second_time(desk: Desk, verb: str) -> None:
    campaign = mixed(desk)
    VERBS[verb](desk, everyone(campaign))
    after = state(desk, campaign)
    again = VERBS[verb](desk, everyone(campaign))
    assert (again.moved, again.left, again.undo) == (0, 12, 0)
    assert state(desk, campaign) == after


@pytest.mark.parametrize("verb", VERBS)
def test_an_undo_that_is_asked_for_twice_is_done_once(desk: Desk, verb: str) -> None:
    campaign = mixed(desk)
    decided = VERBS[verb](desk, everyone(campaign))
    assert decisions.undo(desk.app, decided.undo, WHO) == decided.moved
    before = state(desk, campaign)
    assert decisions.undo(desk.app, decided.undo, WHO) == 0
    assert state(desk, campaign) == before


def test_decisions_are_taken_back_one_after_the_other_down_to_the_first(desk: Desk) -> None:
    campaign = mixed(desk)
    before = state(desk, campaign)
    made = [VERBS[verb](desk, everyone(campaign)) for verb in ("select", "reject", "reopen", "defer", "select")]
    for decided in reversed(made):
        assert decisions.undo(desk.app, decided.undo, WHO) == decided.moved
    assert state(desk, campaign) == before


def test_an_undo_leaves_alone_what_was_tagged_again_since(desk: Desk) -> None:
    campaign = desk.start()
    one, two, *_ = ids(desk, campaign)
    first = tags.tag(desk.app, [one, two], "Warm", WHO)
    tags.untag(desk.app, [one], "Warm", "ben")
    tags.tag(desk.app, [one], "Warm", "ben")
    assert decisions.undo(desk.app, first.undo, WHO) == 1
    assert tags.of(desk.app, [one, two]) == {one: ("Warm",)}


def test_an_undo_leaves_alone_what_was_assigned_since_and_other_subjects_do_not_matter(desk: Desk) -> None:
    campaign = desk.start()
    one, two, *_ = ids(desk, campaign)
    first = decisions.assign(desk.app, [one, two], "Ann", WHO)
    decisions.assign(desk.app, [one], "Ben", "ben")
    decisions.select(desk.app, [two], "ben")
    assert decisions.undo(desk.app, first.undo, WHO) == 1
    assert {row.id: row.assignee for row in rows(desk, campaign) if row.id in (one, two)} == {one: "Ben", two: ""}


def test_a_merged_or_handed_over_lead_stays_what_it_is_when_the_decision_before_is_undone(desk: Desk) -> None:
    campaign = desk.start()
    decided = decisions.select(desk.app, ids(desk, campaign)[:2], WHO)
    decisions.write_to_selected(desk.app, campaign, WHO)
    assert decisions.undo(desk.app, decided.undo, WHO) == 0
    assert desk.view(campaign).candidates[CandidateStatus.HANDED_OVER] == 2


def test_the_audit_trail_tells_a_bulk_decision_in_one_entry_and_every_lead_tells_it_in_its_history(desk: Desk) -> None:
    campaign = desk.start()
    decided = decisions.reject(desk.app, everyone(campaign), "other", "", WHO)
    decisions.undo(desk.app, decided.undo, "ben")
    with desk.app.read() as work:
        undone, made = work.audit.page(2)
        assert work.audit.first_broken() is None
    assert (made.action, made.detail["count"], made.detail["decision"]) == ("reject", 12, decided.undo)
    assert (undone.actor, undone.action, undone.detail["undone"]) == ("ben", "undo", 12)
    for candidate_id in ids(desk, campaign):
        history = [(entry.actor, entry.action) for entry in leads.detail(desk.app, candidate_id).history]
        assert history[:2] == [("ben", "undo"), (WHO, "reject")]


def test_a_decision_on_more_than_a_hundred_names_no_lead_in_the_audit_trail(desk: Desk) -> None:
    desk.source.businesses = [business(f"Shop {n}") for n in range(decisions.FEW + 1)]
    campaign = desk.start()
    decisions.select(desk.app, everyone(campaign), WHO)
    with desk.app.read() as work:
        assert work.audit.page(1)[0].noun_ids == ()
    last = ids(desk, campaign)[-1]
    assert leads.detail(desk.app, last).history[0].action == "select"


def test_what_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    campaign = desk.start()
    with desk.app.read() as work:
        before = work.audit.page(1)
    assert decisions.reopen(desk.app, everyone(campaign), WHO).undo == 0
    assert decisions.select(desk.app, [], WHO).moved == decisions.select(desk.app, [10**6], WHO).moved == 0
    with desk.app.read() as work:
        assert (work.audit.page(1), work.decisions.latest(campaign)) == (before, [])


def test_two_people_who_decide_at_the_same_moment_do_not_decide_on_the_same_lead(desk: Desk) -> None:
    campaign = desk.start()
    moved: dict[str, int] = {}
    start = Barrier(2)

    def decide(who: str) -> None:
        start.wait()
        moved[who] = decisions.select(desk.app, everyone(campaign), who).moved

    people = [Thread(target=decide, args=(who,)) for who in ("ann", "ben")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(moved.values()) == [0, 12]
    assert len({row.decided_by for row in rows(desk, campaign)}) == 1


def test_leads_that_a_search_adds_meanwhile_are_neither_decided_nor_undone(desk: Desk) -> None:
    campaign = desk.start()
    decided = decisions.select(desk.app, everyone(campaign), WHO)
    with desk.app.write() as work:
        stored = work.leads.store([business("Late")], "test", now())
        work.candidates.add(campaign, stored.ids)
        work.commit()
    assert desk.view(campaign).candidates == {CandidateStatus.SELECTED: 12, CandidateStatus.FOUND: 1}
    assert decisions.undo(desk.app, decided.undo, WHO) == 12


def test_the_latest_decisions_say_which_can_still_be_undone(desk: Desk) -> None:
    campaign = desk.start()
    decided = decisions.select(desk.app, everyone(campaign), WHO)
    decisions.reject(desk.app, everyone(campaign), "other", "", WHO)
    decisions.undo(desk.app, decided.undo, WHO)
    told = [(one.verb, one.moved, decisions.can_be_undone(one)) for one in decisions.latest(desk.app, campaign)]
    assert told == [("reject", 12, True), ("select", 12, True)]


def test_what_is_handed_over_and_an_undo_itself_cannot_be_undone(desk: Desk) -> None:
    campaign = desk.start()
    decided = decisions.select(desk.app, everyone(campaign), WHO)
    decisions.undo(desk.app, decided.undo, WHO)
    (undone, _) = decisions.latest(desk.app, campaign)
    with pytest.raises(NotAllowed):
        decisions.undo(desk.app, undone.id, WHO)
    with pytest.raises(NotFound):
        decisions.undo(desk.app, 10**6, WHO)


@pytest.mark.parametrize("name", ["x" * 61, "two\nlines", "a\x00b", "\u202eabc"])
def test_a_lead_is_assigned_to_a_name_that_can_be_read(desk: Desk, name: str) -> None:
    campaign = desk.start()
    with pytest.raises(BadInput, match="name"):
        decisions.assign(desk.app, everyone(campaign), name, WHO)
    assert decisions.assignees(desk.app, campaign) == {}


def test_whoever_leads_are_assigned_to_is_counted(desk: Desk) -> None:
    campaign = desk.start()
    decisions.assign(desk.app, ids(desk, campaign)[:2], " Ann ", WHO)
    decisions.assign(desk.app, ids(desk, campaign)[:1], "", WHO)
    assert decisions.assignees(desk.app, campaign) == {"Ann": 1}


@pytest.mark.parametrize(("saw", "told"), [(12, None), (9, 9), (14, 14)])
def test_all_that_match_now_are_decided_on_and_it_is_told_where_a_person_saw_others(
    desk: Desk, saw: int, told: int | None
) -> None:
    campaign = desk.start()
    match = len(ids(desk, campaign))
    decided = decisions.select(desk.app, Shown(everyone(campaign), saw + match - 12), WHO)
    assert decided.moved == match
    assert decided.shown == (None if told is None else told + match - 12)


def test_nothing_is_decided_where_far_more_match_than_a_person_saw(desk: Desk) -> None:
    desk.source.businesses = [business(f"Shop {n}") for n in range(decisions.MORE + 2)]
    campaign = desk.start()
    before = state(desk, campaign)
    with pytest.raises(NotAllowed, match="You saw 1 leads; by now"):
        decisions.reject(desk.app, Shown(everyone(campaign), 1), "other", "", WHO)
    assert state(desk, campaign) == before
