"""Block keys of leads: which leads are still to be compared, and with which others they share a key."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, exists, insert, select, text, update
from sqlalchemy.orm import Session, aliased

from storage.leads import CHUNK, IDENTITY
from storage.tables import Base, LeadKeyRow, LeadRow

_COLUMNS = tuple(
    getattr(LeadRow, name) for name in ("id", *IDENTITY, "phone_e164", "found_at", "merged_into", "is_compared")
)
# In the words of the index on those few: SQLite would look at every lead for what means the same in others.
_WAITS = text("NOT leads.is_compared")
_KEYS = Base.metadata.tables["lead_keys"]


class LeadKeys:
    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self, limit: int) -> list[dict[str, Any]]:
        """The facts that tell a lead from others, of leads that were not compared since these facts changed."""
        query = select(*_COLUMNS).where(_WAITS).order_by(LeadRow.id).limit(limit)
        return [dict(row) for row in self._session.execute(query).mappings()]

    def count_waiting(self) -> int:
        """How many leads were not compared yet, at most 1,000 are counted."""
        query = select(LeadRow.id).where(_WAITS).limit(1000)
        return len(self._session.execute(query).all())

    def facts(self, ids: Iterable[int]) -> list[dict[str, Any]]:
        """The same facts of given leads."""
        asked, found = list(ids), list[dict[str, Any]]()
        for start in range(0, len(asked), CHUNK):
            query = select(*_COLUMNS).where(LeadRow.id.in_(asked[start : start + CHUNK]))
            found += [dict(row) for row in self._session.execute(query).mappings()]
        return found

    def store(self, keys: Mapping[int, Collection[int]]) -> None:
        """Give each lead its keys in place of those it had, and note that it is compared."""
        for ids in _chunks(list(keys)):
            self._session.execute(delete(LeadKeyRow).where(LeadKeyRow.lead_id.in_(ids)))
            self._session.execute(
                update(LeadRow)
                .where(LeadRow.id.in_(ids))
                .values(is_compared=True)
                .execution_options(synchronize_session=False)
            )
        rows = [(key, lead_id) for lead_id, own in keys.items() for key in own]
        if rows:
            # In the order of the table's own index.
            self._add(sorted(rows))

    def _add(self, rows: Sequence[tuple[int, int]]) -> None:
        """Insert (key, lead id) as the driver takes them: an import adds ten a lead, and they need no conversion."""
        connection = self._session.connection()
        names = ("key", "lead_id")
        statement = insert(_KEYS).compile(connection, column_keys=names)
        if connection.dialect.positional:
            connection.exec_driver_sql(str(statement), list(rows))
        else:
            connection.exec_driver_sql(str(statement), [dict(zip(names, row, strict=True)) for row in rows])

    def blocks(self, ids: Sequence[int], largest: int) -> list[list[int]]:
        """The leads under each key of ``ids`` that two to ``largest`` share, each block in order, merged ones too."""
        own, more = aliased(LeadKeyRow), aliased(LeadKeyRow)
        found: dict[int, set[int]] = defaultdict(set)
        another = select(more.lead_id).where(more.key == own.key)
        # Both look no further than the place asked for, however many leads share a key.
        is_shared, is_crowded = exists(another.limit(1).offset(1)), exists(another.limit(1).offset(largest))
        for some in _chunks(list(ids)):
            keys = select(own.key).where(own.lead_id.in_(some), is_shared, ~is_crowded).distinct().subquery()
            query = select(_KEYS.c.key, _KEYS.c.lead_id).join(keys, keys.c.key == _KEYS.c.key)
            for key, lead_id in self._session.execute(query):
                found[key].add(lead_id)
        return [sorted(block) for _, block in sorted(found.items())]


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
