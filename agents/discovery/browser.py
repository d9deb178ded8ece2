"""Pages that only a script fills in, rendered by a real browser that has no way to the network but our fetcher."""

import queue
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from agents.discovery import causes, chromium, extract, urls
from agents.discovery.chromium import find_browser
from agents.discovery.fetch import PARTS, Fetcher, Page
from agents.discovery.source import PART
from agents.discovery.trip import Trip
from storage.errors import BadConfig, Blocked, HandpickedError, NotAllowed, Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Route

_QUIET_S, _SETTLED_S, _STEP_MS = 0.04, 0.6, 10.0
_MOST_SCRIPTS = 200
_LONGEST_S = 60.0
_MOST_PARTS, _MOST_BYTES = 2_000, 20_000_000


class Renderer(Protocol):
    """Fills in a page that was fetched without its scripts having run."""

    def render(self, page: Page, trip: Trip | None = None) -> Page:
        """The same page after its scripts ran; what they asked for belongs to the trip, and the trip can end it.

        Raises BadConfig without a browser, Unavailable when it fails, Blocked where the page may not be read.
        """


class Browser:
    """One Chromium for a crawl, started with the first page, usable from every thread.

    Args:
        fetcher: what the page's own requests go through, so that robots.txt and the address rules hold for them.
        executable: path of the browser, "" to look for one.
        wait_s: the longest wait for a page to fill in.
    """

    def __init__(self, fetcher: Fetcher, executable: str = "", wait_s: float = 5.0) -> None:
        self._fetcher, self._executable, self._wait_s = fetcher, executable, wait_s
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def render(self, page: Page, trip: Trip | None = None) -> Page:
        """The same page after its scripts ran; several threads wait for each other.

        Raises:
            BadConfig: no browser, or Playwright is not installed. Unavailable: the browser could not show the page.
            Blocked: the page's address is none of the public web, or robots.txt forbids it.
        """
        if not urls.canonical(page.url):
            raise Blocked(f"{page.url[:200]} is not an address of a web page, so it is not shown.")
        self._fetcher.check(page.url)
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="browser", daemon=True)
                self._thread.start()
        job = _Job(page, trip or Trip())
        self._jobs.put(job)
        return job.answer.result()

    def close(self) -> None:
        """End the browser; a later ``render`` starts another."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()

    def _work(self) -> None:
        """Playwright's objects belong to the thread that made them, so this thread does all jobs."""
        try:
            self._serve()
        except Exception as error:
            problem = error if isinstance(error, HandpickedError) else _translated(error)
            while (job := self._jobs.get()) is not None:
                job.answer.set_exception(problem)

    def _serve(self) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            raise BadConfig("Playwright is not installed.", todo="Run: pip install playwright") from None
        path = find_browser(self._executable)
        with chromium.no_network() as switches, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path or None, args=switches)
            context = browser.new_context(
                user_agent=self._fetcher.user_agent, service_workers="block", accept_downloads=False
            )
            context.add_init_script(chromium.NO_PEERS)
            context.set_default_timeout(self._wait_s * 1000)
            context.route_web_socket("**/*", lambda _: None)
            tab = _Tab(context, self._fetcher, self._wait_s)
            while (job := self._jobs.get()) is not None:
                try:
                    job.answer.set_result(tab.show(job))
                except Exception as error:
                    told = error.what if isinstance(error, HandpickedError) else causes.of_browser(str(error))
                    job.answer.set_exception(Unavailable(f"{job.page.url} {told}."))
                    tab.replace()
            browser.close()


@dataclass
class _Job:
    page: Page
    trip: Trip
    answer: "Future[Page]" = field(default_factory=Future)


