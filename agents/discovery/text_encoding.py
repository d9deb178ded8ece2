"""Which encoding a text file is in, of those that spreadsheets and old address books write."""

import codecs
from collections import Counter

from agents.discovery.table import refused

CHOICES = {
    "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16 without mark, little-endian",
    "utf-16-be": "UTF-16 without mark, big-endian", "cp1252": "Windows-1252 (Western Europe)", "latin-1": "Latin-1",
    "iso8859-15": "Latin-9 (with €)", "mac_roman": "Mac Roman", "cp850": "DOS (850)", "cp1250": "Windows-1250",
}  # fmt: skip
# Where bytes alone do not tell, in this order: the first that reads every byte and gives the most usual letters.
_ONE_BYTE = ("cp1252", "latin-1", "mac_roman", "cp850")
_LETTERS = frozenset("äöüÄÖÜßéèêëàâáíóúñçîïôûãõåøæœÉÁÍÓÚÑÇ")
_SIGNS = frozenset("€§°²³«»“”„‘’‚–—…•·¿¡ºª©®™½\u00a0")
_ASCII = bytes(range(128))
_PIECE = 1 << 20


def guess(name: str, data: bytes) -> str:
    """The name of the encoding, a key of ``CHOICES``. Raises BadInput where the file stops being UTF-8 or no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    evens, odds = data[:2000:2].count(0), data[1:2000:2].count(0)
    if abs(odds - evens) > 20 or (len(data) < 200 and abs(odds - evens) > len(data) // 4):
        return "utf-16-le" if odds > evens else "utf-16-be"
    fault = first_fault(data, "utf-8-sig")
    if fault is None:
        return "utf-8-sig"
    if data[fault] and _is_utf8_before(data, fault):
        line = data[:fault].count(b"\n") + 1
        raise refused(f"{name} is damaged at line {line}: its text stops being UTF-8 there.", "Export it again.")
    return _one_byte(data)


def check(name: str, data: bytes, encoding: str) -> None:
    """Raises BadInput where a byte is none of the encoding's, or is NUL, as in files that are no text."""
    fault = first_fault(data, encoding)
    if fault is not None:
        line = data[:fault].count(b"\n") + 1
        what = "a NUL byte" if data[fault : fault + 1] == b"\0" else f"a byte that {encoding} does not know"
        todo = "Choose another encoding, or save it as CSV in UTF-8."
        raise refused(f"{name} cannot be read as text: {what} at line {line}.", todo)


def first_fault(data: bytes, encoding: str) -> int | None:
    """The offset (within about a megabyte's piece) of the first byte that the encoding does not allow, or of a NUL."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        try:
            text = decoder.decode(piece, final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            return start + min(error.start, len(piece) - 1)
        except UnicodeError:  # UTF-16 without the mark that says which half of a character comes first
            return start
        if "\x00" in text:
            return start + max(0, piece.find(b"\x00"))
    return None


def _is_utf8_before(data: bytes, fault: int) -> bool:
    """Whether letters beyond ASCII were read as UTF-8 before: in one-byte text hardly any two bytes would be."""
    return any(byte > 127 for byte in data[max(3, fault - _PIECE) : fault])


def _one_byte(data: bytes) -> str:
    counts = Counter(data[: 32 * _PIECE].translate(None, _ASCII)[:200_000])

    def score(encoding: str) -> int:
        text = bytes(counts).decode(encoding, "replace")
        return sum(_worth(c) * n for c, n in zip(text, counts.values(), strict=True))

    return max(_ONE_BYTE, key=score)


def _worth(character: str) -> int:
    if character in _LETTERS:
        return 2
    if character in _SIGNS:
        return 1
    return -6 if character == "\ufffd" or "\x80" <= character <= "\x9f" else -2
