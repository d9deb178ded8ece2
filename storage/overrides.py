"""Overrides: a person's word that a sentence nothing supports may stay in a draft, and why."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import BadInput
from storage.records import Override, now
from storage.tables import OverrideRow


class Overrides:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, draft_id: int, sentence: str, reason: str, who: str) -> Override:
        """Keep a person's word for one sentence of a draft, word for word; a second word for it changes nothing.

        Raises: BadInput where no reason or no sentence is given.
        """
        if not reason.strip():
            raise BadInput("There is no reason for the override.", kept="The sentence stays marked.", todo="Say why.")
        if not sentence.strip():
            raise BadInput("There is no sentence to override.", kept="Nothing was changed.", todo="Choose a sentence.")
        row = self._row(draft_id, sentence)
        if row is None:
            row = OverrideRow(draft_id=draft_id, sentence=sentence, reason=reason.strip(), who=who, at=now())
            self._session.add(row)
            self._session.flush()
        return _record(row)

    def of(self, draft_ids: Sequence[int]) -> dict[int, list[Override]]:
        """The overrides of each draft, the oldest first."""
        found: dict[int, list[Override]] = {draft_id: [] for draft_id in draft_ids}
        query = select(OverrideRow).where(OverrideRow.draft_id.in_(draft_ids)).order_by(OverrideRow.id)
        for row in self._session.scalars(query):
            found[row.draft_id].append(_record(row))
        return found

    def remove(self, draft_id: int, sentence: str) -> None:
        """Take the word for a sentence back; one that was not given is no error."""
        row = self._row(draft_id, sentence)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def _row(self, draft_id: int, sentence: str) -> OverrideRow | None:
        query = select(OverrideRow).where(OverrideRow.draft_id == draft_id, OverrideRow.sentence == sentence)
        return self._session.scalar(query)


def _record(row: OverrideRow) -> Override:
    return Override(row.draft_id, row.sentence, row.reason, row.who, row.at)
