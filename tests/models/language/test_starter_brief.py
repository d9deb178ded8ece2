"""The starter writer's prompt says what it may use."""

import pytest

from models.language.starter_brief import Controls, parse, render
from storage.errors import BadInput

FULL = Controls("email", "formal", "cafe", "manager", "short", "warm", "rating", ("detail", "rating", "reviews"))


def test_a_rendered_brief_reads_back_as_the_same_controls() -> None:
    assert parse(render(FULL)) == FULL
    assert parse(render(Controls("social", "direct", "other"))) == Controls("social", "direct", "other")


def test_facts_stand_in_one_order_whatever_order_they_were_given_in() -> None:
    one, other = Controls("email", "formal", "cafe", have=("trend", "detail")), ("detail", "trend")
    assert parse(render(one)).have == other


def test_a_value_the_writer_never_learnt_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="no sector “spaceport”"):
        render(Controls("email", "formal", "spaceport"))


def test_a_fact_that_is_not_known_cannot_be_asked_for() -> None:
    with pytest.raises(BadInput, match="No trend is known"):
        render(Controls("email", "formal", "cafe", mention="trend", have=("detail",)))


def test_another_models_prompt_is_refused() -> None:
    with pytest.raises(BadInput):
        parse("Write me an e-mail.")


def test_slots_of_a_brief_are_the_five_and_the_known_facts() -> None:
    assert Controls("email", "formal", "cafe", have=("trend",)).slots() == {
        "company",
        "city",
        "offer",
        "sender",
        "sender_company",
        "trend",
    }
