"""What one page says of one business: structured data first, then labelled values, then what looks like contacts."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agents.discovery import (
    contacts,
    domains,
    emails,
    hours,
    labels,
    languages,
    mailboxes,
    opengraph,
    phones,
    presence,
    structured,
    urls,
    visible,
)
from agents.discovery.facts import Facts

_LISTS = re.compile(
    r"feature|ameni|special|service|leistung|items|menu|angebot|offer|servicio|especialidad|behandlung", re.IGNORECASE
)
_LIST_TITLES = re.compile(
    r"known for|specialit|specialt|features|services|leistung|angebot|menu|we offer|schwerpunkt|spezial|servicios|"
    r"especialidad|behandlungen|treatments",
    re.IGNORECASE,
)
_PRICE = re.compile(r"[\s.…–-]*(?:from |ab )?(?:[€$£]|EUR)?\s?\d+(?:[.,]\d\d?)?\s?(?:[€$£]|EUR)?\s*$")
_WEBSITE = re.compile(
    r"(visit |zur |our )?(web ?site|homepage|webseite|página web|sitio web)( besuchen)?\W*", re.IGNORECASE
)
_FAX = re.compile(r"fax\W{0,12}$", re.IGNORECASE)
_EMPTY_BELOW = 160
_MOST_LINKS, _MOST_MAILS, _MOST_LISTS, _MOST_PARAGRAPHS = 3_000, 60, 60, 200
_COUNTRY_OF_LANGUAGE = {"de": "DE", "es": "ES", "it": "IT", "fr": "FR", "nl": "NL", "pl": "PL"}


def facts(html: str, url: str, *, is_own_site: bool = False) -> Facts:
    """Everything a page says of the business it is about.

    ``is_own_site`` is true on the business's own web site: there the frame (header, footer) speaks of it too, while
    on a directory the frame speaks of the directory. At most two million characters are read, hidden text is not.
    """
    tree = visible.tree(html)
    heading = visible.heading(tree)
    found = structured.read(tree, html, url, heading)
    said = opengraph.properties(tree)
    opengraph.add(found, said, is_own_site=is_own_site)
    website = str(found.values.get("website", ""))
    if website and not is_own_site and urls.host_of(website) == urls.host_of(url):
        found.forget("website")
    page = presence.of(tree, url)
    visible.strip(tree)
    scope = tree.body if is_own_site else visible.content(tree)
    if scope is not None:
        found.add("name", heading or said.get("og:title", ""))
        _Reading(found, scope, is_own_site, _country(found, page.language)).run(tree, said.get("og:description", ""))
        presence.add(found, page, scope, is_own_site=is_own_site)
    _complete(found, _country(found, page.language))
    return found


def looks_empty(html: str) -> bool:
    """Whether a page has scripts but next to no text of its own, so that a browser must fill it in."""
    tree = visible.tree(html)
    has_script = any(
        s.attributes.get("src") or "json" not in (s.attributes.get("type") or "") for s in tree.css("script")
    )
    if not has_script or tree.root is None:
        return False
    visible.strip(tree)
    scope = visible.content(tree)
    return scope is None or len(scope.text(deep=True, separator=" ", strip=True)) < _EMPTY_BELOW


def _country(found: Facts, language: str) -> str:
    """The country whose way of writing numbers a page follows: its address's, its domain's, its language's."""
    said = contacts.country_code(str(found.values.get("country", "")))
    host = urlsplit(found.url).hostname or ""
    return (
        said
        or languages.region(language)
        or domains.country(host)
        or _COUNTRY_OF_LANGUAGE.get(languages.code(language), "")
    )


def _complete(found: Facts, country: str) -> None:
    """What follows from facts that were read: the number as it is dialled, the kind of a mailbox."""
    phone = phones.read(str(found.values.get("phone", "")), country)
    if phone:
        found.add("phone_e164", phone.e164, phone.written)
        found.add("phone_national", phone.national, phone.written)
    if address := str(found.values.get("email", "")):
        found.add("email_kind", mailboxes.kind(address, found.people), address)


