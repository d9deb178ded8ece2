"""The one file for secrets that were typed on a screen: readable by its owner only, never logged."""

import json
import os
from pathlib import Path


def read(path: Path) -> dict[str, str]:
    """All secrets by name; empty where none was kept."""
    return dict(json.loads(path.read_text())) if path.exists() else {}


def keep(path: Path, name: str, value: str) -> None:
    """Keep one secret; the file is replaced whole."""
    secrets = {**read(path), name: value}
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(secrets, file)
    fresh.replace(path)
