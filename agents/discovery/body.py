"""The body of an answer: unpacked piece by piece within a limit, and read as text."""

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

from storage.errors import Blocked, Unavailable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PIECE = 1 << 16


class Body:
    """Takes an answer's bytes, at most ``max_bytes`` unpacked, so that no long or densely packed one fills the memory.

    Of a longer body the first ``max_bytes`` are kept where ``is_cut``; otherwise it is refused.
    """

    def __init__(self, url: str, headers: Mapping[str, str], max_bytes: int, *, is_cut: bool) -> None:
        self._url, self._most, self._is_cut = url, max_bytes, is_cut
        self.arrived = 0
        announced = headers.get("content-length", "")
        if not is_cut and announced.isdigit() and (len(announced) > 15 or int(announced) > max_bytes):
            raise self._too_large()
        packing = headers.get("content-encoding", "identity").strip().casefold() or "identity"
        if packing not in ("identity", "gzip", "x-gzip", "deflate"):
            raise Unavailable(f"{url} answers in a packing that was not asked for ({packing[:20]}).")
        self._unpack = None if packing == "identity" else zlib.decompressobj(47)

    def read(self, stream: Iterable[bytes]) -> bytes:
        """The body. Raises Blocked where it is too large; zlib.error where it is not packed as it says."""
        pieces, size = [], 0
        for piece in self._pieces(stream):
            if size + len(piece) > self._most:
                if not self._is_cut:
                    raise self._too_large()
                pieces.append(piece[: self._most - size])
                break
            size += len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def _pieces(self, stream: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in stream:
            self.arrived += len(chunk)
            if self._unpack is None:
                yield chunk
            else:
                yield from unpacked(self._unpack, chunk)

    def _too_large(self) -> Blocked:
        return Blocked(f"{self._url} is larger than {self._most / 1e6:g} MB and was cut off.")


def unpacked(unpack: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """What a piece of a packed stream holds, in pieces of at most 64 kB."""
    while packed:
        yield unpack.decompress(packed, _PIECE)
        packed = unpack.unconsumed_tail


def unzipped(data: bytes, max_bytes: int) -> bytes:
    """The content of a gzip file, or its first ``max_bytes``. Raises zlib.error where it is none."""
    unpack = zlib.decompressobj(31)
    pieces, size = [], 0
    for piece in unpacked(unpack, data):
        pieces.append(piece[: max_bytes - size])
        size += len(piece)
        if size >= max_bytes:
            break
    return b"".join(pieces)


def text(data: bytes, content_type: str) -> str:
    """The body as text: by its byte order mark, what its header or it itself declares, UTF-8, or else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = re.search(r"charset=[\"']?([\w-]+)", content_type)
    named = declared.group(1) if declared else ""
    if not named:
        meta = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        named = meta.group(1).decode("ascii", "replace") if meta else ""
    for encoding in (named or "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")
