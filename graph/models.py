"""Which language model does which task: what was chosen, and the way back; ``model_list`` says what there is."""

from collections.abc import Mapping

from graph import downloads, hosting
from graph.app import App
from graph.model_list import HOSTED, LOCAL, OWN, STARTER, Choice, Embedding, add_own, choice, choices, embedding
from graph.spending import CampaignLedger
from models.language.base import LanguageModel, Task
from storage.errors import BadConfig, BadInput, NotAllowed
from storage.records import LANGUAGES, CampaignStatus

__all__ = [
    "DEFAULTS",
    "HOSTED",
    "LOCAL",
    "OF_STARTER",
    "OWN",
    "RULES",
    "STARTER",
    "WRITING",
    "Choice",
    "Embedding",
    "add_own",
    "can",
    "cannot_write",
    "choice",
    "choices",
    "choose",
    "chosen",
    "earlier",
    "embedding",
    "go_back",
    "languages",
    "model_for",
    "model_of",
    "remove",
    "unwritten",
]

RULES = "rules"
"""The program's own rules, without a language model."""

WRITING = (Task.DRAFT, Task.REWRITE)
"""Tasks that need a model."""

OF_STARTER = (*WRITING, Task.PERSONA)
"""Tasks that the starter writer can do, too."""

DEFAULTS: Mapping[Task, str] = {
    Task.DRAFT: STARTER,
    Task.REWRITE: STARTER,
    Task.PERSONA: STARTER,
    Task.SCORE: RULES,
    Task.CLASSIFY: RULES,
}


def chosen(app: App) -> dict[Task, str]:
    """The key of the model for each task."""
    with app.read() as work:
        kept = work.preferences.get("models").get("tasks", {})
    return {task: kept.get(task, key) for task, key in DEFAULTS.items()}


def earlier(app: App) -> dict[Task, str] | None:
    """What ``go_back`` would choose again, None where nothing was changed yet."""
    with app.read() as work:
        before = work.preferences.get("models").get("before")
    return {Task(task): key for task, key in before.items()} if before else None


def can(one: Choice, task: Task) -> bool:
    """Whether a task can be given to a model: the starter only writes, and a broken one does nothing."""
    return not one.problem and (one.key != STARTER or task in OF_STARTER)


def choose(app: App, task: Task, key: str, who: str) -> None:
    """Give a task to a model; what was chosen before is kept for ``go_back``.

    Raises BadInput where the model cannot do the task, BadConfig where it cannot be used, NotFound.
    """
    if key == RULES and task in WRITING:
        raise BadInput(f"A {task} needs a model.", kept="Nothing was changed.")
    if key == STARTER and task not in OF_STARTER:
        raise BadInput(
            f"The starter writer cannot {task}: it only writes.",
            kept="Nothing was changed.",
            todo="Leave it to the rules, or choose a larger model.",
        )
    if key not in (RULES, STARTER) and (problem := choice(app, key).problem):
        raise BadConfig(problem, kept="Nothing was changed.")
    before = chosen(app)
    if before[task] != key:
        _keep(app, {**before, task: key}, before, who)


def go_back(app: App, who: str) -> None:
    """What was chosen before the last change. Raises NotAllowed where nothing was changed yet."""
    before = earlier(app)
    if before is None:
        raise NotAllowed("There is no earlier choice of models to go back to.")
    _keep(app, before, chosen(app), who)


def model_for(app: App, task: Task, campaign_id: int | None = None) -> LanguageModel | None:
    """The model for a task, its calls booked to a campaign; None where the task is left to the rules.

    Raises BadConfig or NotFound where the chosen model cannot be used: another one never takes its place unasked.
    """
    key = chosen(app)[task]
    if key == RULES:
        return None
    return model_of(app, key, task, campaign_id)


def model_of(app: App, key: str, task: Task, campaign_id: int | None = None) -> LanguageModel:
    """The model of a choice, whichever task it was chosen for; raises as ``model_for``."""
    if key == STARTER:
        return app.shelf.starter
    of = choice(app, key)
    if of.problem:
        raise BadConfig(of.problem, todo="Choose another model under Settings, Models.")
    if of.hosted is not None:
        ledger = CampaignLedger(app, campaign_id)
        return app.shelf.hosted(of.hosted, hosting.key_of(app, of.hosted.name), ledger, task, campaign_id)
    if of.path is None:
        raise BadConfig(f"The model {of.name} has no folder.")
    return app.shelf.local(of.path)


def languages(app: App) -> dict[str, frozenset[str]]:
    """By model name, the codes of the languages that it says it writes; models that say nothing are left out."""
    return {one.name: one.writes for one in choices(app) if one.writes}


def cannot_write(app: App, language: str) -> str:
    """Why the model chosen for drafts cannot write a language, and which one can; "" where it can or does not say."""
    of = choice(app, chosen(app)[Task.DRAFT])
    if not of.writes or language in of.writes:
        return ""
    able = [one.name for one in choices(app) if language in one.writes and not one.problem]
    other = f"{able[0]} does; choose it" if able else "Download one that does"
    return f"{of.name} does not write {LANGUAGES[language]}. {other} under Settings, Models."


def unwritten(app: App) -> list[str]:
    """A sentence for each running campaign whose language the model chosen for drafts does not write."""
    with app.read() as work:
        running = [one for one in work.campaigns.all() if one.status == CampaignStatus.OPEN]
    why = {language: cannot_write(app, language) for language in {one.brief.language for one in running}}
    return [f"{one.brief.name}: {why[one.brief.language]}" for one in running if why[one.brief.language]]


def remove(app: App, key: str, who: str) -> None:
    """Take a person's own or a hosted model off the list, where its files stay; delete a downloaded one.

    Raises NotAllowed for the starter, for a model in use and for one on its way here, NotFound.
    """
    if key == STARTER:
        raise NotAllowed("The starter writer comes with the program and stays.")
    if used := [task for task, one in chosen(app).items() if one == key]:
        raise NotAllowed(f"This model is in use ({', '.join(used)}).", todo="Choose another one for that first.")
    kind, _, name = key.partition(":")
    if kind == LOCAL:
        app.shelf.forget(app.settings.models / name)
        downloads.remove(app, name, who, app.settings.catalogue)
        return
    with app.write() as work:
        if kind == OWN:
            paths = [path for path in work.preferences.get("own_models").get("paths", []) if path != name]
            work.preferences.set("own_models", {"paths": paths})
        else:
            hosting.drop(work, name)
        work.audit.append(who, "remove model", "preference", [], {"key": key})
        work.commit()
    if kind == HOSTED:
        hosting.forget_key(app, name)


def _keep(app: App, tasks: Mapping[Task, str], before: Mapping[Task, str], who: str) -> None:
    with app.write() as work:
        work.preferences.set("models", {"tasks": dict(tasks), "before": dict(before)})
        work.audit.append(who, "choose models", "preference", [], {"before": dict(before), "after": dict(tasks)})
        work.commit()
