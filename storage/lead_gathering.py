"""A page of the table of leads where few match: they are gathered and sorted."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from storage import lead_narrowing, lead_query, lead_sorting
from storage.lead_filter import LeadFilter
from storage.lead_place import Place, Side
from storage.lead_sorting import Sorting
from storage.tables import CandidateRow


@dataclass(frozen=True)
class Row:
    """The place of a row in the order: the rank of its part, its key, its id."""

    part: int
    key: Any
    id: int


@dataclass(frozen=True)
class Some:
    """Rows in their order, one more than asked for where there are more; ``total`` and ``number`` where known."""

    rows: tuple[Row, ...]
    total: int | None = None
    number: int | None = None


def gathered(session: Session, where: LeadFilter, place: Place, size: int, most: int) -> Some | None:
    """A page out of all that match, sorted; None where these are more than ``most``."""
    sorting, few = _few(session, where, most)
    query = select(few.c.part, few.c.key, few.c.id, _total(few), _before(few, sorting, place))
    if place.side in (Side.AFTER, Side.BEFORE):
        query = query.where(_beyond(few, sorting, place))
    backwards = place.side in (Side.BEFORE, Side.LAST)
    query = query.order_by(*_by(few, sorting, backwards)).limit(size + 1)
    if place.side == Side.NUMBER:
        query = query.offset(min(place.number or 0, most))
    found = session.execute(query).all()
    total = found[0][3] if found else session.scalar(select(_total(few))) or 0
    if total > most:
        return None
    rows = tuple(Row(part, key, i) for part, key, i, _, _ in found)
    number = _number(place, found[0][4], min(len(rows), size)) if found else None
    return Some(rows[::-1] if backwards else rows, total, number)


def everything(where: LeadFilter, dialect: str) -> Select[int]:
    """The ids of all that match, in their order."""
    sorting = lead_sorting.of(where.order)
    keys = [key.desc() if sorting.is_descending else key.asc() for key in (sorting.key, CandidateRow.id)]
    return lead_query.ids(where, dialect).order_by(_rank(sorting), *keys)


def _number(place: Place, before: int, length: int) -> int | None:
    """The number of the first of ``length`` rows, by how many stand before the row that the place is beside."""
    if place.side == Side.AFTER:
        return before + 1
    return max(before - length, 0) if place.side == Side.BEFORE else None


def _rank(sorting: Sorting) -> ColumnElement[int]:
    return case(*((part.which, rank) for rank, part in enumerate(sorting.parts)), else_=len(sorting.parts))


def _few(session: Session, where: LeadFilter, most: int) -> tuple[Sorting, CTE]:
    """All that match, at most one more than ``most``; read twice, so the database keeps what it gathered."""
    sorting = lead_sorting.of(where.order)
    columns = (CandidateRow.id.label("id"), _rank(sorting).label("part"), sorting.key.label("key"))
    return sorting, lead_narrowing.matching(session, where, *columns).limit(most + 1).cte("few")


def _total(few: CTE) -> ColumnElement[int]:
    return select(func.count()).select_from(few).scalar_subquery()


def _before(few: CTE, sorting: Sorting, place: Place) -> ColumnElement[int]:
    """How many rows stand before the one of a place."""
    if place.side not in (Side.AFTER, Side.BEFORE):
        return literal(0)
    before = _beyond(few, sorting, replace(place, side=Side.BEFORE))
    return select(func.count()).select_from(few).where(before).scalar_subquery()


def _by(few: CTE, sorting: Sorting, backwards: bool) -> list[ColumnElement[Any]]:
    falls = sorting.is_descending != backwards
    keys = [key.desc() if falls else key.asc() for key in (few.c.key, few.c.id)]
    return [few.c.part.desc() if backwards else few.c.part.asc(), *keys]


def _beyond(few: CTE, sorting: Sorting, place: Place) -> ColumnElement[bool]:
    backwards = place.side == Side.BEFORE
    falls = sorting.is_descending != backwards
    row: Any = few.c.id
    here: Any = place.id
    if place.part < len(sorting.parts) and sorting.parts[place.part].is_keyed:
        row, here = tuple_(few.c.key, few.c.id), (place.key, place.id)
    same = and_(few.c.part == place.part, row < here if falls else row > here)
    return or_(few.c.part < place.part if backwards else few.c.part > place.part, same)
