"""What hosted models cost: the arithmetic of prices, and estimates that are upper bounds."""

import pytest

from models.language.base import WriteRequest
from models.language.spending import FREE, PRICES, Price, dollars, estimate, most

LETTER = WriteRequest("Schreiben Sie an das Café. " * 20, 1, 400, "Sie schreiben kurze Briefe.", '{"type":"object"}')


def test_a_price_is_for_a_thousand_tokens_and_rounds_up() -> None:
    assert Price(250, 2000).cost(1000, 1000) == 2250
    assert Price(250, 2000).cost(1, 0) == 1
    assert Price(250, 2000).cost(0, 0) == 0


def test_an_estimate_counts_prompts_by_rule_of_thumb_and_texts_at_their_limit() -> None:
    said = estimate([WriteRequest("x" * 2976, 1, 400)] * 10, Price(1000, 2000), thinking=100)
    assert (said.prompt_tokens, said.tokens) == (10 * 1000, 10 * 500)
    assert said.micros == 10 * 1000 + 2 * 5000


def test_a_server_of_ones_own_costs_nothing_and_an_unknown_price_is_not_guessed() -> None:
    assert estimate([LETTER], FREE).micros == 0
    assert estimate([LETTER], None).micros is None
    assert estimate([], FREE).tokens == 0


@pytest.mark.parametrize("price", PRICES.values(), ids=PRICES)
def test_what_is_set_aside_is_never_less_than_the_estimate(price: Price) -> None:
    said = estimate([LETTER], price).micros
    assert said is not None and said <= most(LETTER, price)


def test_what_is_set_aside_covers_a_token_for_each_byte() -> None:
    hostile = WriteRequest("\u202e🌳" * 100, 1, 50)
    assert most(hostile, Price(1000, 1000), thinking=0) >= 700 + 50


def test_writing_is_never_cheaper_than_reading() -> None:
    assert all(0 < price.prompt_micros <= price.written_micros for price in PRICES.values())


def test_money_is_readable() -> None:
    assert [dollars(micros) for micros in (0, 1_234_567, 12_345, 1234)] == ["$0.00", "$1.23", "$0.01", "$0.0012"]
