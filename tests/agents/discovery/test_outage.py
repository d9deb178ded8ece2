"""A directory that breaks in the middle: nothing is taken for empty, and the next run goes on where it was."""

from collections.abc import Callable, Iterator

import pytest

from agents.discovery.directory import DirectorySource
from agents.discovery.source import Found, Past, Query, Step
from storage.errors import HandpickedError, RateLimited, Unavailable
from tests.agents.discovery.cut import left
from tests.agents.discovery.loopback import Reply, Web, serve

HOST = "d.localhost"
NOTHING = Past()
EVERYTHING = Query("Lindental", (), 100, 500)
DOWN = Reply(status=503)
ENTRIES = [f"/cafes/{n}" for n in range(30)]


def entry(number: int) -> str:
    return (
        f"<main><h1>Shop {number}</h1><dl><dt>Address</dt><dd>Quittenweg {number + 1}, 00402 Lindental</dd></dl></main>"
    )


@pytest.fixture
def web() -> Iterator[Web]:
    rows = "".join(f'<article><h2><a href="{path}">{path}</a></h2></article>' for path in ENTRIES)
    pages = {
        f"{HOST}/": '<main><a href="/cafes/">Cafés</a> <a href="/gyms/">Gyms</a></main>',
        f"{HOST}/cafes/": f"<main>{rows}</main>",
        f"{HOST}/gyms/": "<main>None yet</main>",
    }
    with serve({**pages, **{f"{HOST}{path}": entry(n) for n, path in enumerate(ENTRIES)}}) as web:
        yield web


def failing_once(page: str) -> Callable[[str, str], Reply]:
    replies = [DOWN]
    return lambda path, form: replies.pop() if replies else Reply(page)


def crawl(
    web: Web,
    past: Past = NOTHING,
    revive: Callable[[], None] | None = None,
    each: Callable[[Step], None] = lambda step: None,
    query: Query = EVERYTHING,
) -> list[Step]:
    steps: list[Step] = []
    with web.fetcher() as fetcher:
        for step in DirectorySource("Town", web.url(host=HOST), fetcher, revive=revive).find(
            query, past, lambda: False
        ):
            steps.append(step)
            each(step)
    return steps


def names(steps: list[Step]) -> set[str]:
    return {found.business.name for step in steps for found in step.found}


def broken(web: Web, *paths: str) -> None:
    for path in paths or ("/", "/cafes/", "/gyms/", *ENTRIES):
        web.pages[f"{HOST}{path}"] = DOWN


def test_a_page_that_fails_once_is_read_again_at_the_end(web: Web) -> None:
    web.pages[f"{HOST}/cafes/3"] = failing_once(entry(3))
    steps = crawl(web)
    assert len(names(steps)) == 30
    assert len({step.item for step in steps}) == len(steps)
    assert not any(step.problem or step.is_passing for step in steps)
    assert steps[-1].item.endswith("/cafes/3")


def test_a_list_page_that_fails_once_is_read_again_at_once(web: Web) -> None:
    web.pages[f"{HOST}/cafes/"] = failing_once(web.pages[f"{HOST}/cafes/"])
    assert len(names(crawl(web))) == 30


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_page_that_stays_silent_gives_a_problem_that_may_pass(web: Web, status: int) -> None:
    web.pages[f"{HOST}/cafes/3"] = Reply(status=status)
    (step,) = (step for step in crawl(web) if step.problem)
    assert step.item.endswith("/cafes/3")
    assert step.is_passing


@pytest.mark.parametrize("status", [404, 403])
def test_a_page_that_is_gone_or_forbidden_is_finished(web: Web, status: int) -> None:
    web.pages[f"{HOST}/cafes/3"] = Reply(status=status)
    (step,) = (step for step in crawl(web) if step.problem)
    assert not step.is_passing
    assert web.asked.count(f"{HOST}/cafes/3") == 1


def test_many_broken_pages_of_a_site_that_answers_do_not_end_the_search(web: Web) -> None:
    broken(web, *ENTRIES[5:25])
    steps = crawl(web)
    assert len(names(steps)) == 10
    assert sum(step.is_passing for step in steps) == 20


def test_a_site_that_broke_ends_the_search_and_the_next_one_goes_on(web: Web) -> None:
    good, before = dict(web.pages), list[Step]()

    def break_down(step: Step) -> None:
        before.append(step)
        if step.found:
            broken(web)

    with pytest.raises(Unavailable, match="503") as caught:
        crawl(web, each=break_down)
    assert caught.value.kept == "What was found before is kept."
    assert "goes on where it was" in caught.value.todo
    assert not any(step.is_passing for step in before)
    assert len(web.asked) < 60
    web.pages |= good
    rest = crawl(web, left(before))
    assert not names(before) & names(rest)
    assert len(names(before) | names(rest)) == 30


@pytest.mark.parametrize("last", [1, 3])
def test_a_site_that_breaks_at_its_last_entries_is_noticed(web: Web, last: int) -> None:
    broken(web, *ENTRIES[-last:])
    over: list[Found] = []

    def break_down(step: Step) -> None:
        over.extend(step.found)
        if len(over) == len(ENTRIES) - last:
            broken(web)

    with pytest.raises(Unavailable):
        crawl(web, each=break_down)


def test_a_site_that_breaks_before_its_lists_is_never_an_empty_result(web: Web) -> None:
    home = web.pages[f"{HOST}/"]
    replies = [Reply(home)]
    broken(web)
    web.pages[f"{HOST}/"] = lambda path, form: replies.pop() if replies else Reply(status=429)
    with pytest.raises(RateLimited):
        crawl(web)


def test_a_site_that_is_ours_is_started_again(web: Web) -> None:
    good, started = dict(web.pages), list[int]()

    def revive() -> None:
        started.append(1)
        web.pages |= good

    steps = crawl(web, revive=revive, each=lambda step: None if started else broken(web))
    assert started == [1]
    assert len(names(steps)) == 30


def test_a_site_that_does_not_come_back_is_started_once(web: Web) -> None:
    started: list[int] = []
    with pytest.raises(HandpickedError):
        crawl(web, revive=lambda: started.append(1), each=lambda step: broken(web))
    assert started == [1]


def test_a_company_site_that_fails_once_is_read_again(web: Web) -> None:
    site = f'<dt>Website</dt><dd><a href="http://own.localhost:{web.port}/">site</a></dd>'
    web.pages[f"{HOST}/cafes/3"] = entry(3).replace("</dl>", f"{site}</dl>")
    web.pages["own.localhost/"] = '<h1>Own</h1><a href="/contact">Contact</a>'
    web.pages["own.localhost/contact"] = failing_once("<p>hello@own.example</p>")
    (step,) = (step for step in crawl(web) if step.item.endswith("/cafes/3"))
    assert (step.found[0].business.email, step.problem) == ("hello@own.example", "")


def test_a_failed_page_never_leads_past_the_limit(web: Web) -> None:
    web.pages[f"{HOST}/cafes/0"] = failing_once(entry(0))
    steps = crawl(web, query=Query("Lindental", (), 5, 500))
    assert len(names(steps)) == 5
    (step,) = (step for step in steps if step.is_passing)
    assert step.item.endswith("/cafes/0")
