"""Saved views of the table of leads, each name once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import SavedView, now
from storage.tables import SavedViewRow


class SavedViews:
    def __init__(self, session: Session) -> None:
        self._session = session

    def set(self, name: str, where: str, columns: tuple[str, ...], who: str) -> SavedView:
        """Keep a view under a name; the one that had this name, in whatever case, is replaced."""
        row = self._named(name) or SavedViewRow(key=name.casefold())
        row.name, row.filter, row.columns, row.who, row.at = name, where, list(columns), who, now()
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def find(self, name: str) -> SavedView | None:
        """The view of a name, in whatever case."""
        row = self._named(name)
        return None if row is None else _record(row)

    def get(self, view_id: int) -> SavedView:
        """Raises NotFound."""
        return _record(self._get(view_id))

    def all(self) -> list[SavedView]:
        """By name."""
        return [_record(row) for row in self._session.scalars(select(SavedViewRow).order_by(SavedViewRow.key))]

    def rename(self, view_id: int, name: str) -> None:
        """Raises NotFound."""
        row = self._get(view_id)
        row.key, row.name = name.casefold(), name
        self._session.flush()

    def delete(self, view_id: int) -> None:
        """Raises NotFound."""
        self._session.delete(self._get(view_id))
        self._session.flush()

    def _named(self, name: str) -> SavedViewRow | None:
        return self._session.scalar(select(SavedViewRow).where(SavedViewRow.key == name.casefold()))

    def _get(self, view_id: int) -> SavedViewRow:
        row = self._session.get(SavedViewRow, view_id)
        if row is None:
            raise NotFound("This saved view is not there any more.", todo="Choose another.")
        return row


def _record(row: SavedViewRow) -> SavedView:
    return SavedView(row.id, row.name, row.filter, tuple(row.columns), row.who, row.at)
