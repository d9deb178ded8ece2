"""CSV that every spreadsheet program opens and none runs anything of: cells are quoted, formulas made harmless."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from agents.discovery.safe_cell import to_safe_cell
from agents.discovery.sheet import Column, Kind, Value, to_text

# What to_safe_cell acts upon needs one of these; most cells hold none, and asking so is much quicker.
_SUSPECT = re.compile("[=+\\-@＝＋－＠\t\r\n]")
_NUMBERS = (Kind.NUMBER, Kind.WHOLE, Kind.MOMENT, Kind.DAY)


class CsvWriter:
    """UTF-8 with the mark by which Excel knows it. Numbers stay bare, so that a minus sign is no formula's start."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._path, self._columns = path, columns
        self._is_number = [column.kind in _NUMBERS for column in columns]

    def __enter__(self) -> "CsvWriter":
        self._file = self._path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, quoting=csv.QUOTE_ALL)
        self._csv.writerow([to_safe_cell(column.heading) for column in self._columns])
        return self

    def write(self, rows: Sequence[Sequence[Value]]) -> None:
        self._csv.writerows([self._cells(row) for row in rows])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _cells(self, row: Sequence[Value]) -> list[str]:
        return [
            to_text(value) if is_number else _safe(value if isinstance(value, str) else to_text(value))
            for value, is_number in zip(row, self._is_number, strict=True)
        ]


def _safe(text: str) -> str:
    text = text if text.isprintable() else text.encode("utf-8", "replace").decode()
    return to_safe_cell(text) if _SUSPECT.search(text) else text
