"""The table of leads: pages by keyset, counts that do not scan, and the ids that match, out of a million rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from storage import lead_gathering, lead_narrowing, lead_query, lead_walk
from storage.candidates import Candidates
from storage.lead_filter import GIVEN, LeadFilter
from storage.lead_gathering import Row, Some
from storage.lead_place import FIRST, LAST, Place, Side, at
from storage.records import Candidate, CandidateStatus
from storage.tables import CandidateCountRow, CandidateRow

SIZE = 40
FEW = 1000
"""So many rows are gathered and sorted; where more match, an index is walked, and they are not counted."""
REACH = 10_000
"""How far from either end a page is jumped to by its number."""


@dataclass(frozen=True)
class Count:
    """How many match; where not ``is_exact``, more than ``number``."""

    number: int
    is_exact: bool = True


@dataclass(frozen=True)
class TablePage:
    """Some rows, where the pages before and after them begin (None at the ends), and how many match in all.

    ``number`` is that of the first row, counted from 0, None where it is not known.
    """

    rows: tuple[Candidate, ...]
    before: Place | None
    after: Place | None
    count: Count
    number: int | None


class LeadTable:
    """What a ``LeadFilter`` asks for. More than ``few`` rows are walked through instead of sorted."""

    def __init__(self, session: Session, few: int = FEW) -> None:
        self._session = session
        self._few = few
        self._dialect = session.get_bind().dialect.name

    def page(self, where: LeadFilter, place: Place = FIRST, size: int = SIZE) -> TablePage:
        """The page that begins at a place; where no row is left there, the last page.

        A row's number reaches ``REACH`` rows from either end; one between gives the farthest that it does.
        """
        if where.order.field == GIVEN:
            return self._given(where, place, size)
        some, count = self._some(where, place, size)
        if not some.rows and place.side in (Side.AFTER, Side.NUMBER):
            return self.page(where, LAST, size)
        if place.side == Side.BEFORE and len(some.rows) < size:
            return self.page(where, FIRST, size)
        return self._shown(where, place, size, some, count)

    def rows(self, where: LeadFilter, offset: int = 0, limit: int = 100) -> list[Candidate]:
        """Some of the first rows; for more than some thousands see ``page`` and ``stream``."""
        return Candidates(self._session).many(self.ids(where, offset + limit)[offset:])

    def stream(self, where: LeadFilter, size: int = 1000) -> Iterator[list[Candidate]]:
        """All that match in their order, so many at a time; each once, whatever is added meanwhile."""
        page = self.page(where, FIRST, size)
        yield list(page.rows)
        while page.after is not None:
            page = self.page(where, page.after, size)
            yield list(page.rows)

    def ids(self, where: LeadFilter, limit: int | None = None) -> list[int]:
        """The ids of those that match, in their order."""
        if where.order.field == GIVEN:
            matching = set(self.matching(where))
            return [i for i in where.ids or () if i in matching][:limit]
        if limit is not None and limit <= self._few:
            some, _ = self._some(where, FIRST, limit)
            return [row.id for row in some.rows[:limit]]
        query = lead_gathering.everything(where, self._dialect)
        return list(self._session.scalars(query.limit(limit)))

    def matching(self, where: LeadFilter) -> list[int]:
        """The ids of all that match, in no order."""
        return list(self._session.scalars(self._matching(where)))

    def count(self, where: LeadFilter) -> int:
        """Exactly how many match, at the cost of a look at each where other than decisions are asked for."""
        known = self._counted(where)
        if known is not None:
            return known
        return self._session.scalar(select(func.count()).select_from(self._matching(where).subquery())) or 0

    def count_up_to(self, where: LeadFilter, most: int = REACH) -> Count:
        """How many match, where that is quickly known or not more than ``most``."""
        known = self._counted(where)
        if known is not None:
            return Count(known)
        some = self._matching(where).limit(most + 1).subquery()
        number = self._session.scalar(select(func.count()).select_from(some)) or 0
        return Count(min(number, most), number <= most)

    def counts(self, campaign_id: int) -> dict[CandidateStatus, int]:
        """How many candidates have each status, those that were merged left out."""
        query = select(CandidateCountRow.status, CandidateCountRow.count).where(
            CandidateCountRow.campaign_id == campaign_id,
            CandidateCountRow.count > 0,
            CandidateCountRow.status != CandidateStatus.MERGED,
        )
        return {CandidateStatus(status): count for status, count in self._session.execute(query)}

    def choices(self, campaign_id: int, field: str, most: int = 200) -> list[str]:
        """The values of a field that occur in a campaign: "sector", "source", "booking", "assignee" or "reason"."""
        column, found, last = lead_query.CHOSEN[field], list[str](), ""
        of_campaign = (CandidateRow.campaign_id == campaign_id, column != lead_query.NOTHING)
        # One look into the index a value, however many rows have it.
        while len(found) < most:
            value = self._session.scalar(select(func.min(column)).where(*of_campaign, column > last))
            if value is None:
                break
            found.append(value)
            last = value
        return found

    def _matching(self, where: LeadFilter) -> Select[int]:
        return lead_narrowing.matching(self._session, where, CandidateRow.id)

    def _counted(self, where: LeadFilter) -> int | None:
        """How many match where nothing but decisions is asked for; None otherwise."""
        if where.any_of or where.text.strip() or where.ids is not None:
            return None
        if any(one.field != "decision" for one in where.all_of):
            return None
        statuses = where.decisions()
        return sum(count for status, count in self.counts(where.campaign_id).items() if status in statuses)

    def _some(self, where: LeadFilter, place: Place, size: int) -> tuple[Some, Count]:
        """Rows at a place, and how many match."""
        known = self._counted(where)
        if not where.is_everything and (known is None or known <= self._few):
            some = lead_gathering.gathered(self._session, where, place, size, self._few)
            if some is not None:
                return some, Count(some.total or 0)
        count = Count(self._few, is_exact=False) if known is None else Count(known)
        if place.side != Side.NUMBER:
            return lead_walk.walked(self._session, where, place, size), count
        return self._numbered(where, place.number or 0, size, known), count

    def _numbered(self, where: LeadFilter, number: int, size: int, known: int | None) -> Some:
        """The rows from one on, walked to from the nearer end, as far as ``REACH`` rows."""
        if number > REACH and known is not None and known - number <= REACH:
            rows = lead_walk.walked(self._session, where, LAST, max(known - number, 0)).rows
            return Some(rows[-(known - number) :][: size + 1] if known > number else (), number=number)
        number = min(number, REACH // size * size)
        return Some(lead_walk.walked(self._session, where, FIRST, number + size).rows[number:], number=number)

    def _shown(self, where: LeadFilter, place: Place, size: int, some: Some, count: Count) -> TablePage:
        backwards = place.side in (Side.BEFORE, Side.LAST)
        rows = some.rows[-size:] if backwards else some.rows[:size]
        if place.side == Side.LAST and count.is_exact and count.number:
            rows = rows[-(count.number % size or size) :]
        number = _number(place, some, count, len(rows))
        has_more = len(some.rows) > len(rows)
        is_begin = place.side == Side.FIRST or number == 0 or (backwards and not has_more)
        is_end = place.side == Side.LAST or (not backwards and not has_more)
        before = None if is_begin or not rows else _beside(Side.BEFORE, rows[0], number, -size)
        after = None if is_end or not rows else _beside(Side.AFTER, rows[-1], number, len(rows))
        candidates = Candidates(self._session).many([row.id for row in rows])
        return TablePage(tuple(candidates), before, after, count, number)

    def _given(self, where: LeadFilter, place: Place, size: int) -> TablePage:
        ids = self.ids(where)
        last = max(len(ids) - 1, 0) // size * size
        number = last if place.side == Side.LAST else min(place.number or 0, last)
        rows = Candidates(self._session).many(ids[number : number + size])
        before = at(max(number - size, 0)) if number else None
        after = at(number + size) if number + size < len(ids) else None
        return TablePage(tuple(rows), before, after, Count(len(ids)), number)


def _beside(side: Side, row: Row, number: int | None, by: int) -> Place:
    """The page before or after a row, with its first row's number where this page's is known."""
    return Place(side, None if number is None else max(number + by, 0), row.part, row.key, row.id)


def _number(place: Place, some: Some, count: Count, length: int) -> int | None:
    """The number of the first of ``length`` rows."""
    if place.side == Side.LAST:
        return count.number - length if count.is_exact else None
    return place.number if some.number is None else some.number
