"""A real browser that fills pages in, and reaches nothing but through the fetcher."""

import threading
from collections.abc import Iterator

import pytest

from agents.discovery.browser import Browser
from agents.discovery.chromium import find_browser
from agents.discovery.fetch import Page
from agents.discovery.source import PART
from agents.discovery.trip import Trip
from storage.errors import BadConfig, Unavailable
from tests.agents.discovery.loopback import Reply, Web, serve

SCRIPT = {"Content-Type": "text/javascript"}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve({}) as web:
        yield web


@pytest.fixture(scope="module")
def browser(web: Web) -> Iterator[Browser]:
    with web.fetcher() as fetcher:
        browser = Browser(fetcher, wait_s=3.0)
        yield browser
        browser.close()


def render(web: Web, browser: Browser, script: str, path: str = "/page") -> str:
    html = f'<main id="app">Loading</main><script>{script}</script>'
    return browser.render(Page(web.url(path, "d.localhost"), "text/html", html)).text


def test_a_page_is_filled_in_by_its_script_and_data(web: Web, browser: Browser) -> None:
    web.pages |= {
        "/app.js": Reply("fetch('/data.json').then(r => r.json()).then(d => app.textContent = d.name)", headers=SCRIPT),
        "/data.json": Reply('{"name": "Florist Farn"}', headers={"Content-Type": "application/json"}),
    }
    html = '<main id="app">Loading</main><script src="/app.js"></script>'
    page = browser.render(Page(web.url("/filled", "d.localhost"), "text/html", html))
    assert "Florist Farn" in page.text
    assert "d.localhost/filled" not in web.asked


def test_data_that_robots_txt_forbids_is_not_fetched(web: Web, browser: Browser) -> None:
    web.pages |= {"closed.localhost/robots.txt": "User-agent: *\nDisallow: /secret", "/secret": "secret"}
    script = f"fetch('{web.url('/secret', 'closed.localhost')}').catch(e => app.textContent = 'refused')"
    assert "refused" in render(web, browser, script)
    assert "closed.localhost/secret" not in web.asked


def test_a_page_that_wants_to_go_elsewhere_is_shown_as_it_stands(web: Web, browser: Browser) -> None:
    script = "app.textContent = 'here'; location = 'http://elsewhere.localhost/'"
    assert "here" in render(web, browser, script)


@pytest.mark.parametrize("script", ["while (true) {}", "setTimeout(() => { while (true) {} }, 50)"])
def test_a_script_that_never_ends_costs_only_its_page(web: Web, browser: Browser, script: str) -> None:
    with pytest.raises(Unavailable, match=r"did not finish in time|made the browser crash"):
        render(web, browser, script)
    assert "done" in render(web, browser, "app.textContent = 'done'")


def test_a_browser_that_is_not_there_is_bad_config(web: Web) -> None:
    with pytest.raises(BadConfig, match="no browser at /nowhere/chromium"):
        find_browser("/nowhere/chromium")
    with web.fetcher() as fetcher:
        absent = Browser(fetcher, "/nowhere/chromium")
        for _ in range(2):
            with pytest.raises(BadConfig, match="no browser"):
                render(web, absent, "")
        absent.close()


def test_a_slow_site_does_not_use_up_the_time_of_its_page(web: Web) -> None:
    over = threading.Event()

    def slow(path: str, form: str) -> Reply:
        over.wait(3.2)  # longer than the whole time of a page, which a busy machine needs for the rest of it
        return Reply('{"name": "Florist Farn"}', headers={"Content-Type": "application/json"})

    web.pages["/slow.json"] = slow
    with web.fetcher() as fetcher:
        browser = Browser(fetcher, wait_s=3.0)
        script = "fetch('/slow.json').then(r => r.json()).then(d => app.textContent = d.name)"
        assert "Florist Farn" in render(web, browser, script)
        browser.close()


def test_what_a_page_asks_for_is_told_and_a_stop_ends_it(web: Web, browser: Browser) -> None:
    web.pages["/part.json"] = Reply("{}", headers={"Content-Type": "application/json"})
    script = "fetch('/part.json').then(() => app.textContent = 'done')"
    html, trip = f'<main id="app"></main><script>{script}</script>', Trip()
    page = Page(web.url("/told", "d.localhost"), "text/html", html)
    browser.render(page, trip)
    assert [(visit.url, visit.why) for visit in trip.visits] == [(web.url("/part.json", "d.localhost"), PART)]
    assert trip.pages == 0
    trip.over.set()
    with pytest.raises(Unavailable, match="nobody waits"):
        browser.render(page, trip)
