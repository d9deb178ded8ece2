"""A directory site that is read by a recipe: it says where links and facts are, the crawl does the rest."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from agents.discovery import contacts, emails, extract, labels, listing, mailboxes, phones, selectors, urls, visible
from agents.discovery.browser import Renderer
from agents.discovery.combined import CombinedSource
from agents.discovery.directory import DirectorySource
from agents.discovery.facts import Facts
from agents.discovery.fetch import Fetcher, Page
from agents.discovery.layout import Start
from agents.discovery.source import Past, Plan, Query, Source, Step
from storage import sectors
from storage.errors import BadInput
from storage.records import Recipe

FIELDS = (
    "name", "phone", "email", "website", "address", "street", "postcode", "city", "opening_hours", "description",
    "details", "rating", "sector",
)  # fmt: skip
"""What a recipe can say the place of; ``address`` is all of it in one text, ``details`` may be many elements."""

PLACE, SECTOR = "{place}", "{sector}"
_KEPT = "Nothing was changed."
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class RecipeSource:
    """Reads the lists that a recipe's address stands for, each as a directory of its own.

    Args:
        recipe: where things are.
        place: what stands for ``{place}`` in its address.
        wanted: sectors that are looked for, none for all.
        fetcher, browser: as ``DirectorySource``.
        revive: starts the directory's server again, for one that is ours.
    """

    def __init__(
        self,
        recipe: Recipe,
        place: str,
        wanted: tuple[str, ...],
        fetcher: Fetcher,
        browser: Renderer | None = None,
        revive: Callable[[], None] | None = None,
    ) -> None:
        self.name, self._recipe, self._wanted = recipe.name, recipe, wanted
        self._fetcher, self._browser, self._revive = fetcher, browser, revive
        self._starts = starts(recipe, place, wanted)

    def plan(self, query: Query) -> Plan:
        """That of its lists. Raises BadInput where it has none of the wanted sectors."""
        return self._lists().plan(query)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """The steps of its lists, one after the other. Raises as ``DirectorySource.find``, and as ``plan``."""
        lists = self._lists()
        if self._revive is not None:
            self._revive()
        return lists.find(query, past, should_stop)

    def _lists(self) -> Source:
        if not self._starts:
            raise BadInput(
                f"“{self.name}” has no lists of what is looked for.",
                todo="Choose other sectors, or add what stands for them to its recipe.",
            )
        lists = [self._list(url, sector) for url, sector in self._starts]
        return lists[0] if len(lists) == 1 else CombinedSource(lists)

    def _list(self, url: str, sector: str) -> Source:
        name = sectors.label(sector, plural=True) if len(self._starts) > 1 else self.name
        distance = 0.02 if self._revive is not None else None
        return DirectorySource(
            name, url, self._fetcher, self._browser, distance, self._revive, lambda: Prescribed(self._recipe, sector)
        )


class Prescribed:
    """A directory's layout by its recipe; what the recipe leaves open is guessed from each page."""

    def __init__(self, recipe: Recipe, sector: str = sectors.OTHER) -> None:
        self._recipe, self._sector, self._fields = recipe, sector, dict(recipe.fields)

    def lists(self, home: Page, wanted: tuple[str, ...]) -> list[Start]:
        """None: the recipe's address is a list itself."""
        return []

    def entries(self, page: Page) -> tuple[list[str], list[str]]:
        """The entries that a list page names, and its next page."""
        tree = visible.tree(page.text)
        links = [] if self._recipe.entry and self._recipe.next else listing.links(page.text, page.url)
        frame = frozenset(link.url for link in links if link.in_frame)
        entries = (
            selectors.links(tree, self._recipe.entry, page.url)
            if self._recipe.entry
            else listing.entries(page.text, page.url, links, frame)
        )
        following = (
            selectors.links(tree, self._recipe.next, page.url)[:1] if self._recipe.next else listing.next_pages(links)
        )
        return [url for url in entries if url not in following], following

    def facts(self, page: Page) -> Facts:
        """What the recipe's places hold, and what else the page says."""
        tree = visible.tree(page.text)
        found = Facts(page.url)
        for field, selector in self._fields.items():
            add(found, field, selectors.values(tree, selector), selectors.links(tree, selector, page.url))
        guessed = extract.facts(page.text, page.url)
        # A page without a name at its place is no entry, or one that a script has still to fill in.
        for field in {"name", "description"} & set(self._fields):
            guessed.forget(field)
        found.merge(guessed)
        if self._sector != sectors.OTHER:
            found.values["sector"] = self._sector
        return found


