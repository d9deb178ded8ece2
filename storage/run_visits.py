"""The addresses that a run came to, and what became of each.

Visits are of a kind: what became of a page, or, where ``why`` says that it is no page (one of ``beside``), that word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, case, func, insert, select
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

    def counts(self, run_id: int, beside: Sequence[str]) -> Mapping[str, int]:
        """How many there are of each kind; together they are all."""
        kind = _kind(beside).label("kind")
        query = select(kind, func.count().label("many")).where(RunVisitRow.run_id == run_id).group_by(kind)
        return {row.kind: row.many for row in self._session.execute(query)}

    def reasons(self, run_id: int, outcome: str, beside: Sequence[str], limit: int = 10) -> list[tuple[str, int]]:
        """The commonest reasons of one outcome of pages, each with its count."""
        count = func.count()
        here = (RunVisitRow.run_id == run_id) & (RunVisitRow.outcome == outcome) & RunVisitRow.why.not_in(beside)
        query = select(RunVisitRow.why, count).where(here).group_by(RunVisitRow.why)
        ordered = query.order_by(count.desc(), RunVisitRow.why).limit(limit)
        return [(why, many) for why, many in self._session.execute(ordered)]

    def size(self, run_id: int) -> int:
        """How many bytes came in all."""
        return self._session.scalar(select(func.sum(RunVisitRow.size)).where(RunVisitRow.run_id == run_id)) or 0

    def page(self, run_id: int, kinds: Sequence[str], beside: Sequence[str], offset: int, limit: int) -> list[RunVisit]:
        """In the order they were made; none of ``kinds`` asks for all."""
        query = select(RunVisitRow).where(_of(run_id, kinds, beside)).order_by(RunVisitRow.id)
        return [_record(row) for row in self._session.scalars(query.offset(offset).limit(limit))]

    def each(self, run_id: int, kinds: Sequence[str], beside: Sequence[str]) -> Iterator[RunVisit]:
        """All of them, as ``page``, without holding them all."""
        query = select(RunVisitRow).where(_of(run_id, kinds, beside)).order_by(RunVisitRow.id)
        for row in self._session.scalars(query.execution_options(yield_per=ROWS)):
            yield _record(row)


def _kind(beside: Sequence[str]) -> ColumnElement[str]:
    return case((RunVisitRow.why.in_(beside), RunVisitRow.why), else_=RunVisitRow.outcome)


def _of(run_id: int, kinds: Sequence[str], beside: Sequence[str]) -> ColumnElement[bool]:
    here = RunVisitRow.run_id == run_id
    return here & _kind(beside).in_(kinds) if kinds else here


def _record(row: RunVisitRow) -> RunVisit:
    return RunVisit(row.url, row.outcome, row.why, row.size, row.at)
