"""What makes two web addresses the same page, and which addresses are pages at all."""

import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from agents.discovery import hosts

PORTS = {"http": 80, "https": 443}
_NOISE = re.compile(
    r"utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_[ce]id|_ga|_gl|"
    r"phpsessid|jsessionid|aspsessionid.*|sess(?:ion)?_?id|sid|oscsid|zenid|cfid|cftoken",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:(?!\d+(?:/|$))", re.IGNORECASE)
_LONGEST = 2000
_DEEPEST, _MOST_PARAMETERS, _LONGEST_QUERY = 12, 6, 300
_DATED = re.compile(r"/(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\d|3[01]))?(?:/|$)")
_DAY_NAME = re.compile(r"(?:event_?|start_?|end_?)?(?:date|day|month|year|week|datum|monat|jahr|fecha)", re.IGNORECASE)
_DAY = re.compile(r"\d{1,4}(?:[-./]\d{1,2}){0,2}$")
_UNSEEN = dict.fromkeys(map(ord, "\t\r\n"))
_EDGES = "".join(map(chr, range(0x21)))
# What browsers take for "//" before a host, and what they and other programs read differently as user and host.
_SLASHES = re.compile(r"(https?:|)[/\\]{2,}", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"(?:https?:|)[/\\]{2,}[^/?#]*\\[^/?#]*@", re.IGNORECASE)


def canonical(url: str, base: str = "") -> str:
    """The one spelling of a page's address, or "" where it is no http(s) page.

    Host as ``hosts.plain`` spells it, no default port, user name or fragment, dot segments resolved, query sorted and
    without session and tracking parameters. Slashes are read as the WHATWG URL standard reads them.
    """
    text = url.strip(_EDGES).translate(_UNSEEN)
    if len(text) > _LONGEST or _AMBIGUOUS.match(text):
        return ""
    try:
        parts = urlsplit(urljoin(base, _forward(text)))
        port = parts.port
    except ValueError:
        return ""
    host = hosts.plain(parts.hostname or "")
    if parts.scheme not in PORTS or not host or port == 0:
        return ""
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), ""))


def written(text: str) -> str:
    """The canonical address of a site as a person writes it, with or without its scheme, "" where it is none.

    An e-mail address, a telephone number or a script that stands in its place is none.
    """
    if _SCHEME.match(text):
        return canonical(text)
    host = text.partition("/")[0]
    return "" if "@" in host or "." not in host else canonical(f"https://{text}")


def host_of(url: str) -> str:
    """Host and port of an address, without a leading ``www.``."""
    return urlsplit(url).netloc.removeprefix("www.")


def last_words(url: str) -> str:
    """The last part of the path, readable: ``/branches/car-workshops.html`` gives ``car workshops``."""
    name = posixpath.basename(urlsplit(url).path.rstrip("/"))
    return unquote(name.rsplit(".", 1)[0]).replace("-", " ").replace("_", " ")


def shape(url: str) -> str:
    """What sibling pages share: the path with its last part, or else the query's values, left out."""
    parts = urlsplit(url)
    if parts.query:
        return parts.path + "?" + "&".join(sorted(key for key, _ in parse_qsl(parts.query)))
    return posixpath.dirname(parts.path.rstrip("/")) + "/*"


def kind_of(url: str) -> str:
    """Host and shape: what pages of one kind on one site share."""
    return f"{urlsplit(url).netloc}{shape(url)}"


def trap(url: str) -> str:
    """Why an address looks like one of endlessly many, "" where it does not: calendars, paths that repeat, filters."""
    parts = urlsplit(url)
    pieces = [piece for piece in parts.path.split("/") if piece]
    pairs = parse_qsl(parts.query)
    if len(pieces) > _DEEPEST or _repeats(pieces):
        return "its path repeats itself or is too deep"
    if len(pairs) > _MOST_PARAMETERS or len(parts.query) > _LONGEST_QUERY:
        return "its query has grown too long"
    if _DATED.search(parts.path) or any(_DAY_NAME.fullmatch(name) and _DAY.match(day) for name, day in pairs):
        return "it is a page of a calendar"
    return ""


def _repeats(pieces: list[str]) -> bool:
    """Whether one piece comes three times, or a run of two or more comes twice in a row."""
    if any(pieces.count(piece) > 2 for piece in set(pieces)):
        return True
    return any(
        pieces[at : at + size] == pieces[at + size : at + 2 * size]
        for size in range(2, len(pieces) // 2 + 1)
        for at in range(len(pieces) - 2 * size + 1)
    )


def _forward(url: str) -> str:
    """The address with forward slashes, and two of them before its host."""
    end = min((place for place in (url.find("?"), url.find("#")) if place >= 0), default=len(url))
    return _SLASHES.sub(r"\1//", url[:end].replace("\\", "/"), count=1) + url[end:] if _SLASHES.match(url) else url


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", path)
    clean = "/" + posixpath.normpath(path).lstrip("/") if path else "/"
    if path.endswith("/") and clean != "/":
        clean += "/"
    return quote(clean, safe="/:@!$&'()*+,;=~-._%")


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted((k, v) for k, v in pairs if not _NOISE.fullmatch(k)))
