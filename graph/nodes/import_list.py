"""Find, where the businesses stand in a list: rows become leads, a batch a transaction."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from graph import collecting, expected, identity_sweep, imports
from graph.app import App
from graph.row_sieve import Judged, Sieve, judged
from graph.run import Run, StopAsked
from storage.leads import Stored
from storage.records import Brief, Known, RowKind, RowNote, SearchRun, now
from storage.unit_of_work import UnitOfWork

BATCH_ROWS = 2000
COMPARED_ROWS = 3 * BATCH_ROWS
"""After so many rows they are compared: the more at once, the fewer times each page of the keys is written."""


def import_list(run: Run, search: SearchRun) -> None:
    """Take over every row that was not read yet; killed or stopped, the next start goes on behind the last batch.

    Rows before that are judged again, not stored: what repeats one of them is still known for it.
    """
    with run.app.read() as work:
        brief = work.campaigns.get(search.campaign_id).brief
        state = work.imports.of(search.campaign_id)
    done = state.done if state else 0
    table = imports.table_of(run.app, brief.file, brief.options)
    run.begin("find", table.count, f"Reading {imports.source_name(brief.file)}")
    sieve, stored = Sieve(brief), Counter(state.figures if state else {})
    read, began, is_stopped = 0, time.monotonic(), False
    with collecting.seldom():
        for batch in _batches(judged(table, brief, sieve)):
            if is_stopped := run.should_stop():
                break
            read += len(batch)
            if read > done:
                seconds, began = time.monotonic() - began, time.monotonic()
                stored += _keep(run.app, search, brief, batch, read, stored, seconds)
                if read % COMPARED_ROWS == 0:
                    identity_sweep.sweep(run.app, most=2 * COMPARED_ROWS)
            run.advance(read, message=_named_last(batch))
        identity_sweep.sweep(run.app, most=2 * COMPARED_ROWS)
    if is_stopped or run.should_stop():
        raise StopAsked
    _finish(run.app, search)


def _keep(
    app: App, search: SearchRun, brief: Brief, batch: Sequence[Judged], read: int, before: Counter[str], seconds: float
) -> Counter[str]:
    """Store one batch whole, with how far the list is read; what became of its rows."""
    at = now()
    with app.write() as work:
        wanted, skipped = _wanted(work, brief, batch)
        is_over = brief.options.known == Known.OVERWRITE
        firsts, new = _store(work, search, brief, [one for one in wanted if one.is_first], at, overwrite=is_over)
        _store(work, search, brief, [one for one in wanted if not one.is_first], at)
        notes = {note.row: note for one in batch if (note := one.note)} | {note.row: note for note in skipped}
        work.imports.note(search.campaign_id, list(notes.values()))
        figures = Counter[str](str(note.kind) for note in notes.values())
        unchanged = max(len(firsts.ids) - firsts.created - firsts.updated, 0)
        figures += Counter(rows=len(batch), created=firsts.created, updated=firsts.updated, unchanged=unchanged)
        work.imports.advance(search.campaign_id, read, before + figures)
        repeated = figures[RowKind.DUPLICATE]
        work.runs.add_up(search.id, seconds=seconds, found=len(firsts.ids), new=new, duplicates=repeated)
        detail = {"campaign": search.campaign_id, "source": imports.source_name(brief.file)}
        detail |= {"new": firsts.created, "updated": firsts.updated}
        work.audit.append("handpicked", "find", "lead", firsts.ids, detail)
        work.commit()
    return figures


def _store(
    work: UnitOfWork, search: SearchRun, brief: Brief, rows: Sequence[Judged], at: datetime, *, overwrite: bool = False
) -> tuple[Stored, int]:
    """Make rows leads and candidates with their evidence; what was stored, and how many candidates are new.

    Without ``overwrite``, as for a row that repeats an earlier one, a known lead only gains what it lacked.
    """
    found = [one.found for one in rows if one.found]
    source = imports.source_name(brief.file)
    stored = work.leads.store([one.business for one in found], source, at, overwrite=overwrite)
    quotes = [(lead_id, quote) for lead_id, one in zip(stored.ids, found, strict=True) for quote in one.quotes]
    work.evidence.store(quotes, source, at)
    new = work.candidates.add(search.campaign_id, stored.ids, search.number)
    work.imports.keep_changes(search.campaign_id, stored.changes, at)
    return stored, new


def _wanted(work: UnitOfWork, brief: Brief, batch: Sequence[Judged]) -> tuple[list[Judged], list[RowNote]]:
    """The rows that are taken over, and of those that are skipped because they were known before, why."""
    usable = [one for one in batch if one.found]
    if brief.options.known != Known.SKIP:
        return usable, []
    known = work.leads.ids_of([one.found.business.key for one in usable if one.found])
    skipped = [
        RowNote(one.reading.row, RowKind.SKIPPED, f"Row {one.reading.row} was known before and was skipped.")
        for one in usable
        if one.found and one.found.business.key in known and one.is_first
    ]
    return [one for one in usable if one.found and one.found.business.key not in known], skipped


def _finish(app: App, search: SearchRun) -> None:
    with app.write() as work:
        work.imports.finish(search.campaign_id)
        work.runs.move(search.id, "finish")
        expected.note_search(work, work.campaigns.get(search.campaign_id).brief, work.runs.get(search.id))
        state = work.imports.of(search.campaign_id)
        detail = dict(state.figures) if state else {}
        work.audit.append("handpicked", "finish importing", "campaign", [search.campaign_id], detail)
        work.commit()


def _batches(rows: Iterator[Judged]) -> Iterator[list[Judged]]:
    while batch := list(islice(rows, BATCH_ROWS)):
        yield batch


def _named_last(batch: Sequence[Judged]) -> str | None:
    names = [one.found.business.name for one in batch[-20:] if one.found]
    return names[-1] if names else None
