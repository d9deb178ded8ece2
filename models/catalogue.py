"""The models that can be fetched, as models/catalogue.toml lists them."""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from models.language.base import Dialect
from storage.errors import BadConfig, NotFound

CATALOGUE = Path(__file__).with_suffix(".toml")

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_HUB = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_REVISION = re.compile(r"[A-Za-z0-9][\w.-]{0,99}")


@dataclass(frozen=True)
class Entry:
    """A model of the catalogue.

    ``name`` is its folder's and never changes; ``hub`` and ``revision`` say where it lies on the hub; ``size`` are the
    bytes to fetch, about right where ``is_approximate``; ``memory`` are the bytes that must be free to use it;
    ``languages`` are ISO 639-1 codes; ``prompt`` is how it wants to be asked.
    """

    name: str
    title: str
    hub: str
    revision: str
    size: int
    licence: str
    languages: tuple[str, ...]
    prompt: Dialect
    memory: int
    summary: str
    is_approximate: bool = False


def read(path: Path = CATALOGUE) -> list[Entry]:
    """Every model of the catalogue, in its order. Raises BadConfig that names the model and the field at fault."""
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("model", [])
    except (OSError, ValueError) as error:
        raise BadConfig(f"The catalogue {path.name} cannot be read ({error}).") from None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise BadConfig(f"The catalogue {path.name} has no list of models.", todo="Begin each with [[model]].")
    entries = [_entry(path, number, given) for number, given in enumerate(listed, 1)]
    names = [entry.name for entry in entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadConfig(f"The catalogue {path.name} has the name {twice[0]} twice.")
    return entries


def find(name: str, path: Path = CATALOGUE) -> Entry:
    """The model of that name; raises NotFound."""
    for entry in read(path):
        if entry.name == name:
            return entry
    raise NotFound(f"No model of the catalogue is called {name!r}.", todo="Choose one from the list.")


def _entry(path: Path, number: int, given: dict[str, Any]) -> Entry:
    where = f"{path.name}, model {number} ({given.get('name', 'without a name')})"
    known = {field.name for field in fields(Entry)}
    if strange := sorted(given.keys() - known):
        raise BadConfig(f"{where}: there is no field {strange[0]!r}.")
    if lacking := sorted(known - given.keys() - {"is_approximate"}):
        raise BadConfig(f"{where}: the field {lacking[0]!r} is missing.")
    for name, is_right, wanted in _rules(given):
        if not is_right:
            raise BadConfig(f"{where}: the field {name!r} must be {wanted}.")
    return Entry(**{**given, "languages": tuple(given["languages"])})


def _rules(given: dict[str, Any]) -> list[tuple[str, bool, str]]:
    languages = given["languages"]
    texts = [(name, isinstance(given[name], str) and bool(given[name]), "a text") for name in _TEXTS]
    sizes = [(name, type(given[name]) is int and given[name] > 0, "a number of bytes") for name in ("size", "memory")]
    codes = isinstance(languages, list) and all(isinstance(one, str) and len(one) == 2 for one in languages)
    return [
        *texts,
        *sizes,
        ("name", bool(_NAME.fullmatch(str(given["name"]))), "of small letters, figures, dots and hyphens"),
        ("hub", bool(_HUB.fullmatch(str(given["hub"]))), "an owner and a name with a slash between"),
        ("revision", bool(_REVISION.fullmatch(str(given["revision"]))), "a branch, tag or commit"),
        ("languages", codes, "a list of ISO 639-1 codes"),
        ("prompt", given["prompt"] in ("chat", "starter"), "chat or starter"),
        ("is_approximate", isinstance(given.get("is_approximate", False), bool), "true or false"),
    ]


_TEXTS = ("name", "title", "hub", "revision", "licence", "summary", "prompt")
