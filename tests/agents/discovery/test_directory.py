"""A whole directory, crawled from a server on loopback."""

from collections.abc import Callable, Iterator

import pytest

from agents.discovery.directory import DirectorySource
from agents.discovery.fetch import Page
from agents.discovery.source import Past, Query, Source, Step
from agents.discovery.trip import Trip
from storage.errors import BadConfig, HandpickedError, Unavailable
from tests.agents.discovery.cut import left
from tests.agents.discovery.loopback import Pages, Reply, Web, serve

HOST = "d.localhost"
NOTHING = Past()
EVERYTHING = Query("Lindental", (), 100, 100)


def entry(name: str, website: str = "", extra: str = "") -> str:
    link = f'<dt>Website</dt><dd><a href="{website}">site</a></dd>' if website else ""
    return f"""<main><h1>{name}</h1><p class="description">{name} is a good place for everybody in the town.</p>
    <dl><dt>Address</dt><dd>Quittenweg 4, 00402 Lindental</dd>{link}</dl>{extra}</main>"""


def listed(*paths: str, following: str = "") -> str:
    rows = "".join(f'<article><h2><a href="{path}">{path}</a></h2></article>' for path in paths)
    return f"<main>{rows}</main>" + (f'<a rel="next" href="{following}">next</a>' if following else "")


def town(port: int) -> Pages:
    """Two sectors, two pages of cafés, one company site with a contact page, one forbidden entry."""
    site = f"http://mond.localhost:{port}/"
    return {
        f"{HOST}/robots.txt": "User-agent: *\nDisallow: /private/",
        f"{HOST}/": '<main><a href="/cafes/">Cafés</a> <a href="/gyms/">Gyms</a></main>',
        f"{HOST}/cafes/": listed("/cafes/mond", "/private/x", following="/cafes/page/2"),
        f"{HOST}/cafes/page/2": listed("/cafes/sonne", following="/cafes/page/3"),
        f"{HOST}/cafes/page/3": listed("/cafes/sonne", following="/cafes/page/4"),
        f"{HOST}/gyms/": listed("/gyms/kraft"),
        f"{HOST}/cafes/mond": entry("Café Mond", site),
        f"{HOST}/cafes/sonne": entry("Café Sonne", site),
        f"{HOST}/gyms/kraft": entry("Kraftwerk"),
        f"{HOST}/private/x": entry("Secret"),
        "mond.localhost/": '<h1>Mond</h1><a href="/contact">Contact</a><a href="/about">About</a>',
        "mond.localhost/contact": "<h1>Contact</h1><p>hello [at] mond.example</p>",
        "mond.localhost/about": '<h1>About</h1><ul class="features"><li>a piano in the corner</li></ul>',
    }


@pytest.fixture
def web() -> Iterator[Web]:
    with serve({}) as web:
        web.pages |= town(web.port)
        yield web


def crawl(
    web: Web,
    query: Query = EVERYTHING,
    past: Past = NOTHING,
    should_stop: Callable[[], bool] = lambda: False,
    browser: object = None,
) -> list[Step]:
    with web.fetcher() as fetcher:
        source: Source = DirectorySource("Town", web.url(host=HOST), fetcher, browser)  # type: ignore[arg-type]
        return list(source.find(query, past, should_stop))


def entries(steps: list[Step]) -> list[Step]:
    """The steps that are not the directory's own pages."""
    return [step for step in steps if step.found or step.problem]


def names(steps: list[Step]) -> set[str]:
    return {found.business.name for step in steps for found in step.found}


def test_every_entry_of_every_list_page_is_found_once(web: Web) -> None:
    steps = crawl(web)
    assert names(steps) == {"Café Mond", "Café Sonne", "Kraftwerk"}
    assert len({step.item for step in steps}) == len(steps)
    assert len(entries(steps)) == 4
    assert steps[-1].total == len(steps)


def test_the_sector_of_the_list_is_the_business_sector(web: Web) -> None:
    sectors = {found.business.name: found.business.sector for step in crawl(web) for found in step.found}
    assert sectors == {"Café Mond": "cafe", "Café Sonne": "cafe", "Kraftwerk": "gym"}


def test_only_the_list_of_the_wanted_sector_is_followed(web: Web) -> None:
    assert names(crawl(web, Query("Lindental", ("gym",), 100, 100))) == {"Kraftwerk"}
    assert f"{HOST}/cafes/" not in web.asked


def test_a_list_without_end_is_left_when_it_brings_nothing_new(web: Web) -> None:
    crawl(web)
    assert f"{HOST}/cafes/page/3" in web.asked
    assert f"{HOST}/cafes/page/4" not in web.asked


def test_a_forbidden_entry_gives_a_problem_and_is_never_asked_for(web: Web) -> None:
    (step,) = (step for step in crawl(web) if step.problem)
    assert step.item.endswith("/private/x")
    assert "robots.txt forbids" in step.problem
    assert f"{HOST}/private/x" not in web.asked


def test_the_company_site_fills_in_what_the_directory_lacks(web: Web) -> None:
    (found,) = (f for step in crawl(web) for f in step.found if f.business.name == "Café Mond")
    assert (found.business.email, found.business.details) == ("hello@mond.example", ("a piano in the corner",))
    assert {q.url for q in found.quotes if q.field == "email"} == {f"http://mond.localhost:{web.port}/contact"}


