"""A schema becomes a grammar of compact JSON."""

import json
from typing import Any

import pytest

from models.language.grammar import of_schema
from storage.errors import BadInput


def root_of(schema: dict[str, Any]) -> str:
    return of_schema(json.dumps(schema)).splitlines()[0].removeprefix("root ::= ")


def test_properties_stand_in_their_order_without_white_space() -> None:
    schema = {"type": "object", "properties": {"subject": {"type": "string"}, "n": {"type": "integer"}}}
    assert root_of(schema) == r'"{" "\"subject\"" ":" text "," "\"n\"" ":" whole "}"'


def test_lists_have_their_least_and_most() -> None:
    flag = {"type": "boolean"}
    assert root_of({"type": "array", "items": flag, "maxItems": 3}) == '"[" ((flag) ("," (flag)){0,2})? "]"'
    assert root_of({"type": "array", "items": flag, "minItems": 1, "maxItems": 1}) == '"[" ((flag)) "]"'


def test_short_texts_are_counted_and_long_ones_are_not() -> None:
    quote = r'"\""'
    assert root_of({"type": "string", "maxLength": 9}) == f"{quote} sign{{0,9}} {quote}"
    assert root_of({"type": "string", "minLength": 1}) == f"{quote} sign{{1,}} {quote}"
    assert root_of({"type": "string", "maxLength": 2000}) == "text"


def test_choices_are_written_as_json() -> None:
    assert root_of({"enum": ['a"b', 1]}) == r'("\"a\\\"b\"" | "1")'


@pytest.mark.parametrize(
    "schema",
    [
        "", "no", "[]", "{}", '{"type": "strange"}', '{"type": "object"}', '{"type": "array"}',
        '{"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 2}', '{"$ref": "#/a"}',
    ],
)  # fmt: skip
def test_what_is_no_plain_form_is_refused(schema: str) -> None:
    with pytest.raises(BadInput, match="form"):
        of_schema(schema)
