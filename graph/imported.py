"""What became of an imported list: its counts, the rows that were left out as a file, and taking it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, TextIO

from agents.discovery import failed_rows
from agents.discovery.failed_rows import FailedRow
from graph import imports
from graph.app import App
from storage.errors import NotAllowed
from storage.records import Brief, RowKind

LEFT_OUT = (RowKind.FAILED, RowKind.DUPLICATE, RowKind.SKIPPED, RowKind.OTHER_SECTOR)


@dataclass(frozen=True)
class Outcome:
    """What became of the rows of an import.

    A row ``failed`` where it cannot be used, is a duplicate where an earlier row is the same business, and was
    ``skipped`` where the business was known before and that was asked for. Every other row of the sectors asked for is
    a lead: ``created``, ``updated`` where it was known and gained or changed a fact, else ``unchanged``. ``partly``
    counts rows that became leads without one of their fields. ``merged`` are leads of the import that turned out to be
    another lead of it, and stand in the table no more.
    """

    rows: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    duplicates: int
    failed: int
    other_sector: int
    partly: int
    merged: int = 0

    @property
    def left_out(self) -> int:
        """How many rows gave no lead of their own."""
        return self.duplicates + self.failed + self.other_sector + self.skipped


@dataclass(frozen=True)
class TakenBack:
    """What undoing an import did: leads removed, leads whose facts were put back, and candidates that stay."""

    removed: int
    restored: int
    kept: int


def outcome(app: App, campaign_id: int) -> Outcome | None:
    """What became of the rows of a campaign's list; None until all of them are read, and for any other campaign."""
    with app.read() as work:
        state, merged = work.imports.of(campaign_id), work.candidates.merged(campaign_id)
    if state is None or state.finished_at is None:
        return None
    counted = {"skipped": RowKind.SKIPPED, "duplicates": RowKind.DUPLICATE, "failed": RowKind.FAILED}
    kinds = {**counted, "other_sector": RowKind.OTHER_SECTOR, "partly": RowKind.PARTLY}
    names = {name: name for name in ("rows", "created", "updated", "unchanged")} | kinds
    return Outcome(**{field: int(state.figures.get(name, 0)) for field, name in names.items()}, merged=merged)


def take_back(app: App, campaign_id: int, who: str) -> TakenBack:
    """Undo an import: its candidates that nobody touched go, with the leads that it created and no one else knows.

    What it changed on leads that were known before is put back, as far as it still stands. Raises NotAllowed where the
    import is not at its end, was taken back already, or the campaign is at work.
    """
    with app.write() as work:
        state = work.imports.of(campaign_id)
        if state is None or state.finished_at is None or work.jobs.has_active(campaign_id):
            raise NotAllowed(
                "This import is still at work.", kept="Nothing was changed.", todo="Stop it first, or wait."
            )
        if state.undone_at is not None:
            raise NotAllowed("This import was taken back already.", kept="Nothing was changed.")
        campaign = work.campaigns.get(campaign_id)
        before = sum(work.table.counts(campaign_id).values())
        changes, found = work.imports.changes(campaign_id), work.import_undo.untouched(campaign_id)
        work.import_undo.remove_candidates([candidate_id for candidate_id, _ in found])
        source, leads = imports.source_name(campaign.brief.file), [lead_id for _, lead_id in found]
        removed = work.import_undo.remove_leads(leads, source, campaign.created_at)
        done = TakenBack(removed, work.leads.put_back(changes), before - len(found))
        work.imports.set_undone(campaign_id)
        detail = {"removed": done.removed, "restored": done.restored, "kept": done.kept}
        work.audit.append(who, "take back import", "campaign", [campaign_id], detail)
        work.commit()
    return done


def can_take_back(app: App, campaign_id: int) -> bool:
    """Whether there is an import to undo that nobody undid yet."""
    with app.read() as work:
        state = work.imports.of(campaign_id)
        return state is not None and state.finished_at is not None and state.undone_at is None


def taken_back_at(app: App, campaign_id: int) -> datetime | None:
    """When the import of a campaign was undone; None where it was not, or where there is none."""
    with app.read() as work:
        state = work.imports.of(campaign_id)
        return state.undone_at if state else None


def write_csv(app: App, campaign_id: int, kinds: Sequence[RowKind], file: TextIO) -> int:
    """Write each row of these kinds as it came and its reason; how many. Raises NotFound where the file is gone."""
    columns, rows = _rows(app, campaign_id, kinds)
    return failed_rows.write_csv(columns, rows, file)


def write_xlsx(app: App, campaign_id: int, kinds: Sequence[RowKind], file: BinaryIO) -> int:
    """The same as a workbook."""
    columns, rows = _rows(app, campaign_id, kinds)
    return failed_rows.write_xlsx(columns, rows, file)


def _rows(app: App, campaign_id: int, kinds: Sequence[RowKind]) -> tuple[Sequence[str], Iterator[FailedRow]]:
    with app.read() as work:
        brief: Brief = work.campaigns.get(campaign_id).brief
        reasons = {note.row: note.reason for note in work.imports.notes(campaign_id, kinds)}
    table = imports.table_of(app, brief.file, brief.options)
    return table.columns, ((cells, reasons[number]) for number, cells in table.records() if number in reasons)
