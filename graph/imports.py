"""Importing a file: keep it, guess its columns, show what it would give, and serve it as a source."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from agents.discovery import files
from agents.discovery.source import Found, Plan, Query, Step
from graph.app import App
from storage.errors import NotFound, StorageFailed
from storage.records import Brief, Campaign

ROWS_A_STEP = 500
ROWS_A_SECOND = 5000


@dataclass(frozen=True)
class Preview:
    """What a file holds: its kept name, its columns with the guessed mapping, how many rows, and the first few."""

    file: str
    columns: Sequence[str]
    mapping: Mapping[str, str]
    rows: int
    first: Sequence[Mapping[str, str]]


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
    mapping = files.guess_mapping(table.columns)
    return Preview(kept, table.columns, mapping, table.count, list(islice(table.rows(), 5)))


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


def lead_count(app: App) -> int:
    """How many leads are known in all."""
    with app.read() as work:
        return work.leads.count()


class FileSource:
    """A kept file as a source of businesses: a step is 500 rows."""

    def __init__(self, path: Path, columns: Sequence[tuple[str, str]], place: str) -> None:
        self._path, self._mapping, self._place = path, dict(columns), place
        self.name = f"file {path.name.partition('-')[2]}"

    def plan(self, query: Query) -> Plan:
        rows = min(query.limit, self._table().count)
        return Plan((self.name,), 0, rows / ROWS_A_SECOND)

    def find(self, query: Query, done: Set[str], should_stop: Callable[[], bool]) -> Iterator[Step]:
        table = self._table()
        mapping = self._mapping or files.guess_mapping(table.columns)
        left = query.limit - query.found
        rows = files.to_found(table, mapping, self.name)
        for number, batch in enumerate(_grouped(rows, ROWS_A_STEP)):
            item = f"rows {number * ROWS_A_STEP + 1} to {number * ROWS_A_STEP + len(batch)}"
            if item in done:
                continue
            if should_stop() or left <= 0:
                return
            found = [one for _, one in batch if isinstance(one, Found)][:left]
            wanted = [one for one in found if query.sector in ("", one.business.sector)]
            failed = [one for _, one in batch if isinstance(one, str)]
            left -= len(wanted)
            yield Step(item, tuple(wanted), table.count, " ".join(failed[:20]))

    def _table(self) -> files.Table:
        try:
            return files.read_table(self._path.name, self._path.read_bytes())
        except OSError as error:
            raise NotFound(
                f"The imported file {self._path.name} is no longer there.", todo="Import it again."
            ) from error


def _grouped(rows: Iterator[tuple[int, Found | str]], size: int) -> Iterator[list[tuple[int, Found | str]]]:
    group: list[tuple[int, Found | str]] = []
    for row in rows:
        group.append(row)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
