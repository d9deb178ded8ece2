"""Personas: who reads the messages of one candidate."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.records import Persona, PersonaText
from storage.tables import PersonaRow


class Personas:
    def __init__(self, session: Session) -> None:
        self._session = session

    def set(self, candidate_id: int, text: PersonaText, *, edited: bool = False) -> None:
        """Keep a persona; one that a person edited is replaced only by another edit."""
        row = self._session.scalar(select(PersonaRow).where(PersonaRow.candidate_id == candidate_id))
        if row is None:
            row = PersonaRow(candidate_id=candidate_id, edited=edited)
            self._session.add(row)
        elif row.edited and not edited:
            return
        row.role, row.edited = text.role, edited
        row.cares_about, row.grounds, row.portrait = list(text.cares_about), list(text.grounds), text.portrait
        self._session.flush()

    def of(self, candidate_ids: Sequence[int]) -> dict[int, Persona]:
        rows = self._session.scalars(select(PersonaRow).where(PersonaRow.candidate_id.in_(candidate_ids)))
        return {
            row.candidate_id: Persona(
                row.id,
                row.candidate_id,
                PersonaText(row.role, tuple(row.cares_about), tuple(row.grounds), row.portrait),
                row.edited,
            )
            for row in rows
        }
