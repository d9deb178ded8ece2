"""Block keys of leads: which leads are still to be compared, and with which others they share a key."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from storage import bulk
from storage.leads import CHUNK, IDENTITY
from storage.tables import NOT_COMPARED, Base, LeadKeyRow, LeadRow

_LEADS, _KEYS = Base.metadata.tables["leads"], Base.metadata.tables["lead_keys"]
_NAMES = ("id", *IDENTITY, "phone_e164", "found_at")
_FACTS = select(*(_LEADS.c[name] for name in _NAMES))


class LeadKeys:
    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(self, limit: int) -> list[dict[str, Any]]:
        """The facts that tell a lead from others, of leads that were not compared since these facts changed."""
        return self._facts(_FACTS.where(NOT_COMPARED).order_by(_LEADS.c.id).limit(limit))

    def count_waiting(self) -> int:
        """How many leads were not compared yet, at most 1,000 are counted."""
        query = select(_LEADS.c.id).where(NOT_COMPARED).limit(1000)
        return len(self._session.execute(query).all())

    def facts(self, ids: Iterable[int]) -> list[dict[str, Any]]:
        """The same facts of given leads."""
        asked, found = list(ids), list[dict[str, Any]]()
        for start in range(0, len(asked), CHUNK):
            found += self._facts(_FACTS.where(_LEADS.c.id.in_(asked[start : start + CHUNK])))
        return found

    def _facts(self, query: Select[Any]) -> list[dict[str, Any]]:
        return [dict(zip(_NAMES, row, strict=True)) for row in self._session.execute(query)]

    def store(self, keys: Mapping[int, Collection[int]]) -> None:
        """Give each lead its keys in place of those it had, and note that it is compared."""
        for ids in _chunks(bulk.within_reach(self._session, LeadKeyRow.lead_id, keys)):
            self._session.execute(delete(LeadKeyRow).where(LeadKeyRow.lead_id.in_(ids)))
        for ids in _chunks(list(keys)):
            self._session.execute(
                update(LeadRow)
                .where(LeadRow.id.in_(ids))
                .values(is_compared=True)
                .execution_options(synchronize_session=False)
            )
        # In the order of the table's own index.
        ordered = sorted((key, lead_id) for lead_id, own in keys.items() for key in own)
        if ordered:
            bulk.add_bound(self._session, _KEYS, ("key", "lead_id"), ordered)

    def blocks(self, ids: Sequence[int], largest: int) -> list[list[int]]:
        """The leads under each key of ``ids`` that two to ``largest`` share, each block in order, merged ones too."""
        own, more = aliased(LeadKeyRow), aliased(LeadKeyRow)
        found: dict[int, set[int]] = defaultdict(set)
        for some in _chunks(list(ids)):
            # Grouped, each comes once, in the order of the table: looking them up goes from page to page.
            # SQLite would rather read the whole table in that order than look up thousands of leads and sort.
            own_keys = select(own.key).where(own.lead_id.in_(some)).group_by(own.key)
            keys = own_keys.with_hint(own, "INDEXED BY lead_keys_of_lead", "sqlite").subquery()
            another = select(more.lead_id).where(more.key == keys.c.key)
            # Both look no further than the place asked for, however many leads share a key.
            is_shared, is_crowded = exists(another.limit(1).offset(1)), exists(another.limit(1).offset(largest))
            shared = select(keys.c.key).where(is_shared, ~is_crowded).subquery()
            query = select(_KEYS.c.key, _KEYS.c.lead_id).join(shared, shared.c.key == _KEYS.c.key)
            for key, lead_id in self._session.execute(query):
                found[key].add(lead_id)
        return [sorted(block) for _, block in sorted(found.items())]


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
