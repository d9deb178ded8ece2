"""Settings: who writes, how messages leave, the models, whom never to write to, the data."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import preferences
from graph.app import App
from graph.preferences import Sending, Smtp
from storage import secrets
from storage.records import Sender
from tests.pages.screen import Screen
from tests.parts import SENDER, WHO

Open = Callable[..., Screen]


def sending(app: App) -> Sending:
    with app.read() as work:
        return preferences.sending(work)


def sender(app: App) -> Sender:
    with app.read() as work:
        return preferences.sender(work)


def server(app: App) -> Smtp:
    with app.read() as work:
        return preferences.smtp(app, work)


def test_the_sender_is_saved_and_its_footer_shown(empty: App, screen: Open) -> None:
    page = screen("settings")
    assert "Still missing: name, company, e-mail address, postal address." in page.text
    page.type("sender_name", "Ann").type("sender_company", "Calm").type("sender_email", "ann@calm.example")
    page.type("sender_address", "Main Street 1").press("save_sender")
    assert sender(empty) == Sender("Ann", "Calm", "ann@calm.example", "Main Street 1")
    assert "Ann, Calm\nMain Street 1" in page.text
    assert "Still missing" not in page.text


def test_a_sender_whose_address_is_none_is_refused_and_the_typing_kept(found: App, screen: Open) -> None:
    page = screen("settings").type("sender_email", "ann at calm").press("save_sender")
    assert "is not an address. Nothing was changed." in page.text
    assert sender(found) == SENDER
    assert page.value("sender_email") == "ann at calm"


def test_live_sending_is_refused_without_a_postal_address(found: App, screen: Open) -> None:
    preferences.set_sender(found, Sender("Ann", "Calm", "ann@calm.example", ""), WHO)
    page = screen("settings", part="Sending").choose("live", True).press("save_sending")
    assert "Live sending needs postal address of the sender." in page.text
    assert not sending(found).live


def test_live_sending_is_refused_without_a_mail_server(found: App, screen: Open) -> None:
    page = screen("settings", part="Sending").choose("live", True).press("save_sending")
    assert "Live sending needs a mail server." in page.text
    assert not sending(found).live


def test_the_cap_is_saved(found: App, screen: Open) -> None:
    screen("settings", part="Sending").choose("cap", 7).press("save_sending")
    assert sending(found).daily_cap == 7


def test_the_kill_switch_stops_everything_at_once_and_lets_it_go_again(found: App, screen: Open) -> None:
    page = screen("settings", part="Sending").press("pause")
    assert sending(found).paused
    assert "nothing leaves by any channel" in page.text
    page.press("unpause")
    assert not sending(found).paused


def test_saving_the_cap_while_paused_does_not_end_the_pause(found: App, screen: Open) -> None:
    page = screen("settings", part="Sending").press("pause").choose("cap", 7).press("save_sending")
    assert sending(found) == Sending(paused=True, daily_cap=7)
    assert page.has("unpause")


def test_saving_the_cap_in_an_old_tab_does_not_end_the_pause_of_another(found: App, screen: Open) -> None:
    page = screen("settings", part="Sending").choose("cap", 7)
    preferences.pause(found, True, WHO)
    page.press("save_sending")
    assert sending(found).paused


def test_a_mail_servers_password_is_kept_and_never_shown_again(found: App, screen: Open) -> None:
    page = screen("settings", part="Sending").type("smtp_host", "mail.example").type("smtp_password", "s3cret-word")
    page.press("save_smtp")
    assert server(found).password == "s3cret-word"
    again = screen("settings", part="Sending")
    assert "s3cret-word" not in again.text
    again.choose("smtp_port", 2525).press("save_smtp")
    assert (server(found).port, server(found).password) == (2525, "s3cret-word")
    assert secrets.read(found.settings.secrets) == {"smtp_password": "s3cret-word"}
    assert "s3cret-word" not in screen("settings", part="Data and health").text


def test_a_password_is_asked_for_again_where_the_server_or_user_changes(found: App, screen: Open) -> None:
    preferences.set_smtp(found, Smtp("mail.example", password="s3cret-word"), WHO)
    page = screen("settings", part="Sending").type("smtp_host", "other.example").press("save_smtp")
    assert "is forgotten; type the new one." in page.text
    assert (server(found).host, server(found).password) == ("other.example", "")


def test_a_broken_file_of_secrets_is_said_and_mended_by_typing_the_password_again(found: App, screen: Open) -> None:
    found.settings.secrets.write_text("{half")
    page = screen("settings", part="Sending")
    assert "cannot be read. Type the password again under Settings." in page.text
    page.type("smtp_host", "mail.example").type("smtp_password", "s3cret-word").press("save_smtp")
    assert server(found).password == "s3cret-word"
    assert "cannot be read" not in page.text


def test_after_saving_the_password_does_not_stay_in_its_field(found: App, screen: Open) -> None:
    page = screen("settings", part="Sending").type("smtp_host", "mail.example").type("smtp_password", "s3cret-word")
    page.press("save_smtp")
    assert page.value("smtp_password") == ""


def test_the_connection_to_a_server_that_is_down_is_tested_in_one_sentence(found: App, screen: Open) -> None:
    preferences.set_smtp(found, Smtp("127.0.0.1", 9, security="none"), WHO)
    page = screen("settings", part="Sending").press("test_smtp")
    assert len(page.at.error) == 1
    assert "127.0.0.1" in page.text


def test_an_address_is_barred_and_freed_again(found: App, screen: Open) -> None:
    page = screen("settings", part="Never write to")
    assert "Nobody is barred." in page.text
    page.type("bar", "someone@company.example").press("add_bar")
    assert "someone@company.example will not be written to." in page.text
    page.press("free_someone@company.example")
    assert "Nobody is barred." in page.text


def test_what_is_no_address_is_not_barred(found: App, screen: Open) -> None:
    page = screen("settings", part="Never write to").type("bar", "some one").press("add_bar")
    assert "is neither an address nor a domain. Nothing was changed." in page.text


def test_a_missing_model_folder_is_told_with_what_to_do(
    serve: Callable[..., App], found_folder: Path, tmp_path: Path, screen: Open
) -> None:
    serve(found_folder, writer_folder=tmp_path / "nowhere", scripted_models=0)
    page = screen("settings", part="Models")
    assert "nowhere" in page.text
    assert len(page.at.error) >= 1
    page = screen("settings", part="Data and health").press("examine")
    assert "nowhere" in page.text


def test_the_doctor_says_what_it_saw(found: App, screen: Open) -> None:
    page = screen("settings", part="Data and health").press("examine")
    for name in ("Python", "database", "audit trail", "browser", "sender"):
        assert f"{name}:" in page.text
    assert str(found.settings.data_folder) in page.text


def test_what_was_done_stands_newest_first(found: App, screen: Open) -> None:
    preferences.pause(found, True, WHO)
    table = screen("settings", part="Data and health").table
    assert list(table.iloc[0][["who", "what"]]) == [WHO, "pause sending"]


@pytest.mark.parametrize("part", ["Who writes", "Sending", "Models", "Never write to", "Data and health"])
def test_each_part_opens_from_its_address(part: str, found: App, screen: Open) -> None:
    assert screen("settings", part=part).address.get("part", "Who writes") == part
