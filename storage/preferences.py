"""Preferences: what a person set on the settings screen, one JSON value a name."""

from typing import Any

from sqlalchemy.orm import Session

from storage.tables import PreferenceRow


class Preferences:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> dict[str, Any]:
        """The stored value, empty where none was set."""
        row = self._session.get(PreferenceRow, name)
        return {} if row is None else dict(row.value)

    def set(self, name: str, value: dict[str, Any]) -> None:
        self._session.merge(PreferenceRow(name=name, value=value))
        self._session.flush()
