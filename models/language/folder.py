"""A model on this machine, in a folder or a GGUF file: what it is, whether it is whole, and whether it fits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.language import exported, gguf_file
from models.language.base import Dialect
from storage.errors import BadConfig

STARTER = Path(__file__).parent / "starter"
"""The writer that comes with the program."""

CARD = "handpicked.json"
NEEDED = (CARD, *exported.NEEDED)
"""What the starter's folder must hold; the folder of another model needs no card."""

_CARD_MOST = 1_000_000
_SPARE = 512 * 2**20
"""Bytes that the tokenizer, the cache of keys and values and the arithmetic need beside the weights, at the least."""
_SMALL = 256 * 2**20
"""Weights below this many bytes fit any machine that runs the app."""


@dataclass(frozen=True)
class Description:
    """What the settings screen says of a model.

    ``size`` is in bytes, all files together; ``parameters`` is 0, ``licence`` and ``summary`` are "" where nothing says
    so; ``memory`` are the bytes that must be free to load it; ``hub`` and ``revision`` tell where it was fetched.
    """

    name: str
    size: int
    parameters: int
    licence: str
    languages: tuple[str, ...]
    summary: str
    architecture: str = ""
    dialect: Dialect = "chat"
    memory: int = 0
    hub: str = ""
    revision: str = ""


def describe(path: Path = STARTER) -> Description:
    """What a model's files and card say of it; raises BadConfig where it is missing, broken or of another kind."""
    check(path)
    if is_gguf(path):
        return _describe_file(path)
    card, config = _card(path), exported.config_of(path)
    size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
    try:
        return Description(
            name=str(card.get("name") or path.resolve().name),
            size=size,
            parameters=int(card.get("parameters", 0)),
            licence=str(card.get("licence", "")),
            languages=tuple(str(one) for one in card.get("languages", ())),
            summary=str(card.get("summary", "")),
            architecture=exported.architecture(config),
            dialect=dialect(path),
            memory=needed_memory(path),
            hub=str(card.get("hub", "")),
            revision=str(card.get("revision", "")),
        )
    except (ValueError, TypeError):
        raise BadConfig(f"The card {path / CARD} cannot be read.", todo=_mend(path)) from None


def name_of(path: Path) -> str:
    """The model's name, or the folder's where it cannot be read: a name is needed before anything is loaded."""
    try:
        return describe(path).name
    except BadConfig:
        return path.name


def dialect(path: Path) -> Dialect:
    """How the model wants to be asked: in the starter's own controls where its card says so, else as a chat model."""
    try:
        return "starter" if not is_gguf(path) and _card(path).get("dialect") == "starter" else "chat"
    except BadConfig:
        return "chat"


def check(path: Path, free: int | None = None) -> None:
    """Raises BadConfig, naming what is missing, damaged, of another kind, or above ``free`` bytes of memory.

    ``free`` None asks nothing of the memory.
    """
    if is_gguf(path):
        gguf_file.read(path)
    elif not path.is_dir():
        raise BadConfig(f"The model folder {path} is missing.", todo=_mend(path))
    else:
        if path.resolve() == STARTER.resolve() and not (path / CARD).is_file():
            raise BadConfig(f"The model folder {path} lacks {CARD}.", todo=_mend(path))
        exported.check(path, _mend(path))
    needed = needed_memory(path)
    if free is not None and needed > free:
        raise BadConfig(
            f"The model {path.name} needs {needed / 1e9:.1f} GB of memory; {free / 1e9:.1f} GB are free.",
            todo="Close other programs, or choose a smaller model in the settings.",
        )


def is_gguf(path: Path) -> bool:
    """Whether ``path`` is a single file, which can only be a GGUF file."""
    return path.is_file() or (path.suffix == ".gguf" and not path.is_dir())


def weights_size(path: Path) -> int:
    """Bytes of the weights as they lie on disk."""
    return (path if is_gguf(path) else path / exported.WEIGHTS).stat().st_size


def needed_memory(path: Path) -> int:
    """Bytes of memory that must be free to load and use the model: the weights, a third of them, and a spare part.

    While OpenVINO packs the weights for the processor it holds some twice.
    """
    weights = weights_size(path)
    return 0 if weights < _SMALL else weights * 4 // 3 + _SPARE


def _describe_file(path: Path) -> Description:
    head = gguf_file.read(path)
    licence = str(head.values.get("general.license", ""))
    name = str(head.values.get("general.name", "")) or path.stem
    kinds = ", ".join(sorted(head.types))
    return Description(
        name=name,
        size=path.stat().st_size,
        parameters=head.parameters,
        licence=licence,
        languages=(),
        summary=f"A GGUF file with weights of type {kinds}.",
        architecture=head.architecture,
        memory=needed_memory(path),
    )


def _card(path: Path) -> Mapping[str, Any]:
    """The folder's card, empty where it has none; the starter cannot be without."""
    file = path / CARD
    if not file.is_file():
        return {}
    try:
        if file.stat().st_size > _CARD_MOST:
            raise ValueError
        card = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(card, dict) or not isinstance(card.get("name"), str):
            raise ValueError
        return card
    except (OSError, ValueError, RecursionError):
        raise BadConfig(f"The card {file} cannot be read.", todo=_mend(path)) from None


def _mend(path: Path) -> str:
    if path.resolve() == STARTER.resolve():
        return "Restore it with “git checkout models/language/starter”, or choose another model in the settings."
    return "Download or export it again, or choose another model in the settings."
