"""The lines of a vCard file (2.1, RFC 2426, RFC 6350): unfolded, with parameters, decoded; photos are never kept."""

import binascii
import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

_LONGEST = 65_536
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
_HEAD = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):', re.ASCII)
_CHARSET = re.compile(r"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d|cp125\d|macintosh", re.IGNORECASE)
_ENCODINGS = frozenset(("QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"))
_BINARY = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))


@dataclass(frozen=True)
class Property:
    """One line of a card: its name in upper case, its TYPE and PREF parameters, its value, still with backslashes."""

    name: str
    types: frozenset[str]
    value: str
    geo: str = ""


def properties(data: bytes, encoding: str) -> Iterator[Property]:
    """The properties of all cards in a file, in order; lines that are none are left out, values end at 64 KB."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace")
    for line in _unfolded(text):
        if found := _property(line):
            yield found


def _unfolded(text: TextIO) -> Iterator[str]:
    """Logical lines: those that begin with a space go on, and in quoted-printable those after a final ``=``.

    What goes beyond 64 KB is dropped as it is read, so that endless lines and photos cost nothing.
    """
    pieces: list[str] = []
    length = 0
    is_open = False
    for line in _physical(text):
        if (is_open or line[:1] in (" ", "\t")) and pieces:
            piece = line if is_open else line[1:]
        else:
            if pieces:
                yield "".join(pieces)
            pieces, length, piece = [], 0, line
        is_open = piece.endswith("=") and _is_quoted(pieces[0] if pieces else piece)
        if length < _LONGEST:
            pieces.append(piece[:-1] if is_open else piece)
            length += len(piece)
    if pieces:
        yield "".join(pieces)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _physical(text: TextIO) -> Iterator[str]:
    """Lines without their ends; of a longer one its first 64 KB."""
    while piece := text.readline(_LONGEST):
        yield piece.rstrip("\r\n")
        while piece and not piece.endswith("\n"):
            piece = text.readline(_LONGEST)


def _property(line: str) -> Property | None:
    head = _HEAD.match(line[:_LONGEST])
    if head is None:
        return None
    name = head.group(1).upper()
    values: dict[str, str] = {}
    types: set[str] = set()
    for parameter in _PARAMETER.findall(head.group(2)):
        key, equals, value = parameter.partition("=")
        key, value = (key.strip().upper(), value.strip('" ')) if equals else ("", key.strip())
        if key == "TYPE" or (not key and value.upper() not in _ENCODINGS):
            types.update(value.upper().split(","))
        elif key == "PREF":
            types.add("PREF")
        else:
            values[key or "ENCODING"] = value
    value = "" if name in _BINARY else _decoded(line[head.end() :], values)
    return Property(name, frozenset(types), value, values.get("GEO", ""))


def _decoded(value: str, parameters: dict[str, str]) -> str:
    encoding, charset = parameters.get("ENCODING", "").upper(), parameters.get("CHARSET", "utf-8")
    if encoding in ("QUOTED-PRINTABLE", "BASE64", "B"):
        known = charset if _CHARSET.fullmatch(charset) else "utf-8"
        try:
            data = value.encode("utf-8")
            plain = quopri.decodestring(data) if encoding == "QUOTED-PRINTABLE" else binascii.a2b_base64(data)
            return plain.decode(known, "replace")
        except (binascii.Error, LookupError):
            return ""
    return value
