"""What a text is found to say of its brief: facts, distractors, claims."""

from dataclasses import replace

from agents.evaluation.held_out import HeldOut
from graph.faithfulness import noise_in, of_claims, of_evidence, spoken_of
from graph.written import Written
from models.embeddings.hashing import HashEmbedder
from models.language.pieces import Piece, WritingBrief
from storage.records import Quote
from tests.agents.evaluation.briefs import FACTS, SIGNED

BRIEF = WritingBrief(
    "first", "friendly", "en", "cafe", "owner", FACTS, 1, ("vegan",), ("parking",),
    evidence=(
        Quote("description", "We cook without meat, fish, milk or eggs.", ""),
        Quote("description", "Parking at the back.", ""),
    ),
)  # fmt: skip


def wrote(text: str, brief: WritingBrief = BRIEF) -> Written:
    body = f"Hello Café Linde,\n\n{text}{SIGNED}"
    return Written(HeldOut(brief), Piece("A question", body, {}, "scripted", "", "starter-2", brief.seed))


def test_facts_are_found_by_their_words_and_topics_by_their_names() -> None:
    assert spoken_of(wrote("I read about your vegan range and a quiet terrace.")) >= {"vegan", "detail"}
    assert "rating" in spoken_of(wrote("4.6 out of 5 is good to see."))
    assert "rating" not in spoken_of(wrote("We know 14.65 cafés."))


def test_a_distractor_that_is_spoken_of_is_found() -> None:
    assert noise_in(wrote("There is parking at the back.")) == {"parking"}
    assert noise_in(wrote("I read about your vegan range.")) == set()


def test_a_topic_that_the_brief_gives_is_no_unsupported_claim_and_another_one_is() -> None:
    fine = of_claims([wrote("I read about your vegan range.")], HashEmbedder())
    wrong = of_claims([wrote("I read about your vegan range and your repair service.")], HashEmbedder())
    assert [figure.value for figure in fine] == [0.0, 0.0]
    assert wrong[0].met is False and wrong[1].value == 100.0


def test_texts_that_had_nothing_to_speak_of_are_not_counted() -> None:
    bare = {slot: value for slot, value in FACTS.items() if slot not in ("detail", "rating")}
    none = wrote("We offer more.", replace(BRIEF, topics=(), noise=(), facts=bare))
    used, *_ = of_evidence([wrote("I read about your vegan range."), wrote("We offer more."), none])
    assert (used.value, used.n) == (50.0, 2)
