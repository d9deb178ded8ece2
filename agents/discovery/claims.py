"""What follows from each page of a directory, decided one page after the other whatever order they come in."""

from collections import Counter
from dataclasses import dataclass, field, replace

from agents.discovery import company, sites
from agents.discovery.facts import Facts
from agents.discovery.frontier import Frontier
from agents.discovery.line import Line
from agents.discovery.outage import PASSING, Outage
from agents.discovery.reading import Content, Reader, Reading
from agents.discovery.scripted import Scripted
from agents.discovery.sites import Sites
from agents.discovery.source import PAGES_KEPT, Query, Step
from agents.discovery.turning import Turning
from agents.discovery.workers import Workers
from storage import sectors
from storage.errors import HandpickedError

_MOST_MISSES = 60


@dataclass
class Claims:
    """Takes readings as far as they go; none is claimed before those ahead of it."""

    query: Query
    frontier: Frontier
    reader: Reader
    turning: Turning
    scripted: Scripted
    own_sites: Sites
    outage: Outage
    workers: Workers
    _misses: Counter[str] = field(default_factory=Counter)

    def begin(self, one: Reading) -> None:
        """Have the page fetched, unless too many of its kind told of no business."""
        if self._is_given_up(one):
            one.content, one.is_settled = Content(), True
        elif one.is_list:
            one.future = self.workers.submit(self.reader.list_page, one.item.name, one.trip, one.learnt)
        else:
            one.future = self.workers.submit(self.reader.entry, one.item.name, one.trip)

    def advance(self, line: Line) -> None:
        """Raises as ``Outage.check``, which a silent list calls."""
        is_turn = True
        for one in line:
            if one.step is not None:
                continue
            one.collect()
            if not one.is_settled and one.content is not None:
                self._settle(line, one, one.content)
            if is_turn and one.is_settled and not one.is_claimed and one.content is not None:
                self._claim(line, one, one.content)
            is_turn = is_turn and one.is_claimed
            if one.step is None and one.site is not None and one.site.future.done():
                one.step = self._completed(one)

    def _settle(self, line: Line, one: Reading, content: Content) -> None:
        """Have an entry that tells nothing shown in the browser, where pages of its kind need it."""
        if one.is_list or not content.is_thin or content.page is None or one.tries > 1:
            self._learn(one, content)
            return
        knows = self.scripted.knows(one.item.name)
        if knows is None and any(e.kind == one.kind and not e.is_settled for e in line.before(one)):
            return
        if knows is False or not (knows or content.is_empty):
            one.is_settled = True
            return
        one.content, one.tries = None, one.tries + 1
        one.future = self.workers.submit(self.reader.rendered, content.page, one.trip)

    def _learn(self, one: Reading, content: Content) -> None:
        """Remember what a page showed of its kind: filled in by its scripts, or as empty as before."""
        is_rendered = not one.is_list and one.tries > 1
        if is_rendered and not content.error and (not content.is_thin or content.is_empty):
            one.learnt[one.kind] = not content.is_thin
        self.scripted.learn(one.learnt)
        one.is_settled = True

    def _is_given_up(self, one: Reading) -> bool:
        """Whether too many pages of its kind in a row told of no business."""
        return not one.is_list and self._misses[one.kind] >= _MOST_MISSES

    def _claim(self, line: Line, one: Reading, content: Content) -> None:
        """It is this one's turn: what follows from its page, now that all before it is known."""
        if one.is_list:
            self._claim_list(one, content)
        elif self._is_given_up(one):
            one.trip.leave_out(one.item.name, f"{_MOST_MISSES} pages of its kind told of no business")
            self._finish(one, Step(one.item.name))
        elif content.error is not None:
            self._finish(one, failed(one.item.name, content.error))
        elif self._is_copy(one, content):
            self._finish(one, Step(one.item.name))
        elif content.is_thin or content.facts is None:
            self._misses[one.kind] += 1
            what = f"{one.item.name} does not tell of a business: no name with an address or contact."
            self._finish(one, Step(one.item.name, problem=what))
        else:
            self._misses[one.kind] = 0
            self._claim_site(line, one, content.facts)

    def _is_copy(self, one: Reading, content: Content) -> bool:
        """Whether a page says that it is another one, which has its own turn; an address not heard of is noted."""
        if content.page is None or one.is_again or content.address in (content.page.url, one.item.name):
            return False
        is_known = self.frontier.knows(content.address)
        self.frontier.know(content.address)
        return is_known

    def _claim_list(self, one: Reading, content: Content) -> None:
        if isinstance(content.error, PASSING) and one.tries == 1:
            self.outage.check()
            one.tries, one.is_settled, one.content = 2, False, None
            self.begin(one)
        elif content.error is not None or content.page is None:
            self._finish(one, failed(one.item.name, content.error) if content.error else Step(one.item.name))
        else:
            self._finish(one, self.turning.step(one.item, content.page, one.trip))

    def _claim_site(self, line: Line, one: Reading, facts: Facts) -> None:
        website = str(facts.values.get("website", ""))
        if not company.is_own(website, facts.url):
            self._finish(one, self._step(one, facts))
            return
        if not self.own_sites.knows(facts):
            least, most = (sites.allowance(left - one.trip.pages, one.waiting) for left in line.pages_left(one))
            if least != most:
                return
            one.allowed = most
            if not most:
                one.trip.leave_out(website, PAGES_KEPT)
                self._finish(one, self._step(one, facts, company.left_out(website)))
                return
        one.is_claimed, one.site = True, self.own_sites.read(facts, one.allowed)

    def _completed(self, one: Reading) -> Step | None:
        """The step of an entry whose own site was read."""
        if one.site is None or one.content is None or one.content.facts is None:
            return None
        site, facts = one.site.future.result(), one.content.facts
        if site.facts is not None:
            facts.merge(company.agreeing(site.facts, facts))
        step = self._step(one, facts, site.problem)
        if not one.site.is_owner:
            return step
        visits = (*step.visits, *one.site.trip.visits)
        return replace(step, visits=visits, needs_script={**step.needs_script, **site.needs_script})

    def _step(self, one: Reading, facts: Facts, problem: HandpickedError | None = None) -> Step:
        listed, wanted = one.place.sector, self.query.sectors
        found = facts.found(listed)
        is_other = bool(wanted) and listed not in wanted and found.business.sector not in (*wanted, sectors.OTHER)
        return Step(
            one.item.name,
            () if is_other else (found,),
            self.frontier.total,
            f"Its own web site was left out: {problem.what}" if problem else "",
            isinstance(problem, PASSING),
            visits=tuple(one.trip.visits),
            needs_script=dict(one.learnt),
        )

    def _finish(self, one: Reading, step: Step) -> None:
        one.is_claimed = True
        visits, learnt = tuple(one.trip.visits), dict(one.learnt)
        one.step = replace(step, total=self.frontier.total, visits=visits, needs_script=learnt)


def failed(name: str, error: HandpickedError) -> Step:
    return Step(name, problem=str(error), is_passing=isinstance(error, PASSING))
