"""What a prompt for a chat model is to those who ask one, and how the JSON in an answer is found."""

import json
from typing import Any, Protocol


class Prompt(Protocol):
    """A prompt of some version."""

    @property
    def name(self) -> str:
        """Task, version and digest in at most 40 characters, as it is stored with what was written."""

    def render(self, **variables: str) -> tuple[str, str]:
        """The system text and the prompt. Raises BadConfig or BadInput where a variable is missing."""


def object_in(text: str) -> dict[str, Any] | None:
    """The JSON object that a text is or holds (chat models like to put words or fences around it); None without one."""
    for candidate in (text, text[text.find("{") : text.rfind("}") + 1]):
        try:
            found = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None
