"""Writing by the model that a task was given to: in the starter's own way, or by a prompt of the library."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from agents import chat_writer, writer
from graph import models, prompts
from graph.app import App
from models.language.base import LanguageModel, Task
from models.language.pieces import Piece, WritingBrief
from storage.errors import BadConfig
from storage.records import Draft

AGAIN = "the same again"
"""The comment that asks for a draft's text once more, exactly: by the same model, prompt, evidence and seed."""


def model(app: App, task: Task, campaign_id: int) -> LanguageModel:
    """The model that writes. Raises BadConfig or NotFound where it cannot be used."""
    found = models.model_for(app, task, campaign_id)
    if found is None:
        raise BadConfig(f"No model is chosen to {task}.", todo="Choose one under Settings, Models.")
    return found


def write(
    app: App,
    task: Task,
    campaign_id: int,
    briefs: Sequence[WritingBrief],
    on_progress: Callable[[int], None],
    should_stop: Callable[[], bool],
) -> list[Piece]:
    """One piece a brief, in order; see the agents for what they raise."""
    chosen = model(app, task, campaign_id)
    if chosen.dialect == "starter":
        return writer.write(chosen, briefs, on_progress, should_stop)
    prompt = prompts.current(app, task)
    return chat_writer.write(chosen, prompt, briefs, on_progress, should_stop, models.languages(app))


def make_again(app: App, draft: Draft, brief: WritingBrief, should_stop: Callable[[], bool]) -> Piece:
    """The draft's text once more, from its own prompt and seed by the model that is chosen now.

    Where that is not the model that wrote it, the piece comes back with a problem that names both.
    """
    chosen = model(app, Task(draft.task), draft.campaign_id)
    if chosen.name != draft.model:
        problem = f"This text was written by {draft.model}; now {chosen.name} is chosen. Choose the earlier one first."
        return Piece("", "", {}, chosen.name, draft.prompt, draft.prompt_version, draft.seed, problem)
    filled = replace(brief, facts={**brief.facts, **draft.used})
    again = writer.again if chosen.dialect == "starter" else chat_writer.again
    return replace(again(chosen, draft.prompt, draft.seed, filled, should_stop), prompt_version=draft.prompt_version)
