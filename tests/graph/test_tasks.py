"""What a chat model adds where one is chosen: an opinion in the score, a portrait of the reader, replies sorted."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph import drafts, hosting, leads, models, results
from graph.app import Reaction
from graph.inbox import collect
from graph.shelf import Hosted
from graph.sorting import Sorter
from models.language.base import Task, WriteRequest
from models.language.scripted import ScriptedWriter
from storage.errors import BadConfig, BadInput, NotAllowed, StorageFailed
from storage.lead_filter import leads_of
from storage.records import Candidate, Channel, Event, EventKind
from tests.agents.chat import ScriptedChat
from tests.parts import WHO, Came, Desk, shelf

Make = Callable[..., Desk]


def answering(sentence: str) -> Callable[[str, str, str, datetime], Sequence[Reaction]]:
    """An inbox in which every message was answered with one sentence, a second after it was sent."""
    return lambda message_id, recipient, company, sent_at: [
        Came(EventKind.REPLY, sentence, sent_at - timedelta(seconds=1), f"{message_id}:reply")
    ]


def with_chat(make_desk: Make, say: Callable[[WriteRequest], str], task: Task, **parts: object) -> Desk:
    """An application in which one task is done by a chat model at a server."""
    desk = make_desk(shelf=shelf(ScriptedWriter(), {"chatty": ScriptedChat(say)}), **parts)
    hosting.set_hosted(desk.app, Hosted("chatty", "compatible", "m", "http://127.0.0.1:9/v1"), "", WHO)
    models.choose(desk.app, task, "hosted:chatty", WHO)
    return desk


def all_of(desk: Desk, campaign: int) -> list[Candidate]:
    return list(leads.page(desk.app, leads_of(campaign)).rows)


def test_without_a_choice_no_model_has_a_say_in_the_score(desk: Desk) -> None:
    assert models.model_for(desk.app, Task.SCORE) is None
    assert not any(f.name == "opinion" for row in all_of(desk, desk.start()) for f in row.factors)


def test_a_chat_models_opinion_is_one_more_factor_with_its_reason(make_desk: Make) -> None:
    desk = with_chat(make_desk, lambda _: json.dumps({"fit": 8, "why": "It has seats outdoors."}), Task.SCORE)
    for row in all_of(desk, desk.start()):
        factor = next(f for f in row.factors if f.name == "opinion")
        assert (factor.value, factor.why) == (0.8, "It has seats outdoors (says chatty)")


def test_an_opinion_that_is_no_answer_leaves_the_other_factors_alone(make_desk: Make) -> None:
    desk = with_chat(make_desk, lambda _: "I would rather not say.", Task.SCORE)
    campaign = desk.start()
    rows = all_of(desk, campaign)
    assert len(rows) == 12 and all(row.score is not None for row in rows)
    assert not any(f.name == "opinion" for row in rows for f in row.factors)


def test_the_reader_gets_a_portrait_that_is_not_sent(desk: Desk) -> None:
    shown = desk.email(desk.picked(1))
    persona = drafts.beside(desk.app, shown.draft).persona
    assert persona is not None and persona.text.portrait
    assert persona.text.portrait not in shown.message.body


def test_left_to_the_rules_the_reader_has_no_portrait(desk: Desk) -> None:
    models.choose(desk.app, Task.PERSONA, models.RULES, WHO)
    persona = drafts.beside(desk.app, desk.email(desk.picked(1)).draft).persona
    assert persona is not None and persona.text.portrait == "" and persona.text.cares_about


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Yes please, send me more.", "interested"),
        ("How much does it cost?", "question"),
        ("Nein danke, kein Interesse.", "no"),
        ("Quizá más adelante.", "later"),
        ("Lorem ipsum.", "unclear"),
    ],
)
def test_replies_are_sorted_by_rules_where_no_model_is_chosen(make_desk: Make, said: str, answer: str) -> None:
    event = sorted_reply(make_desk(inbox=answering(said)))
    assert (event.answer, event.answer_by) == (answer, "rules")


def test_replies_are_sorted_by_the_model_that_was_chosen_with_the_words_that_say_so(make_desk: Make) -> None:
    say = json.dumps({"class": "later", "words": "after the fair"})
    desk = with_chat(make_desk, lambda _: say, Task.CLASSIFY, inbox=answering("Ask us after the fair."))
    event = sorted_reply(desk)
    assert (event.answer, event.answer_words, event.answer_by) == ("later", "after the fair", "chatty")


def test_a_reply_is_sorted_once(make_desk: Make) -> None:
    desk = make_desk(inbox=answering("No thanks."))
    sorted_reply(desk)
    assert Sorter(desk.app).work_once() == 0


def sorted_reply(desk: Desk) -> Event:
    """The first reply to a campaign's only message, after time has passed."""
    campaign = desk.picked(1, channels=(Channel.EMAIL,), is_demo=True)
    desk.approve(desk.email(campaign))
    desk.tick()
    collect(desk.app)
    Sorter(desk.app).work_once()
    return results.came_back(desk.app, campaign)[0][0]


