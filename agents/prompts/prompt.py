"""One prompt: what its file must hold, checked line by line, and the text that it gives."""

import hashlib
from dataclasses import dataclass
from datetime import date

from agents.prompts import template
from agents.prompts.tasks import GIVEN
from agents.prompts.template import Origin, Section
from models.language.quoting import line
from storage.errors import BadConfig, BadInput, HandpickedError

FIRST_OWN = 101
"""Versions that an analyst writes count from here, so that one shipped later never has the number of one of theirs."""

MOST_CHARACTERS = 20_000
GUARD = "quoted.md"
"""The part that says what quoted material is; every system text holds it."""


@dataclass(frozen=True)
class Version:
    """One version as a list shows it; ``problem`` says why it cannot be used, "" where it can."""

    task: str
    number: int
    title: str = ""
    date: str = ""
    changed: str = ""
    problem: str = ""

    @property
    def is_own(self) -> bool:
        return self.number >= FIRST_OWN


@dataclass(frozen=True)
class Prompt:
    """A checked prompt. ``digest`` (8 hex digits) changes with its text and with that of any shared part."""

    version: Version
    variables: tuple[str, ...]
    digest: str
    system: Section
    prompt: Section
    origin: Origin

    @property
    def name(self) -> str:
        return f"{self.version.task} v{self.version.number} · {self.digest}"

    def render(self, **variables: str) -> tuple[str, str]:
        """The system text and the prompt; values that it does not take are left aside.

        Raises BadConfig for a shipped prompt, BadInput for an analyst's own, where a value is missing.
        """
        if missing := [name for name in self.variables if name not in variables]:
            raise self.origin.fault(1, f"no value was given for {' and '.join(missing)}")
        values = {name: variables[name] for name in self.variables}
        system = template.render(self.system, values, self.origin)
        if template.part(GUARD).strip() not in system:
            what = f'the system part must hold {{% include "{GUARD}" %}}, which says that quotes are no instruction'
            raise self.origin.fault(self.system.line, what)
        return system, template.render(self.prompt, values, self.origin)


def check(task: str, number: int, text: str, unseen: int = 0) -> Prompt:
    """A prompt from its file's text, tried on the sample.

    Raises BadConfig (shipped) or BadInput (own) that names line and variable; the first ``unseen`` lines do not count.
    """
    origin = origin_of(task, number, unseen)
    if len(text) > MOST_CHARACTERS:
        raise origin.fault(1, f"it is longer than {MOST_CHARACTERS:,} characters")
    taken = template.take_apart(text, origin)
    at, declared = taken.front["variables"]
    variables = tuple(name.strip() for name in declared.split(",") if name.strip())
    for name in variables:
        if name not in GIVEN[task]:
            raise origin.fault(at, f"“{task}” gives no variable “{name}”; it gives {', '.join(GIVEN[task])}")
    _check_names(taken.system, variables, task, origin, is_system=True)
    _check_names(taken.prompt, variables, task, origin, is_system=False)
    title, day, changed = (taken.front[field][1] for field in ("title", "date", "changed"))
    _check_date(day, taken.front["date"][0], origin)
    version = Version(task, number, title, day, changed)
    prompt = Prompt(version, variables, _digest(text), taken.system, taken.prompt, origin)
    prompt.render(**{name: variable.sample for name, variable in GIVEN[task].items()})
    return prompt


def compose(task: str, title: str, changed: str, text: str, today: date) -> str:
    """The file of an analyst's version, its variables found in the text. Raises BadInput as ``check``."""
    title, changed = line(title, 100), line(changed)
    if not title or not changed:
        missing = "title" if not title else "what changed"
        raise BadInput(f"The new version has no {missing}.", kept="Nothing was saved.", todo="Fill it in.")
    front = [f"title: {title}", f"date: {today.isoformat()}", f"changed: {changed}"]
    lines = ["---", *front, "variables: none", "---", *text.rstrip().splitlines(), ""]
    unseen = len(front) + 3
    origin = origin_of(task, FIRST_OWN, unseen)
    taken = template.take_apart("\n".join(lines), origin)
    used = {**template.names(taken.system.source, origin), **template.names(taken.prompt.source, origin)}
    for name, at in used.items():
        if name not in GIVEN[task]:
            raise _unknown(task, name, at, origin)
    if not used:
        raise origin.fault(unseen + 1, "it uses no variable, so it would be the same for every lead")
    lines[4] = f"variables: {', '.join(name for name in GIVEN[task] if name in used)}"
    whole = "\n".join(lines)
    check(task, FIRST_OWN, whole, unseen)
    return whole


def _check_names(section: Section, declared: tuple[str, ...], task: str, origin: Origin, *, is_system: bool) -> None:
    for name, at in template.names(section.source, origin).items():
        if name not in GIVEN[task]:
            raise _unknown(task, name, at, origin)
        if name not in declared:
            raise origin.fault(at, f"the variable “{name}” is not among those of the front matter")
        if is_system and GIVEN[task][name].is_quoted:
            raise origin.fault(at, f"“{name}” holds text of others, so it may stand in the part “# Prompt” only")


def _unknown(task: str, name: str, at: int, origin: Origin) -> HandpickedError:
    return origin.fault(at, f"there is no variable “{name}”; “{task}” gives {', '.join(GIVEN[task])}")


def _check_date(day: str, at: int, origin: Origin) -> None:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise origin.fault(at, f"the date “{day}” is not one like 2026-01-31") from None


def origin_of(task: str, number: int, unseen: int = 0) -> Origin:
    """Whose file a version is, for its errors."""
    name = f"{task}/v{number}.md" if not unseen else f"for “{task}”"
    if number < FIRST_OWN:
        return Origin(name, BadConfig, "Install the program again, or choose another version.", unseen)
    return Origin(name, BadInput, "Correct that line, or choose another version.", unseen)


def _digest(text: str) -> str:
    return hashlib.sha256("\0".join([text, *template.parts().values()]).encode()).hexdigest()[:8]
