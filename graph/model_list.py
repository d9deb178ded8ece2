"""The models there are to choose from: the starter, those downloaded, a person's own, and hosted ones."""

from dataclasses import dataclass
from pathlib import Path

from graph import hosting
from graph.app import App
from graph.shelf import Hosted
from models import hub
from models.embeddings import minilm
from models.language import folder
from storage.errors import BadConfig, HandpickedError, NotFound
from storage.records import LANGUAGES

STARTER, LOCAL, OWN, HOSTED = "starter", "local", "own", "hosted"
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
