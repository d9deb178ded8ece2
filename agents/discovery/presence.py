"""How a business is on the web: its languages, its booking and shop systems, its social profiles."""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agents.discovery import languages, social, systems, urls
from agents.discovery.facts import Facts

_MOST_ADDRESSES = 3_000
_PLACES = (
    ("script[src]", "src"), ("iframe[src]", "src"), ("iframe[data-src]", "data-src"), ("form[action]", "action"),
    ("link[rel~=stylesheet][href]", "href"), ("img[src]", "src"),
)  # fmt: skip


@dataclass(frozen=True)
class Presence:
    """What a page says beside its text: its language, those it is offered in, what it loads, its generator."""

    language: str
    offered: tuple[str, ...]
    loaded: tuple[str, ...]
    generator: str


def of(tree: LexborHTMLParser, url: str) -> Presence:
    """Read before scripts and frames are taken out of the tree."""
    root = tree.css_first("html")
    language = (root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else ""
    offered = [node.attributes.get("hreflang") or "" for node in tree.css("link[hreflang][href]")[:60]]
    loaded = [
        node.attributes.get(name) or "" for selector, name in _PLACES for node in tree.css(selector)[:_MOST_ADDRESSES]
    ]
    generator = tree.css_first('meta[name="generator" i]')
    said = (generator.attributes.get("content") or "") if generator is not None else ""
    return Presence(language[:40], tuple(offered), tuple(loaded), said)


def add(found: Facts, page: Presence, scope: LexborNode, *, is_own_site: bool) -> None:
    """Add what the page is evidence of; a directory's own language, systems and profiles are not the business's."""
    linked = [node.attributes.get("href") or "" for node in scope.css("a[href]")[:_MOST_ADDRESSES]]
    away = [address for address in linked if "//" in address]
    found.add_each("social", ((profile.url, profile.linked) for profile in social.profiles(away)))
    _add_systems(found, page if is_own_site else Presence("", (), (), ""), away)
    if is_own_site:
        _add_languages(found, page, scope)


def _add_systems(found: Facts, page: Presence, linked: list[str]) -> None:
    known = systems.of_addresses([*page.loaded, *linked], urls.host_of(found.url).partition(":")[0])
    named = systems.of_generator(page.generator)
    for system in [*([named] if named else []), *known]:
        found.add(system.use, system.name, system.address)


def _add_languages(found: Facts, page: Presence, scope: LexborNode) -> None:
    text = scope.text(deep=True, separator=" ", strip=True)
    codes = languages.together(page.language, page.offered, text)
    quotes = {languages.code(tag): f'hreflang="{tag}"' for tag in page.offered}
    quotes |= {languages.code(page.language): f'lang="{page.language}"'} if page.language else {}
    found.add_each("languages", ((code, quotes.get(code, " ".join(text[:200].split()))) for code in codes))
