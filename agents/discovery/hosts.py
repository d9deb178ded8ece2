"""How a host is spelt: one plain form for every notation that a browser or a system resolver would understand."""

import functools
import ipaddress
import re
from urllib.parse import unquote

import idna

_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")


@functools.lru_cache(maxsize=4096)
def plain(host: str) -> str:
    """The host in lower-case ASCII, or "" where it is none: a name, an IPv4 address of four numbers, or a short IPv6.

    Follows the host parser of the WHATWG URL standard, so that ``0x7f.1``, ``2130706433``, ``①②⑦。⓪。⓪。①`` and
    ``%31%32%37.0.0.1`` all become ``127.0.0.1``, and letters beyond ASCII their IDNA form (UTS 46, RFC 5891). An IPv6
    address has no brackets, and none with a zone is a host.
    """
    name = unquote(host).strip("[]") if host.startswith("[") else unquote(host)
    if ":" in name:
        return _ipv6(name)
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except UnicodeError:
            return ""
    name = name.casefold().removesuffix(".")
    if not _NAME.fullmatch(name):
        return ""
    return _ipv4(name) if _NUMBER.fullmatch(name.rpartition(".")[2]) else name


def literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a plain host spells out itself, None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _ipv6(text: str) -> str:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return ""
    return "" if address.scope_id else str(address)


def _ipv4(text: str) -> str:
    """One to four decimal, octal or hexadecimal numbers, of which the last fills what is left of the 32 bits."""
    parts = text.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return ""
    try:
        *first, last = (_number(part) for part in parts)
    except ValueError:
        return ""
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        return ""
    return str(ipaddress.IPv4Address(last + sum(number << 8 * (3 - place) for place, number in enumerate(first))))


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)
