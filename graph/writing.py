"""Writing by the model that a task was given to: in the starter's own way, or by a prompt of the library."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from agents import chat_writer, writer
from graph import models, prompts
from graph.app import App
from models.language.base import LanguageModel, Task
from models.language.pieces import Piece, WritingBrief
from storage.errors import BadConfig, BadInput, HandpickedError
from storage.records import Draft

AGAIN = "the same again"
"""The comment that asks for a draft's text once more, exactly: by the same model, prompt, evidence and seed."""


_PROMISES = {
    True: ("Make it again, exactly", "The same model, prompt, evidence and seed give the same text."),
    False: (
        "Write it again with the same prompt",
        "The same model, prompt, evidence and seed; this model does not promise the same text.",
    ),
}


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
    on_done: Callable[[Mapping[int, Piece]], None],
) -> None:
    """Hand each piece with its brief's place to ``on_done`` as soon as nothing more will be tried for it.

    What was handed over is done, whatever ends the rest; see the agents for what they raise.
    """
    chosen = model(app, task, campaign_id)

    def take(pieces: Mapping[int, Piece]) -> None:
        on_done({place: replace(piece, model_digest=chosen.digest) for place, piece in pieces.items()})

    if chosen.dialect == "starter":
        writer.write(chosen, briefs, on_progress, should_stop, take)
    else:
        prompt = prompts.current(app, task)
        chat_writer.write(chosen, prompt, briefs, on_progress, should_stop, models.languages(app), take)


def cannot_repeat(app: App, draft: Draft) -> str:
    """Why a draft cannot be made again at the moment, in one sentence; "" where it can. Loads no model."""
    try:
        chosen = models.model_for(app, Task(draft.task), draft.campaign_id)
    except HandpickedError as error:
        return str(error)
    return "" if chosen is None else _another(chosen, draft)


def again_said(app: App, draft: Draft) -> tuple[str, str]:
    """The words on the button that makes a draft again, and what they promise; the present model keeps to them."""
    try:
        chosen = models.model_for(app, Task(draft.task), draft.campaign_id)
    except HandpickedError:
        chosen = None
    return _PROMISES[chosen is not None and chosen.is_exact]


def make_again(app: App, draft: Draft, brief: WritingBrief, should_stop: Callable[[], bool]) -> Piece | None:
    """The draft's text once more, from its own prompt and seed by the model that is chosen now; None after a stop.

    Where that is not the model that wrote it, or cannot read the prompt, the piece comes back with a problem.
    """
    chosen = model(app, Task(draft.task), draft.campaign_id)
    if problem := _another(chosen, draft):
        return _failed(chosen, draft, problem)
    filled = replace(brief, facts={**brief.facts, **draft.used})
    again = writer.again if chosen.dialect == "starter" else chat_writer.again
    try:
        piece = again(chosen, draft.prompt, draft.seed, filled, should_stop)
    except BadInput:
        problem = f"{chosen.name} cannot read what was asked for this text: it was made for an earlier version."
        return _failed(chosen, draft, f"{problem} Ask for a rewrite, or write it yourself.")
    if piece.problem and should_stop():
        return None
    return replace(piece, prompt_version=draft.prompt_version, model_digest=chosen.digest)


def _failed(chosen: LanguageModel, draft: Draft, problem: str) -> Piece:
    return Piece("", "", {}, chosen.name, draft.prompt, draft.prompt_version, draft.seed, problem, chosen.digest)


def _another(chosen: LanguageModel, draft: Draft) -> str:
    """In what the chosen model is not the one that wrote a draft; drafts of old know only its name."""
    if chosen.name != draft.model:
        return f"This text was written by {draft.model}; now {chosen.name} is chosen. Choose the earlier one first."
    if draft.model_digest and chosen.digest != draft.model_digest:
        return (
            f"This text was written by another version of {draft.model}; what has its name now would write otherwise."
        )
    return ""
