"""A search gives the same whatever its threads' timing, and wherever it is cut off and goes on."""

import threading
from collections.abc import Iterator
from random import Random

import pytest

from agents.discovery.directory import DirectorySource
from agents.discovery.source import Past, Query, Step, pages_in
from tests.agents.discovery.cut import going_on, left
from tests.agents.discovery.loopback import Pages, Reply, Web, serve

HOST = "d.localhost"
SECTORS = {"cafes": ("Cafés", 5), "gyms": ("Gyms", 3), "florists": ("Florists", 2)}
PAGE = 2


def entry(name: str, port: int, number: int) -> str:
    site = f'<dt>Website</dt><dd><a href="http://s{number % 5}.localhost:{port}/">site</a></dd>' if number % 2 else ""
    mail = f"<dt>E-mail</dt><dd>{name}@d.example</dd>" if number % 3 == 0 else ""
    address = f"<dt>Address</dt><dd>Quittenweg {number + 1}, 00402 Lindental</dd>"
    return f"<main><h1>{name}</h1><dl>{address}{site}{mail}</dl></main>"


def town(port: int) -> Pages:
    """Three sectors on pages of two; every other business has a site, some share one; one entry is gone."""
    links = "".join(f'<a href="/{path}/">{label}</a>' for path, (label, _) in SECTORS.items())
    pages: Pages = {f"{HOST}/": f"<main>{links}</main>"}
    number = 0
    for path, (_, count) in SECTORS.items():
        names = [f"{path}-{n}" for n in range(count)]
        for start in range(0, count, PAGE):
            few = names[start : start + PAGE]
            rows = "".join(f'<article><h2><a href="/{path}/{name}">{name}</a></h2></article>' for name in few)
            more = f'<a rel="next" href="/{path}/page/{start + PAGE}">next</a>' if start + PAGE < count else ""
            pages[f"{HOST}/{path}/page/{start}" if start else f"{HOST}/{path}/"] = f"<main>{rows}</main>{more}"
        for name in names:
            pages[f"{HOST}/{path}/{name}"] = entry(name, port, number)
            number += 1
    pages[f"{HOST}/cafes/cafes-1"] = Reply(status=404)
    for n in range(5):
        host = f"s{n}.localhost"
        pages[f"{host}/"] = f'<h1>Site {n}</h1><a href="/contact">Contact</a><a href="/about">About</a>'
        pages[f"{host}/contact"] = f"<p>hello{n}@site{n}.example</p>"
        pages[f"{host}/about"] = f'<h1>About</h1><ul class="features"><li>a piano number {n}</li></ul>'
    return pages


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve({}) as web:
        web.pages |= town(web.port)
        yield web


def crawl(web: Web, query: Query, past: Past) -> Iterator[Step]:
    with web.fetcher() as fetcher:
        yield from DirectorySource("Town", web.url(host=HOST), fetcher).find(query, past, lambda: False)


def businesses(steps: list[Step]) -> list[tuple[str, str, tuple[str, ...]]]:
    return sorted((f.business.name, f.business.email, f.business.details) for step in steps for f in step.found)


QUERIES = [
    Query("Lindental", (), 100, 1000),
    Query("Lindental", (), 4, 1000),
    Query("Lindental", ("gym",), 100, 1000),
    Query("Lindental", (), 100, 20),
    Query("Lindental", (), 6, 18),
]
NAMES = ["all", "limit", "sector", "pages", "both"]


@pytest.mark.parametrize("query", [QUERIES[0], QUERIES[4]], ids=["all", "both"])
def test_a_run_that_is_cut_off_after_any_step_ends_with_what_one_that_was_not_finds(web: Web, query: Query) -> None:
    whole = list(crawl(web, query, Past()))
    assert businesses(whole)
    for cut in range(1, len(whole)):
        first = whole[:cut]
        rest = list(crawl(web, going_on(query, first), left(first)))
        assert [step.item for step in (*first, *rest)] == [step.item for step in whole], cut
        assert businesses([*first, *rest]) == businesses(whole), cut


def test_a_run_that_is_cut_off_after_every_single_step_finds_the_same(web: Web) -> None:
    query, steps, past = QUERIES[0], list[Step](), Past()
    while more := next(iter(crawl(web, going_on(query, steps), past)), None):
        steps.append(more)
        past = left([more], past)
    assert businesses(steps) == businesses(list(crawl(web, query, Past())))


@pytest.mark.parametrize("query", QUERIES, ids=NAMES)
def test_two_runs_find_the_same_in_the_same_order_whatever_the_pages_timing(web: Web, query: Query) -> None:
    first = list(crawl(web, query, Past()))
    slow, over = Random("timing"), threading.Event()

    def delayed(page: str | Reply) -> object:
        return lambda path, form: (over.wait(slow.random() * 0.03), page)[1]

    with serve({}) as other:
        other.pages |= {path: delayed(page) for path, page in town(other.port).items()}
        second = list(crawl(other, query, Past()))
    told = [(s.item.replace(str(other.port), str(web.port)), s.found != (), s.problem != "") for s in second]
    assert told == [(s.item, s.found != (), s.problem != "") for s in first]
    assert businesses(second) == businesses(first)


@pytest.mark.parametrize("query", QUERIES, ids=NAMES)
def test_the_pages_asked_for_are_the_visits_told_and_never_more_than_the_limit(web: Web, query: Query) -> None:
    web.asked.clear()
    steps = list(crawl(web, query, Past()))
    asked = [path for path in web.asked if not path.endswith(("robots.txt", "sitemap.xml"))]
    assert sum(pages_in(step.visits) for step in steps) == len(asked) <= query.max_pages
    told = [visit.url.split("//")[1] for step in steps for visit in step.visits if visit.outcome != "left out"]
    assert sorted(told) == sorted(path.replace("/", f":{web.port}/", 1) for path in web.asked)
