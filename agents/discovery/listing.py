"""Which links of a page lead to categories, to the next page of a list, to businesses, and to contact pages."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from agents.discovery import embedded, urls, visible
from storage import sectors

_NEXT = re.compile(
    r"(next|next page|older|more|weiter|nächste|nächste seite|siguiente|página siguiente|›|»|→|>|>>)\W*", re.IGNORECASE
)
_MOST_LINKS = 5_000
_PAGE_NUMBER = re.compile(
    r"[/_-](?:page|seite|pagina)[/=_-]?\d+|[?&](?:page|p|seite|offset|start|s)=\d+", re.IGNORECASE
)
_CHROME = re.compile(
    r"imprint|impressum|privacy|datenschutz|terms|agb|login|log in|sign|register|cookie|help|about|contact|kontakt|"
    r"advertise|faq|search|suche|newsletter|feed|sitemap|robots|press|jobs",
    re.IGNORECASE,
)
CONTACT = ("contact", "kontakt", "contacto", "imprint", "impressum", "aviso legal", "legal notice")
STORY = ("about", "über uns", "ueber uns", "our story", "team", "nosotros", "quiénes somos")
OFFER = (
    "services",
    "service",
    "menu",
    "leistungen",
    "angebot",
    "speisekarte",
    "karte",
    "products",
    "rooms",
    "courses",
    "servicios",
    "carta",
    "behandlungen",
    "treatments",
)


@dataclass(frozen=True)
class Link:
    """A link within one host: canonical address, its words, whether it stands in the page's frame, and its rel."""

    url: str
    text: str
    in_frame: bool
    rel: str = ""


def links(html: str, url: str) -> list[Link]:
    """The links of a page to pages of the same host, each address once, those outside the frame first."""
    tree = visible.tree(html)
    frame = {node.mem_id for part in tree.css("header, footer, nav, aside") for node in part.css("a[href]")}
    found: dict[str, Link] = {}
    for node in tree.css("a[href], link[rel=next]")[:_MOST_LINKS]:
        rel = (node.attributes.get("rel") or "").casefold()
        target = urls.canonical(node.attributes.get("href") or "", url)
        if not target or urls.host_of(target) != urls.host_of(url) or target == url:
            continue
        text = re.sub(r"\s+", " ", node.text(deep=True, separator=" ", strip=True))[:200]
        link = Link(target, text, node.mem_id in frame, rel)
        known = found.get(target)
        if known is None or (known.in_frame and not link.in_frame) or (not known.text and text):
            found[target] = link
    return sorted(found.values(), key=lambda link: link.in_frame)


def canonical_of(html: str, url: str) -> str:
    """The address that a page calls its own (``rel=canonical``), where it differs from ``url`` in its query alone.

    Others are not believed: a common mistake makes every page of a site call itself the home page.
    """
    place = html.find("canonical")
    if place < 0:
        return url
    node = visible.tree(html[: place + 3_000]).css_first('link[rel~="canonical" i][href]')
    named = urls.canonical(node.attributes.get("href") or "", url) if node is not None else ""
    return named if named.partition("?")[0] == url.partition("?")[0] else url


def sector_of(link: Link) -> str:
    """The sector that a link's words, or else the last part of its address, name; ``other`` if none."""
    words = re.sub(r"[\d()\[\].,:]+", " ", link.text).strip()
    named = sectors.of_words(words)
    return named if named != sectors.OTHER else sectors.of_words(urls.last_words(link.url))


def categories(found: Iterable[Link]) -> list[Link]:
    """The links that name a sector, and their siblings; empty where fewer than two name one."""
    candidates = [link for link in found if not is_paging(link) and not _CHROME.search(link.text)]
    named = [link for link in candidates if sector_of(link) != sectors.OTHER]
    if len(named) < 2:
        return []
    shapes = {urls.shape(link.url) for link in named}
    inside = [link for link in candidates if not link.in_frame] or candidates
    siblings = [link for link in inside if urls.shape(link.url) in shapes and _is_word(link)]
    return list({link.url: link for link in (*named, *siblings)}.values())


def is_paging(link: Link) -> bool:
    """Whether a link turns to another page of the same list."""
    says_so = link.rel in ("next", "prev") or _NEXT.fullmatch(link.text) is not None or link.text.isdigit()
    return says_so or _PAGE_NUMBER.search(link.url) is not None


def next_pages(found: Iterable[Link]) -> list[str]:
    """Where the list goes on: the page marked as next, or else every numbered page."""
    paging = [link for link in found if is_paging(link)]
    marked = [link.url for link in paging if link.rel == "next"]
    worded = [link.url for link in paging if link.rel != "prev" and _NEXT.fullmatch(link.text)]
    return marked[:1] or worded[:1] or [link.url for link in paging if link.rel != "prev"]


def entries(html: str, url: str, found: Iterable[Link], chrome: frozenset[str]) -> list[str]:
    """The pages of single businesses that a list names.

    A machine-readable ItemList counts first; then headed or listed links; then the largest group of sibling links.
    ``chrome`` are the links of the directory's own frame and categories, which are never entries.
    """
    if listed := _item_list(html, url):
        return listed
    candidates = [
        link
        for link in found
        if link.url not in chrome and not link.in_frame and not is_paging(link) and not _CHROME.fullmatch(link.text)
    ]
    tree = visible.tree(html)
    headed = _under(tree, "h2 a[href], h3 a[href], h4 a[href]", url)
    heads = [link.url for link in candidates if link.url in headed]
    if heads:
        return heads
    listed_links = _under(tree, "article a[href], td a[href], li a[href]", url)
    group = [link for link in candidates if link.url in listed_links] or candidates
    largest = Counter(urls.shape(link.url) for link in group).most_common(1)
    return [link.url for link in group if urls.shape(link.url) == largest[0][0]]


def worth_reading(found: Iterable[Link], kinds: tuple[str, ...]) -> list[str]:
    """The links whose words or address name one of the kinds, in the kinds' order."""
    ranked = []
    for link in found:
        words = f"{link.text} {urls.last_words(link.url)}".casefold()
        rank = next((i for i, kind in enumerate(kinds) if re.search(rf"\b{kind}\b", words)), None)
        if rank is not None and not is_paging(link):
            ranked.append((rank, link.url))
    return [url for _, url in sorted(ranked)]


def _is_word(link: Link) -> bool:
    return 0 < len(link.text) <= 40


def _under(tree: LexborHTMLParser, selector: str, url: str) -> set[str]:
    return {urls.canonical(node.attributes.get("href") or "", url) for node in tree.css(selector)[:_MOST_LINKS]}


def _item_list(html: str, url: str) -> list[str]:
    found: list[str] = []
    for block in embedded.json_blocks(visible.tree(html)):
        graph = block.get("@graph") if isinstance(block, dict) else None
        for node in graph if isinstance(graph, list) else block if isinstance(block, list) else [block]:
            if isinstance(node, dict) and node.get("@type") == "ItemList":
                found += [_item_url(item) for item in node.get("itemListElement") or [] if isinstance(item, dict)]
    pages = (urls.canonical(item, url) for item in found if item)
    return list(dict.fromkeys(page for page in pages if page and urls.host_of(page) == urls.host_of(url)))


def _item_url(item: dict[str, object]) -> str:
    inner = item.get("item")
    target = item.get("url") or (inner.get("url") or inner.get("@id") if isinstance(inner, dict) else inner)
    return target if isinstance(target, str) else ""
