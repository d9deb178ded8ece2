"""A table as a file that every spreadsheet program opens."""

import io
from collections.abc import Callable
from typing import TextIO


def of(write: Callable[[TextIO], object]) -> bytes:
    """What ``write`` writes, as UTF-8 with the mark by which Excel knows it. Made when it is asked for, not before."""
    file = io.BytesIO()
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    write(text)
    text.flush()
    return file.getvalue()
