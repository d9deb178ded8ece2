"""The directory of the town: a start page, listings, one page a business, and a part that robots.txt forbids."""

from functools import partial
from typing import Any

from demo import entry, rendering
from demo.rendering import Page, Pages
from demo.town import Listing, Town
from demo.trades import TOWN, Trade

HOST = f"{TOWN.casefold()}.localhost"
FORBIDDEN = "/private/"
PAGE_SIZE = 20
_STATIC = ("directory.css", "entry.js")


def pages(town: Town, port: int) -> Pages:
    """Every page of the directory by its path."""
    found: Pages = {
        "/": partial(_start, town),
        "/robots.txt": partial(rendering.robots, FORBIDDEN),
        FORBIDDEN: partial(rendering.html, "directory/private.html", town=TOWN, listings=town.listings),
    }
    found |= {f"/static/{name}": partial(rendering.static, name) for name in _STATIC}
    for sector, trade in town.trades.items():
        found |= _sector(trade, [listing for listing in town.listings if listing.sector == sector], port)
    return found


def _start(town: Town) -> Page:
    counts = {sector: sum(listing.sector == sector for listing in town.listings) for sector in town.trades}
    return rendering.html(
        "directory/start.html", town=TOWN, trades=town.trades.values(), counts=counts, total=len(town.residents)
    )


def _sector(trade: Trade, listings: list[Listing], port: int) -> Pages:
    found: Pages = {}
    last = -(-len(listings) // PAGE_SIZE)
    for number in range(1, last + 1):
        part = listings[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        found[_listing_path(trade, number)] = partial(_listing, trade, part, number, last)
    for listing in listings:
        slug = listing.resident.slug
        found[f"/{trade.path}/{slug}/"] = partial(_detail, trade, listing, port)
        if trade.markup == "script":
            found[f"/data/{trade.path}/{slug}.json"] = partial(_script_data, trade, listing, port)
        found[f"{FORBIDDEN}notes/{slug}/"] = partial(
            rendering.html, "directory/notes.html", town=TOWN, resident=listing.resident
        )
    return found


def _listing_path(trade: Trade, number: int) -> str:
    return f"/{trade.path}/" if number == 1 else f"/{trade.path}/page/{number}/"


def _listing(trade: Trade, listings: list[Listing], number: int, last: int) -> Page:
    return rendering.html(
        "directory/listing.html",
        town=TOWN,
        trade=trade,
        listings=listings,
        number=number,
        last=last,
        before=_listing_path(trade, number - 1) if number > 1 else "",
        after=_listing_path(trade, number + 1) if number < last else "",
    )


def _website(listing: Listing, port: int) -> str:
    resident = listing.resident
    return f"http://{resident.slug}.localhost:{port}/" if resident.door.has_site else ""


def _detail(trade: Trade, listing: Listing, port: int) -> Page:
    website = _website(listing, port)
    labels = entry.TABLE_LABELS if trade.markup == "table" else entry.LIST_LABELS
    return rendering.html(
        "directory/script.html" if trade.markup == "script" else "directory/detail.html",
        town=TOWN,
        trade=trade,
        resident=listing.resident,
        facts=entry.facts(listing, trade, website, labels),
        blocks=_blocks(trade, listing, port),
    )


def _blocks(trade: Trade, listing: Listing, port: int) -> list[dict[str, Any]]:
    root = f"http://{HOST}:{port}"
    whole = entry.schema(listing, trade, _website(listing, port))
    crumbs = entry.breadcrumb(trade, root, listing.resident.business)
    match trade.markup:
        case "json-ld":
            return [whole]
        case "two-blocks":
            return [crumbs, whole]
        case "graph":
            parts = [{name: value for name, value in part.items() if name != "@context"} for part in (crumbs, whole)]
            return [{"@context": "https://schema.org", "@graph": parts}]
        case _:
            return []


def _script_data(trade: Trade, listing: Listing, port: int) -> Page:
    business = listing.resident.business
    known = entry.facts(listing, trade, _website(listing, port), entry.LIST_LABELS)
    return rendering.data(
        {
            "title": business.name,
            "description": business.description,
            "facts": [[fact.label, fact.text, fact.href] for fact in known],
            "known_for": business.details,
        }
    )
