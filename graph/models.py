"""Which language model does which task: what is there to choose from, what was chosen, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph import downloads, hosting
from graph.app import App
from graph.shelf import Hosted
from graph.spending import CampaignLedger
from models import hub
from models.embeddings import minilm
from models.language import folder
from models.language.base import LanguageModel, Task
from storage.errors import BadConfig, BadInput, HandpickedError, NotAllowed, NotFound
from storage.records import LANGUAGES, CampaignStatus

STARTER, LOCAL, OWN, HOSTED, RULES = "starter", "local", "own", "hosted", "rules"
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
"""``rules`` stands for the program's own rules, without a language model."""

CARDS = ("MODEL_CARD.md", "README.md")
_CARD_MOST = 100_000
_CODES = {**{code: code for code in LANGUAGES}, "english": "en", "german": "de", "spanish": "es"}


@dataclass(frozen=True)
class Choice:
    """A model that a task can be given; ``problem`` says what is wrong with it, "" if nothing.

    ``key`` is what ``choose`` takes: "starter", "local:<folder>", "own:<path>" or "hosted:<name>". ``size`` and
    ``memory``, what must be free to load it, are in bytes; ``hub`` names where it was fetched, with its revision.
    """

    key: str
    name: str
    where: str
    size: int = 0
    licence: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    card: str = ""
    problem: str = ""
    path: Path | None = None
    hosted: Hosted | None = None
    memory: int = 0
    hub: str = ""

    @property
    def writes(self) -> frozenset[str]:
        """The codes of ``LANGUAGES`` among what the card says; empty where it says nothing or "multilingual"."""
        return frozenset(_CODES[word.casefold()] for word in self.languages if word.casefold() in _CODES)


@dataclass(frozen=True)
class Embedding:
    """The model that compares businesses with the ideal customer."""

    name: str
    size: int = 0
    licence: str = "Apache 2.0"
    note: str = "Compares each business with your ideal customer. English first; other languages score less reliably."
    problem: str = ""


def embedding(app: App) -> Embedding:
    try:
        return Embedding(app.embedder.name, minilm.installed_size())
    except BadConfig as error:
        return Embedding(app.embedder.name, problem=str(error))


def choices(app: App) -> list[Choice]:
    """Every language model that could be chosen: the starter, those downloaded, a person's own, and hosted ones."""
    with app.read() as work:
        own = [Path(text) for text in work.preferences.get("own_models").get("paths", [])]
        hosted = hosting.listed(work)
    found = [_local(STARTER, app.settings.writer_folder or folder.STARTER, "comes with the program")]
    shelf = app.settings.models
    there = [path for path in shelf.iterdir() if path.suffix not in hub.UNFINISHED] if shelf.is_dir() else []
    folders = sorted(path for path in there if (path / "config.json").is_file())
    found += [_local(f"{LOCAL}:{path.name}", path, "downloaded") for path in folders]
    found += [_local(f"{OWN}:{path}", path, "your own") for path in own]
    return found + [_at_server(app, one) for one in hosted]


def choice(app: App, key: str) -> Choice:
    """Raises NotFound."""
    for one in choices(app):
        if one.key == key:
            return one
    raise NotFound(f"The model “{key}” is not there any more.", todo="Choose another under Settings, Models.")


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
        running = [one for one in work.campaigns.all() if one.status == CampaignStatus.RUNNING]
    why = {language: cannot_write(app, language) for language in {one.brief.language for one in running}}
    return [f"{one.brief.name}: {why[one.brief.language]}" for one in running if why[one.brief.language]]


def add_own(app: App, path: Path, who: str) -> Choice:
    """Take a folder or a GGUF file of the person's own into the list. Raises BadConfig where it cannot be used."""
    try:
        path = path.expanduser().resolve()
        path.stat()
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: the home of a user that does not exist
        why = getattr(error, "strerror", None) or str(error)
        raise BadConfig(f"{str(path)[:200]!r} cannot be read: {why}.", todo="Check the path.") from None
    folder.describe(path)
    with app.write() as work:
        paths = work.preferences.get("own_models").get("paths", [])
        if str(path) not in paths:
            work.preferences.set("own_models", {"paths": [*paths, str(path)]})
            work.audit.append(who, "add model", "preference", [], {"path": str(path)})
            work.commit()
    return choice(app, f"{OWN}:{path}")


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


def _at_server(app: App, of: Hosted) -> Choice:
    problem = ""
    try:
        if of.provider != "compatible" and not hosting.key_of(app, of.name):
            problem = f"{of.name} needs a key."
    except HandpickedError as error:
        problem = str(error)
    where = of.base_url or {"openai": "OpenAI", "anthropic": "Anthropic"}.get(of.provider, "")
    return Choice(f"{HOSTED}:{of.name}", f"{of.name} ({of.model})", f"hosted at {where}", problem=problem, hosted=of)


def _local(key: str, path: Path, where: str) -> Choice:
    try:
        about = folder.describe(path)
    except BadConfig as error:
        return Choice(key, path.name, where, problem=str(error), path=path)
    return Choice(
        key,
        about.name,
        where,
        about.size,
        about.licence,
        about.languages,
        about.summary,
        _card(path),
        path=path,
        memory=about.memory,
        hub=" at ".join(part for part in (about.hub, about.revision[:12]) if part),
    )


def _card(path: Path) -> str:
    """What its makers say of a model at length, "" where its folder holds no such text."""
    for name in CARDS:
        if (path / name).is_file():
            return (path / name).read_bytes()[:_CARD_MOST].decode(errors="replace")
    return ""
