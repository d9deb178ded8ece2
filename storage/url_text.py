"""Texts within an address, without the signs that an address or our own separators (dot and tilde) need."""

import re

from storage.errors import BadInput

_BYTES = re.compile(r"(?:_[0-9a-f]{2})+")


def quoted(text: str) -> str:
    """Letters and digits of every language stay, a space is "-", anything else is its UTF-8 bytes as "_2e"."""
    return "".join(c if c.isalnum() else "-" if c == " " else _escaped(c) for c in text)


def unquoted(text: str) -> str:
    """What ``quoted`` was given. Raises BadInput for a text that it never gives."""
    try:
        told = _BYTES.sub(lambda found: bytes.fromhex(found[0].replace("_", "")).decode(), text.replace("-", " "))
    except UnicodeDecodeError:
        told = ""
    if quoted(told) != text:
        raise BadInput(f"{text[:40]!r} is not a text of an address that this program made.")
    return told


def _escaped(letter: str) -> str:
    return "".join(f"_{byte:02x}" for byte in letter.encode("utf-8", "replace"))
