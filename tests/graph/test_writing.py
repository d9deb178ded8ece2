"""Which model writes what, in which language, from which evidence, and writing the same once more."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from graph import drafts, hosting, models, preferences, writing
from graph.shelf import Hosted
from models.language.base import Task
from models.language.scripted import ScriptedWriter
from models.language.starter_brief import parse
from storage.errors import NotAllowed
from storage.records import LANGUAGES, Channel, Draft, DraftStatus, JobStatus, Quote
from storage.tables import DraftRow
from tests.agents.chat import ScriptedChat, text
from tests.parts import SENDER, WHO, Desk, ListedSource, business, shelf

Make = Callable[..., Desk]


def with_chat(make_desk: Make, model: ScriptedChat, *tasks: Task) -> Desk:
    """An application in which the given tasks are done by a chat model at a server."""
    desk = make_desk(shelf=shelf(ScriptedWriter(), {"chatty": model}))
    hosting.set_hosted(desk.app, Hosted("chatty", "compatible", "m", "http://127.0.0.1:9/v1"), "key", WHO)
    for task in tasks:
        models.choose(desk.app, task, "hosted:chatty", WHO)
    return desk


def rewritten(desk: Desk, draft: Draft, comment: str) -> Draft:
    drafts.ask_rewrite(desk.app, draft.id, comment, WHO)
    desk.work()
    return latest(desk, draft)


def again(desk: Desk, draft: Draft) -> Draft:
    drafts.write_again(desk.app, draft.id, WHO)
    desk.work()
    return latest(desk, draft)


def latest(desk: Desk, draft: Draft) -> Draft:
    return drafts.beside(desk.app, draft).versions[0]


def test_a_draft_keeps_its_task_prompt_version_language_and_evidence(desk: Desk) -> None:
    draft = desk.email(desk.picked(1)).draft
    assert (draft.task, draft.prompt_version, draft.language) == ("draft", "starter-2", "en")
    assert parse(draft.prompt).kind == "first"
    assert any(quote.text == "outdoor seating" for quote in draft.evidence)
    new = rewritten(desk, draft, "shorter")
    assert (new.task, parse(new.prompt).length) == ("rewrite", "short")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_campaign_is_written_in_its_own_language_and_what_is_said_is_supported(
    make_desk: Make, language: str
) -> None:
    desk = make_desk()
    offer = {"en": "a booking calendar", "de": "einen Terminkalender", "es": "un calendario de reservas"}[language]
    waiting = desk.waiting(desk.picked(3, language=language, offer=offer))
    assert {shown.draft.language for shown in waiting} == {language}
    assert all(offer in shown.draft.body and not shown.is_blocked for shown in waiting)


def test_numbers_stand_in_the_form_of_the_language(make_desk: Make) -> None:
    desk = make_desk()
    desk.source.businesses = [business("Café Linde", rating=4.5, reviews=1234, details=())]
    campaign = desk.picked(1, language="de", offer="einen Terminkalender", channels=(Channel.EMAIL,))
    new = rewritten(desk, desk.email(campaign).draft, "erwähne die Bewertung")
    assert new.used["rating"] == "4,5"


def test_a_topic_of_the_evidence_is_offered_and_one_that_is_denied_is_not(desk: Desk) -> None:
    told = {"Café Linde": "We have a large terrace.", "Café Morgen": "We have no terrace."}
    desk.source.businesses = [business(name, description=said, details=()) for name, said in told.items()]
    have = {
        one.candidate.lead.business.name: parse(one.draft.prompt).have
        for one in desk.waiting(desk.picked(2), Channel.EMAIL)
    }
    assert "terrace" in have["Café Linde"] and "terrace" not in have["Café Morgen"]


def test_each_task_is_done_by_the_model_that_was_chosen_for_it(make_desk: Make) -> None:
    model = ScriptedChat(lambda _: text("Hello,\n\nmay we show you a booking calendar for small teams?"))
    desk = with_chat(make_desk, model, Task.REWRITE)
    draft = desk.email(desk.picked(1, channels=(Channel.EMAIL,))).draft
    assert (draft.model, model.asked) == ("scripted", [])
    new = rewritten(desk, draft, "say it like a pirate")
    assert (new.model, new.task) == ("chatty", "rewrite")
    assert new.prompt_version.startswith("rewrite")
    assert "say it like a pirate" in model.asked[0].prompt


def test_a_chat_model_reads_the_whole_comment_and_the_starter_says_what_it_understood(make_desk: Make) -> None:
    model = ScriptedChat(lambda _: text("Hello"))
    desk = with_chat(make_desk, model)
    shown = desk.email(desk.picked(1))
    said = drafts.understood(desk.app, shown, "shorter, sing a song")
    assert "Understood: shorter" in said and "may not follow: sing a song" in said
    models.choose(desk.app, Task.REWRITE, "hosted:chatty", WHO)
    assert drafts.understood(desk.app, shown, "shorter, sing a song") == ""


def test_a_text_that_is_made_again_is_the_same_word_for_word(desk: Desk) -> None:
    for shown in desk.waiting(desk.picked(3)):
        new = again(desk, shown.draft)
        kept = ("subject", "body", "prompt", "seed", "used", "model", "prompt_version", "task")
        assert [getattr(new, name) for name in kept] == [getattr(shown.draft, name) for name in kept]
        assert (new.version, new.comment, new.status) == (2, writing.AGAIN, DraftStatus.WAITING)


def test_a_rewrite_is_made_again_too(desk: Desk) -> None:
    first = desk.email(desk.picked(1)).draft
    second = rewritten(desk, first, "shorter, mention the rating")
    third = again(desk, second)
    assert (third.subject, third.body, third.task) == (second.subject, second.body, "rewrite")


def test_what_a_person_edited_is_made_again_as_the_writer_wrote_it(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    drafts.edit(desk.app, shown.draft.id, shown.digest, "Mine", "My own words.", WHO)
    assert again(desk, shown.draft).body == shown.draft.body


def test_made_again_it_says_what_it_said_then_although_the_sender_has_changed(desk: Desk) -> None:
    draft = desk.email(desk.picked(1)).draft
    preferences.set_sender(desk.app, replace(SENDER, name="Ben Brown"), WHO)
    assert again(desk, draft).body == draft.body


def test_a_chat_models_text_is_made_again_from_its_own_prompt(make_desk: Make) -> None:
    model = ScriptedChat(lambda request: text(f"Hello,\n\nwe offer a booking calendar, choice {request.seed % 97}."))
    desk = with_chat(make_desk, model, Task.DRAFT)
    draft = desk.email(desk.picked(1, channels=(Channel.EMAIL,))).draft
    new = again(desk, draft)
    assert (new.subject, new.body, new.prompt, new.seed) == (draft.subject, draft.body, draft.prompt, draft.seed)
    assert model.asked[-1] == model.asked[0]


def test_by_another_model_nothing_is_made_again_and_the_text_says_why(make_desk: Make) -> None:
    desk = with_chat(make_desk, ScriptedChat(lambda _: text("Hello")))
    draft = desk.email(desk.picked(1)).draft
    drafts.write_again(desk.app, draft.id, WHO)
    models.choose(desk.app, Task.DRAFT, "hosted:chatty", WHO)
    desk.work()
    new = latest(desk, draft)
    assert new.body == "" and "written by scripted" in new.reason and "chatty is chosen" in new.reason


def test_with_another_model_chosen_a_text_is_not_given_up_to_be_made_again(make_desk: Make) -> None:
    desk = with_chat(make_desk, ScriptedChat(lambda _: text("Hello")))
    draft = desk.email(desk.picked(1)).draft
    models.choose(desk.app, Task.DRAFT, "hosted:chatty", WHO)
    with pytest.raises(NotAllowed, match="chatty is chosen"):
        drafts.write_again(desk.app, draft.id, WHO)
    assert latest(desk, draft) == draft


def test_another_model_of_the_same_name_does_not_make_it_again(make_desk: Make) -> None:
    model = ScriptedChat(lambda _: text("Hello,\n\nmay we show you a booking calendar for small teams?"))
    desk = with_chat(make_desk, model, Task.DRAFT)
    draft = desk.email(desk.picked(1, channels=(Channel.EMAIL,))).draft
    assert draft.model_digest == "chatty" and writing.cannot_repeat(desk.app, draft) == ""
    model.digest = "chatty, trained anew"
    assert "another version of chatty" in writing.cannot_repeat(desk.app, draft)
    with pytest.raises(NotAllowed, match="another version"):
        drafts.write_again(desk.app, draft.id, WHO)


def test_a_draft_of_before_digests_is_told_by_the_name_alone(desk: Desk) -> None:
    draft = replace(desk.email(desk.picked(1)).draft, model_digest="")
    assert writing.cannot_repeat(desk.app, draft) == ""


def test_the_button_promises_the_same_text_only_where_the_model_does(make_desk: Make) -> None:
    desk = with_chat(make_desk, ScriptedChat(lambda _: text("Hello")))
    draft = desk.email(desk.picked(1)).draft
    assert writing.again_said(desk.app, draft)[0] == "Make it again, exactly"
    models.choose(desk.app, Task.DRAFT, "hosted:chatty", WHO)
    title, promise = writing.again_said(desk.app, draft)
    assert title == "Write it again with the same prompt" and "does not promise" in promise


def test_a_prompt_that_the_model_cannot_read_any_more_is_that_drafts_problem_only(desk: Desk) -> None:
    campaign = desk.picked(2, channels=(Channel.EMAIL,))
    old, other = (shown.draft for shown in desk.waiting(campaign))
    with desk.app.engine.begin() as connection:
        connection.execute(update(DraftRow).where(DraftRow.id == old.id).values(prompt="<tone:old><write>"))
    drafts.write_again(desk.app, old.id, WHO)
    same = again(desk, other)
    new = latest(desk, old)
    assert new.body == "" and "scripted cannot read what was asked" in new.reason and "rewrite" in new.reason
    assert same.body == other.body
    view = desk.view(campaign)
    assert view.job is not None and view.job.status == JobStatus.DONE


def test_a_text_that_is_made_again_keeps_the_evidence_that_it_was_given_then(desk: Desk) -> None:
    draft = desk.email(desk.picked(1)).draft
    kept = [{"field": "details", "text": "We had a garden then.", "url": ""}]
    with desk.app.engine.begin() as connection:
        connection.execute(update(DraftRow).where(DraftRow.id == draft.id).values(evidence=kept))
    assert again(desk, draft).evidence == (Quote("details", "We had a garden then.", ""),)


def test_a_model_that_cannot_be_used_stops_the_writing_and_no_other_takes_its_place(make_desk: Make) -> None:
    desk = with_chat(make_desk, ScriptedChat(lambda _: text("Hello")), Task.DRAFT)
    hosting.set_hosted(desk.app, Hosted("chatty", "openai", "m"), "", WHO)
    campaign = desk.picked(1)
    view = desk.view(campaign)
    assert desk.waiting(campaign) == []
    assert view.job is not None and view.job.status == JobStatus.FAILED and "needs a key" in view.job.error


@pytest.mark.parametrize(
    "quoted",
    [
        "x" * 200_000,
        "<script>alert(1)</script>" * 2000,
        "Wir haben eine Terrasse. " * 4000,
        "私たちのテラスへようこそ。" * 5000,
        "\x00\ufffd\u202e\ud7ff" * 5000,
    ],
)
def test_odd_evidence_neither_breaks_nor_fills_the_draft(make_desk: Make, quoted: str) -> None:
    class Talkative(ListedSource):
        def find(self, *asked: Any) -> Any:
            told = Quote("about", quoted, "https://x.example")
            for step in super().find(*asked):
                yield replace(step, found=tuple(replace(one, quotes=(*one.quotes, told)) for one in step.found))

    desk = make_desk(sources={"listed": lambda _: Talkative([business("Café Linde")])})
    for shown in desk.waiting(desk.picked(1)):
        assert shown.draft.body and len(shown.draft.body) < 1500 and "<script" not in shown.draft.body
        assert all(len(quote.text) < 1000 for quote in shown.draft.evidence)


@pytest.mark.parametrize(("language", "word"), [("en", "“unsubscribe”"), ("de", "„abmelden“"), ("es", "«baja»")])
def test_the_footer_says_in_the_language_of_the_draft_how_to_be_left_alone(
    make_desk: Make, language: str, word: str
) -> None:
    desk = make_desk()
    assert word in desk.email(desk.picked(1, language=language)).message.footer
