"""Recipes in the database: kept whole, under a name of their own, with a number that is never given again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.errors import BadInput, NotFound
from storage.records import Recipe
from storage.unit_of_work import UnitOfWork

Write = Callable[[], UnitOfWork]
RECIPE = Recipe(
    0, "Guide", "https://guide.example/{sector}/", "h2 a", "a[rel=next]", (("name", "h1"),), "", (("cafe", "cafés"),)
)


def saved(write: Write, recipe: Recipe = RECIPE) -> Recipe:
    with write() as work:
        kept = work.recipes.save(recipe)
        work.commit()
    return kept


def test_a_recipe_comes_back_as_it_was_saved(write: Write) -> None:
    kept = saved(write)
    with write() as work:
        assert work.recipes.get(kept.id) == replace(RECIPE, id=kept.id)
        assert work.recipes.all() == [kept]


def test_a_second_recipe_of_the_same_name_is_refused(write: Write) -> None:
    kept = saved(write)
    with pytest.raises(BadInput, match="already a directory called “Guide”"):
        saved(write)
    assert saved(write, replace(kept, entry="h3 a")).entry == "h3 a"


def test_the_number_of_a_removed_recipe_is_given_to_no_other(write: Write) -> None:
    first = saved(write)
    with write() as work:
        work.recipes.remove(first.id)
        work.commit()
    second = saved(write)
    assert second.id != first.id
    with write() as work:
        assert work.recipes.of([second.id, first.id, second.id]) == [second]
        for ask in (lambda: work.recipes.get(first.id), lambda: work.recipes.remove(first.id)):
            with pytest.raises(NotFound):
                ask()
