"""Reading a chat model's answer: thoughts and fences taken off, and what is wrong with the rest in one sentence."""

import json
import re
from typing import Any

from models.language.base import WriteRequest, Written
from models.language.chat import Answer

_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*\n?(.*?)```", re.DOTALL | re.IGNORECASE)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "boolean": bool,
}  # fmt: skip


def read(answer: Answer, request: WriteRequest) -> Written:
    """The answer as a written text; where a schema was asked for, exactly the JSON without what stands around it."""
    text = _THOUGHTS.sub("", answer.text).strip()
    problem = ""
    if not answer.finished:
        problem = "The model's answer was cut off."
    elif not text:
        problem = "The model's answer was empty."
    elif request.schema:
        text, problem = _structured(text, json.loads(request.schema))
    return Written(text, answer.tokens or 0, answer.finished and not problem, answer.prompt_tokens or 0, problem)


def _structured(text: str, schema: dict[str, Any]) -> tuple[str, str]:
    for candidate in (text, *_FENCED.findall(text), text[text.find("{") : text.rfind("}") + 1]):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return candidate.strip(), _mismatch(value, schema)
    return text, "The model's answer was not JSON."


def _mismatch(value: Any, schema: dict[str, Any]) -> str:
    """What of the schema's outermost level the value does not obey, "" where it does."""
    if not _is(value, schema):
        return f"The model's answer was not of the type {schema['type']}."
    if not isinstance(value, dict):
        return ""
    for name in schema.get("required", ()):
        if name not in value:
            return f"The model's answer had no {name}."
    wrong = [
        name for name, part in schema.get("properties", {}).items() if name in value and not _is(value[name], part)
    ]
    return f"The model's answer had no proper {wrong[0]}." if wrong else ""


def _is(value: Any, schema: dict[str, Any]) -> bool:
    kind = schema.get("type")
    if not isinstance(kind, str) or kind not in _TYPES:
        return True
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
