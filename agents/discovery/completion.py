"""Any source, with what businesses say of themselves on their own web sites added to what it finds."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from agents.discovery import company, rounds, urls
from agents.discovery.browser import Renderer
from agents.discovery.company import MOST_PAGES
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher
from agents.discovery.rounds import Read, Rounds
from agents.discovery.source import Found, Past, Plan, Query, Source, Step, Visit, pages_in
from agents.discovery.workers import Workers

_USUAL_PAGES = 3
_PART = re.compile(r"(.*)#part-(\d+)-[0-9a-f]{12}", re.DOTALL)


class Completed:
    """A source whose businesses are completed from their own sites: home, contact or imprint, about, offer.

    Many sites are read side by side, each politely and within its budget. A business whose site stays silent is found
    all the same. A step with many businesses is handed out in parts, so that little is lost when a search is cut off;
    the last part bears the step's own name. What the source itself read of a business's site is not read again.

    Args:
        source: what finds the businesses.
        fetcher: the door to the web.
        browser: fills in pages that need a script; without it such a site gives nothing.
    """

    def __init__(self, source: Source, fetcher: Fetcher, browser: Renderer | None = None) -> None:
        self.name, self._source, self._fetcher, self._browser = source.name, source, fetcher, browser

    def plan(self, query: Query) -> Plan:
        """The source's own plan and about three pages a business, many sites at the same time."""
        plan = self._source.plan(query)
        pages = max(0, min(query.max_pages - plan.pages, query.limit * MOST_PAGES))
        usual = min(pages, query.limit * _USUAL_PAGES)
        seconds = plan.seconds + rounds.least_seconds(usual, query.limit, self._fetcher.limits.distance_s)
        where = (*plan.where, "the businesses' own web sites")
        return replace(plan, where=where, pages=plan.pages + pages, seconds=seconds, usual=plan.usual + usual)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """The source's steps, completed. Raises as the source's ``find``."""
        left = query.max_pages - query.read
        with Workers(rounds.SIDE_BY_SIDE, should_stop) as workers:
            reading = Rounds(self._fetcher, self._browser, past, workers)
            inner = replace(query, found=query.found - _unfinished(past))
            for step in self._source.find(inner, past, workers.should_stop):
                left -= pages_in(step.visits)
                for part in _parts(step):
                    if part.item in past.done and part.item != step.item:
                        continue
                    read = _completed(part, reading, left)
                    if read is None:
                        return
                    left -= pages_in(read.visits) - pages_in(part.visits)
                    yield read


def _unfinished(past: Past) -> int:
    """How many businesses were found in parts of steps that are not finished, so that the source gives them again."""
    parts = (match for name in past.done if (match := _PART.fullmatch(name)))
    return sum(int(part[2]) for part in parts if part[1] not in past.done)


def _parts(step: Step) -> Iterator[Step]:
    """The step in parts of forty businesses; the first has its visits, the last its name and all the rest."""
    founds, visits = step.found, step.visits
    while len(founds) > rounds.SIZE:
        few, founds = founds[: rounds.SIZE], founds[rounds.SIZE :]
        keys = hashlib.sha256("".join(one.business.key for one in few).encode()).hexdigest()[:12]
        yield Step(f"{step.item}#part-{len(few)}-{keys}", few, step.total, visits=visits)
        visits = ()
    yield replace(step, found=founds, visits=visits)


def _completed(step: Step, reading: Rounds, pages_left: int) -> Step | None:
    """The step with what the sites say; None when the search was stopped meanwhile."""
    wanted = {at: facts for at, one in enumerate(step.found) if (facts := _incomplete(one)) is not None}
    if not wanted:
        return step
    read = reading.read(list(wanted.values()), pages_left)
    if read is None:
        return None
    founds = list(step.found)
    for (at, facts), one in zip(wanted.items(), read, strict=True):
        founds[at] = _merged(founds[at], facts, one)
    visits: list[Visit] = [visit for one in read for visit in one.visits]
    learnt = {kind: needs for one in read for kind, needs in one.site.needs_script.items()}
    return replace(
        step,
        found=tuple(founds),
        problem=" ".join(filter(None, (step.problem, _silence(read)))),
        visits=(*step.visits, *visits),
        needs_script={**step.needs_script, **learnt},
    )


def _incomplete(found: Found) -> Facts | None:
    """The facts of a business with a site of its own that was not read yet."""
    website = urls.canonical(found.business.website)
    if not website or not company.is_own(website):
        return None
    if any(urls.host_of(quote.url) == urls.host_of(website) for quote in found.quotes):
        return None
    facts = Facts.of(found)
    facts.values["website"] = website
    return facts


def _merged(found: Found, facts: Facts, read: Read) -> Found:
    """The business under its own key and address of its site, with what the site adds."""
    if read.site.facts is None:
        return found
    facts.merge(company.agreeing(read.site.facts, facts))
    whole = facts.found(found.business.sector)
    return replace(whole, business=replace(whole.business, key=found.business.key, website=found.business.website))


def _silence(read: Sequence[Read]) -> str:
    problems = [one.site.problem for one in read if one.site.problem is not None]
    if not problems:
        return ""
    if len(problems) == 1:
        return f"Its own web site was left out: {problems[0].what}"
    return f"{len(problems)} web sites of businesses were left out, the first because: {problems[0].what}"
