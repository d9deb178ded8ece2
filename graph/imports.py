"""Importing a file: keep it, guess its columns, show what it would give, and serve it as a source."""

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TextIO

from agents.discovery import files
from agents.discovery.source import Found, Past, Plan, Query, Step
from graph.app import App
from storage import sectors
from storage.errors import NotFound, StorageFailed
from storage.records import Brief, Campaign

ROWS_A_STEP = 500
ROWS_A_SECOND = 5000
SHOWN_REASONS = 20
FIGURES = ("rows", "duplicates", "failed", "other_sector")


@dataclass(frozen=True)
class Preview:
    """What a file holds: its kept name, its columns with the guessed mapping, how many rows, and the first few."""

    file: str
    columns: Sequence[str]
    mapping: Mapping[str, str]
    rows: int
    first: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Outcome:
    """What became of the rows of an import.

    A row is ``failed`` where it has no name, a duplicate where an earlier row is the same business; every other row of
    the sector asked for is a lead, ``new`` or ``known`` before.
    """

    rows: int
    new: int
    known: int
    duplicates: int
    failed: int
    other_sector: int

    @property
    def left_out(self) -> int:
        """How many rows gave no lead of their own."""
        return self.duplicates + self.failed + self.other_sector


def keep(app: App, name: str, data: bytes) -> Preview:
    """Keep a file and say what it holds; the same file is kept once.

    Raises BadInput for what cannot be read, StorageFailed where the disk is full.
    """
    table = files.read_table(name, data)
    kept = f"{hashlib.sha256(data).hexdigest()[:16]}-{Path(name).name[-80:]}"
    path = app.settings.imports / kept
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            part = path.with_suffix(path.suffix + ".part")
            part.write_bytes(data)
            part.replace(path)
    except OSError as error:
        raise StorageFailed(
            f"The file {name} could not be kept: {error.strerror}.",
            kept="Nothing was imported.",
            todo="Free some disk space, then try again.",
        ) from error
    return _preview(kept, table, files.guess_mapping(table.columns))


def kept(app: App, brief: Brief) -> Preview:
    """A file that was imported before, with the columns as they were chosen then. Raises NotFound."""
    return _preview(brief.file, _table(_path(app, brief)), dict(brief.columns))


def brief_of(preview: Preview, brief: Brief) -> Brief:
    """The brief of a campaign on a kept file: every row of it, in whatever place."""
    return replace(
        brief,
        source="file",
        file=preview.file,
        columns=tuple(sorted(preview.mapping.items())),
        limit=max(preview.rows, 1),
    )


def same_import(app: App, brief: Brief) -> Campaign | None:
    """The campaign that imported the same file with the same brief already, if there is one."""
    with app.read() as work:
        return next((campaign for campaign in work.campaigns.all() if campaign.brief == brief), None)


def outcome(app: App, campaign_id: int, since: datetime | None = None) -> Outcome | None:
    """What became of the rows of a campaign's list; None until all of them are read, and for any other campaign.

    A lead is new where the list was the first to give it, since the campaign began or since a later time.
    """
    with app.read() as work:
        campaign = work.campaigns.get(campaign_id)
        entries = work.audit.of("campaign", campaign_id, limit=2000) if campaign.brief.source == "file" else []
        detail = next((entry.detail for entry in entries if "failed" in entry.detail), None)
        if detail is None:
            return None
        source = app.sources["file"](campaign.brief).name
        new = work.candidates.count_first_found(campaign_id, source, since or campaign.created_at)
    rows, duplicates, failed, other = (int(detail[name]) for name in FIGURES)
    return Outcome(rows, new, rows - duplicates - failed - other - new, duplicates, failed, other)


def left_out(app: App, brief: Brief, file: TextIO) -> int:
    """Write each row of an import that gave no lead of its own as CSV, its number and why; how many.

    Raises NotFound where the file is gone.
    """
    source = FileSource(_path(app, brief), brief.columns, brief.place)
    writer, count = csv.writer(file), 0
    writer.writerow(("row", "reason"))
    for row, reason in source.left_out(brief.sectors):
        writer.writerow((row, files.to_safe_cell(reason)))
        count += 1
    return count


