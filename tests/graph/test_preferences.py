"""What a person set: checked, kept apart where it is secret, and audited without it."""

import stat
from dataclasses import replace

import pytest

from graph import campaigns, preferences, suppressions
from graph.app import App
from graph.preferences import Sending, Smtp
from storage.errors import BadConfig, BadInput
from storage.records import Channel, Sender
from tests.parts import BRIEF, SENDER, WHO, Desk


def test_the_sender_is_kept_without_surrounding_space(app: App) -> None:
    preferences.set_sender(app, replace(SENDER, name="  Ben ", email=" ben@calm.example\n"), WHO)
    with app.read() as work:
        assert preferences.sender(work) == replace(SENDER, name="Ben", email="ben@calm.example")


@pytest.mark.parametrize(
    "change",
    [
        {"email": "ben"},
        {"email": "a@b.example, c@d.example"},
        {"name": "Ann\nBcc: x"},
        {"company": "A\rB"},
        {"name": "A\0"},
    ],
)
def test_a_sender_that_could_break_a_header_is_refused_and_the_earlier_one_kept(
    app: App, change: dict[str, str]
) -> None:
    with pytest.raises(BadInput, match="Nothing was changed"):
        preferences.set_sender(app, replace(SENDER, **change), WHO)
    with app.read() as work:
        assert preferences.sender(work) == SENDER


def test_an_unfinished_sender_is_kept_and_says_what_is_missing(app: App) -> None:
    preferences.set_sender(app, Sender(name="Ann"), WHO)
    with app.read() as work:
        assert preferences.sender(work).missing() == ["company", "e-mail address", "postal address"]


def test_live_sending_needs_a_complete_sender_and_a_mail_server(app: App) -> None:
    with pytest.raises(BadInput, match="mail server"):
        preferences.set_sending(app, Sending(live=True), WHO)
    preferences.set_smtp(app, Smtp("mail.example"), WHO)
    preferences.set_sender(app, replace(SENDER, postal_address=""), WHO)
    with pytest.raises(BadInput, match="postal address"):
        preferences.set_sending(app, Sending(live=True), WHO)
    with app.read() as work:
        assert preferences.sending(work) == Sending()


@pytest.mark.parametrize("cap", [-1, 100_001])
def test_a_cap_that_makes_no_sense_is_refused(app: App, cap: int) -> None:
    with pytest.raises(BadInput, match="cap"):
        preferences.set_sending(app, Sending(daily_cap=cap), WHO)


@pytest.mark.parametrize("port", [0, 65536])
def test_a_port_that_is_none_is_refused(app: App, port: int) -> None:
    with pytest.raises(BadInput, match="port"):
        preferences.set_smtp(app, Smtp("mail.example", port), WHO)


def test_a_password_is_kept_in_its_own_file_and_nowhere_else(app: App) -> None:
    preferences.set_smtp(app, Smtp("mail.example", 587, "ann", password="hush-hush"), WHO)
    with app.read() as work:
        assert preferences.smtp(app, work).password == "hush-hush"
        assert "hush-hush" not in str(work.audit.page()) + str(work.preferences.get("smtp"))
    assert "hush-hush" not in repr(Smtp(password="hush-hush"))
    assert stat.S_IMODE(app.settings.secrets.stat().st_mode) == 0o600
    assert b"hush-hush" not in (app.settings.data_folder / "handpicked.db").read_bytes()


def test_an_empty_password_keeps_the_one_that_is_known(app: App) -> None:
    preferences.set_smtp(app, Smtp("mail.example", 587, "ann", password="hush"), WHO)
    assert preferences.set_smtp(app, Smtp("mail.example", 465, "ann", "tls"), WHO) == "Saved."
    with app.read() as work:
        assert preferences.smtp(app, work) == Smtp("mail.example", 465, "ann", "tls", "hush")


@pytest.mark.parametrize("other", [Smtp("other.example", 587, "ann"), Smtp("mail.example", 587, "ben")])
def test_a_password_never_goes_to_another_server_or_user_than_it_was_typed_for(app: App, other: Smtp) -> None:
    preferences.set_smtp(app, Smtp("mail.example", 587, "ann", password="hush"), WHO)
    assert "type the new one" in preferences.set_smtp(app, other, WHO)
    assert preferences.password(app) == ""
    assert preferences.set_smtp(app, replace(other, password="new"), WHO) == "Saved."
    assert preferences.password(app) == "new"


def test_a_broken_file_of_secrets_stands_only_in_the_way_of_what_needs_the_password(app: App) -> None:
    preferences.set_smtp(app, Smtp("127.0.0.1", 2525, "ann", password="hush"), WHO)
    app.settings.secrets.write_text("{half")
    preferences.set_sending(app, Sending(live=True), WHO)
    with app.read() as work:
        assert preferences.server(app, work).username == "ann"
        assert preferences.way_out(app, work, Channel.EMAIL, is_demo=True) == "smtp"
        with pytest.raises(BadConfig, match="cannot be read"):
            preferences.smtp(app, work)
    preferences.set_smtp(app, Smtp("127.0.0.1", 2525, "ann", password="again"), WHO)
    assert preferences.password(app) == "again"


def test_the_environments_mail_server_goes_before_the_one_from_the_screen(app: App) -> None:
    preferences.set_smtp(app, Smtp("screen.example"), WHO)
    settings = app.settings.model_copy(update={"smtp_host": "env.example"})
    with app.read() as work:
        assert preferences.smtp(replace(app, settings=settings), work).host == "env.example"


def test_every_change_is_audited_with_what_was_before(app: App) -> None:
    preferences.pause(app, True, "ben")
    preferences.set_sending(app, Sending(daily_cap=7), "ann")
    with app.read() as work:
        newest, earlier = work.audit.page(2)
    assert (newest.actor, newest.detail["before"]["paused"], newest.detail["after"]["daily_cap"]) == ("ann", True, 7)
    assert (earlier.actor, earlier.action) == ("ben", "pause sending")


@pytest.mark.parametrize("address", ["", "ann", "a b@c.example", "@c.example", "ann@", "ann@shop"])
def test_what_is_neither_an_address_nor_a_domain_cannot_be_barred(app: App, address: str) -> None:
    with pytest.raises(BadInput):
        suppressions.add(app, address, WHO)
    assert suppressions.page(app) == []


def test_barring_and_unbarring_is_told_and_audited(app: App) -> None:
    assert suppressions.add(app, " Shop.Example ", WHO) == "shop.example will not be written to."
    assert [one.address for one in suppressions.page(app)] == ["shop.example"]
    suppressions.remove(app, " SHOP.example", WHO)
    assert suppressions.page(app) == []


def test_the_demo_brings_a_sender_of_its_own_only_where_nobody_is_known(desk: Desk) -> None:
    campaigns.start_demo(desk.app, WHO, BRIEF)
    with desk.app.read() as work:
        assert preferences.sender(work) == SENDER
    preferences.set_sender(desk.app, Sender(), WHO)
    campaigns.start_demo(desk.app, WHO, BRIEF)
    with desk.app.read() as work:
        assert preferences.sender(work) == campaigns.DEMO_SENDER
