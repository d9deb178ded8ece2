"""A screen as a person sees it: what stands on it, what can be pressed, typed and chosen."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
ESCAPED = re.compile(r"\\([^\w\s])")
JARGON = re.compile(r"(?i:\binterrupt|\bthread|checkpoint|\bnodes?\b|traceback)|NoneType|\bNone\b(?! yet)|\bnan\b")


class Screen:
    """One browser tab. ``address`` is what stands behind the question mark of its address."""

    def __init__(self, name: str = "today", **address: str) -> None:
        self.at = AppTest.from_file(SHELL, default_timeout=30)
        self.at.query_params.update(address)
        self.go(name)

    def go(self, name: str) -> "Screen":
        """Another screen of the same tab."""
        self.at.run()
        self.at.switch_page(f"{name}.py")
        return self.settle()

    def settle(self) -> "Screen":
        """Draw the screen; it may neither break nor speak our jargon."""
        self.at.run()
        assert not self.at.exception, [str(one.message) for one in self.at.exception]
        assert not JARGON.search(self.text), JARGON.search(self.text)
        return self

    def press(self, key: str) -> "Screen":
        button = self.at.button(key=key)
        assert not button.disabled, f"{key} cannot be pressed"
        button.click()
        return self.settle()

    def type(self, key: str, text: str) -> "Screen":
        fields = [*self.at.text_input, *self.at.text_area]
        next(one for one in fields if one.key == key).set_value(text)
        return self.settle()

    def choose(self, key: str, value: Any) -> "Screen":
        """Choose in a list, pills, a toggle or a number."""
        at = self.at
        fields = [*at.button_group, *at.selectbox, *at.radio, *at.toggle, *at.number_input, *at.date_input]
        next(one for one in fields if one.key == key).set_value(value)
        return self.settle()

    def tick(self, *rows: int) -> "Screen":
        """Tick rows of the table of leads."""
        ids = [self._leads["rows"][row]["id"] for row in rows]
        self.at.session_state["leads_table"] = {"ticked": {"of": self._leads["of"], "ids": ids}}
        return self.settle()

    def unfold(self, name: str) -> "Screen":
        """Open a part of the drawer, which is looked up only then."""
        self.at.session_state[f"open_{name}"] = True
        return self.settle()

    def upload(self, name: str, data: bytes) -> "Screen":
        self.at.file_uploader(key="list").set_value((name, data, "application/octet-stream"))
        return self.settle()

    def is_enabled(self, key: str) -> bool:
        return not self.at.button(key=key).disabled

    def has(self, key: str) -> bool:
        return key in [one.key for one in self.at.button]

    def value(self, key: str) -> Any:
        fields = [*self.at.text_input, *self.at.text_area, *self.at.toggle, *self.at.number_input]
        return next(one for one in fields if one.key == key).value

    @property
    def table(self) -> Any:
        """The rows of the first table."""
        return self.at.dataframe[0].value

    @property
    def leads(self) -> dict[str, list[str]]:
        """The cells of the table of leads, by the names of its columns."""
        said = self._leads
        columns = enumerate(column["name"] for column in said["columns"])
        return {name: [row["cells"][index] for row in said["rows"]] for index, name in columns}

    @property
    def names(self) -> list[str]:
        """Who stands in the table of leads."""
        return self.leads["name"]

    @property
    def _leads(self) -> Any:
        return json.loads(next(_of_kind(self.at.main, "bidi_component")).proto.json)

    @property
    def address(self) -> dict[str, Any]:
        return self.at.query_params

    @property
    def links(self) -> list[str]:
        """Where each link to another screen leads."""
        return [f"{one.proto.page}?{one.proto.query_string}" for one in self.at.page_link]

    @property
    def navigation(self) -> list[str]:
        """The titles of the screens, with their counts."""
        return [page["page_name"] for page in self.at._registered_pages.values()]

    @property
    def text(self) -> str:
        """All words of the screen, Markdown's escapes taken out."""
        return ESCAPED.sub(r"\1", self.markdown)

    @property
    def acting(self) -> list[str]:
        """Every text that Streamlit reads as Markdown."""
        return [text for part in (self.at.main, self.at.sidebar) for text in _acting(part)]

    @property
    def markdown(self) -> str:
        """All words of the screen as they were given to Streamlit."""
        return "\n".join(word for part in (self.at.main, self.at.sidebar) for word in _words(part))


def _of_kind(part: Any, kind: str) -> Iterator[Any]:
    if getattr(part, "type", "") == kind:
        yield part
    for child in getattr(part, "children", {}).values():
        yield from _of_kind(child, kind)


PLAIN = ("text", "text_input", "text_area", "selectbox", "dataframe", "code", "download_button", "html")


def _acting(part: Any) -> Iterator[str]:
    kind = getattr(part, "type", "")
    if kind not in PLAIN:
        for name in ("label", "value"):
            said = getattr(part, name, None)
            if isinstance(said, str):
                yield said
        if kind == "progress":
            yield part.proto.text
    for child in getattr(part, "children", {}).values():
        yield from _acting(child)


def _words(part: Any) -> Iterator[str]:
    for name in ("label", "value", "placeholder", "help", "formatted_values"):
        said = getattr(part, name, None)
        if isinstance(said, str) and said:
            yield said
        elif name == "formatted_values" and said:
            yield from (str(one) for one in said)
    if getattr(part, "type", "") == "bidi_component" and part.proto.json:
        yield from (cell for row in json.loads(part.proto.json)["rows"] for cell in row["cells"])
    if getattr(part, "type", "") == "dataframe":
        yield part.value.to_csv(index=False)
    if getattr(part, "type", "") == "button_group":
        yield from (one.content for one in part.proto.options)
    if getattr(part, "type", "") == "progress":
        yield part.proto.text
    for child in getattr(part, "children", {}).values():
        yield from _words(child)
