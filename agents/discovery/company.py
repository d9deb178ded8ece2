"""What a business says of itself: its own site's home page and the few pages that tell who and what it is."""

from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from agents.discovery import extract, listing, mailboxes, urls
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher, Page
from agents.discovery.listing import Link
from agents.discovery.outage import PASSING
from agents.discovery.scripted import Scripted
from agents.discovery.source import PAGES_KEPT
from agents.discovery.trip import Trip
from storage.errors import HandpickedError, NotAllowed

MOST_PAGES = 5
_MOST_BYTES, _MOST_SECONDS = 8_000_000, 40.0
_MOST_LISTED = 2_000
_ADDRESS = ("street", "postcode", "city", "country")
_NOT_OWN = (
    "facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com", "tiktok.com", "google.com",
    "goo.gl", "linktr.ee", "yelp.com", "tripadvisor.com", "wikipedia.org", "booking.com", "lieferando.de",
)  # fmt: skip
_READING = (listing.CONTACT, listing.STORY, listing.OFFER)


@dataclass
class Site:
    """What was read of one site: its facts, or why there are none, and what its pages showed of scripts."""

    facts: Facts | None = None
    problem: HandpickedError | None = None
    needs_script: dict[str, bool] = field(default_factory=dict)

    @property
    def is_passing(self) -> bool:
        return isinstance(self.problem, PASSING)


class SiteReader:
    """Reads company sites, each within a budget of pages, bytes and seconds of its own."""

    def __init__(self, fetcher: Fetcher, scripted: Scripted) -> None:
        self._fetcher, self._scripted = fetcher, scripted

    def read(self, website: str, trip: Trip, most_pages: int, *, has_email: bool, is_last: bool) -> Site:
        """The facts of at most ``most_pages`` pages; ``has_email`` says that none need be read for an address alone.

        Where a page beside the home page may answer later, the whole site counts as silent, unless it ``is_last``.
        """
        site = Site()
        try:
            site.facts = _Reading(self._fetcher, self._scripted, trip, most_pages, site.needs_script).run(
                website, has_email=has_email, is_last=is_last
            )
        except HandpickedError as error:
            site.problem = error
        return site


class _Reading:
    """One site on one trip."""

    def __init__(
        self, fetcher: Fetcher, scripted: Scripted, trip: Trip, most_pages: int, needs_script: dict[str, bool]
    ) -> None:
        self._fetcher, self._scripted, self._trip = fetcher, scripted, trip
        self._most, self._needs_script = most_pages, needs_script

    def run(self, website: str, *, has_email: bool, is_last: bool) -> Facts:
        home = self._page(website)
        facts = extract.facts(home.text, home.url, is_own_site=True)
        links = self._links(home, is_needed=not has_email and not has_fit_email(facts))
        read = {website, home.url}
        for kinds in _READING:
            is_contact = kinds is listing.CONTACT
            for url in listing.worth_reading(links, kinds):
                is_needless = is_contact and (has_email or has_fit_email(facts))
                if url in read or is_needless or urls.trap(url) or not self._may_go_on(url):
                    continue
                read.add(url)
                self._add_page(facts, url, tells_story=not is_contact, is_last=is_last)
        return facts

    def _links(self, home: Page, *, is_needed: bool) -> list[Link]:
        """The links of the home page; its sitemap's too, where a contact page is needed and none is linked."""
        links = listing.links(home.text, home.url)
        if not is_needed or self._most < 2 or listing.worth_reading(links, listing.CONTACT):
            return links
        try:
            listed = [page.url for page in islice(self._fetcher.sitemaps(home.url, self._trip), _MOST_LISTED)]
        except HandpickedError:
            return links
        known = {link.url for link in links}
        return links + [Link(url, "", in_frame=False) for url in listed if url not in known]

    def _page(self, url: str) -> Page:
        return self._scripted.filled(self._fetcher.fetch(url, trip=self._trip), self._trip, self._needs_script)

    def _may_go_on(self, url: str) -> bool:
        """Whether the site's budget has another page; what it ends is a visit left out."""
        trip = self._trip
        if trip.pages >= min(self._most, MOST_PAGES):
            reason = f"{trip.pages} pages of the site were read"
        elif trip.size >= _MOST_BYTES:
            reason = f"{trip.size / 1e6:.0f} MB of the site were read"
        elif trip.seconds >= _MOST_SECONDS:
            reason = f"the site took {trip.seconds:.0f} s"
        else:
            return True
        trip.leave_out(url, reason)
        return False

    def _add_page(self, facts: Facts, url: str, *, tells_story: bool, is_last: bool) -> None:
        """A page beside the home page may be gone or forbidden; the others still count."""
        try:
            page = self._page(url)
        except HandpickedError as error:
            if isinstance(error, PASSING) and not is_last:
                raise
            return
        more = extract.facts(page.text, page.url, is_own_site=True)
        if not tells_story:
            more.forget("description")
        facts.merge(more)


def left_out(website: str) -> NotAllowed:
    """Why a site is not read once the search's pages run short."""
    return NotAllowed(f"{website} was not read: {PAGES_KEPT}.")


def has_fit_email(facts: Facts) -> bool:
    """Whether an address is known that is not one person's, so that no contact page need be read for a better one."""
    return "email" in facts.values and facts.values.get("email_kind") != mailboxes.PERSONAL


def is_own(website: str, directory_url: str = "") -> bool:
    """Whether a website is the business's own: no page of the directory, no profile on a platform."""
    host = urlsplit(website).hostname or ""
    is_platform = any(host == name or host.endswith(f".{name}") for name in _NOT_OWN)
    return bool(host) and not is_platform and urls.host_of(website) != urls.host_of(directory_url)


def agreeing(site: Facts, facts: Facts) -> Facts:
    """What a site adds to the facts: one of several branches may show another branch's address, then it adds none."""
    same = Facts(site.url, dict(site.values), list(site.quotes), list(site.details))
    differs = any(
        name in facts.values and name in site.values and facts.values[name] != site.values[name] for name in _ADDRESS
    )
    for name in (*_ADDRESS, "lat", "lon") if differs else ():
        same.forget(name)
    return same