def test_a_company_site_of_two_businesses_is_read_once(web: Web) -> None:
    assert sum(f.business.email == "hello@mond.example" for step in crawl(web) for f in step.found) == 2
    assert web.asked.count("mond.localhost/contact") == 1


def test_a_company_site_that_fails_costs_only_itself(web: Web) -> None:
    web.pages["mond.localhost/"] = Reply(status=500)
    (step,) = (step for step in crawl(web) if step.item.endswith("/cafes/mond"))
    assert step.found
    assert "web site was left out" in step.problem


def test_entries_done_before_are_not_fetched_again(web: Web) -> None:
    past = left(crawl(web))
    web.asked.clear()
    assert crawl(web, past=past) == []
    assert web.asked == []


def test_no_more_businesses_than_wanted_are_read(web: Web) -> None:
    assert len(names(crawl(web, Query("Lindental", (), 2, 100)))) == 2


def test_what_an_earlier_run_found_counts_towards_the_limit(web: Web) -> None:
    first = crawl(web, Query("Lindental", (), 2, 100))
    assert names(crawl(web, Query("Lindental", (), 2, 100, found=2), left(first))) == set()
    assert len(names(crawl(web, Query("Lindental", (), 3, 100, found=2), left(first)))) == 1


def test_the_page_limit_holds_and_is_said(web: Web) -> None:
    steps = crawl(web, Query("Lindental", (), 100, 7))
    assert "limit of 7 pages" in steps[-1].problem
    assert len([path for path in web.asked if not path.endswith("robots.txt")]) <= 7


def test_stopping_leaves_the_rest_for_the_next_run(web: Web) -> None:
    seen: list[Step] = []
    with web.fetcher() as fetcher:
        source: Source = DirectorySource("Town", web.url(host=HOST), fetcher)
        for step in source.find(EVERYTHING, Past(), lambda: False):
            seen.append(step)
            if step.found:
                break
        assert list(source.find(EVERYTHING, left(seen), lambda: True)) == []
        rest = list(source.find(EVERYTHING, left(seen), lambda: False))
    assert seen[0].item not in {step.item for step in rest}
    assert names(seen) | names(rest) == {"Café Mond", "Café Sonne", "Kraftwerk"}


def test_a_directory_that_is_down_fails_as_a_whole(web: Web) -> None:
    web.pages[f"{HOST}/"] = Reply(status=502)
    with pytest.raises(Unavailable, match="status 502"):
        crawl(web)


def test_an_entry_that_tells_nothing_gives_a_problem(web: Web) -> None:
    web.pages[f"{HOST}/gyms/kraft"] = "<p>Under construction</p>"
    (step,) = entries(crawl(web, Query("Lindental", ("gym",), 100, 100)))
    assert "does not tell of a business" in step.problem


def test_a_directory_without_categories_is_one_list(web: Web) -> None:
    web.pages[f"{HOST}/"] = listed("/cafes/mond", "/gyms/kraft")
    assert names(crawl(web)) == {"Café Mond", "Kraftwerk"}


EMPTY = '<main id="app">Loading</main><script src="/app.js"></script>'


def test_an_entry_that_needs_a_browser_says_so_without_one(web: Web) -> None:
    web.pages[f"{HOST}/gyms/kraft"] = EMPTY
    (step,) = entries(crawl(web, Query("Lindental", ("gym",), 100, 100)))
    assert "needs a browser. Install chromium" in step.problem


class _Scripted:
    """A renderer that fills every page in the same way."""

    def render(self, page: Page, trip: Trip | None = None) -> Page:
        return Page(page.url, page.content_type, entry("Kraftwerk"))


def test_an_entry_that_needs_a_browser_is_rendered(web: Web) -> None:
    web.pages[f"{HOST}/gyms/kraft"] = EMPTY
    assert names(crawl(web, Query("Lindental", ("gym",), 100, 100), browser=_Scripted())) == {"Kraftwerk"}


class _Menu:
    """A renderer that fills every page with the links of a list."""

    def render(self, page: Page, trip: Trip | None = None) -> Page:
        return Page(page.url, page.content_type, listed("/gyms/kraft", "/cafes/sonne"))


def test_a_directory_whose_first_page_needs_a_browser_is_crawled(web: Web) -> None:
    web.pages[f"{HOST}/"] = EMPTY
    assert names(crawl(web, browser=_Menu())) == {"Kraftwerk", "Café Sonne"}
    with pytest.raises(BadConfig, match="needs a browser"):
        crawl(web)


def test_the_plan_names_the_directory_and_stays_within_the_limits(web: Web) -> None:
    with web.fetcher() as fetcher:
        plan = DirectorySource("Town", web.url(host=HOST), fetcher, distance_s=0.5).plan(Query("x", (), 10, 20))
    assert plan.where[0] == web.url(host=HOST)
    assert (plan.pages, plan.usual, plan.seconds) == (20, 20, 6.5)
    assert web.asked == []


def test_a_redirect_of_an_entry_to_a_private_address_gives_a_problem(web: Web) -> None:
    web.pages[f"{HOST}/gyms/kraft"] = Reply(status=302, headers={"Location": "http://127.0.0.1:1/"})
    (step,) = entries(crawl(web, Query("Lindental", ("gym",), 100, 100)))
    assert "not a public address" in step.problem


def test_errors_are_of_the_closed_list(web: Web) -> None:
    with web.fetcher() as fetcher, pytest.raises(HandpickedError):
        list(DirectorySource("Town", "no address", fetcher).find(EVERYTHING, Past(), lambda: False))
