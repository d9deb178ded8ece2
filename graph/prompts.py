"""Use cases on prompts: their versions, which one is current, and the writing of new ones."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.prompts import template
from agents.prompts.library import TASKS, Library, Prompt, Version
from agents.prompts.tasks import GIVEN, Variable
from graph import models
from graph.app import App
from models.language.base import LanguageModel, Task
from storage.errors import HandpickedError, NotAllowed
from storage.records import now
from storage.unit_of_work import UnitOfWork

__all__ = ["TASKS", "Overview", "Version"]

KEPT_AS, EARLIER = "prompts", "prompts_earlier"


@dataclass(frozen=True)
class Overview:
    """A task's versions, newest first; which is current, which was before it, and what is wrong with the current."""

    task: str
    versions: Sequence[Version]
    current: int
    earlier: int | None
    problem: str = ""


def library(app: App) -> Library:
    """The shipped prompts, and those in the data folder."""
    return Library(own=app.settings.data_folder / "prompts")


def reader(app: App, task: str, campaign_id: int | None = None) -> LanguageModel:
    """The chat model that does the task and so reads its prompt.

    Raises NotAllowed where the task is left to the starter writer or to rules, BadConfig or NotFound where the chosen
    model cannot be used.
    """
    model = models.model_for(app, Task(task), campaign_id)
    if model is not None and model.dialect == "chat":
        return model
    why = "is done by rules, which read" if model is None else "is done by the starter writer, which reads"
    raise NotAllowed(
        f"This task {why} no prompts.",
        kept="Versions can be read and written all the same.",
        todo="Choose a chat model under Settings > Models to have them used.",
    )


def current(app: App, task: str) -> Prompt:
    """The prompt that the task is done with now.

    Raises NotFound where its file is gone; BadInput or BadConfig that names the line where it cannot be used.
    """
    shelf = library(app)
    with app.read() as work:
        return shelf.load(task, _current(work, shelf, task))


def overview(app: App, task: str) -> Overview:
    """Raises NotFound for an unknown task."""
    shelf = library(app)
    with app.read() as work:
        number = _current(work, shelf, task)
        earlier = work.preferences.get(EARLIER).get(task)
    versions = shelf.versions(task)
    there = {version.number: version for version in versions}
    problem = there[number].problem if number in there else f"The file of version {number}, the current one, is gone."
    return Overview(task, versions, number, earlier if earlier in there else None, problem)


def text(app: App, task: str, number: int) -> str:
    """A version's text without its front matter. Raises NotFound."""
    return library(app).text(task, number)


def sample(app: App, task: str, number: int) -> tuple[str, str]:
    """System text and prompt as a model would read them, for a made-up lead. Raises as ``Library.load``."""
    values = {name: variable.sample for name, variable in variables(task).items()}
    return library(app).load(task, number).render(**values)


def variables(task: str) -> Mapping[str, Variable]:
    """What a prompt of this task may use."""
    return GIVEN[task]


def parts() -> Mapping[str, str]:
    """File name -> text of what all prompts share."""
    return template.parts()


def difference(app: App, task: str, number: int) -> str:
    """What a version changes of the current one, as a unified diff; "" where nothing, or no current can be read."""
    shelf = library(app)
    with app.read() as work:
        against = _current(work, shelf, task)
    try:
        before = shelf.text(task, against).splitlines()
    except HandpickedError:
        return ""
    after = shelf.text(task, number).splitlines()
    names = (f"version {against} (current)", f"version {number}")
    return "\n".join(difflib.unified_diff(before, after, *names, lineterm="", n=2))


def save(app: App, task: str, title: str, changed: str, text: str, who: str) -> int:
    """Check and keep a new version; its number. It is not current by that.

    Raises BadInput that names the line and the variable, StorageFailed where it cannot be written.
    """
    number = library(app).add(task, title, changed, text, now().astimezone().date())
    with app.write() as work:
        work.audit.append(who, "write", "prompt", [number], {"task": task, "title": title.strip()[:100]})
        work.commit()
    return number


def make_current(app: App, task: str, number: int, who: str) -> None:
    """From now on the task is done with this version. Raises as ``Library.load`` where it cannot be used."""
    shelf = library(app)
    shelf.load(task, number)
    with app.write() as work:
        _choose(work, shelf, task, number, who)
        work.commit()


def go_back(app: App, task: str, who: str) -> int:
    """Make the version current that was so before; its number. Raises NotAllowed where there is none."""
    shelf = library(app)
    with app.write() as work:
        earlier = work.preferences.get(EARLIER).get(task)
        if not isinstance(earlier, int):
            raise NotAllowed(f"No version of “{task}” was current before this one.", kept="Nothing was changed.")
        shelf.load(task, earlier)
        _choose(work, shelf, task, earlier, who)
        work.commit()
    return earlier


def _current(work: UnitOfWork, shelf: Library, task: str) -> int:
    chosen = work.preferences.get(KEPT_AS).get(task)
    return chosen if isinstance(chosen, int) else shelf.newest_shipped(task)


def _choose(work: UnitOfWork, shelf: Library, task: str, number: int, who: str) -> None:
    before = _current(work, shelf, task)
    if before == number:
        return
    work.preferences.set(KEPT_AS, {**work.preferences.get(KEPT_AS), task: number})
    work.preferences.set(EARLIER, {**work.preferences.get(EARLIER), task: before})
    work.audit.append(who, "make current", "prompt", [number], {"task": task, "before": before})