def test_the_starter_writer_is_refused_for_what_it_cannot_do(desk: Desk) -> None:
    with pytest.raises(BadInput, match="cannot score"):
        models.choose(desk.app, Task.SCORE, models.STARTER, WHO)
    with pytest.raises(BadInput, match="needs a model"):
        models.choose(desk.app, Task.DRAFT, models.RULES, WHO)


def test_the_earlier_choice_is_one_step_away(make_desk: Make) -> None:
    desk = with_chat(make_desk, lambda _: "", Task.DRAFT)
    assert models.chosen(desk.app)[Task.DRAFT] == "hosted:chatty"
    models.go_back(desk.app, WHO)
    assert models.chosen(desk.app)[Task.DRAFT] == models.STARTER
    models.go_back(desk.app, WHO)
    assert models.chosen(desk.app)[Task.DRAFT] == "hosted:chatty"


def test_a_model_in_use_cannot_be_removed(make_desk: Make) -> None:
    desk = with_chat(make_desk, lambda _: "", Task.DRAFT)
    with pytest.raises(NotAllowed, match="in use"):
        models.remove(desk.app, "hosted:chatty", WHO)


def test_a_hosted_model_without_its_key_cannot_be_chosen(desk: Desk) -> None:
    of = Hosted("paid", "openai", "gpt-5-mini")
    hosting.set_hosted(desk.app, of, "", WHO)
    with pytest.raises(BadConfig, match="needs a key"):
        models.choose(desk.app, Task.DRAFT, "hosted:paid", WHO)
    hosting.set_hosted(desk.app, of, "sk-secret", WHO)
    models.choose(desk.app, Task.DRAFT, "hosted:paid", WHO)


def test_a_key_goes_only_to_the_address_that_it_was_typed_for(desk: Desk) -> None:
    of = Hosted("own", "compatible", "m", "https://one.example/v1")
    hosting.set_hosted(desk.app, of, "secret", WHO)
    hosting.set_hosted(desk.app, replace(of, base_url="https://other.example/v1"), "", WHO)
    assert hosting.key_of(desk.app, "own") == ""


def test_where_the_old_key_cannot_be_dropped_the_old_address_stays(desk: Desk) -> None:
    of = Hosted("own", "compatible", "m", "https://one.example/v1")
    hosting.set_hosted(desk.app, of, "secret", WHO)
    kept = desk.app.settings.secrets
    kept.with_suffix(".new").mkdir()
    with pytest.raises(StorageFailed):
        hosting.set_hosted(desk.app, replace(of, base_url="https://other.example/v1"), "", WHO)
    assert models.choice(desk.app, "hosted:own").hosted == of
    assert hosting.key_of(desk.app, "own") == "secret"


@pytest.mark.parametrize(
    "address", ["", "ftp://host/v1", "http://", "http://[::1", "http://h:99999/v1", "http://me:secretpw@host/v1"]
)
def test_an_address_that_names_no_server_or_a_password_is_refused_and_not_repeated(desk: Desk, address: str) -> None:
    with pytest.raises(BadInput, match="The address must") as raised:
        hosting.set_hosted(desk.app, Hosted("own", "compatible", "m", address), "", WHO)
    assert "secretpw" not in str(raised.value)
    assert all(one.hosted is None for one in models.choices(desk.app))


@pytest.mark.parametrize("path", ["~nobody-of-that-name/x", "/" + "a" * 300, "/tmp/\0x", "/nowhere/at/all"])
def test_a_path_that_cannot_be_read_is_refused_as_a_model_of_ones_own(desk: Desk, path: str) -> None:
    with pytest.raises(BadConfig, match="cannot be read"):
        models.add_own(desk.app, Path(path), WHO)


def test_half_a_download_is_no_model_yet(desk: Desk) -> None:
    for name in ("big.partial", "big.old", "broken"):
        folder = desk.app.settings.models / name
        folder.mkdir(parents=True)
        (folder / "config.json").write_text("{}")
    assert [one.key for one in models.choices(desk.app)] == ["starter", "local:broken"]


@pytest.mark.parametrize("dollars", [-1.0, 1e9])
def test_a_cap_that_cannot_be_is_refused(desk: Desk, dollars: float) -> None:
    with pytest.raises(BadInput, match="spending cap"):
        hosting.set_cap(desk.app, dollars, WHO)
