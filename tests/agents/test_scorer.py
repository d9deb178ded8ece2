"""Scores: order, bounds, words, and what happens when weights change."""

from dataclasses import replace
from datetime import date

import pytest

from agents import scorer
from models.embeddings.hashing import HashEmbedder
from storage.errors import BadInput
from storage.records import Brief, Business, Factor, Trend

BRIEF = Brief("Spring", "Munich", ("cafe",), "outdoor heaters", "independent cafés with a terrace")
CAFE = Business(
    key="1",
    name="Linde",
    sector="cafe",
    description="Independent café with a terrace",
    street="Weg 1",
    city="Munich",
    lat=48.1,
    lon=11.5,
    email="hello@linde.example",
    phone="+49 89 1",
    website="https://www.linde.example/",
    opening_hours="Mo-Fr 08:00-18:00",
    rating=4.6,
    reviews=120,
    details=("outdoor seating",),
)
BARE = Business(key="2", name="Klinge", sector="dentist")


def factors_of(business: Business) -> dict[str, Factor]:
    (factors,) = scorer.score_many(HashEmbedder(), BRIEF, [business])
    return {factor.name: factor for factor in factors}


def test_weights_sum_to_one() -> None:
    assert sum(scorer.WEIGHTS.values()) == pytest.approx(1)


def test_a_lead_that_fits_and_can_be_reached_beats_one_that_does_not() -> None:
    good, poor = scorer.score_many(HashEmbedder(), BRIEF, [CAFE, BARE])
    assert scorer.total(good) > 75
    assert scorer.total(poor) < 25


def test_order_of_the_answer_is_the_order_of_the_question() -> None:
    forward = scorer.score_many(HashEmbedder(), BRIEF, [CAFE, BARE, CAFE])
    assert forward[0] == forward[2] == scorer.score_many(HashEmbedder(), BRIEF, [CAFE])[0]


def test_every_value_lies_between_nothing_and_one_whatever_a_source_says() -> None:
    odd = replace(CAFE, rating=11.0, reviews=-3, website="http://[broken", email="@", name="")
    for factor in (*factors_of(odd).values(), *factors_of(BARE).values()):
        assert 0 <= factor.value <= 1
        assert factor.why


def test_each_factor_says_why_with_its_numbers() -> None:
    why = {name: factor.why for name, factor in factors_of(CAFE).items()}
    assert why["rating"] == "4.6 of 5 from 120 reviews"
    assert why["reachable"] == "has an e-mail address, a phone number and a postal address"
    assert why["web presence"] == "has its own website linde.example, and e-mail on the same domain"
    assert "opening hours" in why["completeness"]
    assert "independent cafés with a terrace" in why["fit"]


def test_a_street_without_its_town_is_told_as_that() -> None:
    why = factors_of(replace(CAFE, city=""))
    assert "postal address" in why["reachable"].why
    assert "town" in why["completeness"].why and "address" not in why["completeness"].why


def test_a_lead_without_any_contact_says_so() -> None:
    assert factors_of(BARE)["reachable"].why == "no way to reach it is known"
    assert factors_of(replace(BARE, phone="1"))["reachable"].why == "has a phone number, but no e-mail address"


def test_a_page_on_a_social_site_is_less_than_a_website() -> None:
    page = factors_of(replace(CAFE, website="https://www.facebook.com/linde"))["web presence"]
    assert 0 < page.value < factors_of(CAFE)["web presence"].value
    assert "facebook.com" in page.why


def test_few_reviews_say_little() -> None:
    one = factors_of(replace(CAFE, rating=5.0, reviews=1))["rating"].value
    many = factors_of(replace(CAFE, rating=4.5, reviews=300))["rating"].value
    none = factors_of(replace(CAFE, rating=None, reviews=None))["rating"].value
    assert none == 0.5 < one < many


def test_rating_is_the_bayesian_average_on_its_scale() -> None:
    value = factors_of(replace(CAFE, rating=5.0, reviews=10))["rating"].value
    assert value == pytest.approx(((10 * 3.75 + 10 * 5) / 20 - 2.5) / 2.5)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_ideal_customer_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match="ideal customer"):
        scorer.score_many(HashEmbedder(), replace(BRIEF, ideal_customer=text), [CAFE])


def test_no_businesses_give_no_scores() -> None:
    assert scorer.score_many(HashEmbedder(), BRIEF, []) == []


def test_a_rising_trend_beats_a_falling_one_at_the_same_level() -> None:
    rising = Trend("cafe", "Munich", 60, 0.2, date(2026, 5, 1), "town survey")
    up, down = scorer.trend_factor(rising), scorer.trend_factor(replace(rising, change=-0.2))
    assert up.value > down.value
    assert up.why == "interest in cafés in Munich is 60 of 100, up 20% (2026-05-01, town survey)"
    assert "down 20%" in down.why


def test_a_middling_trend_that_stays_is_neutral() -> None:
    assert scorer.trend_factor(Trend("cafe", "Munich", 50, 0, date(2026, 5, 1), "s")).value == pytest.approx(0.5)


def test_total_of_a_perfect_lead_is_100_with_or_without_the_trend() -> None:
    perfect = [Factor(name, 1.0, weight, "") for name, weight in scorer.WEIGHTS.items()]
    assert scorer.total(perfect) == scorer.total(perfect[:-1]) == pytest.approx(100)
    assert scorer.total([]) == 0


def test_new_weights_change_the_total_and_not_the_values() -> None:
    (factors,) = scorer.score_many(HashEmbedder(), BRIEF, [replace(CAFE, email="", phone="", street="")])
    only_reach = {name: float(name == scorer.REACHABLE) for name in scorer.WEIGHTS}
    changed = scorer.reweigh(factors, only_reach)
    assert scorer.total(changed) == 0 < scorer.total(factors)
    assert [factor.value for factor in changed] == [factor.value for factor in factors]


@pytest.mark.parametrize("weights", [{}, {**scorer.WEIGHTS, "fit": -1.0}])
def test_a_missing_or_negative_weight_is_refused_by_name(weights: dict[str, float]) -> None:
    (factors,) = scorer.score_many(HashEmbedder(), BRIEF, [CAFE])
    with pytest.raises(BadInput, match="'fit'"):
        scorer.reweigh(factors, weights)
