"""Guesses for a recipe from one list and one entry: which links lead to entries, which on, and where facts are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agents.discovery import extract, listing, recipe, selectors, urls, visible
from agents.discovery.facts import Facts
from agents.discovery.fetch import Page
from storage import sectors

_FEWEST, _MOST = 2, 6
_MOST_LINKS, _MOST_NODES = 2_000, 4_000
_MOST_SHOWN = 3
_SCHEMES = {"email": ('main a[href^="mailto:"]@href', 'a[href^="mailto:"]@href'), "phone": ('a[href^="tel:"]',)}
_PARTS = ("street", "postcode", "city")
_PLAIN_NAME = re.compile(r"-?[a-zA-Z_][\w-]*")


@dataclass(frozen=True)
class Candidate:
    """A selector, with the first things that it finds on the example and how many in all."""

    selector: str
    shown: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class ListGuess:
    """What a list page may be read by; ``sectors`` are what the address's part for the sector may be."""

    entries: tuple[Candidate, ...]
    next: tuple[Candidate, ...]
    start_url: str
    sector: str = ""
    sectors: tuple[tuple[str, str], ...] = ()


def of_list(page: Page, home: Page | None = None) -> ListGuess:
    """The likeliest entry links and next links of a list, the best first; none where the page holds no list.

    ``home`` is the site's start page, where it may name its other lists.
    """
    tree = visible.tree(page.text)
    links = listing.links(page.text, page.url)
    frame = frozenset(link.url for link in links if link.in_frame)
    named = set(listing.entries(page.text, page.url, links, frame))
    groups = [one for one in _groups(tree, page.url) if len(one[1]) >= _FEWEST]
    groups.sort(key=lambda one: (-len(named & one[1]) / len(named | one[1]), -len(one[1]), len(one[0])))
    entries = tuple(_links_found(tree, selector, page.url) for selector, _ in groups[:_MOST])
    following = set(listing.next_pages(links))
    others = listing.links(home.text, home.url) if home is not None else []
    return ListGuess(entries, tuple(_nexts(tree, page.url, following)), *_sectors(page.url, [*links, *others]))


def of_entry(page: Page) -> dict[str, tuple[Candidate, ...]]:
    """For each field that the entry tells, where it may stand; the first gives what was found without a recipe."""
    tree = visible.tree(page.text)
    known = extract.facts(page.text, page.url)
    nodes = [node for node in tree.css("body *")[:_MOST_NODES] if node.tag not in ("script", "style", "template")]
    labelled = list(_labelled(tree))
    found: dict[str, tuple[Candidate, ...]] = {}
    for field in recipe.FIELDS:
        tried = [*_SCHEMES.get(field, ()), *labelled, *_holding(nodes, field, known)]
        fitting = {selector: one for selector in tried if (one := _reads(tree, selector, field, known, page.url))}
        # A bare tag fits this entry's phrases by chance; a class names what it holds.
        is_bare = {one: field == "details" and "." not in one for one in fitting}
        ranked = sorted(
            fitting.values(), key=lambda one: (is_bare[one.selector], one.count, len(one.selector), one.selector)
        )
        if ranked:
            found[field] = tuple(ranked[:_MOST])
    return found


def sure(found: Mapping[str, tuple[Candidate, ...]]) -> tuple[tuple[str, str], ...]:
    """Of the places of facts those that need no second look: each names one element, or a list of phrases."""
    first = {field: candidates[0] for field, candidates in found.items() if field not in _PARTS}
    return tuple((field, one.selector) for field, one in first.items() if one.count == 1 or field == "details")


def told(page: Page, field: str, selector: str) -> str:
    """What a selector gives for a field on an entry, as it would be kept; "" for nothing of use."""
    tree, found = visible.tree(page.text), Facts(page.url)
    recipe.add(found, field, selectors.values(tree, selector), selectors.links(tree, selector, page.url))
    return _shown(found, field)


def guessed(page: Page, field: str) -> str:
    """What is found for a field without a recipe."""
    return _shown(extract.facts(page.text, page.url), field)


def _shown(found: Facts, field: str) -> str:
    if field == "details":
        return ", ".join(found.details)
    names = ("street", "postcode", "city") if field == "address" else (field,)
    return ", ".join(str(found.values[name]) for name in names if name in found.values)


