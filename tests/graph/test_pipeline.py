"""The whole campaign on the real graph: what each stage does, and what a person's answer sets going."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from agents.trends.preference import Preferred
from graph import campaigns, drafts, journey, leads, preferences
from graph.worker import Worker
from models.embeddings.hashing import HashEmbedder
from models.language.scripted import ScriptedWriter
from storage.checkpoints import open_saver
from storage.errors import BadInput, NotAllowed, Unavailable
from storage.lead_filter import leads_of
from storage.records import CampaignStatus, CandidateStatus, Channel, DeliveryStatus, DraftStatus, JobStatus, Sender
from tests.parts import BRIEF, NAMES, WHO, Desk, FixedTrends, business


def forget_checkpoints(desk: Desk) -> None:
    for path in desk.app.settings.data_folder.glob("checkpoints.db*"):
        path.unlink()


def test_a_started_campaign_finds_scores_and_enriches_then_asks_for_a_pick(desk: Desk) -> None:
    campaign = desk.start()
    view = desk.view(campaign)
    assert view.candidates == {CandidateStatus.OPEN: len(NAMES)}
    page = leads.page(desk.app, leads_of(campaign)).rows
    assert all(row.score is not None and "fit" in {f.name for f in row.factors} for row in page)
    assert all(("trend" in {f.name for f in row.factors}) == (row.trend is not None) for row in page)
    assert all(row.trend is not None and row.trend.change > 0 for row in page if row.lead.business.sector == "cafe")
    assert {row.trend for row in page if row.lead.business.sector == "hotel"} == {None}
    assert not view.is_working


def test_every_lead_keeps_where_each_fact_was_read(desk: Desk) -> None:
    campaign = desk.start()
    best = leads.matching(desk.app, leads_of(campaign), limit=1)[0]
    detail = leads.detail(desk.app, best)
    assert [item.quote.text for item in detail.evidence] == [detail.candidate.lead.business.name]


def test_leads_that_are_handed_over_get_a_reader_and_a_draft_in_each_channel(desk: Desk) -> None:
    campaign = desk.picked(3)
    shown = desk.waiting(campaign)
    assert sorted(one.draft.channel for one in shown) == [Channel.EMAIL] * 3 + [Channel.SOCIAL] * 3
    assert all(drafts.beside(desk.app, one.draft).persona for one in shown)
    assert all(one.candidate.lead.business.name in one.message.body for one in shown)


def test_a_campaign_of_one_channel_gets_drafts_for_that_one_only(desk: Desk) -> None:
    campaign = desk.picked(2, channels=(Channel.EMAIL,))
    assert [one.draft.channel for one in desk.waiting(campaign)] == [Channel.EMAIL] * 2


def test_what_was_approved_is_sent_exactly_as_it_was_shown(desk: Desk) -> None:
    campaign = desk.picked(2)
    shown = desk.waiting(campaign)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    assert {message.digest() for _, message in desk.channel.sent} == {one.digest for one in shown}
    assert desk.view(campaign).deliveries == {DeliveryStatus.SENT: 4}


def test_approved_drafts_go_out_while_others_still_wait(desk: Desk) -> None:
    campaign = desk.picked(3)
    first = desk.email(campaign)
    desk.approve(first)
    desk.tick()
    assert desk.channel.recipients() == [first.message.recipient]
    assert len(desk.waiting(campaign)) == 5


def test_a_rewrite_goes_back_to_the_writer_and_the_old_version_is_kept(desk: Desk) -> None:
    campaign = desk.picked(1)
    old = desk.email(campaign)
    drafts.ask_rewrite(desk.app, old.draft.id, "shorter please", WHO)
    desk.work()
    new = desk.email(campaign)
    assert (new.draft.version, new.draft.comment) == (2, "shorter please")
    versions = drafts.beside(desk.app, new.draft).versions
    assert [(one.version, one.status) for one in versions] == [(2, DraftStatus.WAITING), (1, DraftStatus.REPLACED)]
    assert versions[1].body == old.draft.body


def test_a_rewrite_that_is_withdrawn_before_it_is_written_changes_nothing(desk: Desk) -> None:
    campaign = desk.picked(1)
    old = desk.email(campaign)
    drafts.ask_rewrite(desk.app, old.draft.id, "shorter", WHO)
    drafts.reopen(desk.app, old.draft.id, WHO)
    desk.work()
    assert desk.email(campaign).draft.version == 1


def test_more_leads_can_be_handed_over_while_drafts_wait(desk: Desk) -> None:
    campaign = desk.picked(1)
    desk.approve(desk.email(campaign))
    desk.pick(campaign, 2)
    assert len({one.draft.candidate_id for one in desk.waiting(campaign)}) == 3
    desk.tick()
    assert len(desk.channel.sent) == 1


def test_a_campaign_finishes_by_itself_when_nothing_waits_for_anybody(desk: Desk) -> None:
    campaign = desk.picked(12)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    assert desk.view(campaign).campaign.status == CampaignStatus.CLOSED
    assert len(desk.channel.sent) == 24


def test_a_failed_message_keeps_its_campaign_open(desk: Desk) -> None:
    campaign = desk.picked(12, channels=(Channel.EMAIL,))
    desk.channel.fails[desk.email(campaign).message.recipient] = Unavailable("The server is down.")
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    view = desk.view(campaign)
    assert view.campaign.status == CampaignStatus.OPEN
    assert view.deliveries == {DeliveryStatus.FAILED: 1, DeliveryStatus.SENT: 11}


def test_what_is_approved_after_a_campaign_finished_leaves_all_the_same(desk: Desk) -> None:
    campaign = desk.picked(12, channels=(Channel.EMAIL,))
    last = desk.email(campaign)
    drafts.reject(desk.app, last.draft.id, "not now", WHO)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    assert desk.view(campaign).campaign.status == CampaignStatus.CLOSED
    drafts.reopen(desk.app, last.draft.id, WHO)
    desk.approve(last)
    desk.tick()
    assert last.message.recipient in desk.channel.recipients()


def test_the_checkpoint_holds_ids_only(desk: Desk) -> None:
    campaign = desk.picked(3)
    saver = open_saver(desk.app.settings.checkpoints)
    kept = list(saver.list({"configurable": {"thread_id": f"campaign-{campaign}"}}))
    values = [one.checkpoint["channel_values"] for one in kept]
    assert values[0]["campaign_id"] == campaign
    own = [{k: v for k, v in one.items() if not k.startswith(("branch:", "__"))} for one in values]
    assert all(set(one) <= {"campaign_id"} for one in own)
    assert not any(name.encode() in desk.app.settings.checkpoints.read_bytes() for name in NAMES)


def test_deleting_the_checkpoints_at_every_waiting_point_loses_and_repeats_nothing(desk: Desk) -> None:
    campaign = desk.start()
    forget_checkpoints(desk)
    desk.pick(campaign, 2)
    forget_checkpoints(desk)
    shown = desk.waiting(campaign)
    desk.approve(shown[0])
    forget_checkpoints(desk)
    desk.tick()
    forget_checkpoints(desk)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    assert desk.source.asked == ["page 1", "page 2", "page 3", "page 4"]
    assert sorted(message.digest() for _, message in desk.channel.sent) == sorted(one.digest for one in shown)


def test_a_damaged_checkpoint_file_is_begun_anew(desk: Desk) -> None:
    campaign = desk.start()
    forget_checkpoints(desk)
    desk.app.settings.checkpoints.write_bytes(b"no database " * 1000)
    desk.pick(campaign, 1)
    assert len(desk.waiting(campaign)) == 2


def test_checkpoints_unpack_no_foreign_types(desk: Desk) -> None:
    @dataclass
    class Foreign:
        x: int

    serde = open_saver(desk.app.settings.checkpoints).serde
    assert not isinstance(serde.loads_typed(serde.dumps_typed(Foreign(1))), Foreign)


def test_a_source_that_dies_midway_goes_on_with_the_items_that_are_missing(desk: Desk) -> None:
    def die(item: str) -> None:
        if item == "page 3":
            raise RuntimeError("out of the blue")

    desk.source.before = die
    campaign = desk.start()
    view = desk.view(campaign)
    assert view.campaign.status == CampaignStatus.STOPPED
    assert view.job is not None and "out of the blue" in view.job.error
    desk.source.before = lambda item: None
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert desk.source.asked == ["page 1", "page 2", "page 3", "page 4"]
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


@pytest.mark.parametrize("node", ["score", "enrich", "write"])
def test_a_node_that_is_killed_between_two_batches_resumes_without_doing_anything_twice(
    make_desk: Callable[..., Desk], node: str
) -> None:
    dying = Dying(node)
    parts: dict[str, dict[str, Any]] = {
        "score": {"embedder": dying},
        "enrich": {"trend_sources": lambda _: Preferred([dying])},
        "write": {"writer": dying},
    }
    desk = make_desk(**parts[node])
    desk.source.businesses = [business(f"Café {n}") for n in range(300)]
    campaign = desk.start()
    if node == "write":
        desk.pick(campaign, 70)
    assert desk.view(campaign).campaign.status == CampaignStatus.STOPPED
    forget_checkpoints(desk)
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    if node != "write":
        desk.pick(campaign, 70)
    view = desk.view(campaign)
    assert sum(view.candidates.values()) == 300
    assert view.drafts == {DraftStatus.WAITING: 140}
    rows = leads.page(desk.app, leads_of(campaign), limit=300).rows
    assert all(row.trend and [f.name for f in row.factors].count("trend") == 1 for row in rows)


class Dying:
    """An embedder, writer or trend source that fails once at its second call, and works from then on."""

    name = digest = "dying"
    dialect = "starter"
    is_exact = True

    def __init__(self, node: str) -> None:
        self._node, self._calls = node, 0
        self._real: Any = {"score": HashEmbedder, "enrich": FixedTrends, "write": ScriptedWriter}[node]()

    def _once(self) -> None:
        self._calls += 1
        if self._calls == (1 if self._node == "enrich" else 2):
            raise RuntimeError("killed")

    def embed(self, texts: Any) -> Any:
        self._once()
        return self._real.embed(texts)

    def points(self, topic: str, place: str) -> Any:
        self._once()
        return self._real.points(topic, place)

    def write_many(self, *arguments: Any) -> Any:
        self._once()
        return self._real.write_many(*arguments)


def test_stop_keeps_what_was_found_and_go_on_finds_the_rest(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id

    def stop(item: str) -> None:
        if item == "page 3":
            campaigns.stop(desk.app, campaign, WHO)
            desk.source.before = lambda item: None
            _let_the_heartbeat_see(desk)

    desk.source.before = stop
    desk.work()
    view = desk.view(campaign)
    assert (view.campaign.status, view.job and view.job.status) == (CampaignStatus.STOPPED, JobStatus.STOPPED)
    assert 0 < sum(view.candidates.values()) < 12
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    # The page that was being read may have been given up with the stop; then it is read once more.
    assert list(dict.fromkeys(desk.source.asked)) == ["page 1", "page 2", "page 3", "page 4"]
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_going_on_before_the_worker_has_noticed_the_stop_is_not_overtaken_by_it(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, BRIEF, WHO).id

    def stop_and_go_on(item: str) -> None:
        if item == "page 2":
            campaigns.stop(desk.app, campaign, WHO)
            campaigns.go_on(desk.app, campaign, WHO)
            desk.source.before = lambda item: None
            _let_the_heartbeat_see(desk)

    desk.source.before = stop_and_go_on
    desk.work()
    view = desk.view(campaign)
    assert view.campaign.status == CampaignStatus.OPEN
    assert view.candidates == {CandidateStatus.OPEN: 12}


def _let_the_heartbeat_see(desk: Desk) -> None:
    """Wait until the heartbeat has renewed the lease twice more: it has told what it read at the first by then."""
    seen = set()
    for _ in range(200_000):
        with desk.app.read() as work:
            seen.add(work.jobs.running()[0].lease_until)
        if len(seen) == 3:
            return
    raise AssertionError("no heartbeat")


def test_what_was_found_can_be_used_without_the_rest(desk: Desk) -> None:
    def fail(item: str) -> None:
        if item == "page 2":
            raise Unavailable("The directory is down.")

    desk.source.before = fail
    campaign = desk.start()
    with pytest.raises(Unavailable, match="directory is down"):
        journey.drive(Worker(desk.app), campaign)
    desk.source.before = lambda item: None
    campaigns.use_what_was_found(desk.app, campaign, WHO)
    desk.work()
    view = desk.view(campaign)
    assert desk.source.asked == ["page 1"]
    assert view.candidates == {CandidateStatus.OPEN: 3}


def test_a_failing_source_stops_the_campaign_with_its_sentence_and_go_on_works_once_it_is_mended(desk: Desk) -> None:
    def fail(item: str) -> None:
        raise Unavailable("The directory is down.", todo="Try again later.")

    desk.source.before = fail
    campaign = desk.start()
    view = desk.view(campaign)
    assert view.job is not None
    assert (view.job.status, view.job.error) == (JobStatus.FAILED, "The directory is down. Try again later.")
    assert view.campaign.status == CampaignStatus.STOPPED
    desk.source.before = lambda item: None
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert desk.view(campaign).candidates == {CandidateStatus.OPEN: 12}


def test_the_sentence_of_a_failure_is_still_shown_when_more_work_was_asked_for_meanwhile(desk: Desk) -> None:
    def ask_and_fail(item: str) -> None:
        with desk.app.write() as work:
            work.jobs.request(1)
            work.commit()
        raise Unavailable("The directory is down.")

    desk.source.before = ask_and_fail
    campaign = desk.start()
    view = desk.view(campaign)
    assert view.job is not None and view.job.error == "The directory is down."


def test_without_a_complete_sender_nothing_is_written_and_the_selection_is_kept(desk: Desk) -> None:
    preferences.set_sender(desk.app, Sender(name="Ann"), WHO)
    campaign = desk.picked(2)
    view = desk.view(campaign)
    assert view.job is not None and "postal address" in view.job.error
    assert view.candidates[CandidateStatus.HANDED_OVER] == 2
    preferences.set_sender(desk.app, Sender("Ann", "Calm", "ann@calm.example", "Street 1"), WHO)
    campaigns.go_on(desk.app, campaign, WHO)
    desk.work()
    assert len(desk.waiting(campaign)) == 4


def test_a_text_that_does_not_come_out_is_kept_empty_with_its_reason_and_blocks_approval(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(writer=ScriptedWriter(spoil=lambda request: True))
    campaign = desk.picked(1)
    shown = desk.email(campaign)
    assert shown.draft.body == "" and shown.is_blocked
    assert "No usable text" in " ".join(flag.text for flag in shown.flags)


def test_a_second_campaign_on_the_same_source_shares_the_leads(desk: Desk) -> None:
    first, second = desk.start(), desk.start(name="again")
    with desk.app.read() as work:
        assert work.leads.count() == 12
    detail = leads.detail(desk.app, leads.matching(desk.app, leads_of(second), limit=1)[0])
    assert detail.elsewhere == [(first, CandidateStatus.OPEN)]


def test_a_closed_campaign_sends_nothing_any_more(desk: Desk) -> None:
    campaign = desk.picked(1)
    desk.approve(desk.email(campaign))
    campaigns.finish(desk.app, campaign, WHO)
    desk.tick()
    assert desk.channel.sent == []


def test_a_stopped_campaign_can_be_closed(desk: Desk) -> None:
    campaign = desk.start()
    campaigns.stop(desk.app, campaign, WHO)
    campaigns.finish(desk.app, campaign, WHO)
    assert desk.view(campaign).campaign.status == CampaignStatus.CLOSED
    with pytest.raises(NotAllowed):
        campaigns.finish(desk.app, campaign, WHO)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("place", "  ", "place is empty"),
        ("offer", "", "offer is empty"),
        ("ideal_customer", "\n", "ideal customer is empty"),
        ("offer", "x" * 501, "501 characters"),
        ("tone", "rude", "tone"),
        ("language", "fr", "English"),
        ("source", "gossip", "source"),
        ("sectors", ("alchemy",), "sector"),
        ("limit", 0, "limits"),
        ("channels", (), "channel"),
    ],
)
def test_a_brief_that_cannot_be_used_starts_nothing_and_names_the_field(
    desk: Desk, field: str, value: Any, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        desk.start(**{field: value})
    assert campaigns.overviews(desk.app) == []


def test_the_plan_of_a_campaign_says_where_and_how_much(desk: Desk) -> None:
    assert campaigns.plan(desk.app, BRIEF).where == ("the list",)
    with pytest.raises(BadInput):
        campaigns.plan(desk.app, replace(BRIEF, place=""))


def test_the_whole_campaign_is_told_by_the_audit_trail_and_its_chain_holds(desk: Desk) -> None:
    campaign = desk.picked(1)
    journey.approve_all(desk.app, campaign, WHO)
    desk.tick()
    with desk.app.read() as work:
        actions = [entry.action for entry in reversed(work.audit.page(500))]
        assert work.audit.first_broken() is None
    order = ["start", "find", "score", "enrich", "select", "hand over", "write", "approve", "claim", "sent"]
    assert [action for action in dict.fromkeys(actions) if action in order] == order


def test_the_cursor_file_is_no_part_of_the_database(desk: Desk) -> None:
    desk.start()
    with sqlite3.connect(desk.app.settings.checkpoints) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    file.close()
    assert tables == {"checkpoints", "writes"}
