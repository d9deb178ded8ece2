"""Use cases on recipes of directory sites: make one from an example, try it, save, copy, turn off, hand on, remove."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from agents.discovery import extract, recipe_guess
from agents.discovery import recipe as recipe_rules
from agents.discovery.fetch import Page
from agents.discovery.recipe import Prescribed
from agents.discovery.recipe_guess import Candidate, ListGuess
from graph import sources
from graph.app import App
from storage.errors import BadInput, HandpickedError
from storage.records import Business, Recipe
from storage.sectors import OTHER

if TYPE_CHECKING:
    from agents.discovery.browser import Browser
    from agents.discovery.fetch import Fetcher

TRIED = 3
LONGEST_FILE = 100_000
_KEPT = "Nothing was saved."
_TEXTS = ("name", "start_url", "entry", "next", "sector")


@dataclass(frozen=True)
class Example:
    """What one address of a list showed: the list, its first entry, and what may stand where in both."""

    url: str
    list_page: Page
    guess: ListGuess
    entry_page: Page | None
    fields: Mapping[str, tuple[Candidate, ...]]
    problem: str = ""


@dataclass(frozen=True)
class Tried:
    """One entry as a recipe reads it; ``problem`` says why it gave nothing."""

    url: str
    business: Business | None
    problem: str = ""


def all_of(app: App) -> list[Recipe]:
    """By name."""
    with app.read() as work:
        return work.recipes.all()


def get(app: App, recipe_id: int) -> Recipe:
    """Raises NotFound."""
    with app.read() as work:
        return work.recipes.get(recipe_id)


def look(app: App, url: str) -> Example:
    """Fetch a list and its first entry, and guess how both are read.

    Raises: BadInput for no address; Blocked, RateLimited, NotFound, Unavailable where the list cannot be read.
    """
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    with _reader(app) as reader:
        page = reader.page(address)
        guess = recipe_guess.of_list(page, reader.home(page.url))
    if not guess.entries:
        return Example(page.url, page, guess, None, {}, "No list of entries was seen on this page.")
    return _with_entry(app, Example(page.url, page, guess, None, {}), guess.entries[0].selector)


def look_closer(app: App, example: Example, entry: str) -> Example:
    """The example with the first entry that another selector names. Raises BadInput for a selector that names none."""
    recipe_rules.checked(Recipe(0, "x", example.url, entry))
    return _with_entry(app, example, entry)


def _with_entry(app: App, example: Example, entry: str) -> Example:
    addresses = Prescribed(Recipe(0, "", "", entry)).entries(example.list_page)[0]
    if not addresses:
        raise BadInput("This selector names no links on the page.", kept=_KEPT, todo="Choose another.")
    try:
        with _reader(app) as reader:
            page = reader.page(addresses[0])
    except HandpickedError as error:
        return replace(example, entry_page=None, fields={}, problem=str(error))
    return replace(example, entry_page=page, fields=recipe_guess.of_entry(page), problem="")


def try_out(app: App, recipe: Recipe, example: Example) -> list[Tried]:
    """Read the first three entries of the example's list by a recipe. Raises BadInput as ``save``."""
    layout = Prescribed(recipe_rules.checked(recipe))
    addresses, _ = layout.entries(example.list_page)
    with _reader(app) as reader:
        return [_tried(reader, layout, recipe.sector or OTHER, address) for address in addresses[:TRIED]]


def _tried(reader: "_Reader", layout: Prescribed, sector: str, address: str) -> Tried:
    try:
        facts = layout.facts(reader.page(address))
    except HandpickedError as error:
        return Tried(address, None, str(error))
    if not facts.is_business():
        return Tried(address, None, "It tells of no business: no name with an address or contact.")
    return Tried(address, facts.found(sector).business)


def save(app: App, recipe: Recipe, who: str) -> Recipe:
    """Keep a recipe, a new one where its id is 0. Raises BadInput that names what cannot be used, NotFound."""
    checked = recipe_rules.checked(recipe)
    with app.write() as work:
        before = asdict(work.recipes.get(recipe.id)) if recipe.id else {}
        kept = work.recipes.save(checked)
        detail = {"name": kept.name, "before": before, "after": asdict(kept)}
        work.audit.append(who, "save", "directory", [kept.id], detail)
        work.commit()
    return kept