def _groups(tree: LexborHTMLParser, url: str) -> list[tuple[str, set[str]]]:
    """Selectors that name several links of the same host, with where those lead; each set of links once."""
    tried = dict.fromkeys(
        selector
        for node in tree.css("a[href]")[:_MOST_LINKS]
        for selector in _paths(node)
        if node.attributes.get("href")
    )
    found: dict[frozenset[str], str] = {}
    for selector in tried:
        leads = frozenset(one for one in selectors.links(tree, selector, url) if urls.host_of(one) == urls.host_of(url))
        found.setdefault(leads, selector)
    return [(selector, set(leads)) for leads, selector in found.items()]


def _paths(node: LexborNode) -> Iterator[str]:
    """An element by its own mark, then with those of the elements around it."""
    parts, around = [_mark(node)], node.parent
    yield parts[0]
    for _ in range(3):
        if around is None or around.tag in ("body", "html"):
            return
        parts.insert(0, _mark(around))
        yield " ".join(parts)
        around = around.parent


def _mark(node: LexborNode) -> str:
    """The element's name with its first class."""
    names = [name for name in (node.attributes.get("class") or "").split() if _PLAIN_NAME.fullmatch(name)]
    return f"{node.tag}.{names[0]}" if names else str(node.tag)


def _links_found(tree: LexborHTMLParser, selector: str, url: str) -> Candidate:
    leads = selectors.links(tree, selector, url)
    texts = [text for text in selectors.values(tree, selector)[:_MOST_SHOWN] if text]
    return Candidate(selector, tuple(texts) or tuple(leads[:_MOST_SHOWN]), len(leads))


def _nexts(tree: LexborHTMLParser, url: str, following: set[str]) -> Iterator[Candidate]:
    given = set[str]()
    for selector in ("a[rel~=next]", "link[rel~=next]"):
        if following & set(selectors.links(tree, selector, url)):
            given.add(selector)
            yield _links_found(tree, selector, url)
    for node in tree.css("a[href]")[:_MOST_LINKS]:
        words = visible.line(node)
        if urls.canonical(node.attributes.get("href") or "", url) not in following or not words or '"' in words:
            continue
        selector = f'{_mark(node)}:lexbor-contains("{words[:30]}")'
        if selector not in given and len(given) < _MOST:
            given.add(selector)
            yield _links_found(tree, selector, url)


def _sectors(url: str, links: list[listing.Link]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """The address with ``{sector}`` where its last part names one; the sector itself; other sectors' words."""
    path = url.rstrip("/").rpartition("/")
    sector = sectors.of_words(urls.last_words(url))
    if sector == sectors.OTHER or not path[0].count("/") >= 2:
        return url, "" if sector == sectors.OTHER else sector, ()
    pairs = {sector: path[2]}
    for link in links:
        other = link.url.rstrip("/").rpartition("/")
        slug = listing.sector_of(link)
        if other[0] == path[0] and slug != sectors.OTHER:
            pairs.setdefault(slug, other[2])
    return f"{path[0]}/{recipe.SECTOR}{'/' if url.endswith('/') else ''}", sector, tuple(pairs.items())


def _labelled(tree: LexborHTMLParser) -> Iterator[str]:
    """The values of a page's label and value pairs."""
    for label, value in (("dt", "dd"), ("th", "td")):
        for node in tree.css(label)[:60]:
            words = visible.line(node).rstrip(": ")
            if 1 < len(words) <= 40 and '"' not in words and "\\" not in words:
                yield f'{label}:lexbor-contains("{words}") + {value}'
                yield f'{label}:lexbor-contains("{words}") + {value} a@href'


def _holding(nodes: list[LexborNode], field: str, known: Facts) -> Iterator[str]:
    """Selectors of the elements whose text or link is what was found for a field."""
    wanted = known.details if field == "details" else [_shown(known, field), str(known.values.get(field, ""))]
    texts = {text.casefold() for text in wanted if text}
    if not texts:
        return
    for node in nodes:
        href = (node.attributes.get("href") or "").casefold()
        if href.removeprefix("mailto:").removeprefix("tel:").rstrip("/") in {text.rstrip("/") for text in texts}:
            yield from (f"{path}@href" for path in _paths(node))
        elif node.child is not None and visible.line(node).casefold() in texts:
            yield from _paths(node)


def _reads(tree: LexborHTMLParser, selector: str, field: str, known: Facts, url: str) -> Candidate | None:
    """The selector as a candidate, if it gives what is known of the field."""
    found = Facts(url)
    texts = selectors.values(tree, selector)
    if not texts:
        return None
    recipe.add(found, field, texts, selectors.links(tree, selector, url))
    shown, wanted = _shown(found, field), _shown(known, field)
    if not shown or (field == "details" and len(found.details) < 2):
        return None
    return Candidate(selector, (shown[:200],), len(texts)) if not wanted or shown == wanted else None
