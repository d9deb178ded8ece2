"""One prompt file: its front matter and two parts, taken apart, checked line by line, and rendered in a sandbox.

A prompt knows values, conditions and the shared parts, and nothing else: no attribute, call, loop or filter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from storage.errors import HandpickedError

PARTS = Path(__file__).with_name("parts")
HEADINGS = ("# System", "# Prompt")
FIELDS = ("title", "date", "changed", "variables")

_MARK = "---"
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.If, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Tuple, nodes.List, nodes.Include,
)  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """Whose file it is: what its errors call it, of which class they are, and how many lines its writer never sees."""

    name: str
    error: type[HandpickedError]
    todo: str = ""
    unseen: int = 0

    def fault(self, line: int, what: str) -> HandpickedError:
        """The error for something wrong in a line of the file."""
        return self.error(f"The prompt {self.name}, line {max(line - self.unseen, 1)}: {what}.", todo=self.todo)


@dataclass(frozen=True)
class Section:
    """One part of a file; ``source`` is padded so that its lines have the file's numbers."""

    source: str
    line: int


@dataclass(frozen=True)
class Taken:
    """A file taken apart: front matter as field -> (line, value), and its two parts."""

    front: Mapping[str, tuple[int, str]]
    system: Section
    prompt: Section


def take_apart(text: str, origin: Origin) -> Taken:
    """Raises the origin's error that names the line where something is missing, unknown or twice."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _MARK:
        raise origin.fault(1, f"it does not begin with {_MARK} and the front matter")
    end = next((n for n, line in enumerate(lines[1:], 2) if line.strip() == _MARK), 0)
    if not end:
        raise origin.fault(1, f"the front matter is not closed by {_MARK}")
    front = _front(lines[1 : end - 1], origin)
    system, prompt = _sections(lines, end, origin)
    return Taken(front, system, prompt)


def _front(lines: list[str], origin: Origin) -> dict[str, tuple[int, str]]:
    front: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, 2):
        field, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon or field.strip() not in FIELDS or field.strip() in front:
            raise origin.fault(number, f"the front matter holds {', '.join(FIELDS)}, each once as “field: value”")
        front[field.strip()] = (number, value.strip())
    if missing := [field for field in FIELDS if not front.get(field, (0, ""))[1]]:
        raise origin.fault(1, f"the front matter lacks {' and '.join(missing)}")
    return front


def _sections(lines: list[str], end: int, origin: Origin) -> tuple[Section, Section]:
    at = [[n for n, line in enumerate(lines, 1) if n > end and line.rstrip() == heading] for heading in HEADINGS]
    for heading, found in zip(HEADINGS, at, strict=True):
        if len(found) != 1:
            there = f"has {len(found)} lines" if found else "lacks the line"
            raise origin.fault(found[1] if found else len(lines), f"the text {there} “{heading}”, it needs one")
    (first,), (second,) = at
    if first > second:
        raise origin.fault(second, f"“{HEADINGS[0]}” must stand before “{HEADINGS[1]}”")
    if stray := next((n for n in range(end + 1, first) if lines[n - 1].strip()), 0):
        raise origin.fault(stray, f"only empty lines may stand before “{HEADINGS[0]}”")
    system = Section("\n" * first + "\n".join(lines[first : second - 1]), first)
    prompt = Section("\n" * second + "\n".join(lines[second:]), second)
    for section, heading in ((system, HEADINGS[0]), (prompt, HEADINGS[1])):
        if not section.source.strip():
            raise origin.fault(section.line, f"the part “{heading}” is empty")
    return system, prompt


def names(source: str, origin: Origin) -> dict[str, int]:
    """Each variable that a text and the parts in it use, with its first line; that of a part is where it is put in.

    Raises the origin's error for anything but values, conditions and known parts.
    """
    found: dict[str, int] = {}
    for node in _nodes(source, origin):
        if isinstance(node, nodes.Name):
            found.setdefault(node.name, node.lineno)
        elif isinstance(node, nodes.Include):
            for name in names(part(_included(node, origin)), origin):
                found.setdefault(name, node.lineno)
    return found


def _nodes(source: str, origin: Origin) -> Iterator[nodes.Node]:
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as error:
        raise origin.fault(error.lineno, (error.message or "it cannot be read").rstrip(".")) from None
    for node in (tree, *tree.find_all(nodes.Node)):
        if not isinstance(node, _ALLOWED):
            kind = type(node).__name__.lower()
            raise origin.fault(node.lineno, f"only values, conditions and parts are allowed, this is a {kind}")
        yield node


def _included(node: nodes.Include, origin: Origin) -> str:
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(name, str) or name not in parts():
        raise origin.fault(node.lineno, f"there is no part “{name}”; there are {', '.join(sorted(parts()))}")
    return name


def render(section: Section, variables: Mapping[str, str], origin: Origin) -> str:
    """The section with its values put in; a value is never read as a template."""
    try:
        text = _environment().from_string(section.source).render(variables)
    except TemplateError as error:
        raise origin.fault(section.line, f"it cannot be rendered: {error.message}") from None
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip()


def part(name: str) -> str:
    """The text of a shared part."""
    return parts()[name]


@lru_cache(maxsize=1)
def parts() -> Mapping[str, str]:
    """File name -> text of every shared part."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(PARTS.glob("*.md"))}


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(parts())),
        undefined=StrictUndefined,
        autoescape=False,  # what is rendered is read by a model, never by a browser
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment
