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
            f"The secrets in {path} cannot be read.", todo="Remove the file and type the password again under Settings."
        ) from error


def keep(path: Path, name: str, value: str) -> None:
    """Keep one secret; the file is replaced whole. Raises as ``read``, and StorageFailed where the disk refuses."""
    secrets = {**read(path), name: value}
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
