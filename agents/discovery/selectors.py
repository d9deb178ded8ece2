"""CSS selectors as recipes have them: of elements, or of an attribute with ``@name`` behind."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from agents.discovery import urls, visible
from storage.errors import BadInput

LONGEST = 300
_MOST = 2_000
_WITH_ATTRIBUTE = re.compile(r"(.+?)@([a-z][\w:-]*)", re.IGNORECASE)


def check(selector: str, field: str) -> None:
    """Raises BadInput, which names the field, for a selector that cannot be used."""
    if len(selector) > LONGEST:
        raise BadInput(f"The selector of “{field}” is longer than {LONGEST} characters.", kept="Nothing was changed.")
    try:
        _empty().css(_split(selector)[0])
    except SelectolaxError:
        raise BadInput(
            f"The selector of “{field}” cannot be read: {selector[:80]}",
            kept="Nothing was changed.",
            todo="Write it as CSS, such as h1, .phone or a.website@href.",
        ) from None


def nodes(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """The elements that a selector names; none for one that cannot be read."""
    try:
        return tree.css(_split(selector)[0])[:_MOST]
    except SelectolaxError:
        return []


def values(tree: LexborHTMLParser, selector: str) -> list[str]:
    """The text or attribute of each element, on one line, empty ones left out."""
    attribute = _split(selector)[1]
    texts = (
        (node.attributes.get(attribute) or "") if attribute else visible.line(node) for node in nodes(tree, selector)
    )
    return [text for text in (" ".join(each.split()) for each in texts) if text]


def links(tree: LexborHTMLParser, selector: str, url: str) -> list[str]:
    """The canonical addresses that the elements lead to: their own links, or the first inside each."""
    found = []
    for node in nodes(tree, selector):
        inner = node if node.tag in ("a", "link", "area") else node.css_first("a[href]")
        href = (inner.attributes.get("href") or "") if inner is not None else ""
        target = urls.canonical(href, url) if href and not href.startswith("#") else ""
        found += [target] if target and target != url else []
    return list(dict.fromkeys(found))


def _split(selector: str) -> tuple[str, str]:
    match = _WITH_ATTRIBUTE.fullmatch(selector.strip())
    return (match[1].strip(), match[2].casefold()) if match else (selector.strip(), "")


@lru_cache(maxsize=1)
def _empty() -> LexborHTMLParser:
    return LexborHTMLParser("<html></html>")
