"""The starter writer's answer is taken apart and checked strictly."""

import json
from dataclasses import replace

import pytest

from models.language.starter_brief import Controls, Kind
from models.language.starter_text import (
    Template,
    facts_in,
    fault,
    fill,
    keys_of,
    mended,
    open_again,
    pack,
    schema_of,
    slip,
    take_apart,
)

EMAIL = Controls("first", "en", "friendly", "cafe", have=("detail", "rating"))
POST = Controls("short_post", "en", "friendly", "cafe")
END = "\n\nRegards,\n{sender}\n{sender_company}"


def email(body: str) -> str:
    return pack(Template("For {company}", f"Hello,\n\n{body}{END}"), "first")


def fault_of(text: str, controls: Controls = EMAIL) -> str:
    return fault(take_apart(text, controls.kind), controls)


@pytest.mark.parametrize("again", ["I read about {detail}.", "A further point deserves mention: {detail}."])
def test_a_sentence_or_a_fact_that_comes_twice_is_a_fault_and_is_taken_out(again: str) -> None:
    text = email(f"I read about {{detail}}. {again} We offer {{offer}}.")
    assert "twice" in fault_of(text)
    left = mended(take_apart(text, "first"), EMAIL)
    assert left is not None and left.body.count("{detail}") == 1


def test_a_text_that_keeps_to_its_brief_has_no_fault() -> None:
    assert fault_of(email("I read about {detail}. We offer {offer}.")) == ""
    assert fault_of('{"body":"Hello {company}! We offer {offer}."}', POST) == ""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("I read that {trend}. We offer {offer}.", "uses trend"),
        ("I read about {detail}. We offer {offer} {.", "brace"),
        ("I read about {detail}. We offer {Offer}.", "brace"),
        ("I read about {detail}.", "does not name the offer"),
        ("We offer {offer}.", "none of the known facts"),
        ("I read about {detail} and your terrace. We offer {offer}.", "speaks of terrace"),
    ],
)
def test_each_broken_rule_is_named(body: str, said: str) -> None:
    assert said in fault_of(email(body))


@pytest.mark.parametrize("slipped", ["An empty lift earns nothing.", "Themong your duties."])
def test_a_word_of_another_trade_or_no_word_at_all_is_a_slip(slipped: str) -> None:
    text = email(f"I read about {{detail}}. {slipped} We offer {{offer}}.")
    assert fault_of(text) == "" and "words of another trade" in slip(take_apart(text, "first"), EMAIL)
    assert slip(take_apart(email("I read about {detail}. We offer {offer}."), "first"), EMAIL) == ""


@pytest.mark.parametrize(
    "answer",
    [
        "Subject: Hi\n\nHello",
        "[1]",
        '{"subject":"Hi"}',
        '{"subject":"Hi","body":" "}',
        '{"subject":"Hi","body":["Hello"]}',
        '{"subject":"Hi","body":"Hello","to":"thief@evil.example"}',
        '{"subject":"Hi","body":"Hello"',
    ],
)
def test_what_is_not_the_json_of_its_kind_is_refused(answer: str) -> None:
    assert fault_of(answer) == "the format is broken"


def test_an_email_without_a_signature_is_refused() -> None:
    unsigned = pack(Template("Hi", "Hello {company}, we offer {offer} and {detail}."), "first")
    assert "signed" in fault_of(unsigned)
    after = email("I read about {detail}. We offer {offer}.").replace("}" + '"}', "}\\nP.S. More soon." + '"}')
    assert "signed" in fault_of(after)


def test_a_fact_that_was_asked_for_must_be_there() -> None:
    wanted = replace(EMAIL, mention="rating")
    assert "mention the rating" in fault_of(email("I read about {detail}. We offer {offer}."), wanted)


@pytest.mark.parametrize(
    ("language", "body"),
    [("en", "your terrace"), ("de", "Ihre Terrasse"), ("es", "su terraza"), ("en", "Your Terrace")],
)
def test_a_topic_is_recognised_by_its_names_in_each_language(language: str, body: str) -> None:
    assert facts_in(Template("", body), language) == {"terrace"}


@pytest.mark.parametrize("kind", Kind)
def test_what_is_packed_is_compact_obeys_its_schema_and_comes_apart_as_it_was(kind: str) -> None:
    subject = "Hi" if "subject" in keys_of(kind) else ""
    template = Template(subject, "Grüße,\n“{company}”")
    text = pack(template, kind)
    assert take_apart(text, kind) == template and ": " not in text
    assert set(json.loads(schema_of(kind))["required"]) == set(json.loads(text))


def test_values_are_inserted_literally_and_only_once() -> None:
    values = {"company": r"{city} \1 <b>&", "city": "Lindental"}
    assert fill("{company} in {city}", values) == r"{city} \1 <b>& in Lindental"


def test_a_name_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    assert fill("Hello {company}. Next.", {"company": "Meyer & Co."}) == "Hello Meyer & Co. Next."
    assert fill("Hello {company}. Next.", {"company": "Meyer"}) == "Hello Meyer. Next."


def test_the_words_of_a_trade_begin_a_sentence_with_a_capital() -> None:
    assert fill("Yes. {plural} differ.", {"plural": "cafés"}) == "Yes. Cafés differ."
    assert fill("All {plural}.", {"plural": "cafés"}) == "All cafés."


def test_a_filled_text_opens_again_into_its_slots() -> None:
    values = {"company": "Café Linde", "offer": "a calendar", "rating": "4.6"}
    template = "{company}: we offer {offer}, {rating} of five."
    assert open_again(fill(template, values), values) == template
    assert open_again("24.6 {x}", values) == "24.6 x"


def test_a_sentence_that_does_not_pass_is_taken_out_where_the_rest_stands_without_it() -> None:
    good = take_apart(email("I read about {detail} at {company}.\n\nWe offer {offer}. May I send you more?"), "first")
    assert good is not None and mended(good, EMAIL) == good
    strange = replace(good, body=good.body.replace("We offer", "The drill zzyx hums. We offer"))
    doubled = replace(good, body=good.body.replace("We offer", "I read about {detail} at {company}. We offer"))
    unknown = replace(good, body=good.body.replace("May I", "I read that {trend}. May I"))
    assert [mended(text, EMAIL) for text in (strange, doubled, unknown)] == [good] * 3


def test_a_text_that_cannot_do_without_the_sentence_is_given_up() -> None:
    text = take_apart(
        email("I read about {detail} at {company}.\n\nThe drill zzyx hums, and we offer {offer}."), "first"
    )
    assert mended(text, EMAIL) is None and mended(None, EMAIL) is None
