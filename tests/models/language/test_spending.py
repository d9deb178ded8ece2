"""What hosted models cost: the arithmetic of prices, and estimates: likely, and at the most."""

import pytest

from models.language.base import WriteRequest
from models.language.spending import FREE, PRICES, Estimate, Price, estimate, most
from storage.records import dollars

LETTER = WriteRequest("Schreiben Sie an das Café. " * 20, 1, 400, "Sie schreiben kurze Briefe.", '{"type":"object"}')


def test_a_price_is_for_a_thousand_tokens_and_rounds_up() -> None:
    assert Price(250, 2000).cost(1000, 1000) == 2250
    assert Price(250, 2000).cost(1, 0) == 1
    assert Price(250, 2000).cost(0, 0) == 0


def test_a_likely_cost_counts_prompts_by_rule_of_thumb_and_half_of_a_texts_limit() -> None:
    said = estimate([WriteRequest("x" * 2976, 1, 400)] * 10, Price(1000, 2000), thinking=100)
    assert said.likely == 10 * (1000 + 2 * (200 + 25))


def test_a_likely_cost_follows_what_such_texts_took_before() -> None:
    said = estimate([LETTER] * 10, Price(1000, 2000), usual=(500, 80.5))
    assert said.likely == 10 * (500 + 2 * 80) + 10


def test_at_the_most_every_try_takes_all_that_is_set_aside_for_it() -> None:
    said = estimate([LETTER] * 10, Price(1000, 2000), tries=2)
    assert said.most == 2 * 10 * most(LETTER, Price(1000, 2000))


def test_no_likely_cost_is_beyond_the_most() -> None:
    said = estimate([LETTER], Price(1000, 2000), usual=(1e6, 1e6))
    assert said.likely == said.most


def test_a_server_of_ones_own_costs_nothing_and_an_unknown_price_is_not_guessed() -> None:
    assert estimate([LETTER], FREE) == Estimate(0, 0)
    assert estimate([LETTER], None) == Estimate(None, None)
    assert estimate([], Price(1, 1)) == Estimate(0, 0)


@pytest.mark.parametrize("price", PRICES.values(), ids=PRICES)
def test_what_is_set_aside_is_never_less_than_the_estimate(price: Price) -> None:
    said = estimate([LETTER], price)
    assert said.likely is not None and said.likely <= most(LETTER, price)


def test_what_is_set_aside_covers_a_token_for_each_byte() -> None:
    hostile = WriteRequest("\u202e🌳" * 100, 1, 50)
    assert most(hostile, Price(1000, 1000), thinking=0) >= 700 + 50


def test_writing_is_never_cheaper_than_reading() -> None:
    assert all(0 < price.prompt_micros <= price.written_micros for price in PRICES.values())


def test_money_is_readable() -> None:
    assert [dollars(micros) for micros in (0, 1_234_567, 12_345, 1234)] == ["$0.00", "$1.23", "$0.01", "$0.0012"]
