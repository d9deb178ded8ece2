"""The starter writer's answer is taken apart and checked strictly."""

import pytest

from models.language.starter_brief import Controls
from models.language.starter_text import Template, fault, fill, slip, take_apart

EMAIL = Controls("email", "friendly", "cafe", have=("detail", "rating"))
POST = Controls("social", "friendly", "cafe")
END = "\n\nRegards,\n{sender}\n{sender_company}"


def email(body: str) -> str:
    return f"Subject: For {{company}}\n\nHello,\n\n{body}{END}"


def fault_of(text: str, controls: Controls = EMAIL) -> str:
    return fault(take_apart(text, controls.channel), controls)


def test_a_text_that_keeps_to_its_brief_has_no_fault() -> None:
    assert fault_of(email("I read about {detail}. We offer {offer}.")) == ""
    assert fault_of("Hello {company}! We offer {offer}.", POST) == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("I read that {trend}. We offer {offer}.", "uses trend"),
        ("I read about {detail}. We offer {offer} {.", "brace"),
        ("I read about {detail}. We offer {Offer}.", "brace"),
        ("I read about {detail}.", "does not name the offer"),
        ("We offer {offer}.", "none of the known facts"),
    ],
)
def test_each_broken_rule_is_named(body: str, said: str) -> None:
    assert said in fault_of(email(body))


@pytest.mark.parametrize("slipped", ["An empty lift earns nothing.", "Themong your duties."])
def test_a_word_of_another_trade_or_no_word_at_all_is_a_slip(slipped: str) -> None:
    text = email(f"I read about {{detail}}. {slipped} We offer {{offer}}.")
    assert fault_of(text) == "" and "words of another trade" in slip(take_apart(text, "email"), EMAIL)
    assert slip(take_apart(email("I read about {detail}. We offer {offer}."), "email"), EMAIL) == ""


def test_an_email_without_subject_or_signature_is_refused() -> None:
    assert "format" in fault_of("Hello {company},\n\nWe offer {offer} and {detail}.")
    assert "signed" in fault_of(f"{email('I read about {detail}. We offer {offer}.')}\nP.S. More soon.")


def test_a_post_of_two_paragraphs_is_refused() -> None:
    assert "format" in fault_of("Hello {company}!\nWe offer {offer}.", POST)


def test_a_fact_that_was_asked_for_must_be_there() -> None:
    wanted = Controls("email", "friendly", "cafe", mention="rating", have=("detail", "rating"))
    assert "mention the rating" in fault_of(email("I read about {detail}. We offer {offer}."), wanted)


def test_subject_and_body_are_taken_apart() -> None:
    assert take_apart("Subject: Hi\n\nHello,\n\nBody", "email") == Template("Hi", "Hello,\n\nBody")


def test_values_are_inserted_literally_and_only_once() -> None:
    values = {"company": r"{city} \1 <b>&", "city": "Lindental"}
    assert fill("{company} in {city}", values) == r"{city} \1 <b>& in Lindental"


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    assert fill("Hello {company}. Next.", {"company": "Meyer & Co."}) == "Hello Meyer & Co. Next."
    assert fill("Hello {company}. Next.", {"company": "Meyer"}) == "Hello Meyer. Next."
