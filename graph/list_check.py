"""Checking a list before it is imported: every row is read as the import will read it, and nothing is stored of it."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from graph import imports
from graph.app import App
from graph.row_sieve import Judged, Sieve, judged
from storage.records import Brief, RowKind, Upload

BATCH_ROWS, EXAMPLES, MOST_CAUSES = 2000, 5, 50


def run(app: App, upload_id: int) -> Iterator[tuple[int, int]]:
    """Read all rows of a list, telling (rows read, rows in all) along the way, and keep what was found.

    What is kept are counts by name (``rows``, ``new``, ``known`` and each ``RowKind``), ``problems`` as rows of field,
    cause, count and examples, and ``examples`` of rows by kind. Raises BadInput where no column holds the name.
    """
    upload = imports.get(app, upload_id)
    brief = imports.brief_of(upload, Brief("", "", (), "", ""))
    table = imports.table_of(app, upload.file, upload.options)
    sieve, found = Sieve(brief), _Found()
    rows = judged(table, brief, sieve)
    done = 0
    while batch := list(islice(rows, BATCH_ROWS)):
        found.take(batch, _known(app, batch))
        done += len(batch)
        yield done, table.count
    _keep(app, upload, {**sieve.counts, **found.told(), "problems": found.problems(sieve)})


class _Found:
    """What the rows showed so far: counts, and the first few of each kind."""

    def __init__(self) -> None:
        self.new = self.known = 0
        self._examples: dict[str, list[str]] = {}
        self._of_causes: dict[tuple[str, str], list[str]] = {}

    def take(self, batch: Sequence[Judged], known: set[str]) -> None:
        for one in batch:
            if one.note and one.note.kind != RowKind.PARTLY:
                self._add(str(one.note.kind), one.note.reason)
            elif one.found and one.found.business.key in known:
                self.known += 1
                self._add("known", f"Row {one.reading.row}: {one.found.business.name}")
            else:
                self.new += 1
            for problem in one.reading.problems:
                examples = self._of_causes.setdefault((problem.field, Sieve.kind_of(problem.cause)), [])
                if len(examples) < EXAMPLES:
                    said = Sieve.quoted(problem.cause)
                    examples.append(f"row {problem.row}: {said}" if said else f"row {problem.row}")

    def told(self) -> dict[str, Any]:
        return {"new": self.new, "known": self.known, "examples": self._examples}

    def problems(self, sieve: Sieve) -> list[list[Any]]:
        common = sieve.causes.most_common(MOST_CAUSES)
        return [[field, cause, count, self._of_causes.get((field, cause), [])] for (field, cause), count in common]

    def _add(self, kind: str, words: str) -> None:
        examples = self._examples.setdefault(kind, [])
        if len(examples) < EXAMPLES:
            examples.append(words)


def _known(app: App, batch: Sequence[Judged]) -> set[str]:
    keys = [one.found.business.key for one in batch if one.found]
    with app.read() as work:
        return set(work.leads.ids_of(keys))


def _keep(app: App, upload: Upload, check: dict[str, Any]) -> None:
    """Keep the check, unless something else was chosen meanwhile."""
    with app.write() as work:
        now = work.uploads.get(upload.id)
        if (now.mapping, now.options, now.preview) == (upload.mapping, upload.options, upload.preview):
            work.uploads.set_check(upload.id, check)
        work.commit()
