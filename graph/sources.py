"""The sources of a campaign: OpenStreetMap, directories by their recipes, web sites, each completed from own sites."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from agents.discovery import places
from agents.discovery.places import Place
from agents.discovery.source import Past, Plan, Query, Source, Step
from graph import preferences
from graph.app import App
from storage.errors import BadInput
from storage.records import Brief, Recipe

if TYPE_CHECKING:
    from agents.discovery.browser import Browser
    from agents.discovery.fetch import Fetcher
    from agents.discovery.osm import OsmSource

MOST_RADIUS_KM = 500
MOST_WEBSITES = 5_000
_NOTHING = "Nothing was started."


def of(app: App, brief: Brief) -> Source:
    """Everything that a brief names, as one source. Raises BadInput where it names nothing, or what is not there."""
    from agents.discovery.combined import CombinedSource

    chosen = [*_map(app, brief), *_directories(app, brief), *_websites(app, brief)]
    return chosen[0] if len(chosen) == 1 else CombinedSource(chosen)


def find_places(app: App, words: str) -> list[Place]:
    """The places that words may mean, the best known first.

    Raises: BadConfig without a contact; BadInput without words or where there is no such place; RateLimited, Blocked,
    Unavailable where the search does not answer.
    """
    found = _open_street_map(app).find_places(words, lambda: False)
    places.best(words, found)
    return found


def checked(app: App, brief: Brief) -> Brief:
    """The brief with where to look tidied. Raises BadInput that names what cannot be used."""
    if not 0 <= brief.radius_km <= MOST_RADIUS_KM:
        raise BadInput(f"The radius must be between 0 and {MOST_RADIUS_KM} km.", kept=_NOTHING)
    if brief.area and places.of_text(brief.area) is None:
        raise BadInput("The place that was looked up cannot be read.", kept=_NOTHING, todo="Look it up again.")
    if brief.source not in ("osm", "web"):
        return brief
    sites = tuple(dict.fromkeys(_website(line) for line in brief.websites if line.strip()))
    if len(sites) > MOST_WEBSITES:
        raise BadInput(f"{len(sites):,} web sites are listed; at most {MOST_WEBSITES:,} fit.", kept=_NOTHING)
    tidy = replace(brief, websites=sites)
    if brief.source in app.sources:
        app.sources[brief.source](tidy)
    return tidy


@contextmanager
def door(app: App) -> Iterator[tuple["Fetcher", "Browser"]]:
    """The way to the web, closed at the end; of this machine's own addresses only the demo town may be read."""
    from agents.discovery.browser import Browser
    from agents.discovery.fetch import Fetcher

    port = int(app.demo.url.rstrip("/").rpartition(":")[2])
    fetcher = Fetcher(app.settings.contact, allowed_private=frozenset({("127.0.0.1", port)}))
    with fetcher, closing(Browser(fetcher, app.settings.chromium)) as browser:
        yield fetcher, browser


def start_of(app: App, url: str) -> Callable[[], None] | None:
    """What starts the server of an address, where that is the demo town's."""
    is_demo = not app.demo.url.endswith(":0/") and url.startswith(app.demo.url)
    return app.demo.start if is_demo else None


class _Lent:
    """A source that is made anew, with a way to the web of its own, for each plan and each search."""

    def __init__(self, app: App, name: str, make: "Callable[[Fetcher, Browser], Source]") -> None:
        self.name, self._app, self._make = name, app, make

    def plan(self, query: Query) -> Plan:
        with door(self._app) as (fetcher, browser):
            return self._make(fetcher, browser).plan(query)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        with door(self._app) as (fetcher, browser):
            yield from self._make(fetcher, browser).find(query, past, should_stop)


def _map(app: App, brief: Brief) -> Iterator[Source]:
    """OpenStreetMap, with what businesses say on their own sites."""
    from agents.discovery.completion import Completed

    if brief.source == "osm":
        known = _open_street_map(app)
        yield _Lent(app, known.name, lambda fetcher, browser: Completed(known, fetcher, browser))


def _directories(app: App, brief: Brief) -> Iterator[Source]:
    with app.read() as work:
        recipes = work.recipes.of(brief.directories)
    if len(recipes) < len(set(brief.directories)):
        raise BadInput("A directory that was chosen is no longer there.", kept=_NOTHING, todo="Choose again.")
    for recipe in recipes:
        if recipe.is_on:
            yield _directory(app, recipe, brief)


def _directory(app: App, recipe: Recipe, brief: Brief) -> Source:
    from agents.discovery.recipe import RecipeSource

    def made(fetcher: "Fetcher", browser: "Browser") -> Source:
        start = start_of(app, recipe.start_url)
        return RecipeSource(recipe, brief.place, brief.sectors, fetcher, browser, start)

    return _Lent(app, recipe.name, made)


def _websites(app: App, brief: Brief) -> Iterator[Source]:
    from agents.discovery.websites import WebsitesSource

    if brief.websites:
        yield _Lent(app, WebsitesSource.name, lambda fetcher, browser: WebsitesSource(brief.websites, fetcher, browser))


def _website(line: str) -> str:
    from agents.discovery import urls

    url = urls.written(line.strip())
    if not url:
        raise BadInput(f"“{line.strip()[:80]}” is not the address of a web site.", kept=_NOTHING, todo="Correct it.")
    return url


def _open_street_map(app: App) -> "OsmSource":
    from agents.discovery.osm import OsmSource

    with app.read() as work:
        contact = app.settings.contact or preferences.sender(work).email
    return OsmSource(app.settings.nominatim_url, app.settings.overpass_url, contact)
