"""A model folder: which files it must have, and what its card says."""

import json
from dataclasses import dataclass
from pathlib import Path

from storage.errors import BadConfig

STARTER = Path(__file__).parent / "starter"
"""The writer that comes with the program."""

CARD = "handpicked.json"
NEEDED = (
    CARD,
    "config.json",
    "openvino_model.xml",
    "openvino_model.bin",
    "openvino_tokenizer.xml",
    "openvino_detokenizer.xml",
)


@dataclass(frozen=True)
class Description:
    """What the settings screen says of a model. ``size`` is in bytes, all files of the folder together."""

    name: str
    size: int
    parameters: int
    licence: str
    languages: tuple[str, ...]
    summary: str


def describe(folder: Path = STARTER) -> Description:
    """What a model folder's card says; raises BadConfig where the folder is missing or broken."""
    check(folder)
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        return Description(
            name=str(card["name"]),
            size=sum(file.stat().st_size for file in folder.iterdir() if file.is_file()),
            parameters=int(card["parameters"]),
            licence=str(card["licence"]),
            languages=tuple(card["languages"]),
            summary=str(card["summary"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise BadConfig(f"The card {folder / CARD} cannot be read.", todo=_MEND) from None


def name_of(folder: Path) -> str:
    """The model's name, or the folder's where it cannot be read: a name is needed before anything is loaded."""
    try:
        return describe(folder).name
    except BadConfig:
        return folder.name


def check(folder: Path) -> None:
    """Raises BadConfig, naming the folder, what it lacks and how to mend it."""
    if not folder.is_dir():
        raise BadConfig(f"The model folder {folder} is missing.", todo=_MEND)
    if lacking := [name for name in NEEDED if not (folder / name).is_file() or not (folder / name).stat().st_size]:
        raise BadConfig(f"The model folder {folder} lacks {', '.join(lacking)}.", todo=_MEND)


_MEND = "Restore it with “git checkout models/language/starter”, or choose another model in the settings."