class _Tab:
    """One tab that shows page after page: a new tab for each would double the time."""

    def __init__(self, context: Any, fetcher: Fetcher, wait_s: float) -> None:
        self._context, self._wait_s = context, wait_s
        self._visit = _Visit(fetcher)
        self._is_parsed = False
        context.route("**/*", self._visit.answer)
        self._tab = self._new()

    def replace(self) -> None:
        """Leave a tab that got stuck."""
        self._tab.close()
        self._tab = self._new()

    def _new(self) -> Any:
        tab = self._context.new_page()
        tab.on("domcontentloaded", self._note_parsed)
        return tab

    def _note_parsed(self, _: Any) -> None:
        self._is_parsed = True

    def show(self, job: _Job) -> Page:
        page, self._is_parsed = job.page, False
        if job.trip.over.is_set():
            raise Unavailable("was given up, as nobody waits for it any more")
        self._visit.begin(job)
        # A page that goes elsewhere at once is committed and never "loaded".
        self._tab.goto(page.url, wait_until="commit", timeout=self._wait_s * 1000)
        html = self._settled()
        for other in self._context.pages:
            if other != self._tab:
                other.close()
        return Page(page.url, page.content_type, f"<html>{html}</html>")

    def _settled(self) -> str:
        """The page's HTML once it has stopped changing; what it waits for from its site does not count as its time."""
        start = time.monotonic()
        html, changed = "", time.monotonic()
        while True:
            # Unlike ``content``, this gives up in time on a script that never ends.
            latest = self._tab.inner_html("html", timeout=self._wait_s * 1000)
            present = time.monotonic()
            if latest != html:
                html, changed = latest, present
            quiet = present - max(changed, self._visit.last_answer)
            is_filled = self._is_parsed and not extract.looks_empty(html)
            is_over = present - start > self._wait_s + min(self._visit.fetching_s, _LONGEST_S)
            if is_over or self._visit.is_over or quiet > (_QUIET_S if is_filled else _SETTLED_S):
                return str(html)
            self._tab.wait_for_timeout(_STEP_MS)


class _Visit:
    """Answers what a page asks for: itself from what was fetched, scripts and data through the fetcher, no more."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._scripts: dict[str, Page] = {}
        self._trip, self._page = Trip(), Page("", "", "")
        self._parts, self._size = 0, 0
        self.last_answer, self.fetching_s = 0.0, 0.0

    def begin(self, job: _Job) -> None:
        """From now on the tab shows this page."""
        self._trip, self._page = job.trip, job.page
        self._parts, self._size, self.fetching_s = 0, 0, 0.0

    @property
    def is_over(self) -> bool:
        return self._trip.over.is_set()

    def answer(self, route: "Route") -> None:
        request = route.request
        if request.resource_type == "document" and request.url == self._page.url:
            route.fulfill(body=self._page.text, content_type="text/html; charset=utf-8")
        elif request.method == "GET" and request.resource_type in ("script", "xhr", "fetch"):
            self._pass_on(route, is_script=request.resource_type == "script")
        else:
            # Unlike a failure, an aborted navigation leaves the page as it stands.
            route.abort("aborted")
        self.last_answer = time.monotonic()

    def _pass_on(self, route: "Route", *, is_script: bool) -> None:
        url = route.request.url
        try:
            part = self._scripts.get(url) or self._fetched(url)
        except HandpickedError:
            route.abort()
            return
        if is_script and len(self._scripts) < _MOST_SCRIPTS:
            self._scripts[url] = part
        kind = f"{part.content_type or 'text/plain'}; charset=utf-8"
        route.fulfill(body=part.text, headers={"content-type": kind, "access-control-allow-origin": "*"})

    def _fetched(self, url: str) -> Page:
        """A part of the page, within what one page may ask for."""
        if self._parts >= _MOST_PARTS or self._size >= _MOST_BYTES:
            raise NotAllowed(f"{self._page.url} asks for too much.")
        self._parts += 1
        started = time.monotonic()
        try:
            part = self._fetcher.fetch(url, PARTS, self._trip, PART)
        finally:
            self.fetching_s += time.monotonic() - started
        self._size += len(part.text)
        return part


def _translated(error: Exception) -> HandpickedError:
    text = _first_line(error)
    if "Executable doesn't exist" in text or "Failed to launch" in text:
        return BadConfig("No browser was found, or it does not start.", todo=chromium.INSTALL)
    return Unavailable(f"The browser failed: {text}.")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200].rstrip(".")
