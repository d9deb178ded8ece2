"""Recipes: how directory sites are read, each by a name of its own."""

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import BadInput, NotFound
from storage.records import Recipe, now
from storage.tables import RecipeRow

_COLUMNS = tuple(field.name for field in fields(Recipe) if field.name != "id")


class Recipes:
    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> list[Recipe]:
        """By name."""
        return [_record(row) for row in self._session.scalars(select(RecipeRow).order_by(RecipeRow.name, RecipeRow.id))]

    def get(self, recipe_id: int) -> Recipe:
        """Raises NotFound."""
        return _record(self._row(recipe_id))

    def of(self, recipe_ids: Sequence[int]) -> list[Recipe]:
        """Those that are still there, in the order asked for."""
        found = {row.id: _record(row) for row in self._session.scalars(select(RecipeRow))}
        return [found[recipe_id] for recipe_id in dict.fromkeys(recipe_ids) if recipe_id in found]

    def save(self, recipe: Recipe) -> Recipe:
        """Keep a recipe: a new one where its id is 0, else in place of the one with its id.

        Raises: BadInput where another has its name, NotFound where there is none with its id.
        """
        same = self._session.scalar(select(RecipeRow).where(RecipeRow.name == recipe.name, RecipeRow.id != recipe.id))
        if same is not None:
            raise BadInput(
                f"There is already a directory called “{recipe.name}”.", kept="Nothing was changed.", todo="Rename it."
            )
        row = self._row(recipe.id) if recipe.id else RecipeRow()
        for name in _COLUMNS:
            value = getattr(recipe, name)
            setattr(row, name, [list(pair) for pair in value] if isinstance(value, tuple) else value)
        row.changed_at = now()
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def remove(self, recipe_id: int) -> None:
        """Raises NotFound."""
        self._session.delete(self._row(recipe_id))
        self._session.flush()

    def _row(self, recipe_id: int) -> RecipeRow:
        row = self._session.get(RecipeRow, recipe_id)
        if row is None:
            raise NotFound(f"There is no directory {recipe_id}.", todo="Choose one from the list.")
        return row


def _record(row: RecipeRow) -> Recipe:
    pairs = {name: tuple((str(one), str(other)) for one, other in getattr(row, name)) for name in ("fields", "sectors")}
    return Recipe(row.id, row.name, row.start_url, row.entry, row.next, sector=row.sector, is_on=row.is_on, **pairs)
