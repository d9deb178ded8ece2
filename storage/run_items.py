"""What a run has to read: the frontier that it found so far, and what is finished."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from storage.records import ItemState, RunItem
from storage.tables import RunItemRow, RunLeadRow

CHUNK = 5000
OPEN = (ItemState.AHEAD, ItemState.PASSING)


class RunItems:
    def __init__(self, session: Session) -> None:
        self._session = session

    def done(self, run_id: int) -> frozenset[str]:
        """The names of those that need no second visit."""
        query = select(RunItemRow.name).where(_of(run_id), RunItemRow.state == ItemState.DONE)
        return frozenset(self._session.scalars(query))

    def ahead(self, run_id: int) -> list[RunItem]:
        """Those that still have to be read, or read again, in the order they were found."""
        query = select(RunItemRow).where(_of(run_id), RunItemRow.state.in_(OPEN)).order_by(RunItemRow.id)
        return [_record(row) for row in self._session.scalars(query)]

    def keep(self, run_id: int, items: Iterable[RunItem]) -> dict[str, int]:
        """Keep items as they stand now; the ids by name.

        What is done stays as it is, whatever comes later. Others take the latest state; a kind and a note that were
        told once stay.
        """
        wanted: dict[str, RunItem] = {}
        for item in items:
            wanted[item.name] = _later(wanted.get(item.name), item)
        known = self._named(run_id, list(wanted))
        for name, row in known.items():
            later = _later(_record(row), wanted[name])
            row.kind, row.note, row.state, row.problem = later.kind, later.note, later.state, later.problem
        new = [{"run_id": run_id, **vars(item)} for name, item in wanted.items() if name not in known]
        if new:
            self._session.execute(insert(RunItemRow), new)
        self._session.flush()
        return {name: row.id for name, row in (self._named(run_id, list(wanted)) if new else known).items()}

    def counts(self, run_id: int) -> Mapping[tuple[str, ItemState], int]:
        """How many there are of each kind and state."""
        kinds = (RunItemRow.kind, RunItemRow.state)
        query = select(*kinds, func.count()).where(_of(run_id)).group_by(*kinds).order_by(*kinds)
        return {(kind, ItemState(state)): count for kind, state, count in self._session.execute(query)}

    def count(self, run_id: int, *states: ItemState) -> int:
        query = select(func.count()).select_from(RunItemRow).where(_of(run_id), RunItemRow.state.in_(states))
        return self._session.scalar(query) or 0

    def problems(self, run_id: int, limit: int = 50) -> tuple[int, list[RunItem]]:
        """How many gave nothing, and the first of them."""
        failed = _of(run_id) & (RunItemRow.problem != "")
        count = self._session.scalar(select(func.count()).select_from(RunItemRow).where(failed)) or 0
        rows = self._session.scalars(select(RunItemRow).where(failed).order_by(RunItemRow.id).limit(limit))
        return count, [_record(row) for row in rows]

    def reopen(self, run_id: int, problem: str) -> int:
        """Put what was read with this in its problem back in line; how many. What is of no kind stays as it is."""
        wanted = _of(run_id) & (RunItemRow.state == ItemState.DONE) & (RunItemRow.kind != "")
        found = RunItemRow.problem.contains(problem, autoescape=True)
        reopened = update(RunItemRow).where(wanted, found).values(state=ItemState.AHEAD, problem="")
        return len(self._session.scalars(reopened.returning(RunItemRow.id)).all())

    def forget_told(self, run_id: int) -> None:
        """Drop problems that belong to no item of the frontier, such as that of a cap: they are told anew."""
        found = select(RunLeadRow.item_id).where(RunLeadRow.run_id == run_id, RunLeadRow.item_id.is_not(None))
        told = (RunItemRow.kind == "") & (RunItemRow.problem != "") & RunItemRow.id.not_in(found)
        self._session.execute(delete(RunItemRow).where(_of(run_id), told))

    def forget(self, run_id: int, names: Iterable[str]) -> None:
        """Drop items that lead to nothing found, as if they had never been read."""
        self._session.execute(delete(RunItemRow).where(_of(run_id), RunItemRow.name.in_(list(names))))

    def _named(self, run_id: int, names: list[str]) -> dict[str, RunItemRow]:
        found: dict[str, RunItemRow] = {}
        for start in range(0, len(names), CHUNK):
            some = RunItemRow.name.in_(names[start : start + CHUNK])
            found.update((row.name, row) for row in self._session.scalars(select(RunItemRow).where(_of(run_id), some)))
        return found


def _later(before: RunItem | None, after: RunItem) -> RunItem:
    """What two words on one item come to."""
    if before is None:
        return after
    if before.state == ItemState.DONE or after.state == ItemState.AHEAD:
        return before
    return RunItem(after.name, after.kind or before.kind, after.note or before.note, after.state, after.problem)


def _of(run_id: int) -> ColumnElement[bool]:
    return RunItemRow.run_id == run_id


def _record(row: RunItemRow) -> RunItem:
    return RunItem(row.name, row.kind, row.note, ItemState(row.state), row.problem)
