"""What makes two web addresses the same page, and which addresses are pages at all."""

import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from agents.discovery import hosts

PORTS = {"http": 80, "https": 443}
_NOISE = re.compile("utm_.*|fbclid|gclid|msclkid|phpsessid|jsessionid|sessionid|session_id|sid", re.IGNORECASE)
_PATH_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_LONGEST = 2000
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