def turn(app: App, recipe_id: int, who: str, *, is_on: bool) -> Recipe:
    """Let campaigns read a directory, or not. Raises NotFound."""
    return save(app, replace(get(app, recipe_id), is_on=is_on), who)


def duplicate(app: App, recipe_id: int, who: str) -> Recipe:
    """A copy under a name of its own. Raises NotFound."""
    recipe = get(app, recipe_id)
    return save(app, replace(recipe, id=0, name=_free_name(app, recipe.name)), who)


def remove(app: App, recipe_id: int, who: str) -> Recipe:
    """Remove a recipe; what it was, so that it can be saved again. Raises NotFound."""
    with app.write() as work:
        recipe = work.recipes.get(recipe_id)
        work.recipes.remove(recipe_id)
        work.audit.append(who, "remove", "directory", [recipe_id], {"name": recipe.name, "before": asdict(recipe)})
        work.commit()
    return recipe


def to_json(recipe: Recipe) -> str:
    """A recipe as a file to hand on, without what belongs to this installation."""
    told = {name: value for name, value in asdict(recipe).items() if name not in ("id", "is_on")}
    pairs = {name: dict(told[name]) for name in ("fields", "sectors")}
    return json.dumps({**told, **pairs}, ensure_ascii=False, indent=2) + "\n"


def from_json(app: App, data: bytes, who: str) -> Recipe:
    """Keep the recipe that a file holds, under a free name. Raises BadInput that names what cannot be used."""
    try:
        told = json.loads(data[: LONGEST_FILE + 1].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput("The file is no recipe: it holds no JSON.", kept=_KEPT, todo="Choose another file.") from None
    if not isinstance(told, dict) or not set(told) <= {field.name for field in fields(Recipe)} | {"id", "is_on"}:
        raise BadInput("The file is no recipe.", kept=_KEPT, todo="Choose a file that was exported here.")
    texts = {name: told.get(name, "") for name in _TEXTS}
    pairs = {name: told.get(name, {}) for name in ("fields", "sectors")}
    for name, value in (*texts.items(), *((n, v) for of in pairs.values() for n, v in _items(of))):
        if not isinstance(value, str):
            raise BadInput(f"“{str(name)[:40]}” in the file is no text.", kept=_KEPT)
    recipe = Recipe(0, **texts, **{name: tuple(_items(of)) for name, of in pairs.items()})  # type: ignore[arg-type]
    return save(app, replace(recipe, name=_free_name(app, recipe.name)), who)


def _items(of: object) -> list[tuple[str, object]]:
    if not isinstance(of, dict):
        raise BadInput("“fields” and “sectors” in the file must be objects.", kept=_KEPT)
    return list(of.items())


def _free_name(app: App, name: str) -> str:
    taken = {recipe.name for recipe in all_of(app)}
    if name not in taken:
        return name
    return next(free for number in range(2, len(taken) + 3) if (free := f"{name[:70]} ({number})") not in taken)


class _Reader:
    """Reads single pages for a person who waits, in a browser where they are empty without."""

    def __init__(self, app: App, fetcher: "Fetcher", browser: "Browser") -> None:
        self._app, self._fetcher, self._browser = app, fetcher, browser

    def home(self, url: str) -> Page | None:
        """The start page of a site; None where it cannot be read, as it only adds to a guess."""
        try:
            return self.page(urljoin(url, "/"))
        except HandpickedError:
            return None

    def page(self, url: str) -> Page:
        """Raises as ``Fetcher.fetch``."""
        start = sources.start_of(self._app, url)
        if start is not None:
            start()
        page = self._fetcher.fetch(url)
        return self._browser.render(page) if extract.looks_empty(page.text) else page


@contextmanager
def _reader(app: App) -> Iterator[_Reader]:
    with sources.door(app) as (fetcher, browser):
        yield _Reader(app, fetcher, browser)
