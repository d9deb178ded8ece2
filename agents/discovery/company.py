"""What a business says of itself: its own site's home page and the few pages that tell who and what it is."""

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from agents.discovery import extract, listing, mailboxes, urls
from agents.discovery.facts import Facts
from agents.discovery.fetch import Page
from agents.discovery.outage import PASSING
from storage.errors import HandpickedError, NotAllowed

MOST_PAGES = 5
_ADDRESS = ("street", "postcode", "city", "country")
_NOT_OWN = (
    "facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com", "tiktok.com", "google.com",
    "goo.gl", "linktr.ee", "yelp.com", "tripadvisor.com", "wikipedia.org", "booking.com", "lieferando.de",
)  # fmt: skip

# How many pages each waiting entry must keep before a page of the kind is read: an entry with a site takes two to four.
_RESERVE_CONTACT, _RESERVE_STORY, _RESERVE_OFFER = 1.0, 1.6, 2.2
_READING = (
    (listing.CONTACT, _RESERVE_CONTACT),
    (listing.STORY, _RESERVE_STORY),
    (listing.OFFER, _RESERVE_OFFER),
)

ReadPage = Callable[[str], Page]


class CompanySites:
    """Reads each company site once per crawl, however many businesses name it.

    Args:
        read: gives a page, rendered where it needs to be.
        may_read: asked before each page: whether the crawl can afford it and still keep so many pages for every
            entry that waits.
    """

    def __init__(self, read: ReadPage, may_read: Callable[[float], bool]) -> None:
        self._read, self._may_read = read, may_read
        self._known: dict[str, Facts | HandpickedError] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self._is_last_round = False

    def add_to(self, facts: Facts) -> None:
        """Fill in what the business's own site knows and the facts so far do not.

        Raises:
            HandpickedError: of the kinds of ``Fetcher.fetch``, where the home page could not be read; before the last
                round also where another page may answer later.
        """
        website = str(facts.values.get("website", ""))
        if not is_own(website, facts.url):
            return
        with self._lock:
            lock = self._locks.setdefault(website, threading.Lock())
        with lock:
            site = self._known.get(website)
            if site is None:
                site = self._known[website] = self._read_or_error(website, has_fit_email(facts))
        if isinstance(site, HandpickedError):
            raise site
        facts.merge(_agreeing(site, facts))

    def last_round(self) -> None:
        """Read the sites again whose failure may have passed, and now take what there is. Not while others read."""
        self._is_last_round = True
        self._known = {website: site for website, site in self._known.items() if not isinstance(site, PASSING)}

    def _read_or_error(self, website: str, has_email: bool) -> Facts | HandpickedError:
        try:
            return self._site(website, has_email)
        except HandpickedError as error:
            return error

    def _site(self, website: str, has_email: bool) -> Facts:
        if not self._may_read(_RESERVE_CONTACT):
            raise NotAllowed(f"{website} was not read: the pages left are kept for the directory's other entries.")
        home = self._read(website)
        facts = extract.facts(home.text, home.url, is_own_site=True)
        links = listing.links(home.text, home.url)
        read = {home.url}
        for kinds, reserve in _READING:
            for url in listing.worth_reading(links, kinds):
                is_needless = reserve == _RESERVE_CONTACT and (has_email or has_fit_email(facts))
                if url not in read and len(read) < MOST_PAGES and not is_needless and self._may_read(reserve):
                    read.add(url)
                    self._add_page(facts, url, tells_story=reserve != _RESERVE_CONTACT)
        return facts

    def _add_page(self, facts: Facts, url: str, *, tells_story: bool) -> None:
        """A page beside the home page may be gone or forbidden; the others still count."""
        try:
            page = self._read(url)
        except HandpickedError as error:
            if isinstance(error, PASSING) and not self._is_last_round:
                raise
            return
        more = extract.facts(page.text, page.url, is_own_site=True)
        if not tells_story:
            more.forget("description")
        facts.merge(more)


def has_fit_email(facts: Facts) -> bool:
    """Whether an address is known that is not one person's, so that no contact page need be read for a better one."""
    return "email" in facts.values and facts.values.get("email_kind") != mailboxes.PERSONAL


def is_own(website: str, directory_url: str) -> bool:
    """Whether a website is the business's own: no page of the directory, no profile on a platform."""
    host = urlsplit(website).hostname or ""
    is_platform = any(host == name or host.endswith(f".{name}") for name in _NOT_OWN)
    return bool(host) and not is_platform and urls.host_of(website) != urls.host_of(directory_url)


def _agreeing(site: Facts, facts: Facts) -> Facts:
    """A site of several branches may show another branch's address: then it gives no address at all."""
    same = Facts(site.url, dict(site.values), list(site.quotes), list(site.details))
    differs = any(
        name in facts.values and name in site.values and facts.values[name] != site.values[name] for name in _ADDRESS
    )
    for name in (*_ADDRESS, "lat", "lon") if differs else ():
        same.forget(name)
    return same
