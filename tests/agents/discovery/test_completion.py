"""What businesses say on their own web sites is added to what any source finds, and to a list of web sites."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from agents.discovery.completion import Completed
from agents.discovery.source import Found, Outcome, Past, Plan, Query, Source, Step, Visit, business_key, pages_in
from agents.discovery.websites import WebsitesSource
from storage.records import Business, Quote
from tests.agents.discovery.cut import going_on, left
from tests.agents.discovery.loopback import Reply, Web, serve

EVERYTHING = Query("Lindental", (), 1000, 10_000)
NOTHING = Past()
SITES = 6
LETTERS = "abcdef"


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serve({}) as web:
        for n in range(SITES):
            web.pages |= site(f"s{n}.localhost", n)
        yield web


def site(host: str, number: int) -> dict[str, object]:
    return {
        f"{host}/": f'<h1>Shop {number}</h1><a href="/contact">Contact</a><a href="/about">About</a>',
        f"{host}/contact": f"<p>hello@shop{number}.example</p><p>Birkenweg {number + 1}, 00402 Lindental</p>",
        f"{host}/about": f'<h1>About</h1><ul class="features"><li>a piano called {"abcdef"[number]}</li></ul>',
    }


@dataclass
class Listed:
    """A source of fixed steps."""

    steps: Sequence[Step]
    name: str = "the list"
    queries: list[Query] = field(default_factory=list)

    def plan(self, query: Query) -> Plan:
        return Plan((self.name,), 2, 1.0)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        self.queries.append(query)
        wanted = query.limit - query.found
        for step in self.steps:
            if step.item not in past.done and not should_stop():
                yield replace(step, found=step.found[:wanted])
                wanted -= len(step.found[:wanted])


def business(number: int, website: str = "", **facts: str) -> Found:
    name = f"Shop {number}"
    whole = Business(business_key(name, "00402", ""), name, postcode="00402", website=website, **facts)  # type: ignore[arg-type]
    return Found(whole, (Quote("name", name, "https://map.example/1"),))


def find(web: Web, source: Source, query: Query = EVERYTHING, past: Past = NOTHING) -> list[Step]:
    with web.fetcher() as fetcher:
        return list(Completed(source, fetcher).find(query, past, lambda: False))


def test_a_business_gains_what_its_own_site_says_with_quotes_from_there_and_keeps_its_key(web: Web) -> None:
    one = business(1, web.url(host="s1.localhost"))
    visit = Visit("https://map.example/1", Outcome.FETCHED)
    (step,) = find(web, Listed([Step("tile", (one,), visits=(visit,), figures={"found": 1})]))
    (found,) = step.found
    assert (found.business.key, found.business.name, found.business.website) == (
        one.business.key, "Shop 1", one.business.website)  # fmt: skip
    assert (found.business.email, found.business.street) == ("hello@shop1.example", "Birkenweg 2")
    assert found.business.details == ("a piano called b",)
    assert {q.url for q in found.quotes if q.field == "email"} == {web.url("/contact", "s1.localhost")}
    assert (step.item, step.figures, step.visits[0]) == ("tile", {"found": 1}, visit)
    assert [v.url.rpartition("/")[2] for v in step.visits[1:]] == ["robots.txt", "", "contact", "about"]


def test_what_the_source_knows_stays_and_a_platform_is_no_site(web: Web) -> None:
    known = business(1, web.url(host="s1.localhost"), email="office@known.example", street="Altweg 9")
    profile, none = business(2, "https://www.facebook.com/shop2"), business(3)
    (step,) = find(web, Listed([Step("tile", (known, profile, none))]))
    assert [one.business.email for one in step.found] == ["office@known.example", "", ""]
    assert [one.business.street for one in step.found] == ["Altweg 9", "", ""]
    assert step.found[1:] == (profile, none)


def test_a_site_that_was_read_by_the_source_itself_is_not_read_again(web: Web) -> None:
    one = business(1, web.url(host="s1.localhost"))
    read = replace(one, quotes=(*one.quotes, Quote("email", "x", web.url("/contact", "s1.localhost"))))
    web.asked.clear()
    assert find(web, Listed([Step("entry", (read,))])) == [Step("entry", (read,))]
    assert web.asked == []


def test_a_site_that_stays_silent_costs_only_itself_and_is_told(web: Web) -> None:
    web.pages["down.localhost/"] = Reply(status=500)
    steps = find(web, Listed([Step("tile", (business(1, web.url(host="s1.localhost")),
                                            business(9, web.url(host="down.localhost"))))]))  # fmt: skip
    assert [one.business.email for one in steps[0].found] == ["hello@shop1.example", ""]
    assert "status 500" in steps[0].problem
    assert not steps[0].is_passing
    assert sum(visit.url == web.url(host="down.localhost") for visit in steps[0].visits) == 2


def test_a_site_of_two_businesses_is_read_once(web: Web) -> None:
    url = web.url(host="s1.localhost")
    web.asked.clear()
    (step,) = find(web, Listed([Step("tile", (business(1, url), business(2, url)))]))
    assert [one.business.email for one in step.found] == ["hello@shop1.example"] * 2
    assert web.asked.count("s1.localhost/") == 1
    assert pages_in(step.visits) == 3


def test_pages_stay_within_the_limit_of_the_search_and_what_is_left_out_is_told(web: Web) -> None:
    founds = tuple(business(n, web.url(host=f"s{n}.localhost")) for n in range(SITES))
    web.asked.clear()
    (step,) = find(web, Listed([Step("tile", founds)]), replace(EVERYTHING, max_pages=8, read=3))
    assert len([path for path in web.asked if not path.endswith("robots.txt")]) == pages_in(step.visits) == 5
    assert sum(visit.outcome is Outcome.LEFT_OUT for visit in step.visits) >= 1
    assert len(step.found) == SITES


@pytest.mark.parametrize("limit", [1000, 60])
def test_a_large_step_comes_in_parts_and_goes_on_wherever_it_was_cut_off(web: Web, limit: int) -> None:
    founds = tuple(business(n, web.url(host=f"s{n % SITES}.localhost")) for n in range(95))
    source, query = Listed([Step("tile", founds), Step("tile 2", (business(200),))]), replace(EVERYTHING, limit=limit)
    whole = find(web, source, query)
    assert len(whole) == 4 if limit == 1000 else 3
    for cut in range(1, len(whole)):
        rest = find(web, source, going_on(query, whole[:cut]), left(whole[:cut]))
        assert [step.item for step in (*whole[:cut], *rest)] == [step.item for step in whole]
        assert [f for s in (*whole[:cut], *rest) for f in s.found] == [f for s in whole for f in s.found]


def test_a_stop_ends_it_between_two_items_and_reads_no_more(web: Web) -> None:
    founds = tuple(business(n, web.url(host=f"s{n}.localhost")) for n in range(SITES))
    asked: list[int] = []
    with web.fetcher() as fetcher:
        source = Completed(Listed([Step("tile", founds)]), fetcher)
        assert list(source.find(EVERYTHING, NOTHING, lambda: asked.append(1) or True)) == []  # type: ignore[func-returns-value]


def test_the_plan_adds_the_sites_to_the_sources_own(web: Web) -> None:
    with web.fetcher() as fetcher:
        plan = Completed(Listed([]), fetcher).plan(replace(EVERYTHING, limit=10, max_pages=100))
    assert plan.where == ("the list", "the businesses' own web sites")
    assert (plan.pages, plan.usual) == (52, 30)


def websites(web: Web, addresses: Sequence[str], query: Query = EVERYTHING, past: Past = NOTHING) -> list[Step]:
    with web.fetcher() as fetcher:
        return list(WebsitesSource(addresses, fetcher).find(query, past, lambda: False))


def test_each_site_of_a_list_is_a_business_read_from_itself(web: Web) -> None:
    addresses = [web.url(host=f"s{n}.localhost") for n in range(SITES)]
    steps = websites(web, [*addresses, addresses[0]])
    assert [step.item for step in steps] == addresses
    found = [step.found[0].business for step in steps]
    assert [(one.name, one.email, one.website) for one in found] == [
        (f"Shop {n}", f"hello@shop{n}.example", addresses[n]) for n in range(SITES)
    ]
    assert all(quote.url.startswith(addresses[0]) for quote in steps[0].found[0].quotes)


def test_what_is_no_address_and_what_tells_of_no_business_is_said_in_place(web: Web) -> None:
    web.pages |= {"empty.localhost/": "<p>Soon</p>", "gone.localhost/": Reply(status=404)}
    addresses = [
        "mailto:a@b.example",
        "me@shop.example",
        web.url(host="empty.localhost"),
        web.url(host="gone.localhost"),
    ]
    steps = websites(web, [*addresses, web.url(host="s1.localhost")])
    words = ("not the address", "not the address", "does not tell", "is not there", "")
    assert all(word in step.problem for word, step in zip(words, steps, strict=True))
    assert len(steps[-1].found) == 1
    assert not any(step.is_passing for step in steps)


def test_an_address_without_its_scheme_is_taken_for_https() -> None:
    with serve({}) as web:
        (step,) = websites(web, ["shop.invalid"])
    assert step.item == "https://shop.invalid/"


@pytest.mark.parametrize("query", [EVERYTHING, replace(EVERYTHING, limit=4), replace(EVERYTHING, max_pages=9)])
def test_a_list_goes_on_wherever_it_was_cut_off_and_ends_the_same(web: Web, query: Query) -> None:
    addresses = [web.url(host=f"s{n}.localhost") for n in range(SITES)]
    whole = websites(web, addresses, query)
    assert sum(pages_in(step.visits) for step in whole) <= query.max_pages
    for cut in range(1, len(whole)):
        rest = websites(web, addresses, going_on(query, whole[:cut]), left(whole[:cut]))
        assert [s.found for s in (*whole[:cut], *rest)] == [s.found for s in whole], cut