def add(found: Facts, field: str, texts: list[str], links: list[str]) -> None:
    """Keep what was read at a field's place; nothing where it is no such thing."""
    text = next(iter(texts), "")
    if field == "details":
        found.add_details(texts)
    elif field == "address":
        labels.add_address(found, "\n".join(texts))
    elif field == "website":
        written = text if "." in text and " " not in text else ""
        found.add(field, next(iter(links), "") or urls.written(written))
    elif field == "email":
        _add_email(found, texts)
    elif field == "phone":
        _add_phone(found, text)
    elif field == "rating":
        value, reviews = contacts.rating(text)
        found.add_number("rating", value, text)
        found.add_number("reviews", reviews, text)
    elif field == "sector":
        if (slug := sectors.of_words(text)) != sectors.OTHER:
            found.add(field, slug, text)
    else:
        found.add(field, text)


def _add_email(found: Facts, texts: list[str]) -> None:
    address, said = next((pair for text in texts for pair in emails.in_text(text.removeprefix("mailto:"))), ("", ""))
    if address:
        found.add("email", address, said)
        found.add("email_kind", mailboxes.kind(address), said)


def _add_phone(found: Facts, text: str) -> None:
    written = text.removeprefix("tel:").strip()
    dialled = phones.read(written, "")
    found.add("phone", written if any(c.isdigit() for c in written) else "", text)
    if dialled:
        found.add("phone_e164", dialled.e164, text)
        found.add("phone_national", dialled.national, text)


def starts(recipe: Recipe, place: str, wanted: tuple[str, ...]) -> list[Start]:
    """The addresses of the recipe's lists for a place, each with the sector of its entries."""
    town = place.split(",")[0].strip()
    base = recipe.start_url.replace(PLACE, quote(_slug(town), safe=""))
    if SECTOR not in base:
        sector = recipe.sector or sectors.OTHER
        return [(base, sector)] if sector == sectors.OTHER or not wanted or sector in wanted else []
    pairs = recipe.sectors or tuple((slug, _slug(sectors.label(slug, plural=True))) for slug in wanted)
    return [(base.replace(SECTOR, quote(word, safe="")), slug) for slug, word in pairs if not wanted or slug in wanted]


def checked(recipe: Recipe) -> Recipe:
    """The recipe, tidied. Raises BadInput that names what cannot be used."""
    name, start = " ".join(recipe.name.split()), recipe.start_url.strip()
    if not 1 <= len(name) <= 80:
        raise BadInput("The directory needs a name of at most 80 characters.", kept=_KEPT, todo="Name it.")
    if not urls.canonical(start.replace(PLACE, "x").replace(SECTOR, "x")):
        raise BadInput(f"{start[:100] or 'The address'} is not the address of a web page.", kept=_KEPT)
    for field, selector in (("entries", recipe.entry), ("next page", recipe.next), *recipe.fields):
        if selector.strip():
            selectors.check(selector, field.replace("_", " "))
    if unknown := [field for field, _ in recipe.fields if field not in FIELDS]:
        raise BadInput(f"There is no field “{unknown[0][:40]}”.", kept=_KEPT, todo=f"Use {', '.join(FIELDS)}.")
    slugs = [slug for slug in (recipe.sector, *(slug for slug, _ in recipe.sectors)) if slug]
    if unknown := [slug for slug in slugs if slug not in sectors.SECTORS and slug != sectors.OTHER]:
        raise BadInput(f"There is no sector “{unknown[0][:40]}”.", kept=_KEPT)
    return Recipe(
        recipe.id,
        name,
        start,
        recipe.entry.strip(),
        recipe.next.strip(),
        tuple((field, selector.strip()) for field, selector in recipe.fields if selector.strip()),
        recipe.sector,
        tuple((slug, word.strip()) for slug, word in recipe.sectors if word.strip()),
        recipe.is_on,
    )


def _slug(words: str) -> str:
    return re.sub(r"[^\w]+", "-", words.casefold().translate(_FOLDED)).strip("-")
