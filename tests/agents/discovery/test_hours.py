"""Opening hours in German, English, Spanish and OpenStreetMap's own writing, as one line of data each."""

import time

import pytest

from agents.discovery import hours

WRITTEN = [
    ("Mo-Fr 9-18 Uhr", "Mo-Fr 09:00-18:00"),
    ("Montag Ruhetag", "Mo off"),
    ("Montag bis Freitag 9.00 - 12.30 Uhr und 14-18 Uhr; Sa 10-14 Uhr",
     "Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-14:00"),
    ("Mo, Mi und Fr 9-12 Uhr", "Mo,We,Fr 09:00-12:00"),
    ("täglich 10 bis 22 Uhr, Dienstag Ruhetag", "Mo,We-Su 10:00-22:00; Tu off"),
    ("Dienstag Ruhetag, täglich 10 bis 22 Uhr", "Mo,We-Su 10:00-22:00; Tu off"),
    ("Di-Sa ab 18 Uhr", "Tu-Sa 18:00+"),
    ("Fr, Sa 18-2 Uhr", "Fr,Sa 18:00-02:00"),
    ("Sonn- und Feiertage geschlossen", "Su,PH off"),
    ("Mo–Fr 8–12, 13–17 Uhr und nach Vereinbarung", 'Mo-Fr 08:00-12:00,13:00-17:00 || "by appointment"'),
    ("24 Stunden geöffnet", "24/7"),
    ("9am to 5pm Monday to Friday", "Mo-Fr 09:00-17:00"),
    ("weekdays 9:30am-6pm, weekends 10am-4pm", "Mo-Fr 09:30-18:00; Sa,Su 10:00-16:00"),
    ("Open 7 days a week 7am - 10pm", "Mo-Su 07:00-22:00"),
    ("M-F 9-5pm", "Mo-Fr 09:00-17:00"),
    ("Tues-Sun noon-midnight", "Tu-Su 12:00-24:00"),
    ("De lunes a viernes de 9:00 a 14:00. Sábados de 10 a 14 h. Domingos cerrado",
     "Mo-Fr 09:00-14:00; Sa 10:00-14:00; Su off"),
    ("Lunes cerrado, martes a domingo 13:00-16:00", "Mo off; Tu-Su 13:00-16:00"),
    ("Mo-Fr 9:00-18:00; PH off", "Mo-Fr 09:00-18:00; PH off"),
    ("Tu-Th 18:00-00:00; Fr-Sa 18:00-02:00", "Tu-Th 18:00-00:00; Fr-Sa 18:00-02:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_hours_are_put_into_the_syntax_of_openstreetmap(text: str, expected: str) -> None:
    assert hours.normalised(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mon 9-5", "9-18 Uhr", "vielleicht Mo-Fr 9-18", "Mo-Fr 9-18; Mo-Fr 10-12", "24.12. geschlossen", "", "2024",
        "Mo-Fr", "Mo Di 9-18 außer Feiertage", "daily except Monday 9am-5pm", "Mo-Fr 25:00-26:00",
        "heute geöffnet bis 18 Uhr",
    ],
)  # fmt: skip
def test_hours_that_leave_a_doubt_give_none(text: str) -> None:
    assert hours.normalised(text) == ""


def test_hours_of_schema_are_grouped_and_holidays_left_out() -> None:
    days = ("Monday", "Tuesday", "Wednesday")
    week = [{"days": [f"https://schema.org/{day}"], "opens": "08:00:00", "closes": "18:00"} for day in days]
    closed = {"days": ["Sunday"], "opens": "00:00", "closes": "00:00"}
    always = {"days": ["Friday"], "opens": "00:00", "closes": "23:59"}
    easter = {"days": ["Monday"], "opens": "10:00", "closes": "11:00", "validFrom": "2026-04-06"}
    assert hours.of_schema([], [*week, closed, always, easter]) == "Mo-We 08:00-18:00; Fr 00:00-24:00; Su off"
    assert hours.of_schema(["Mo-Fr 9-18 Uhr", "Sa 10-12 Uhr"], []) == "Mo-Fr 09:00-18:00; Sa 10:00-12:00"
    assert hours.of_schema(["when the light is on"], [{"days": ["x"], "opens": "y"}]) == "when the light is on"


def test_the_words_that_say_the_hours_are_quoted() -> None:
    assert hours.in_text("Besuchen Sie uns: Mo-Fr 9-18 Uhr, wir freuen uns") == ("Mo-Fr 09:00-18:00", "Mo-Fr 9-18 Uhr")
    assert hours.in_text("nothing here, call 030 12345") is None


def test_endless_text_is_read_in_no_time() -> None:
    start = time.process_time()
    for text in ("Mo 9-18 " * 8_000, "Mo-Fr Montag, " * 4_000, "9-18 " * 12_000, "geschlossen Mo " * 4_000):
        hours.in_text(text)
        hours.normalised(text)
    assert time.process_time() - start < 10
