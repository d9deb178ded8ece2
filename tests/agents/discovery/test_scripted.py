"""The browser shows a page only where its scripts are needed, and what was learnt of a site is remembered."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from agents.discovery.directory import DirectorySource
from agents.discovery.fetch import Page
from agents.discovery.source import Outcome, Past, Query, Step
from agents.discovery.trip import Trip
from agents.discovery.websites import WebsitesSource
from tests.agents.discovery.cut import left
from tests.agents.discovery.loopback import Web, serve

HOST = "d.localhost"
EVERYTHING = Query("Lindental", (), 100, 1000)
EMPTY = '<main id="app">Loading</main><script src="/app.js"></script>'
THIN = f'<main>{"We use cookies to give you the best experience. " * 5}</main><script src="/app.js"></script>'
WHOLE = "<main><h1>{}</h1><dl><dt>Address</dt><dd>Quittenweg 4, 00402 Lindental</dd></dl></main>"


@dataclass
class Shown:
    """A renderer that fills pages in as told, and leaves all others as they are."""

    filled: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def render(self, page: Page, trip: Trip | None = None) -> Page:
        path = "/" + page.url.split("/", 3)[3]
        self.asked.append(path)
        return Page(page.url, page.content_type, self.filled.get(path, page.text))


@pytest.fixture
def web() -> Iterator[Web]:
    with serve({}) as web:
        yield web


def listed(web: Web, *paths: str) -> None:
    rows = "".join(f'<article><h2><a href="{path}">{path}</a></h2></article>' for path in paths)
    web.pages[f"{HOST}/"] = f"<main>{rows}</main>"


def crawl(web: Web, browser: Shown, past: Past | None = None) -> list[Step]:
    with web.fetcher() as fetcher:
        source = DirectorySource("Town", web.url(host=HOST), fetcher, browser)
        return list(source.find(EVERYTHING, past or Past(), lambda: False))


def learnt(steps: list[Step]) -> dict[str, bool]:
    return {kind.partition("/")[2]: needs for step in steps for kind, needs in step.needs_script.items()}


def test_pages_that_scripts_fill_in_are_shown_and_counted_once_as_read_in_a_browser(web: Web) -> None:
    listed(web, "/a/1", "/a/2", "/b/1")
    web.pages |= {f"{HOST}/a/1": EMPTY, f"{HOST}/a/2": EMPTY, f"{HOST}/b/1": WHOLE.format("Static")}
    browser = Shown({"/a/1": WHOLE.format("One"), "/a/2": WHOLE.format("Two")})
    steps = crawl(web, browser)
    assert [f.business.name for step in steps for f in step.found] == ["One", "Two", "Static"]
    assert sorted(browser.asked) == ["/a/1", "/a/2"]
    assert learnt(steps) == {"a/*": True}
    visits = [visit for step in steps for visit in step.visits if "/a/" in visit.url]
    assert [visit.outcome for visit in visits] == [Outcome.RENDERED] * 2


def test_a_kind_of_page_that_scripts_do_not_fill_in_is_shown_once(web: Web) -> None:
    paths = [f"/a/{n}" for n in range(12)]
    listed(web, *paths, "/b/1")
    web.pages |= {f"{HOST}{path}": EMPTY for path in paths} | {f"{HOST}/b/1": WHOLE.format("Static")}
    browser = Shown()
    steps = crawl(web, browser)
    assert browser.asked == ["/a/0"]
    assert learnt(steps) == {"a/*": False}
    assert sum("does not tell of a business" in step.problem for step in steps) == 12


def test_what_was_learnt_counts_in_the_next_search(web: Web) -> None:
    listed(web, "/a/1", "/b/1")
    web.pages |= {f"{HOST}/a/1": EMPTY, f"{HOST}/b/1": THIN}
    browser = Shown({"/b/1": WHOLE.format("Behind the cookies")})
    site = f"{HOST}:{web.port}"
    known = {f"{site}/a/*": False, f"{site}/b/*": True}
    steps = crawl(web, browser, Past(needs_script=known))
    assert browser.asked == ["/b/1"]
    assert [f.business.name for step in steps for f in step.found] == ["Behind the cookies"]


def test_a_page_with_words_of_its_own_is_not_shown_where_nothing_was_learnt(web: Web) -> None:
    listed(web, "/a/1", "/b/1")
    web.pages |= {f"{HOST}/a/1": THIN, f"{HOST}/b/1": WHOLE.format("Static")}
    browser = Shown()
    crawl(web, browser)
    assert browser.asked == []


def test_a_search_that_was_cut_off_decides_as_one_that_was_not(web: Web) -> None:
    listed(web, "/a/1", "/a/2", "/a/3", "/b/1")
    web.pages |= {f"{HOST}/a/{n}": text for n, text in ((1, EMPTY), (2, THIN), (3, EMPTY))}
    web.pages[f"{HOST}/b/1"] = WHOLE.format("Static")
    filled = {f"/a/{n}": WHOLE.format(f"Shop {n}") for n in (1, 2, 3)}
    whole = crawl(web, Shown(filled))
    assert sum(len(step.found) for step in whole) == 4
    for cut in range(1, len(whole)):
        rest = crawl(web, Shown(filled), left(whole[:cut]))
        assert [s.found for s in (*whole[:cut], *rest)] == [s.found for s in whole]


def test_a_company_site_is_shown_page_by_page_where_it_needs_to_be(web: Web) -> None:
    web.pages |= {"shop.localhost/": EMPTY, "shop.localhost/contact": "<p>hello@shop.example</p>"}
    filled = (
        '<h1>Shop</h1><p>Birkenweg 4, 00402 Lindental</p><a href="/contact">Contact</a><p>' + "words " * 40 + "</p>"
    )
    browser = Shown({"/": filled})
    with web.fetcher() as fetcher:
        source = WebsitesSource([web.url(host="shop.localhost")], fetcher, browser)
        (step,) = source.find(EVERYTHING, Past(), lambda: False)
    assert step.found[0].business.email == "hello@shop.example"
    assert browser.asked == ["/"]
    assert [visit.outcome for visit in step.visits] == [Outcome.FETCHED, Outcome.RENDERED, Outcome.FETCHED]
