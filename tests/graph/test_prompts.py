"""Prompts: which version is current, how another becomes so, and what a trial on ten leads does and leaves alone."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import hosting, models, prompts, trials
from graph.app import App
from graph.shelf import Hosted
from models.language.base import Task, WriteRequest
from storage.errors import BadInput, HandpickedError, NotAllowed, NotFound
from storage.records import Channel, Draft, DraftStatus
from tests.agents.chat import ScriptedChat, text
from tests.parts import BRIEF, TWELVE, WHO, Desk, shelf

OWN = '# System\nBe brief, {{ sender }}.\n{% include "quoted.md" %}\n# Prompt\n{{ lead }}\nWrite.'


def save(app: App, title: str = "Mine", **changes: str) -> int:
    return prompts.save(app, "draft", title, "shorter", changes.get("text", OWN), WHO)


def audited(app: App) -> list[tuple[str, str]]:
    with app.read() as work:
        return [(entry.action, entry.noun) for entry in work.audit.page() if entry.noun == "prompt"]


def test_at_first_the_shipped_version_is_current_and_there_is_no_way_back(app: App) -> None:
    view = prompts.overview(app, "draft")
    assert (view.current, view.earlier, view.problem) == (1, None, "")
    assert prompts.current(app, "draft").version.number == 1
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        prompts.go_back(app, "draft", WHO)


def test_a_saved_version_is_not_current_until_a_person_makes_it_so(app: App) -> None:
    number = save(app)
    assert prompts.current(app, "draft").version.number == 1
    prompts.make_current(app, "draft", number, WHO)
    assert prompts.current(app, "draft").version.number == number
    assert prompts.current(app, "rewrite").version.number == 1
    assert audited(app) == [("make current", "prompt"), ("write", "prompt")]


def test_one_step_leads_back_to_the_earlier_version_and_forth_again(app: App) -> None:
    prompts.make_current(app, "draft", save(app), WHO)
    assert prompts.go_back(app, "draft", WHO) == 1
    assert prompts.overview(app, "draft").earlier == 101
    assert prompts.go_back(app, "draft", WHO) == 101


def test_making_the_current_version_current_changes_nothing(app: App) -> None:
    prompts.make_current(app, "draft", 1, WHO)
    assert audited(app) == []
    assert prompts.overview(app, "draft").earlier is None


def test_a_version_that_cannot_be_used_never_becomes_current(app: App) -> None:
    number = save(app)
    file_of(app, number).write_text("broken")
    with pytest.raises(BadInput, match=r"draft/v101\.md, line 1"):
        prompts.make_current(app, "draft", number, WHO)
    assert prompts.overview(app, "draft").current == 1


@pytest.mark.parametrize("is_gone", [True, False])
def test_where_the_current_file_is_gone_or_broken_that_is_said_and_nothing_else_is_used(
    app: App, is_gone: bool
) -> None:
    number = save(app)
    prompts.make_current(app, "draft", number, WHO)
    file_of(app, number).unlink() if is_gone else file_of(app, number).write_text("broken")
    assert prompts.overview(app, "draft").problem
    with pytest.raises(NotFound if is_gone else BadInput):
        prompts.current(app, "draft")
    assert prompts.go_back(app, "draft", WHO) == 1


def test_the_difference_is_told_line_by_line(app: App) -> None:
    number = save(app)
    other = save(app, text=OWN.replace("Write.", "Write now."))
    prompts.make_current(app, "draft", number, WHO)
    changes = prompts.difference(app, "draft", other).splitlines()
    assert changes[:2] == ["--- version 101 (current)", "+++ version 102"]
    assert [line for line in changes[2:] if line[0] in "+-"] == ["-Write.", "+Write now."]
    assert prompts.difference(app, "draft", number) == ""


def test_a_version_that_is_refused_leaves_no_file_and_no_entry(app: App) -> None:
    with pytest.raises(BadInput, match="there is no variable “leed”"):
        save(app, text=OWN.replace("lead", "leed"))
    assert len(prompts.overview(app, "draft").versions) == 1
    assert audited(app) == []


def file_of(app: App, number: int) -> Path:
    return app.settings.data_folder / "prompts" / "draft" / f"v{number}.md"


def give(app: App, task: str, model: str = "big") -> None:
    """Have a task done by a hosted model of the shelf."""
    hosting.set_hosted(app, Hosted(model, "compatible", model, "http://127.0.0.1:9/v1"), "", WHO)
    models.choose(app, Task(task), f"hosted:{model}", WHO)


def reply(request: WriteRequest) -> str:
    return text("Brief." if "Be brief" in request.system else "Hello, a longer text.")


def ended(trial: trials.Trial) -> trials.Trial:
    assert trial.wait(20)
    return trial


def test_a_trial_shows_ten_leads_with_both_versions_and_makes_no_draft(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(reply)
    desk = make_desk(shelf=shelf(model))
    campaign_id = desk.start()
    trial = ended(trials.start(desk.app, "draft", save(desk.app), campaign_id))
    assert (trial.error, trial.done, trial.total, len(trial.rows)) == ("", 20, 20, 10)
    for row in trial.rows:
        assert row.current.text.startswith("A question\n\nHello, a longer text.")
        assert row.tried.text.startswith("A question\n\nBrief.")
    assert {row.name for row in trial.rows} < {one.name for one in TWELVE}
    with desk.app.read() as work:
        assert work.drafts.counts(campaign_id) == {}
    assert desk.channel.sent == []


def test_trying_the_current_version_writes_each_text_once(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(reply)
    desk = make_desk(shelf=shelf(model))
    trial = ended(trials.start(desk.app, "draft", 1, desk.start()))
    assert (trial.total, len(trial.rows), len(model.asked)) == (10, 10, 10)


def test_a_post_and_a_persona_are_tried_in_their_own_form(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(lambda _: '{"body": "Worth a look."}')
    desk = make_desk(shelf=shelf(model, {"big": model}))
    campaign_id = desk.start()
    give(desk.app, "persona")
    for trial in (
        trials.start(desk.app, "draft", 1, campaign_id, "short_post"),
        trials.start(desk.app, "persona", 1, campaign_id),
    ):
        assert [row.tried.text for row in ended(trial).rows] == ["Worth a look."] * 10


def test_marks_are_tried_on_the_same_leads(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(lambda _: '{"fit": 7, "why": "It has outdoor seating."}')
    desk = make_desk(shelf=shelf(model, {"big": model}))
    campaign_id = desk.start()
    give(desk.app, "score")
    trial = ended(trials.start(desk.app, "score", 1, campaign_id))
    assert {row.tried.text for row in trial.rows} == {"7 of 10: It has outdoor seating."}


def test_a_rewrite_is_tried_on_the_drafts_that_are_there(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(reply)
    desk = make_desk(shelf=shelf(model))
    campaign_id = desk.start()
    with pytest.raises(NotAllowed, match="no draft to try a prompt on"):
        trials.start(desk.app, "rewrite", 1, campaign_id, comment="shorter")
    add_draft(desk.app, campaign_id)
    trial = ended(trials.start(desk.app, "rewrite", 1, campaign_id, comment="shorter"))
    assert len(trial.rows) == 1
    assert "The words as they stand." in model.asked[-1].prompt
    assert "The comment: shorter" in model.asked[-1].prompt
    with pytest.raises(BadInput, match="Say what should be different"):
        trials.start(desk.app, "rewrite", 1, campaign_id, comment=" ")


def add_draft(app: App, campaign_id: int) -> Draft:
    from storage.drafts import NewDraft

    with app.write() as work:
        candidate = work.sweeps.to_score(campaign_id, 1) or work.candidates.many([1])
        new = NewDraft(
            campaign_id=campaign_id, candidate_id=candidate[0].id, channel=Channel.EMAIL, recipient="a@b.example",
            subject="As it stands", body="The words as they stand.", model="m", prompt="", seed=1, used={},
        )  # fmt: skip
        draft = work.drafts.add(new)
        work.commit()
    assert draft.status == DraftStatus.WAITING
    return draft


def test_a_stopped_trial_shows_what_was_written(make_desk: Callable[..., Desk]) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(request: WriteRequest) -> str:
        asked.set()
        assert go_on.wait(20)
        return reply(request)

    desk = make_desk(shelf=shelf(ScriptedChat(slow)))
    trial = trials.start(desk.app, "draft", save(desk.app), desk.start())
    assert asked.wait(20)
    assert trial.is_running
    trial.stop()
    go_on.set()
    ended(trial)
    problems = [row.current.problem for row in trial.rows]
    assert problems == ["", *["Writing was stopped before this text was done."] * 9]
    assert all(row.tried.problem for row in trial.rows)


@pytest.mark.parametrize("error", [NotAllowed("The spending cap is reached."), ZeroDivisionError("x")])
def test_what_ends_a_trial_is_told(make_desk: Callable[..., Desk], error: Exception) -> None:
    def fail(request: WriteRequest) -> str:
        raise error

    desk = make_desk(shelf=shelf(ScriptedChat(fail)))
    trial = ended(trials.start(desk.app, "draft", 1, desk.start()))
    assert trial.rows == ()
    assert ("cap is reached" if isinstance(error, HandpickedError) else "ZeroDivisionError") in trial.error


def test_neither_the_starter_writer_nor_rules_read_prompts(desk: Desk) -> None:
    campaign_id = desk.start()
    with pytest.raises(NotAllowed, match=r"the starter writer, which reads no prompts\..*Settings > Models"):
        trials.start(desk.app, "draft", 1, campaign_id)
    with pytest.raises(NotAllowed, match="by rules, which read no prompts"):
        trials.start(desk.app, "score", 1, campaign_id)


def test_a_campaign_without_answers_has_none_to_sort(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(reply)
    desk = make_desk(shelf=shelf(model, {"big": model}))
    campaign_id = desk.start()
    give(desk.app, "classify")
    with pytest.raises(NotAllowed, match="no answer to try a prompt on"):
        trials.start(desk.app, "classify", 1, campaign_id)


def test_the_campaigns_own_language_and_tone_are_asked_for(make_desk: Callable[..., Desk]) -> None:
    model = ScriptedChat(lambda _: text("Guten Tag, dürfen wir Ihnen etwas zeigen?"))
    desk = make_desk(shelf=shelf(model))
    trial = ended(trials.start(desk.app, "draft", 1, desk.start(language="de", tone="formal")))
    assert trial.rows[0].tried.text.endswith("Mit freundlichen Grüßen\nAnn Miller\nCalm Calendars")
    assert "Write in German" in model.asked[0].system
    assert BRIEF.offer in model.asked[0].system
