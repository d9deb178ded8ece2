"""The starter writer's agent checks every text word for word and fills it from stored facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from agents import writer
from models.language.base import Dialect, WriteRequest, Written
from models.language.openvino_writer import OpenVinoWriter
from models.language.pieces import Piece, WritingBrief
from models.language.scripted import ScriptedWriter
from models.language.starter_brief import MOST_FACTS, SECTOR_SLUGS, TOPICS, parse
from models.language.starter_text import SIGNATURE, Template, pack
from storage.errors import BadInput, Unavailable
from storage.records import LANGUAGES, TONES

FACTS = {
    "company": "Meyer & Co.",
    "city": "Lindental",
    "offer": "a booking system for small practices",
    "sender": "Demo sender",
    "sender_company": "Slotworks",
}
KNOWN = {"detail": "outdoor seating", "rating": "4.6", "reviews": "212", "trend": "interest in cafés is up by a fifth"}


def brief(facts: Mapping[str, str] = FACTS, **changes: Any) -> WritingBrief:
    return replace(WritingBrief("first", "formal", "en", "cafe", "Owner", facts, seed=1), **changes)


def written(asked: WritingBrief) -> Piece:
    return writer.write(ScriptedWriter(), [asked])[0]


def prompt_of(**changes: Any) -> str:
    return written(brief(**changes)).prompt


def rewrite(comment: str, **changes: Any) -> WritingBrief:
    """A brief that asks for the text of ``brief`` with all facts to be written anew."""
    first = written(brief({**FACTS, **KNOWN}, **changes))
    before = {"before_subject": first.subject, "before_body": first.body}
    return brief({**FACTS, **KNOWN}, **{"seed": 2, **changes}, comment=comment, **before)


def test_an_email_has_a_subject_the_stored_names_and_says_how_it_was_made() -> None:
    piece = written(brief({**FACTS, **KNOWN}))
    assert piece.subject and "Meyer & Co." in piece.body and piece.body.endswith("Demo sender\nSlotworks")
    assert (piece.model, piece.prompt_version, piece.seed) == ("scripted", writer.PROMPT_VERSION, 1)
    assert piece.problem == "" and piece.used["company"] == "Meyer & Co." and "{" not in piece.subject + piece.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_written_in_the_language_that_was_asked_for(language: str) -> None:
    piece = written(brief(language=language))
    assert parse(piece.prompt).language == language and piece.problem == ""
    greeting = {"en": "Hello", "de": "Guten Tag", "es": "Hola"}[language]
    assert piece.body.startswith(greeting)


def test_a_language_that_it_does_not_write_is_a_problem_that_names_those_it_writes() -> None:
    piece = written(brief(language="fr"))
    assert piece.body == "" and "does not write “fr”; it writes English, Deutsch, Español" in piece.problem


def test_used_names_only_the_slots_that_stand_in_the_text() -> None:
    piece = written(brief({**FACTS, **KNOWN}, comment="mention the trend"))
    assert piece.used["trend"] == KNOWN["trend"] and "detail" not in piece.used
    assert all(value in piece.subject + piece.body for value in piece.used.values())


def test_a_post_has_no_subject_and_fits_into_280_characters() -> None:
    piece = written(brief({**FACTS, **KNOWN}, kind="short_post"))
    assert piece.subject == "" and 0 < len(piece.body) <= 280


def test_a_post_that_cannot_fit_says_so_and_gives_no_text() -> None:
    piece = written(brief({**FACTS, "offer": "a very long list of things " * 12}, kind="short_post"))
    assert piece.body == "" and "longer than 280 characters" in piece.problem


def test_braces_and_markup_in_a_value_stay_what_they_are() -> None:
    piece = written(brief({**FACTS, "company": "{sender} <b>O'Neil</b> \\1"}))
    assert "{sender} <b>O'Neil</b> \\1" in piece.body


def test_a_line_break_in_a_value_cannot_reach_the_subject() -> None:
    piece = written(brief({**FACTS, "company": "Meyer\r\nBcc: all@example.com\x00"}))
    assert piece.subject == "A question for Meyer Bcc: all@example.com"


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "A booking system.", "We offer a booking system."),
        ("en", "We offer a booking system", "We offer a booking system."),
        ("de", "Wir bieten ein Buchungssystem", "Wir bieten ein Buchungssystem."),
        ("de", "Ein Buchungssystem", "Wir bieten ein Buchungssystem."),
        ("es", "Ofrecemos un calendario", "Ofrecemos un calendario."),
    ],
)
def test_an_offer_reads_on_from_we_offer_however_it_was_typed(language: str, typed: str, said: str) -> None:
    assert said in written(brief({**FACTS, "offer": typed}, language=language)).body


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
    assert (piece.subject, piece.body, len({request.seed for request in asked})) == ("", "", writer.TRIES)
    assert piece.problem == "No usable text came: the format is broken."


def test_every_request_carries_the_schema_of_its_kind() -> None:
    asked: list[WriteRequest] = []

    def listen(request: WriteRequest) -> bool:
        asked.append(request)
        return False

    model = ScriptedWriter(listen)
    writer.write(model, [brief(), brief(kind="short_post")])
    assert ['"subject"' in request.schema for request in asked] == [True, False]


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
        ({"rating": "3,9"}, ("detail", "trend")),
        ({"rating": "4,6"}, ("detail", "rating", "reviews", "trend")),
        ({"reviews": "1"}, ("detail", "rating", "trend")),
        ({"rating": "", "detail": ""}, ("trend",)),
        ({"rating": "excellent"}, ("detail", "trend")),
    ],
)
def test_a_fact_is_offered_to_the_model_only_where_it_can_be_said(
    changed: dict[str, str], known: tuple[str, ...]
) -> None:
    assert parse(written(brief({**FACTS, **KNOWN, **changed})).prompt).have == known


def test_topics_and_noise_of_the_evidence_reach_the_prompt() -> None:
    controls = parse(prompt_of(topics=("terrace", "vegan"), noise=("hours",)))
    assert (controls.have, controls.noise) == (("terrace", "vegan"), ("hours",))


def test_of_many_facts_few_are_offered_and_the_one_asked_for_is_among_them() -> None:
    for seed, topic in product(range(5), TOPICS[:6]):
        asked = brief({**FACTS, **KNOWN}, topics=TOPICS, comment=f"mention the {topic}", seed=seed)
        controls = parse(written(asked).prompt)
        assert len([fact for fact in controls.have if fact != "reviews"]) == MOST_FACTS
        assert controls.mention in controls.have


def test_a_wish_sets_the_controls_and_what_shall_be_left_out_is_not_offered() -> None:
    controls = parse(prompt_of(facts={**FACTS, **KNOWN}, comment="shorter, warmer, more direct, leave out the trend"))
    assert (controls.length, controls.style, controls.tone) == ("short", "warm", "direct")
    assert "trend" not in controls.have and "detail" in controls.have


def test_a_rewrite_starts_from_the_present_text_with_its_slots_open_and_the_comment() -> None:
    controls = parse(written(rewrite("mention the trend, please")).prompt)
    assert controls.comment == "mention the trend, please"
    assert "{company}" in controls.before and "Meyer" not in controls.before


@pytest.mark.parametrize("company", ["Café Linde", "Meyer & Co."])
def test_a_rewrite_in_which_nothing_changed_is_asked_for_again(company: str) -> None:
    facts = {**FACTS, **KNOWN, "company": company}
    first = written(brief(facts))
    again = brief(facts, comment="another opening", before_subject=first.subject, before_body=first.body)
    piece = written(again)
    assert piece.problem == "" and piece.seed != again.seed and piece.body != first.body


def test_a_shorter_version_is_shorter() -> None:
    asked = rewrite("shorter")
    piece = written(asked)
    assert piece.problem == "" and len(piece.body) < len(asked.before_body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_prompt_and_seed_give_the_same_text_again(language: str) -> None:
    asked = brief({**FACTS, **KNOWN}, language=language, seed=7)
    first = written(asked)
    assert writer.again(ScriptedWriter(), first.prompt, first.seed, asked) == first


def test_another_models_prompt_is_not_written_again() -> None:
    with pytest.raises(BadInput):
        writer.again(ScriptedWriter(), "Dear model, write.", 1, brief())


def test_a_wish_is_told_in_words_with_what_it_cannot_follow() -> None:
    said = writer.wish_of(brief(topics=("terrace",), comment="mention the terrace, tell a joke")).in_words()
    assert said == "Understood: mention the terrace. The starter writer may not follow: tell a joke."


@pytest.mark.parametrize(
    ("words", "role"),
    [("Practice Manager", "manager"), ("General manager", "manager"), ("Chef", "owner"), ("", "owner")],
)
def test_a_personas_role_becomes_one_the_model_knows(words: str, role: str) -> None:
    assert parse(prompt_of(role=words)).role == role


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_real_weights_write_every_tone_and_kind_in_every_language(language: str) -> None:
    briefs = [
        brief({**FACTS, **KNOWN}, sector=sector, tone=TONES[number % len(TONES)], kind=kind, language=language)
        for number, sector in enumerate(SECTOR_SLUGS)
        for kind in ("first", "short_post")
    ]
    pieces = writer.write(OpenVinoWriter(), briefs)
    assert len([piece for piece in pieces if piece.problem]) <= 1
    assert all("Meyer & Co." in piece.subject + piece.body for piece in pieces if not piece.problem)


class OneTrack:
    """Opens every text alike, unless its seed was stepped on."""

    name = digest = "one track"
    is_exact = True
    dialect: Dialect = "starter"

    def __init__(self) -> None:
        self.asked: list[WriteRequest] = []

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        self.asked += requests
        opening = "A short note for {company}." if len(self.asked) <= 40 else "A thought for {company}."
        body = f"Hello {{company}} team,\n\n{opening} We offer {{offer}}.\n\nBest regards,\n{SIGNATURE}"
        text = pack(Template("A question for {company}", body), "first")
        written = [Written(text, 9, finished=True) for _ in requests]
        for place, one in enumerate(written):
            on_written(place, one)
        return written


def test_texts_that_open_like_too_many_others_are_asked_for_again() -> None:
    model = OneTrack()
    pieces = writer.write(model, [brief() for _ in range(40)])
    assert all(piece.body and not piece.problem for piece in pieces)
    assert sum("A short note" in piece.body for piece in pieces) == 2
    assert len(model.asked) > 40


def test_two_texts_may_open_alike() -> None:
    model = OneTrack()
    writer.write(model, [brief() for _ in range(2)])
    assert len(model.asked) == 2


class Breaking(ScriptedWriter):
    """Fails after so many texts."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        super().write_many(requests[: self._after], on_progress, should_stop, on_written)
        raise Unavailable("The model ended unexpectedly.")


def test_what_was_written_before_the_model_failed_is_done() -> None:
    done: dict[int, Piece] = {}
    with pytest.raises(Unavailable):
        writer.write(Breaking(2), [brief(seed=seed) for seed in range(4)], on_done=done.update)
    assert list(done) == [0, 1] and all(piece.body for piece in done.values())


def test_after_a_stop_only_finished_and_refused_texts_are_done() -> None:
    done: dict[int, Piece] = {}
    briefs = [brief(), brief({**FACTS, "city": " "}), brief(seed=3)]
    seen: list[int] = []
    writer.write(ScriptedWriter(), briefs, seen.append, lambda: bool(seen), done.update)
    assert list(done) == [0, 1] and done[0].body and done[1].problem
