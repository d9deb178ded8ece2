"""The addresses that a run came to, and what became of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from storage.records import RunVisit
from storage.tables import RunVisitRow

ROWS = 1000


class RunVisits:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, run_id: int, visits: Iterable[RunVisit]) -> None:
        rows = [{"run_id": run_id, **vars(visit)} for visit in visits]
        if rows:
            self._session.execute(insert(RunVisitRow), rows)

    def counts(self, run_id: int) -> Mapping[str, int]:
        """How many there are of each outcome."""
        query = select(RunVisitRow.outcome, func.count().label("many")).where(RunVisitRow.run_id == run_id)
        return {row.outcome: row.many for row in self._session.execute(query.group_by(RunVisitRow.outcome))}

    def reasons(self, run_id: int, outcome: str, limit: int = 10) -> list[tuple[str, int]]:
        """The commonest reasons of one outcome, each with its count."""
        count = func.count()
        query = select(RunVisitRow.why, count).where(_of(run_id, [outcome])).group_by(RunVisitRow.why)
        return [(why, many) for why, many in self._session.execute(query.order_by(count.desc()).limit(limit))]

    def size(self, run_id: int) -> int:
        """How many bytes came in all."""
        return self._session.scalar(select(func.sum(RunVisitRow.size)).where(RunVisitRow.run_id == run_id)) or 0

    def page(self, run_id: int, outcomes: Sequence[str], offset: int, limit: int) -> list[RunVisit]:
        """In the order they were made; none of ``outcomes`` asks for all."""
        query = select(RunVisitRow).where(_of(run_id, outcomes)).order_by(RunVisitRow.id)
        return [_record(row) for row in self._session.scalars(query.offset(offset).limit(limit))]

    def each(self, run_id: int, outcomes: Sequence[str]) -> Iterator[RunVisit]:
        """All of them, as ``page``, without holding them all."""
        query = select(RunVisitRow).where(_of(run_id, outcomes)).order_by(RunVisitRow.id)
        for row in self._session.scalars(query.execution_options(yield_per=ROWS)):
            yield _record(row)


def _of(run_id: int, outcomes: Sequence[str]) -> ColumnElement[bool]:
    here = RunVisitRow.run_id == run_id
    return here & RunVisitRow.outcome.in_(outcomes) if outcomes else here


def _record(row: RunVisitRow) -> RunVisit:
    return RunVisit(row.url, row.outcome, row.why, row.size, row.at)
