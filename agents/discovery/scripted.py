"""Which kinds of pages are empty until their scripts have run, learnt page by page."""

from collections.abc import Mapping

from agents.discovery import extract, urls
from agents.discovery.browser import Renderer
from agents.discovery.fetch import Page
from agents.discovery.trip import Trip
from storage.errors import BadConfig


class Scripted:
    """Decides which pages go to the browser.

    Args:
        browser: None where there is none.
        known: what earlier readings showed, by ``urls.kind_of``; not changed.
    """

    def __init__(self, browser: Renderer | None, known: Mapping[str, bool]) -> None:
        self._browser, self._before, self._known = browser, dict(known), dict(known)

    def knows(self, url: str) -> bool | None:
        """Whether pages of this kind need their scripts; None where no page has shown it yet."""
        return self._known.get(urls.kind_of(url))

    def learn(self, learnt: Mapping[str, bool]) -> None:
        self._known.update(learnt)

    def filled(self, page: Page, trip: Trip, learnt: dict[str, bool]) -> Page:
        """The page itself, or what it is once its scripts have run, where it is empty and they can help.

        Of what is known, only what was known before the search counts, as pages are filled side by side.

        Raises:
            BadConfig: it needs a browser and there is none. Unavailable, Blocked: as ``Renderer.render``.
        """
        kind = urls.kind_of(page.url)
        if learnt.get(kind, self._before.get(kind)) is False or not extract.looks_empty(page.text):
            return page
        rendered = self.rendered(page, trip)
        learnt[kind] = not extract.looks_empty(rendered.text)
        return rendered

    def rendered(self, page: Page, trip: Trip) -> Page:
        """The page after its scripts ran. Raises as ``filled``."""
        if self._browser is None:
            raise BadConfig(f"{page.url} needs a browser.", todo="Install chromium.")
        shown = self._browser.render(page, trip)
        trip.note_rendered(page.url)
        return shown
