"""A table on its way into a file: typed columns, rows in batches, and the formats that it can have."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from storage.errors import BadInput

Value: TypeAlias = str | float | int | datetime | date | tuple[str, ...] | None
"""What a cell holds; None where nothing is known."""
FORMATS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet"}
"""By the ending of the file's name."""


class Kind(StrEnum):
    """What the cells of a column are; a list is several texts, a moment has a time of day, in UTC."""

    TEXT = "text"
    LIST = "list"
    NUMBER = "number"
    WHOLE = "whole number"
    MOMENT = "moment"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """A heading, and what stands below it."""

    heading: str
    kind: Kind = Kind.TEXT


class Writer(Protocol):
    """Writes rows as they come, keeping none of them."""

    def write(self, rows: Sequence[Sequence[Value]]) -> None: ...


def to_file(path: Path, format: str, columns: Sequence[Column]) -> AbstractContextManager[Writer]:
    """A writer of one of ``FORMATS``; the file is whole once its block is left without an error.

    Raises BadInput for another format, BadConfig where a package that it needs is missing.
    """
    if format == "csv":
        from agents.discovery.csv_writer import CsvWriter

        return CsvWriter(path, columns)
    if format == "xlsx":
        from agents.discovery.xlsx_writer import XlsxWriter

        return XlsxWriter(path, columns)
    if format == "parquet":
        from agents.discovery.parquet_writer import ParquetWriter

        return ParquetWriter(path, columns)
    raise BadInput(f"Leads cannot be exported as {format[:20]!r}.", todo=f"Choose one of: {', '.join(FORMATS)}.")


def to_text(value: Value) -> str:
    """A value as a person reads it in a cell; moments as UTC, lists with semicolons between."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
