"""Imported lists: what was chosen for them, and what became of each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.records.campaign import ListOptions


class RowKind(StrEnum):
    """Why a row of an imported list gave no lead of its own, or gave one without all of its fields."""

    FAILED = "failed"
    DUPLICATE = "twice in the list"
    SKIPPED = "known before, skipped"
    OTHER_SECTOR = "of another sector"
    PARTLY = "a field left out"


@dataclass(frozen=True)
class Upload:
    """A list that was uploaded and is kept as ``file``, and what was chosen for it so far.

    ``mapping`` gives the column of each field. ``preview`` is what was read of it (see ``graph.uploads``), ``check``
    what reading all of its rows gave with these choices, empty before that.
    """

    id: int
    file: str
    name: str
    size: int
    at: datetime
    mapping: Mapping[str, str]
    options: ListOptions
    preview: Mapping[str, Any]
    check: Mapping[str, Any]

    @property
    def rows(self) -> int:
        return int(self.preview.get("rows", 0))

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.preview.get("columns", ()))


@dataclass(frozen=True)
class ImportState:
    """How far the import of a campaign's list is: its rows read so far and what became of them, by name."""

    campaign_id: int
    done: int
    figures: Mapping[str, int]
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None


@dataclass(frozen=True)
class RowNote:
    """What is to be said of one row of an imported list, by the number that its own program shows."""

    row: int
    kind: RowKind
    reason: str
