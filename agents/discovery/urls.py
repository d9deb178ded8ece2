"""What makes two web addresses the same page, and which addresses are pages at all."""

import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
_NOISE = re.compile("utm_.*|fbclid|gclid|msclkid|phpsessid|jsessionid|sessionid|session_id|sid", re.IGNORECASE)
_PATH_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_LONGEST = 2000


def canonical(url: str, base: str = "") -> str:
    """The one spelling of a page's address, or "" where it is no http(s) page.

    Host in lower case, no default port, user name or fragment, dot segments resolved, query sorted and
    without session and tracking parameters.
    """
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host or len(url) > _LONGEST:
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


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", path)
    clean = "/" + posixpath.normpath(path).lstrip("/") if path else "/"
    if path.endswith("/") and clean != "/":
        clean += "/"
    return quote(clean, safe="/:@!$&'()*+,;=~-._%")


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted((k, v) for k, v in pairs if not _NOISE.fullmatch(k)))
