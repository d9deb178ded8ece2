"""JSON read value by value out of a long file, so that never more than one value is in memory."""

import io
import json
from typing import Any

MOST_VALUE = 16_000_000
_PIECE = 1 << 18
_SPACE = " \t\r\n"


class DamagedError(Exception):
    """No JSON at this line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Reader:
    """A place in a JSON text in UTF-8, which moves on with each call.

    Every method raises DamagedError where the text is not what was asked for, nested too deep, or one value takes more
    than 16 million characters; UnicodeDecodeError where it is not UTF-8.
    """

    def __init__(self, data: bytes) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="\n")
        self._buffer, self._at, self._line = "", 0, 1
        self._is_end = False
        self._decode = json.JSONDecoder().raw_decode

    def peek(self) -> str:
        """The next character that is no white space; "" at the end."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACE:
                    return self._buffer[self._at]
                self._at += 1
            if self._is_end:
                return ""
            self._more(_PIECE)

    def take(self, expected: str) -> str:
        """Move past the next character, one of those expected, and say which."""
        found = self.peek()
        if not found or found not in expected:
            raise self._damaged(self._at)
        self._at += 1
        return found

    def value(self) -> Any:
        """Move past a whole value and give it."""
        self.peek()
        while True:
            try:
                value, end = self._decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._is_end or len(self._buffer) - self._at > MOST_VALUE:
                    raise self._damaged(error.pos) from None
            except (ValueError, RecursionError):
                raise self._damaged(self._at) from None
            else:
                # A number at the end of what was read may go on behind it.
                if self._is_end or end < len(self._buffer):
                    self._at = end
                    return value
            self._more(max(_PIECE, len(self._buffer) - self._at))

    def _more(self, size: int) -> None:
        self._line += self._buffer.count("\n", 0, self._at)
        piece = self._text.read(size)
        self._buffer, self._at = self._buffer[self._at :] + piece, 0
        self._is_end = not piece

    def _damaged(self, at: int) -> DamagedError:
        return DamagedError(self._line + self._buffer.count("\n", 0, at))
