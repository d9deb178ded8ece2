"""Which model it is, whatever its name: a digest of what its files say and hold."""

import hashlib
from pathlib import Path

ENDS = 2**20
"""Bytes of a big file that are read at each end: two sets of weights differ there as everywhere, and it is quick."""


def digest_of(path: Path) -> str:
    """A digest of a model's folder or GGUF file; "" where there is nothing to read.

    It takes in the name and size of each file that is no description for people, small files whole, and of big ones
    the first and last ``ENDS`` bytes.
    """
    try:
        files = sorted(file for file in path.iterdir() if _counts(file)) if path.is_dir() else [path]
        found = hashlib.sha256()
        for file in files:
            name = file.name if path.is_dir() else "weights"
            found.update(f"{name}/{file.stat().st_size}/".encode())
            found.update(_ends(file))
        return found.hexdigest()[:32] if files else ""
    except OSError:
        return ""


def _counts(file: Path) -> bool:
    return file.is_file() and file.suffix != ".md" and not file.name.startswith(".")


def _ends(file: Path) -> bytes:
    with file.open("rb") as opened:
        size = file.stat().st_size
        if size <= 2 * ENDS:
            return opened.read()
        first = opened.read(ENDS)
        opened.seek(size - ENDS)
        return first + opened.read(ENDS)
