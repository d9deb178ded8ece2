"""Which network addresses a crawl may reach, and what a host name resolves to."""

import contextlib
import ipaddress
import socket
import unicodedata
from collections.abc import Callable

from storage.errors import Blocked, Unavailable

Resolve = Callable[[str, int], list[str]]
Endpoint = tuple[str, int]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNICAST = ipaddress.IPv6Network("2000::/3")
# Inside 2000::/3 these carry or may carry another address: protocol assignments with Teredo, 6to4, documentation.
_UNICAST_EXCEPT = tuple(ipaddress.IPv6Network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


def is_public(address: str) -> bool:
    """Whether an address is an ordinary public host, also when it wraps an IPv4 address (RFC 4291, 6052)."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        return ip in _UNICAST and not any(ip in net for net in _UNICAST_EXCEPT) and "%" not in address
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def system_resolve(host: str, port: int) -> list[str]:
    """Every address the operating system knows for a host, in its order of preference."""
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


def addresses_of(host: str, port: int, allowed: frozenset[Endpoint], resolve: Resolve = system_resolve) -> list[str]:
    """The addresses behind a host, all of them checked, so that a connection may go to any of them.

    ``allowed`` holds the private (address, port) pairs that may be reached all the same.

    Raises:
        Blocked: one of the addresses is private, loopback, multicast or wraps one that is.
        Unavailable: the name has no address.
    """
    addresses = _literal(host) or _resolved(host, port, resolve)
    for address in addresses:
        if (address, port) not in allowed and not is_public(address):
            raise Blocked(
                f"{host} is not a public address ({address}), so it is not read.",
                todo="Use the address of a public web site.",
            )
    return addresses


def _literal(host: str) -> list[str]:
    """The address that a host spells out itself, in any notation that a system resolver would accept."""
    plain = unicodedata.normalize("NFKC", host).strip("[]").rstrip(".").casefold()
    if plain == "localhost" or plain.endswith(".localhost"):
        return ["127.0.0.1"]
    with contextlib.suppress(ValueError):
        return [str(ipaddress.ip_address(plain))]
    if plain and plain.rsplit(".", 1)[-1][0:1].isdigit():
        with contextlib.suppress(OSError, UnicodeError):
            return [socket.inet_ntoa(socket.inet_aton(plain))]
    return []


def _resolved(host: str, port: int, resolve: Resolve) -> list[str]:
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise Unavailable(f"{host} has no address.", todo="Check the spelling, or the connection to the internet.")
    return addresses
