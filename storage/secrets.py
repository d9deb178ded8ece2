"""The one file for secrets that were typed on a screen: readable by its owner only, never logged."""

import json
import os
from pathlib import Path

from storage.errors import BadConfig, StorageFailed


def read(path: Path) -> dict[str, str]:
    """All secrets by name; empty where none was kept. Raises BadConfig where the file cannot be read."""
    try:
        return {str(name): str(value) for name, value in json.loads(path.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise BadConfig(
            f"The secrets in {path} cannot be read.", todo="Type the password again under Settings."
        ) from error


def keep(path: Path, name: str, value: str) -> None:
    """Keep one secret; a file that cannot be read is begun anew. Raises StorageFailed where the disk refuses."""
    _write(path, {**_readable(path), name: value})


def drop(path: Path, name: str) -> bool:
    """Forget one secret; whether there was one. Raises StorageFailed where the disk refuses."""
    secrets = _readable(path)
    if name not in secrets:
        return False
    _write(path, {other: value for other, value in secrets.items() if other != name})
    return True


def _readable(path: Path) -> dict[str, str]:
    try:
        return read(path)
    except BadConfig:
        return {}


def _write(path: Path, secrets: dict[str, str]) -> None:
    """Replace the file whole."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(secrets, file)
        fresh.replace(path)
    except OSError as error:
        raise StorageFailed(
            f"{path} could not be written: {error.strerror}.",
            kept="The earlier secrets are kept.",
            todo="Free some disk space or check the folder's permissions, then try again.",
        ) from error
