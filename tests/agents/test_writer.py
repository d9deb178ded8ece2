"""The writer checks every text word for word and fills it from stored facts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from agents import writer
from agents.writer import Piece, WritingBrief
from models.language.base import WriteRequest
from models.language.openvino_writer import OpenVinoWriter
from models.language.scripted import ScriptedWriter
from models.language.starter_brief import SECTOR_SLUGS, parse
from storage.records import TONES, Channel

FACTS = {
    "company": "Meyer & Co.",
    "city": "Lindental",
    "offer": "a booking system for small practices",
    "sender": "Demo sender",
    "sender_company": "Slotworks",
}
KNOWN = {"detail": "outdoor seating", "rating": "4.6", "reviews": "212", "trend": "interest in cafés is up by a fifth"}


def brief(facts: Mapping[str, str] = FACTS, **changes: Any) -> WritingBrief:
    return replace(WritingBrief(Channel.EMAIL, "formal", "cafe", "Owner", facts, seed=1), **changes)


def written(asked: WritingBrief) -> Piece:
    return writer.write(ScriptedWriter(), [asked])[0]


def prompt_of(**changes: Any) -> str:
    return written(brief(**changes)).prompt


def test_an_email_has_a_subject_the_stored_names_and_says_how_it_was_made() -> None:
    piece = written(brief({**FACTS, **KNOWN}))
    assert piece.subject and "Meyer & Co." in piece.body and piece.body.endswith("Demo sender\nSlotworks")
    assert (piece.model, piece.prompt_version, piece.seed, piece.problem) == ("scripted", "starter-1", 1, "")
    assert piece.used["company"] == "Meyer & Co." and "{" not in piece.subject + piece.body


def test_used_names_only_the_slots_that_stand_in_the_text() -> None:
    piece = written(brief({**FACTS, **KNOWN}, comment="mention the trend"))
    assert piece.used["trend"] == KNOWN["trend"] and "detail" not in piece.used
    assert all(value in piece.subject + piece.body for value in piece.used.values())


def test_a_post_has_no_subject_and_fits_into_280_characters() -> None:
    piece = written(brief({**FACTS, **KNOWN}, channel=Channel.SOCIAL))
    assert piece.subject == "" and 0 < len(piece.body) <= 280


def test_a_post_that_cannot_fit_says_so_and_gives_no_text() -> None:
    piece = written(brief({**FACTS, "offer": "a very long list of things " * 12}, channel=Channel.SOCIAL))
    assert piece.body == "" and "longer than 280 characters" in piece.problem


def test_braces_and_markup_in_a_value_stay_what_they_are() -> None:
    piece = written(brief({**FACTS, "company": "{sender} <b>O'Neil</b> \\1"}))
    assert "{sender} <b>O'Neil</b> \\1" in piece.body


def test_a_line_break_in_a_value_cannot_reach_the_subject() -> None:
    piece = written(brief({**FACTS, "company": "Meyer\r\nBcc: all@example.com\x00"}))
    assert piece.subject == "A question for Meyer Bcc: all@example.com"


def test_an_offer_reads_on_from_we_offer_however_it_was_typed() -> None:
    for typed in ("A booking system.", "We offer a booking system", "a booking system"):
        assert "We offer a booking system. " in written(brief({**FACTS, "offer": typed})).body


def test_faulty_texts_are_asked_for_again_with_another_seed() -> None:
    model = ScriptedWriter(spoil=lambda request: request.seed < 100)
    pieces = writer.write(model, [brief(seed=1), brief(seed=500)])
    assert [piece.problem for piece in pieces] == ["", ""]
    assert pieces[0].seed > 100 and pieces[1].seed == 500


def test_after_five_faulty_tries_there_is_a_problem_and_no_text() -> None:
    asked: list[WriteRequest] = []

    def spoil(request: WriteRequest) -> bool:
        asked.append(request)
        return True

    piece = writer.write(ScriptedWriter(spoil), [brief()])[0]
    assert (piece.subject, piece.body, len({request.seed for request in asked})) == ("", "", 5)
    assert piece.problem == "No usable text came in 5 tries: the format is broken."


def test_one_brief_without_a_city_does_not_stop_the_others() -> None:
    pieces = writer.write(ScriptedWriter(), [brief({**FACTS, "city": " "}), brief()])
    assert pieces[0].problem == "The text cannot be written without the city." and pieces[1].body


def test_an_unknown_tone_is_a_problem_and_an_unknown_sector_counts_as_other() -> None:
    assert "no tone “cheeky”" in written(brief(tone="cheeky")).problem
    assert parse(prompt_of(sector="spaceport")).sector == "other"


def test_progress_never_goes_back_and_a_stop_is_obeyed() -> None:
    seen: list[int] = []
    briefs = [brief(seed=seed) for seed in range(20)]
    writer.write(ScriptedWriter(spoil=lambda request: request.seed < 10), briefs, seen.append)
    assert seen == sorted(seen) and seen[-1] == 20
    pieces = writer.write(ScriptedWriter(), briefs, should_stop=lambda: True)
    assert {piece.problem for piece in pieces} == {"Writing was stopped before this text was done."}


@pytest.mark.parametrize(
    ("changed", "known"),
    [
        ({}, ("detail", "rating", "reviews", "trend")),
        ({"rating": "3.9"}, ("detail", "trend")),
        ({"reviews": "1"}, ("detail", "rating", "trend")),
        ({"rating": "", "detail": ""}, ("trend",)),
        ({"rating": "excellent"}, ("detail", "trend")),
    ],
)
def test_a_fact_is_offered_to_the_model_only_where_it_can_be_said(
    changed: dict[str, str], known: tuple[str, ...]
) -> None:
    assert parse(written(brief({**FACTS, **KNOWN, **changed})).prompt).have == known


@pytest.mark.parametrize(
    ("words", "sector", "role"),
    [
        ("Practice Manager", "dentist", "practice manager"),
        ("practice manager", "cafe", "manager"),
        ("General manager", "hotel", "manager"),
        ("Chef", "restaurant", "owner"),
    ],
)
def test_a_personas_role_becomes_one_the_model_knows(words: str, sector: str, role: str) -> None:
    assert parse(prompt_of(role=words, sector=sector)).role == role


def test_the_real_weights_write_every_sector_in_every_tone_and_channel() -> None:
    briefs = [
        brief({**FACTS, **KNOWN}, sector=sector, tone=tone, channel=channel)
        for sector in SECTOR_SLUGS
        for tone in TONES
        for channel in Channel
    ]
    pieces = writer.write(OpenVinoWriter(), briefs)
    assert len([piece for piece in pieces if piece.problem]) <= 1
    assert all("Meyer & Co." in piece.subject + piece.body for piece in pieces if not piece.problem)
