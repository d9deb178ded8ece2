"""The form and length that each kind of text should have."""

from agents.evaluation.form import fault_of_form, fault_of_length
from tests.agents.evaluation.briefs import SIGNED, brief

LETTER = f"Hello Café Linde,\n\nI read about a quiet terrace. We offer a booking calendar for small teams.{SIGNED}"


def test_a_whole_letter_is_an_e_mail() -> None:
    assert fault_of_form("A question", LETTER, brief()) == ""


def test_an_e_mail_needs_subject_greeting_and_signature() -> None:
    assert "subject" in fault_of_form("", LETTER, brief())
    assert "greeting" in fault_of_form("A question", f"I read about a quiet terrace.{SIGNED}", brief())
    assert "signature" in fault_of_form("A question", "Hello Café Linde,\n\nWe offer a calendar.", brief())


def test_a_follow_up_says_that_it_is_one() -> None:
    assert "follow-up" in fault_of_form("A question", LETTER, brief("follow_up"))
    assert fault_of_form("My last note", LETTER, brief("follow_up")) == ""


def test_a_post_is_no_letter() -> None:
    assert fault_of_form("", "Come and see us in Lindental.", brief("short_post")) == ""
    assert "greets" in fault_of_form("", "Hello everyone,\n\ncome and see us.", brief("long_post"))
    assert "signature" in fault_of_form("", LETTER, brief("long_post"))
    assert "280" in fault_of_form("", "Come. " * 60, brief("short_post"))


def test_a_page_has_a_headline_and_more_than_one_paragraph() -> None:
    assert fault_of_form("Book with ease", "For cafés.\n\n• One\n• Two", brief("landing")) == ""
    assert "headline" in fault_of_form("", "For cafés.\n\n• One", brief("landing"))
    assert "paragraph" in fault_of_form("Book with ease", "For cafés.", brief("landing"))


def test_the_signature_does_not_count_as_length() -> None:
    body = f"Hello,\n\n{'word ' * 150}{SIGNED}"
    assert fault_of_length(body, brief()) == ""
    assert "151 words" in fault_of_length(body.replace("word", "one word", 1), brief())