class FileSource:
    """A kept file as a source of businesses: a step is 500 rows, the last one tells what the rows were."""

    def __init__(self, path: Path, columns: Sequence[tuple[str, str]], place: str) -> None:
        self._path, self._mapping, self._place = path, dict(columns), place
        self.name = f"file {path.name.partition('-')[2]}"

    def plan(self, query: Query) -> Plan:
        """At most as many rows as the limit; the file itself is not read. Raises NotFound where it is gone."""
        if not self._path.is_file():
            raise _gone(self._path)
        return Plan((self.name,), 0, query.limit / ROWS_A_SECOND)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        table = _table(self._path)
        left, sieve = query.limit - query.found, _Sieve(query.sectors)
        for number, batch in enumerate(_grouped(self._rows(table), ROWS_A_STEP)):
            judged = [(one, sieve.judge(row, one)) for row, one in batch]
            item = f"rows {number * ROWS_A_STEP + 1} to {number * ROWS_A_STEP + len(batch)}"
            if item in past.done:
                continue
            if should_stop() or left <= 0:
                return
            wanted = [one for one, _ in judged if isinstance(one, Found) and sieve.is_wanted(one)][:left]
            left -= len(wanted)
            yield Step(item, tuple(wanted), table.count, _few([one for one, _ in judged if isinstance(one, str)]))
        yield Step("all rows", total=table.count, figures=sieve.figures)

    def left_out(self, sectors_wanted: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Each row that gives no lead of its own, with one sentence on why."""
        sieve = _Sieve(sectors_wanted)
        for row, one in self._rows(_table(self._path)):
            if reason := sieve.judge(row, one):
                yield row, reason

    def _rows(self, table: files.Table) -> Iterator[tuple[int, Found | str]]:
        return files.to_found(table, self._mapping or files.guess_mapping(table.columns), self.name)


class _Sieve:
    """Tells the rows apart that give a lead of their own, and counts the others."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._wanted = wanted
        self._seen: dict[str, int] = {}
        self._counts = Counter[str]()

    @property
    def figures(self) -> dict[str, int]:
        return {name: self._counts[name] for name in FIGURES}

    def is_wanted(self, one: Found) -> bool:
        return not self._wanted or one.business.sector in self._wanted

    def judge(self, row: int, one: Found | str) -> str:
        """Why a row gives no lead of its own; empty where it does."""
        self._counts["rows"] += 1
        if isinstance(one, str):
            self._counts["failed"] += 1
            return one
        if not self.is_wanted(one):
            self._counts["other_sector"] += 1
            return f"Row {row} is of another sector: {sectors.label(one.business.sector, plural=True)}."
        first = self._seen.setdefault(one.business.key, row)
        if first != row:
            self._counts["duplicates"] += 1
            return f"Row {row} is the same business as row {first}."
        return ""


def _few(reasons: Sequence[str]) -> str:
    """The first reasons, and how many more there are."""
    more = len(reasons) - SHOWN_REASONS
    return " ".join([*reasons[:SHOWN_REASONS], *([f"{more} more of these rows have none either."] if more > 0 else [])])


def _preview(name: str, table: files.Table, mapping: Mapping[str, str]) -> Preview:
    return Preview(name, table.columns, mapping, table.count, list(islice(table.rows(), 5)))


def _path(app: App, brief: Brief) -> Path:
    return app.settings.imports / Path(brief.file).name


def _table(path: Path) -> files.Table:
    try:
        return files.read_table(path.name, path.read_bytes())
    except OSError as error:
        raise _gone(path) from error


def _gone(path: Path) -> NotFound:
    return NotFound(f"The imported file {path.name} is no longer there.", todo="Import it again.")


def _grouped(rows: Iterator[tuple[int, Found | str]], size: int) -> Iterator[list[tuple[int, Found | str]]]:
    group: list[tuple[int, Found | str]] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
