"""A folder that was exported to OpenVINO: whether it is whole, and whether it holds a model that writes texts."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storage.errors import BadConfig

GRAPH, WEIGHTS = "openvino_model.xml", "openvino_model.bin"
NEEDED = ("config.json", GRAPH, WEIGHTS, "openvino_tokenizer.xml", "openvino_detokenizer.xml")

_WRITES = re.compile(r"ForCausalLM$|LMHeadModel$")
"""How Transformers names the classes that write text and read nothing but text."""
_CONSTANT = re.compile(rb'offset="(\d+)" size="(\d+)"')
_CONFIG_MOST = 1_000_000


def check(folder: Path, todo: str) -> None:
    """Raises BadConfig, with ``todo``, naming the file that is missing, empty, cut off, or of another kind of model."""
    if lacking := [name for name in NEEDED if not _holds(folder / name)]:
        raise BadConfig(f"The model folder {folder} lacks {', '.join(lacking)}.", todo=todo)
    what = architecture(config_of(folder))
    if not _WRITES.search(what):
        raise BadConfig(
            f"The model in {folder} is {f'of the kind {what}' if what else 'of no kind that config.json names'}, "
            "which does not write texts.",
            todo="Choose a text-generation model.",
        )
    for graph in NEEDED:
        if graph.endswith(".xml"):
            _check_graph(folder / graph, todo)
    if b'"ReadValue"' not in (folder / GRAPH).read_bytes():
        raise BadConfig(
            f"The model in {folder} was exported without its memory of earlier words.",
            todo="Fetch another build of it, or export it again with --task text-generation-with-past.",
        )


def _holds(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size > 0 and os.access(file, os.R_OK)
    except OSError as error:
        raise BadConfig(f"{file} cannot be read ({error.strerror}).") from None


def config_of(folder: Path) -> Mapping[str, Any]:
    """What config.json says. Raises BadConfig where it cannot be read."""
    file = folder / "config.json"
    try:
        if file.stat().st_size > _CONFIG_MOST:
            raise ValueError
        config = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(config, dict):
            raise ValueError
        return config
    except (OSError, ValueError, RecursionError):
        raise BadConfig(f"{file} cannot be read.", todo="Download or export the model again.") from None


def architecture(config: Mapping[str, Any]) -> str:
    """The class that Transformers gives the model, such as "Qwen3ForCausalLM"; "" where the config names none."""
    named = config.get("architectures")
    return str(named[0]) if isinstance(named, list) and named else ""


def _check_graph(graph: Path, todo: str) -> None:
    """The graph says which bytes of its weights each constant takes, and so how many there must be."""
    text = graph.read_bytes()
    if not text.rstrip().endswith(b"</net>"):
        raise BadConfig(f"{graph} is damaged or cut off.", todo=todo)
    needed = max((int(offset) + int(size) for offset, size in _CONSTANT.findall(text)), default=0)
    weights = graph.with_suffix(".bin")
    have = weights.stat().st_size if weights.is_file() else 0
    if have < needed:
        raise BadConfig(f"{weights} has {have} bytes of {needed}: it is cut off.", todo=todo)
