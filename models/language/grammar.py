"""A JSON Schema as a grammar of compact JSON: a schema alone allows white space, which a small model writes for ever.

The notation is the EBNF of XGrammar, which OpenVINO GenAI holds a text to.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from storage.errors import BadInput

_BASE = r"""
text ::= "\"" sign* "\""
sign ::= [^"\\\x00-\x1f] | "\\" ["\\/nrt]
whole ::= "-"? ("0" | [1-9] [0-9]{0,15})
number ::= whole ("." [0-9]{1,15})?
flag ::= "true" | "false"
"""
_SIMPLE = {"integer": "whole", "number": "number", "boolean": "flag", "null": '"null"'}
_ARRAY_DEFAULT = 50
_COUNTED_MOST = 200
"""Letters that are counted at the most: counting to 2,000 made writing 13 times slower, to 12 not measurably."""


@lru_cache(maxsize=64)
def of_schema(schema: str) -> str:
    """The grammar of every compact JSON text that obeys ``schema``, with an object's properties in their order.

    Knows objects (every property is written), arrays with minItems and maxItems, strings with minLength, maxLength
    or enum, integers, numbers, booleans and null. A maxLength above 200 is left to the limit of tokens.

    Raises BadInput for a schema that is broken or says anything else.
    """
    try:
        return f"root ::= {_rule(json.loads(schema))}\n{_BASE.strip()}\n"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            f"The answer's form cannot be turned into a grammar ({error}).", todo="Use plain objects, lists and texts."
        ) from None


def _rule(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return "(" + " | ".join(_literal(value) for value in schema["enum"]) + ")"
    kind = schema["type"]
    if kind == "object":
        return _object(schema)
    if kind == "array":
        return _array(schema)
    if kind == "string":
        return _text(schema)
    return _SIMPLE[kind]


def _object(schema: Mapping[str, Any]) -> str:
    pairs = [f"{_literal(name)} {_quoted(':')} {_rule(inner)}" for name, inner in schema["properties"].items()]
    comma = f" {_quoted(',')} "
    return f"{_quoted('{')} {comma.join(pairs)} {_quoted('}')}"


def _array(schema: Mapping[str, Any]) -> str:
    item, least, most = _rule(schema["items"]), schema.get("minItems", 0), schema.get("maxItems", _ARRAY_DEFAULT)
    if not 0 <= least <= most or most < 1:
        raise ValueError("minItems and maxItems do not fit")
    further = f"({_quoted(',')} ({item})){{{max(0, least - 1)},{most - 1}}}"
    filled = f"({item}) {further}" if most > 1 else f"({item})"
    return f"{_quoted('[')} ({filled}){'?' if not least else ''} {_quoted(']')}"


def _text(schema: Mapping[str, Any]) -> str:
    least, most = min(schema.get("minLength", 0), _COUNTED_MOST), schema.get("maxLength", _COUNTED_MOST + 1)
    if not least and most > _COUNTED_MOST:
        return "text"
    quote = _quoted('"')
    return f"{quote} sign{{{least},{most if most <= _COUNTED_MOST else ''}}} {quote}"


def _literal(value: Any) -> str:
    """The grammar's literal for the JSON text of a value."""
    return _quoted(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