class _Reading:
    """One pass over what a page shows."""

    def __init__(self, found: Facts, scope: LexborNode, is_own_site: bool, country: str) -> None:
        self._found, self._scope, self._is_own_site, self._country = found, scope, is_own_site, country
        self._text = visible.lines(scope)[: visible.LONGEST_SCAN]
        self._joined = visible.joined(scope)[: visible.LONGEST_SCAN]
        # Only what reads the same with and without marks inside a line: <b>ann</b>.lee@shop.example would give lee's,
        # and ann<i class="x">spam</i>@shop.example nobody's, where a style sheet hides a part.
        by_line = list(emails.in_text(self._text))
        self._whole = {address for address, _ in emails.in_text(self._joined)} if by_line else set()
        self._mails = [pair for pair in by_line if pair[0] in self._whole]

    def run(self, tree: LexborHTMLParser, summary: str) -> None:
        """Add every kind of fact, the surest first."""
        if self._is_own_site:
            self._found.people |= mailboxes.names_in(self._joined.split("\n"))
        labels.add_pairs(self._found, self._scope, self._whole)
        if "opening_hours" not in self._found.values and (opening := hours.in_text(self._text)) is not None:
            self._found.add("opening_hours", *opening)
        labels.add_lines(self._found, self._text, self._whole)
        self._add_links()
        _add_prose(self._found, tree, self._scope, summary)
        self._add_patterns()
        self._found.add_details(_phrases(self._scope))

    def _add_links(self) -> None:
        mails: list[mailboxes.Pair] = []
        for link in self._scope.css("a[href], [data-cfemail]")[:_MOST_LINKS]:
            href = (link.attributes.get("href") or "").strip()
            start = href[:7].casefold()
            if code := link.attributes.get("data-cfemail"):
                mails += emails.in_text(contacts.cloudflare_email(code))
            elif start == "mailto:" and len(mails) < _MOST_MAILS:
                mails += emails.in_text(unquote(href[7:].split("?")[0]))
            elif start.startswith("tel:"):
                self._add_dialled(link, href)
            elif not self._is_own_site and _WEBSITE.fullmatch(visible.line(link)):
                target = urls.canonical(href, self._found.url)
                is_other = urls.host_of(target) != urls.host_of(self._found.url)
                self._found.add("website", target if is_other else "")
        self._add_email([*mails, *self._mails])

    def _add_dialled(self, link: LexborNode, href: str) -> None:
        text, before = visible.line(link), link.prev
        is_fax = bool(_FAX.search(before.text(deep=True)[-30:])) if before is not None else False
        if not is_fax and not text.casefold().startswith(("fax", "telefax")):
            number = unquote(href[4:]).strip()
            written = contacts.phone(text) or (text if phones.read(text, self._country) else number)
            self._found.add("phone", written, text)

    def _add_patterns(self) -> None:
        places = self._scope.css('address, .address, [class*="adr" i], [class*="anschrift" i]')[:20]
        for text in (*(visible.lines(node) for node in places), self._joined, self._text):
            if self._found.values.keys() & {"street", "postcode", "city"}:
                break
            labels.add_address(self._found, text)
        if self._found.values.keys() & {"street", "city", "email"} and "phone" not in self._found.values:
            country = self._country or domains.country(urlsplit(self._found.url).hostname or "")
            phone = next(phones.in_text(self._text, country), None)
            self._found.add("phone", phone.written if phone else contacts.phone(self._text))

    def _add_email(self, mails: list[mailboxes.Pair]) -> None:
        """The most fitting address; on a directory's page never one of the directory's own, nor an agency's on any."""
        here = urls.host_of(self._found.url)
        home = here if self._is_own_site else urls.host_of(str(self._found.values.get("website", "")))
        others = mails if self._is_own_site else [pair for pair in mails if not emails.is_of_host(pair[0], here)]
        is_all_own = all(emails.is_of_host(address, home) for address, _ in others)
        strangers = set() if is_all_own else mailboxes.strangers(self._joined, home)
        others = [pair for pair in others if pair[0] not in strangers]
        self._found.add("email", *(mailboxes.best(others, home, self._found.people) or ("",)))


def _add_prose(found: Facts, tree: LexborHTMLParser, scope: LexborNode, summary: str) -> None:
    for node in scope.css(".description, #description, .about, .intro, .summary, .story")[:5]:
        found.add("description", visible.line(node))
    if "description" not in found.values:
        texts = (visible.line(node) for node in scope.css("p")[:_MOST_PARAGRAPHS])
        prose = [text for text in texts if len(text) > 60 and "@" not in text]
        found.add("description", " ".join(prose[:3]))
    meta = tree.css_first('meta[name="description" i]')
    found.add("description", (meta.attributes.get("content") or "") if meta is not None else "")
    found.add("description", summary)


def _phrases(scope: LexborNode) -> Iterator[str]:
    for node in scope.css("ul, ol")[:_MOST_LISTS]:
        title = node.prev
        while title is not None and not title.is_element_node:
            title = title.prev
        heading = visible.line(title) if title is not None and title.tag in ("h2", "h3", "h4", "p", "strong") else ""
        marks = f"{node.attributes.get('class') or ''} {node.id or ''}"
        if _LISTS.search(marks) or (len(heading) < 60 and _LIST_TITLES.search(heading)):
            own = (item for item in node.css("li") if item.parent is not None and item.parent.mem_id == node.mem_id)
            for item in islice(own, 100):
                if item.css_first("a") is None:
                    yield _PRICE.sub("", visible.line(item))
