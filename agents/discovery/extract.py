"""What one page says of one business: structured data first, then labelled values, then what looks like contacts."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from agents.discovery import contacts, emails, structured, urls
from agents.discovery.facts import Facts

_LABELS = {
    "name": "name|company|firma|betrieb",
    "address": "address|postal address|adresse|anschrift|location|standort",
    "phone": "phone|telephone|tel|telefon|call us|fon|mobile|mobil|phone number|telefonnummer",
    "email": "e-mail|email|mail|e-mail address|e-mail-adresse|write to us",
    "website": "website|web|homepage|webseite|web site|internet",
    "opening_hours": "opening hours|hours|öffnungszeiten|open|opening times|geöffnet",
    "rating": "rating|bewertung|bewertungen|reviews|stars",
    "position": "coordinates|position|koordinaten|gps|geo",
    "sector": "category|sector|kategorie|branche|type|line of business|trade",
    "details": "known for|features|specialities|specialties|services|leistungen|besonderheiten|amenities|angebot",
    "description": "description|about|beschreibung|über uns|about us",
}
_FIELD_OF_LABEL = {word: field for field, words in _LABELS.items() for word in words.split("|")}
_FRAME = "header, footer, nav, aside"
_SILENT = ["script", "style", "template", "noscript", "svg", "iframe"]
_LISTS = re.compile(r"feature|ameni|special|service|leistung|items|menu|angebot|offer", re.IGNORECASE)
_LIST_TITLES = re.compile(
    r"known for|specialit|specialt|features|services|leistung|angebot|menu|we offer", re.IGNORECASE
)
_PRICE = re.compile(r"[\s.…–-]*(?:from |ab )?(?:[€$£]|EUR)?\s?\d+(?:[.,]\d\d?)?\s?(?:[€$£]|EUR)?\s*$")
_LONGEST_SCAN = 60_000
_WITHIN_A_LINE = frozenset((
    "-text", "-comment", "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    "wbr",
))  # fmt: skip
_EMPTY_BELOW = 160


def facts(html: str, url: str, *, is_own_site: bool = False) -> Facts:
    """Everything a page says of the business it is about.

    ``is_own_site`` is true on the business's own web site: there the frame (header, footer) speaks of it too, while
    on a directory the frame speaks of the directory.
    """
    tree = LexborHTMLParser(html)
    heading = _heading(tree)
    found = structured.read(tree, url, heading)
    website = str(found.values.get("website", ""))
    if website and not is_own_site and urls.host_of(website) == urls.host_of(url):
        found.forget("website")
    tree.root.strip_tags(_SILENT, recursive=True) if tree.root else None
    scope = tree.body if is_own_site else _content(tree)
    if scope is not None:
        found.add("name", heading)
        whole = _whole_emails(scope)
        _add_labelled(found, scope, whole)
        _add_links(found, scope, is_own_site)
        _add_prose(found, tree, scope)
        _add_patterns(found, scope, is_own_site, whole)
        found.add_details(_phrases(scope))
    return found


def looks_empty(html: str) -> bool:
    """Whether a page has scripts but next to no text of its own, so that a browser must fill it in."""
    tree = LexborHTMLParser(html)
    has_script = any(
        s.attributes.get("src") or "json" not in (s.attributes.get("type") or "") for s in tree.css("script")
    )
    if not has_script or tree.root is None:
        return False
    tree.root.strip_tags(_SILENT, recursive=True)
    scope = _content(tree)
    return scope is None or len(scope.text(deep=True, separator=" ", strip=True)) < _EMPTY_BELOW


def _heading(tree: LexborHTMLParser) -> str:
    node = tree.css_first("main h1") or tree.css_first("h1")
    if node is not None and (text := node.text(deep=True, separator=" ", strip=True)):
        return text
    title = tree.css_first("title")
    return re.split(r"\s[|–—·-]\s", title.text(strip=True))[0] if title is not None else ""


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    """The part of a page that speaks of its subject: ``main``, or the body without its frame."""
    main = tree.css_first("main") or tree.css_first('[role="main"]')
    if main is not None:
        return main
    for node in tree.css(_FRAME):
        node.decompose()
    return tree.body


def _pairs(scope: LexborNode) -> Iterator[tuple[str, LexborNode]]:
    """Labels with the element that holds their value, from definition lists and two-column tables."""
    for label in scope.css("dt"):
        value = label.next
        while value is not None and not value.is_element_node:
            value = value.next
        if value is not None and value.tag == "dd":
            yield _line(label), value
    for row in scope.css("tr"):
        cells = row.css("th, td")
        if len(cells) == 2:
            yield _line(cells[0]), cells[1]


def _add_labelled(found: Facts, scope: LexborNode, whole: set[str]) -> None:
    for label, node in _pairs(scope):
        field = _FIELD_OF_LABEL.get(label.rstrip(": ").casefold(), "")
        if field == "details":
            items = [_line(item) for item in node.css("li")]
            found.add_details(items or re.split(r"[,;\n]", _lines(node)))
        elif field == "website" and (link := node.css_first("a[href]")) is not None:
            found.add("website", urls.canonical(link.attributes.get("href") or "", found.url))
        elif field:
            _add_value(found, field, _lines(node), whole)
    for label, text in contacts.labelled(_lines(scope)[:_LONGEST_SCAN].split("\n")):
        field = _FIELD_OF_LABEL.get(label.casefold(), "")
        if field and field not in ("details", "description", "name"):
            _add_value(found, field, text, whole)


def _add_value(found: Facts, field: str, text: str, whole: set[str]) -> None:
    if field == "address":
        _add_address(found, text)
    elif field == "email":
        for address, quote in emails.in_text(text):
            found.add("email", address if address in whole else "", quote)
    elif field == "phone":
        found.add("phone", contacts.phone(text), text)
    elif field == "rating":
        stars, count = contacts.rating(text)
        found.add_number("rating", stars, text)
        found.add_number("reviews", count, text)
    elif field == "position":
        spot = contacts.coordinates(text)
        found.add_number("lat", spot[0] if spot else None, text)
        found.add_number("lon", spot[1] if spot else None, text)
    elif field == "sector":
        sector = structured.sector_of(text)
        found.add("sector", "" if sector == "other" else sector, text)
    elif field == "website":
        found.add("website", urls.canonical(text if "//" in text else f"https://{text}") if "." in text else "", text)
    else:
        found.add(field, "; ".join(text.split("\n")) if field == "opening_hours" else text)


def _add_address(found: Facts, text: str) -> None:
    parts = contacts.address(text)
    if parts is not None:
        for name in ("street", "postcode", "city"):
            found.add(name, getattr(parts, name), text)


def _add_links(found: Facts, scope: LexborNode, is_own_site: bool) -> None:
    mails: list[tuple[str, str]] = []
    for link in scope.css("a[href], [data-cfemail]"):
        href, text = link.attributes.get("href") or "", _line(link)
        code = link.attributes.get("data-cfemail")
        if code:
            mails += emails.in_text(contacts.cloudflare_email(code))
        elif href.casefold().startswith("mailto:"):
            mails += emails.in_text(unquote(href[7:].split("?")[0]))
        elif href.casefold().startswith("tel:"):
            found.add("phone", contacts.phone(text) or unquote(href[4:]), text)
        elif re.fullmatch(r"(visit |zur |our )?(web ?site|homepage|webseite)( besuchen)?\W*", text, re.IGNORECASE):
            target = urls.canonical(href, found.url)
            found.add("website", target if urls.host_of(target) != urls.host_of(found.url) else "")
    _add_email(found, mails, is_own_site)


def _add_patterns(found: Facts, scope: LexborNode, is_own_site: bool, whole: set[str]) -> None:
    text = _lines(scope)[:_LONGEST_SCAN]
    _add_email(found, [pair for pair in emails.in_text(text) if pair[0] in whole], is_own_site)
    if not found.values.keys() & {"street", "postcode", "city"}:
        places = [_lines(node) for node in scope.css('address, .address, [class*="adr" i]')]
        for place in [*places, text]:
            _add_address(found, place)
    found.add("phone", contacts.phone(text) if found.values.keys() & {"street", "city", "email"} else "")


def _add_email(found: Facts, mails: list[tuple[str, str]], is_own_site: bool) -> None:
    """The most fitting address; on a directory's page never one of the directory's own."""
    here = urls.host_of(found.url)
    home = here if is_own_site else urls.host_of(str(found.values.get("website", "")))
    others = mails if is_own_site else [pair for pair in mails if not emails.is_of_host(pair[0], here)]
    found.add("email", *(emails.best(others, home) or ("",)))


def _add_prose(found: Facts, tree: LexborHTMLParser, scope: LexborNode) -> None:
    for node in scope.css(".description, #description, .about, .intro, .summary, .story"):
        found.add("description", _line(node))
    prose = [text for node in scope.css("p") if len(text := _line(node)) > 60 and "@" not in text]
    found.add("description", " ".join(prose[:3]))
    meta = tree.css_first('meta[name="description" i]')
    found.add("description", (meta.attributes.get("content") or "") if meta is not None else "")


def _phrases(scope: LexborNode) -> Iterator[str]:
    for node in scope.css("ul, ol"):
        title = node.prev
        while title is not None and not title.is_element_node:
            title = title.prev
        heading = _line(title) if title is not None and title.tag in ("h2", "h3", "h4", "p", "strong") else ""
        marks = f"{node.attributes.get('class') or ''} {node.id or ''}"
        if _LISTS.search(marks) or (len(heading) < 60 and _LIST_TITLES.search(heading)):
            for item in node.css("li"):
                if len(item.css("a")) == 0:
                    yield _PRICE.sub("", _line(item))


def _whole_emails(scope: LexborNode) -> set[str]:
    """The addresses of a text in which <b>ann</b>.lee@shop.example is one word.

    Read line by line for each text node, the same page gives lee@shop.example, which is somebody else's.
    """
    return {address for address, _ in emails.in_text(_joined(scope))}


def _joined(scope: LexborNode) -> str:
    """The text with line ends only where a page shows them; what stands within a line is not parted."""
    pieces: list[str] = []
    for node in scope.traverse(include_text=True):
        before = node.prev
        if node.tag not in _WITHIN_A_LINE or (before is not None and before.tag not in _WITHIN_A_LINE):
            pieces.append("\n")
        if node.is_text_node:
            pieces.append(node.text_content or "")
    return "".join(pieces)


def _line(node: LexborNode) -> str:
    return re.sub(r"\s+", " ", node.text(deep=True, separator=" ", strip=True)).strip()


def _lines(node: LexborNode) -> str:
    """The text with one line per text node, which keeps the lines of an address apart."""
    return node.text(deep=True, separator="\n", strip=True)
