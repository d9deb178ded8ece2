"""XML read piece by piece, without any document type: no entities, no external files."""

from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

_PIECE = 1 << 16
_DEEPEST = 100
_LONGEST_TAG = 1 << 22

Attributes = dict[str, str]


class UnsafeXmlError(Exception):
    """The XML brings a document type of its own, in which entity bombs and external entities live."""


def parsed(
    source: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Iterator[None]:
    """Feed a stream to the three handlers, yielding after each piece of 64 KB, so that nothing grows.

    Names come without their prefix.
    Raises:
        UnsafeXmlError: as above. ``xml.parsers.expat.ExpatError``: it is no XML. ValueError: nested over 100
            deep, or a tag of over 4 MB.
    """
    depth = 0

    def begun(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError(name)
        start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(":")[2] if ":" in name else name)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.CharacterDataHandler = text
    yield from _fed(parser, source)


def _fed(parser: expat.XMLParserType, source: IO[bytes]) -> Iterator[None]:
    fed = 0
    while piece := source.read(_PIECE):
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - parser.CurrentByteIndex > _LONGEST_TAG:
            raise ValueError("a tag without end")
        yield
    parser.Parse(b"", True)
    yield


def _refuse(*_declared: object) -> None:
    raise UnsafeXmlError
