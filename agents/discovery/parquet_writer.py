"""Parquet for analysts: typed columns, written in row groups as the rows come. No cell of it is ever run."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from agents.discovery.sheet import Column, Kind, Value
from storage.errors import BadConfig

ROW_GROUP = 20_000


class ParquetWriter:
    """Texts as they are; an unknown number, day or moment is null, an unknown text is empty."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        try:
            import pyarrow as pa  # type: ignore[import-untyped]
            from pyarrow import parquet
        except ImportError:
            raise BadConfig("Parquet files need pyarrow.", todo="Run: pip install pyarrow") from None
        types = {
            Kind.TEXT: pa.string(),
            Kind.LIST: pa.list_(pa.string()),
            Kind.NUMBER: pa.float64(),
            Kind.WHOLE: pa.int64(),
            Kind.MOMENT: pa.timestamp("us", tz="UTC"),
            Kind.DAY: pa.date32(),
        }
        self._arrow: Any = pa
        self._schema = pa.schema([(column.heading, types[column.kind]) for column in columns])
        self._open, self._path = parquet.ParquetWriter, path
        self._rows: list[Sequence[Value]] = []

    def __enter__(self) -> "ParquetWriter":
        self._file = self._open(self._path, self._schema, compression="zstd")
        return self

    def write(self, rows: Sequence[Sequence[Value]]) -> None:
        self._rows += rows
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [
                self._arrow.array(map(_fit, cells), field.type, size=len(self._rows))
                for cells, field in zip(columns, self._schema, strict=True)
            ]
            self._file.write_batch(self._arrow.record_batch(arrays, schema=self._schema))
            self._rows = []


def _fit(value: Value) -> Value:
    """Half of a surrogate pair is no text that any file can hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and not value.isprintable() else value
