"""The baseline of ``benchmarks.crawl``, in its own environment: Scrapy with the app's extraction and its links."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer

from agents.discovery import company, extract, listing, urls
from agents.discovery.facts import Facts

SETTINGS = {
    "LOG_LEVEL": "ERROR",
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 24,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 24,
    "TELNETCONSOLE_ENABLED": False,
    "RETRY_ENABLED": False,
    "COOKIES_ENABLED": False,
    "DNS_RESOLVER": "benchmarks.scrapy_crawl.Loopback",
}


class Loopback(CachingThreadedResolver):  # type: ignore[misc]
    """Every name is this machine, as systems differ on what lies under ``.localhost``."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:  # noqa: N802 - Twisted calls it so
        return defer.succeed("127.0.0.1")


class Town(scrapy.Spider):  # type: ignore[misc]
    """Walks a directory as the app does: lists, entries, and of each company site the pages that the app would read."""

    name = "town"
    pages = 0
    businesses = 0

    def __init__(self, starts: list[str]) -> None:
        super().__init__()
        self.start_urls = starts

    def parse(self, response: Response, **_: Any) -> Iterator[Any]:
        self.pages += 1
        text, url = _text(response), response.url
        links = listing.links(text, url)
        categories = listing.categories(links)
        frame = frozenset(link.url for link in (*categories, *links) if link.in_frame or link in categories) | {url}
        for link in categories:
            yield scrapy.Request(link.url, self.parse_list, cb_kwargs={"frame": frame})

    def parse_list(self, response: Response, frame: frozenset[str]) -> Iterator[Any]:
        self.pages += 1
        text, url = _text(response), response.url
        links = listing.links(text, url)
        for entry in listing.entries(text, url, links, frame):
            yield scrapy.Request(entry, self.parse_entry)
        for following in listing.next_pages(links):
            yield scrapy.Request(following, self.parse_list, cb_kwargs={"frame": frame})

    def parse_entry(self, response: Response) -> Iterator[Any]:
        self.pages += 1
        text = _text(response)
        facts = extract.facts(text, response.url)
        if not facts.is_business():
            extract.looks_empty(text)
            return
        website = urls.canonical(str(facts.values.get("website", "")))
        if website and company.is_own(website, facts.url):
            yield scrapy.Request(website, self.parse_home, cb_kwargs={"facts": facts})
        else:
            self.businesses += bool(facts.found())

    def parse_home(self, response: Response, facts: Facts) -> Iterator[Any]:
        self.pages += 1
        text, has_email = _text(response), company.has_fit_email(facts)
        extract.looks_empty(text)
        site = extract.facts(text, response.url, is_own_site=True)
        links = listing.links(text, response.url)
        wanted: list[tuple[str, bool]] = []
        for kinds in (listing.CONTACT, listing.STORY, listing.OFFER):
            wanted += [(url, kinds is listing.CONTACT) for url in listing.worth_reading(links, kinds)]
        yield from self._next(facts, site, {response.url}, wanted, has_email)

    def parse_page(self, response: Response, tells_story: bool, **kept: Any) -> Iterator[Any]:
        self.pages += 1
        text = _text(response)
        extract.looks_empty(text)
        more = extract.facts(text, response.url, is_own_site=True)
        if not tells_story:
            more.forget("description")
        kept["site"].merge(more)
        yield from self._next(**kept)

    def _next(
        self, facts: Facts, site: Facts, read: set[str], wanted: list[tuple[str, bool]], has_email: bool
    ) -> Iterator[Any]:
        """The next page of a company site, one after the other, as what is read depends on what was found."""
        while wanted and len(read) < company.MOST_PAGES:
            url, is_contact = wanted.pop(0)
            if url in read or (is_contact and (has_email or company.has_fit_email(site))):
                continue
            read.add(url)
            kept = {"facts": facts, "site": site, "read": read, "wanted": wanted, "has_email": has_email}
            yield scrapy.Request(url, self.parse_page, cb_kwargs={"tells_story": not is_contact, **kept})
            return
        facts.merge(company.agreeing(site, facts))
        self.businesses += bool(facts.found())


def _text(response: Response) -> str:
    return response.text if isinstance(response, TextResponse) else ""


def main() -> None:
    process = CrawlerProcess(SETTINGS)
    crawler = process.create_crawler(Town)
    started = time.perf_counter()
    process.crawl(crawler, starts=sys.argv[1:])
    process.start()
    spider = crawler.spider
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told = {"pages": spider.pages, "businesses": spider.businesses, "seconds": seconds, "peak": peak}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
