"""The schema.org objects that a page carries, as plain dictionaries: JSON-LD, microdata and RDFa."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

Node = dict[str, Any]
"""One object: its properties by their short names ("telephone"), ``@type`` and perhaps ``@id``."""

_DEEPEST = 12
_LONGEST_BLOCK = 6_000_000
_LONGEST_MENDED = 200_000
_LONGEST_MARKUP = 1_500_000
_LONGEST_RDFA = 300_000
_MOST_NODES = 5_000
_MOST_IN_A_LIST = 500
_RDFA = re.compile(r"<[a-z][^<>]*\s(?:typeof|vocab)\s*=", re.IGNORECASE)
_SCHEMA = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)(?=\w)")


def nodes(tree: LexborHTMLParser, html: str, url: str) -> list[Node]:
    """Every object that the page carries, outermost first; at most 5,000, none deeper than twelve levels.

    RDFa is looked for only where the page has its attributes, as reading it costs a hundred times the rest.
    """
    found: list[Node] = []
    for block in (*json_blocks(tree), _microdata(tree, url), _rdfa(html, url)):
        for node in _walk(_plain(block, 0)):
            found.append(node)
            if len(found) >= _MOST_NODES:
                return found
    return found


def by_id(found: Iterable[Node]) -> dict[str, Node]:
    """The objects that others refer to by ``@id``: the fullest of each."""
    known: dict[str, Node] = {}
    for node in found:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > 1 and len(node) > len(known.get(name, ())):
            known[name] = node
    return known


def json_blocks(tree: LexborHTMLParser) -> Iterator[Any]:
    """The JSON-LD blocks of a page. Trailing commas and comments are mended; what is no JSON then is left out."""
    for script in tree.css('script[type*="ld+json" i]'):
        text = script.text(deep=True)
        if len(text) > _LONGEST_BLOCK:
            continue
        text = re.sub(
            r"^\s*(?:<!--|(?://|/\*)\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)\s*\]\]>(?:\s*\*/)?)\s*$", "", text
        )
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            yield from _mended(text)


def _mended(text: str) -> Iterator[Any]:
    if len(text) > _LONGEST_MENDED or "</" in text:
        return
    from extruct.jsonld import JsonLdExtractor

    try:
        yield JsonLdExtractor().extract(f'<script type="application/ld+json">{text}</script>')
    except (ValueError, RecursionError):
        return


def _microdata(tree: LexborHTMLParser, url: str) -> list[Any]:
    """Microdata, from the outermost items alone: the tree has mended their nesting, and the rest costs time."""
    scopes = [scope.html or "" for scope in tree.css("[itemscope][itemtype]:not([itemprop])")[:200]]
    markup = "".join(scopes)
    if not markup or len(markup) > _LONGEST_MARKUP:
        return []
    from extruct.w3cmicrodata import MicrodataExtractor

    try:
        return [
            _flat(item) for item in MicrodataExtractor().extract(f"<html><body>{markup}</body></html>", base_url=url)
        ]
    except (ValueError, RecursionError, AssertionError):
        return []


def _flat(item: Any) -> Any:
    """extruct's microdata with an item's properties beside its type."""
    if isinstance(item, list):
        return [_flat(one) for one in item]
    if not isinstance(item, dict):
        return item
    properties = item.get("properties")
    inner = {name: _flat(value) for name, value in properties.items()} if isinstance(properties, dict) else {}
    identity = {"@id": item["id"]} if isinstance(item.get("id"), str) else {}
    return inner | identity | {"@type": item.get("type") or []}


def _rdfa(html: str, url: str) -> list[Any]:
    if len(html) > _LONGEST_RDFA or _RDFA.search(html) is None:
        return []
    from extruct.rdfa import RDFaExtractor

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    try:
        found: list[Any] = RDFaExtractor().extract(html, base_url=url)
    except Exception:
        # pyRdfa and rdflib raise whatever they meet in a broken page; what else it says is still read.
        return []
    return found


def _plain(value: Any, depth: int) -> Any:
    """A value with short property names and nothing deeper than twelve levels or longer than 500 items."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {_SCHEMA.sub("", str(key), count=1): _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth + 1) for inner in value[:_MOST_IN_A_LIST]]
    return value


def _walk(value: Any) -> Iterator[Node]:
    """Every object in a value, outermost first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
