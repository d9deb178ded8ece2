"""A list of web sites as a source: each a business, read from what it says of itself."""

from collections.abc import Callable, Iterator, Sequence

from agents.discovery import rounds, urls
from agents.discovery.browser import Renderer
from agents.discovery.company import MOST_PAGES
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher
from agents.discovery.outage import PASSING
from agents.discovery.rounds import Read, Rounds
from agents.discovery.source import Found, Past, Plan, Query, Step, pages_in
from agents.discovery.workers import Workers
from storage import sectors
from storage.errors import NotAllowed

_USUAL_PAGES = 3


class WebsitesSource:
    """Reads the sites that a person listed, many side by side, in their order.

    Args:
        addresses: one address a site, with or without ``https://``; each site counts once.
        fetcher: the door to the web.
        browser: fills in pages that need a script.
    """

    name = "web sites"

    def __init__(self, addresses: Sequence[str], fetcher: Fetcher, browser: Renderer | None = None) -> None:
        self._addresses = tuple(dict.fromkeys(address.strip() for address in addresses if address.strip()))
        self._fetcher, self._browser = fetcher, browser

    def plan(self, query: Query) -> Plan:
        """About three pages a site, at most five, many sites at the same time."""
        count = min(len(self._addresses), query.limit)
        pages = min(query.max_pages, count * MOST_PAGES)
        usual = min(pages, count * _USUAL_PAGES)
        seconds = rounds.least_seconds(usual, count, self._fetcher.limits.distance_s)
        return Plan(("the web sites that you listed",), pages, seconds, usual=usual)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """One step a site; ``item`` is its canonical address, or the text that is none."""
        sites = {address: urls.written(address) for address in self._addresses}
        waiting = [(address, url) for address, url in sites.items() if (url or address) not in past.done]
        found, left, total = query.found, query.max_pages - query.read, len(sites)
        with Workers(rounds.SIDE_BY_SIDE, should_stop) as workers:
            reading = Rounds(self._fetcher, self._browser, past, workers)
            while waiting and found < query.limit and left > 0 and not workers.should_stop():
                count = min(rounds.SIZE, query.limit - found)
                few, waiting = waiting[:count], waiting[count:]
                read = reading.read([Facts(url, {"website": url}) for _, url in few if url], left)
                if read is None:
                    return
                told = iter(read)
                for address, url in few:
                    one = next(told) if url else None
                    if one is not None and isinstance(one.site.problem, NotAllowed):
                        left = 0
                        break
                    step = _step(url, one, query, total) if one is not None else _no_address(address, total)
                    found, left = found + len(step.found), left - pages_in(step.visits)
                    yield step
            if left <= 0:
                what = f"The limit of {query.max_pages} pages was reached before every site was read; raise it."
                yield Step("web sites#page-limit", total=total, problem=what)


def _step(url: str, read: Read, query: Query, total: int) -> Step:
    site, founds, problem = read.site, tuple[Found, ...](), ""
    if site.problem is not None:
        problem = str(site.problem)
    elif site.facts is None or not site.facts.is_business():
        problem = f"{url} does not tell of a business: no name with an address or contact."
    else:
        site.facts.values["website"] = url
        business = site.facts.found()
        founds = (business,) if _is_wanted(business.business.sector, query) else ()
    is_passing = isinstance(site.problem, PASSING)
    return Step(url, founds, total, problem, is_passing, visits=read.visits, needs_script=dict(site.needs_script))


def _is_wanted(sector: str, query: Query) -> bool:
    """Whether a listed site stays: one that does not say its sector does."""
    return sector == sectors.OTHER or query.wants(sector)


def _no_address(address: str, total: int) -> Step:
    return Step(address, total=total, problem=f"{address[:200]} is not the address of a web site.")
