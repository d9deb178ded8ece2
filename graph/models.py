"""The models on this machine, as the settings screen and the doctor show them."""

from dataclasses import dataclass

from graph.app import App
from models.embeddings import minilm
from models.language import folder
from storage.errors import BadConfig


@dataclass(frozen=True)
class Installed:
    """One model. ``size`` is in bytes; ``problem`` says what is wrong with it, empty where nothing is."""

    task: str
    name: str
    size: int = 0
    licence: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    card: str = ""
    problem: str = ""


def installed(app: App) -> list[Installed]:
    """The model that scores and the one that writes."""
    return [_scoring(app), _writing(app)]


def _scoring(app: App) -> Installed:
    name = app.embedder.name
    try:
        size = minilm.installed_size()
    except BadConfig as error:
        return Installed("Scoring", name, problem=str(error))
    note = "Compares each business with your ideal customer. English first; other languages score less reliably."
    return Installed("Scoring", name, size, "Apache 2.0", ("English",), note)


def _writing(app: App) -> Installed:
    where = app.settings.writer_folder or folder.STARTER
    try:
        about = folder.describe(where)
    except BadConfig as error:
        return Installed("Writing", app.writer.name, problem=str(error))
    card = where / "MODEL_CARD.md"
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    return Installed("Writing", about.name, about.size, about.licence, about.languages, about.summary, text)
