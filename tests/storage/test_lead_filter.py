"""The filter of leads: what it takes, and as a text that an address carries."""

import random
from datetime import date, timedelta

import pytest

from storage.errors import BadInput
from storage.lead_fields import FIELDS, MANY_VALUES, NO_VALUE, Field, Kind, Op
from storage.lead_filter import BY_NAME, Condition, LeadFilter, Match, Order, Value, leads_of
from storage.lead_filter_text import condition_in_words, from_text, in_words, to_text
from storage.records import CandidateStatus
from storage.url_text import quoted, unquoted

TEXTS = ("Freiburg", "München", "a.b~c", "x-y", "%00", "' OR 1=1 --", "<b>", "日本", "a_b", "\x1f", "é", "🙂", "A  B")


def any_value(chance: random.Random, field: Field, op: Op) -> Value:
    if op == Op.WITHIN:
        return float(chance.randint(1, 400))
    if field.kind == Kind.NUMBER:
        return chance.choice((0.0, 4.5, 70.0, -12.0, 1 / 3, 1e9))
    if field.kind == Kind.DAY:
        return date(2026, 1, 1) + timedelta(days=chance.randint(0, 400))
    return chance.choice(field.choices or TEXTS)


def any_condition(chance: random.Random) -> Condition:
    field = chance.choice([field for field in FIELDS.values() if field.ops])
    op = chance.choice(field.ops)
    count = 0 if op in NO_VALUE else chance.randint(1, 3) if op in MANY_VALUES else 1
    return Condition(field.name, op, tuple(any_value(chance, field, op) for _ in range(count)))


def any_filter(chance: random.Random, campaign_id: int) -> LeadFilter:
    orders = [name for name, field in FIELDS.items() if field.is_sortable]
    return LeadFilter(
        campaign_id,
        tuple(any_condition(chance) for _ in range(chance.randint(0, 2))),
        tuple(any_condition(chance) for _ in range(chance.choice((0, 0, 1, 2)))),
        order=Order(chance.choice(orders), chance.random() < 0.5),
    )


@pytest.mark.parametrize("seed", range(300))
def test_any_filter_comes_back_from_its_text(seed: int) -> None:
    chance = random.Random(seed)
    where = any_filter(chance, 7)
    assert from_text(to_text(where), 7) == where
    assert not set(to_text(where)) & set(" %&?#+=/\"'<>\\")


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back_from_an_address(text: str) -> None:
    assert unquoted(quoted(text)) == text


def test_a_text_can_be_read_by_a_person() -> None:
    where = leads_of(
        1, (CandidateStatus.OPEN, CandidateStatus.SELECTED), min_score=70, text="café linde", order=BY_NAME
    )
    assert to_text(where) == "decision.is.to-pick.selected~score.min.70~text.café-linde~order.name.up"
    assert in_words(where) == "Decision is to pick or selected; Score at least 70; with the words “café linde”"
    assert in_words(LeadFilter(1)) == "all leads"
    assert to_text(LeadFilter(1)) == ""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("scroe.min.70", "scroe"),
        ("score.min.many", "Score"),
        ("score.min.nan", "Score"),
        ("score.min.1e999", "Score"),
        ("score.min", "Score"),
        ("score.min.1.2", "Score"),
        ("score.starts.7", "Score"),
        ("decision.is.sold", "Decision"),
        ("decision.is.merged", "Decision"),
        ("decision.is", "Decision"),
        ("found.days.0", "Found"),
        ("found.days.99999999", "Found"),
        ("found.from.yesterday", "Found"),
        ("found.days.inf", "Found"),
        ("found.days.nan", "Found"),
        ("found.until.9999_2d12_2d31", "Found"),
        ("found.from.0001_2d01_2d01", "Found"),
        ("tag.empty.x", "Tag"),
        ("city.is._zz", "_zz"),
        ("city.is._c3", "_c3"),
        ("city.is.a b", "a b"),
        ("city.is._00", "City"),
        ("city.is." + "x" * 201, "City"),
        ("city.is" + ".x" * 101, "City"),
        ("order.description.up", "description"),
        ("order.score.sideways", "order"),
        ("order.given.up", "given"),
        ("any", "''"),
        ("~", "''"),
        ("text.a.b", "text"),
        ("text." + "x" * 201, "search"),
        ("x" * 7000, "too long"),
        ("score.min.1~" * 60, "too long"),
    ],
)
def test_a_text_that_was_tampered_with_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(BadInput, match=named.replace("(", r"\(")):
        from_text(text, 1)


@pytest.mark.parametrize("seed", range(200))
def test_whatever_was_changed_in_an_address_it_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    text = list(to_text(any_filter(chance, 1)) or "score.min.7")
    for _ in range(chance.randint(1, 6)):
        text[chance.randrange(len(text))] = chance.choice("~._-%aé\0\ud800é\n0")
    try:
        from_text("".join(text), 1)
    except BadInput as refused:
        assert refused.what


def test_every_field_describes_itself_and_every_operator_has_a_condition_in_words() -> None:
    chance = random.Random(1)
    for field in FIELDS.values():
        assert field.label
        for op in field.ops:
            values = () if op in NO_VALUE else (any_value(chance, field, op),)
            assert field.label in condition_in_words(Condition(field.name, op, values))


def test_a_decision_asked_for_again_replaces_the_one_before() -> None:
    where = leads_of(1, (CandidateStatus.OPEN,), sector="cafe").decided(CandidateStatus.REJECTED)
    assert [one.field for one in where.all_of] == ["sector", "decision"]


RATED, NAMED = Condition("rating", Op.AT_LEAST, (4.0,)), Condition("name", Op.STARTS, ("Zum",))


def test_all_or_any_is_one_choice_for_every_condition_but_the_decisions_asked_for() -> None:
    where = leads_of(1, (CandidateStatus.OPEN,)).asking(RATED).asking(NAMED)
    any_of = where.matched(Match.ANY)
    assert (where.match, any_of.match) == (Match.ALL, Match.ANY)
    assert to_text(any_of) == "decision.is.to-pick~any.rating.min.4~any.name.starts.Zum"
    assert in_words(any_of) == "Decision is to pick; any of: Rating at least 4 or Name starts with Zum"
    assert any_of.matched(Match.ALL) == where


def test_one_more_condition_joins_the_others_as_they_are() -> None:
    any_of = LeadFilter(1, (), (RATED,)).asking(NAMED)
    assert (any_of.all_of, any_of.any_of) == ((), (RATED, NAMED))
    assert in_words(LeadFilter(1, (), (RATED,))) == "Rating at least 4"


def test_an_address_that_asks_for_some_and_for_any_of_others_keeps_its_meaning() -> None:
    where = from_text("sector.is.cafe~any.rating.min.4~any.name.starts.Zum", 1)
    assert where.match is None
    assert len(where.all_of) == 1 and len(where.any_of) == 2
