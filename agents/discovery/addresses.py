"""Which network addresses and ports a crawl may reach, and what a host name resolves to."""

import ipaddress
import socket
from collections.abc import Callable

from agents.discovery import causes, hosts
from storage.errors import Blocked, Unavailable

Resolve = Callable[[str, int], list[str]]
Endpoint = tuple[str, int]

# The IANA IPv4 Special-Purpose Address Registry as a whole, multicast (RFC 5771), and the address at which every
# machine of one cloud finds its host (Azure).
_SPECIAL_IPV4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
_UNICAST = ipaddress.IPv6Network("2000::/3")
# What the IPv6 registry sets apart inside 2000::/3: protocol assignments with Teredo, documentation, 6to4, AS112.
_SPECIAL_IPV6 = tuple(
    ipaddress.IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
# Names that mean another machine in every network: RFC 6761, 6762 (with appendix G), 7686, 8375, 9476.
_LOCAL_ENDINGS = (
    ".local", ".localdomain", ".internal", ".intranet", ".private", ".corp", ".home", ".lan", ".home.arpa", ".onion",
    ".alt", ".invalid",
)  # fmt: skip
# The "bad ports" of the Fetch standard: other services than the web, which a crafted address would make us talk to.
_BAD_PORTS = frozenset(
    (
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
        110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530,
        531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190,
        5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
    )
)  # fmt: skip


def is_public(address: str) -> bool:
    """Whether an address is that of an ordinary public host and wraps no other address (RFC 4291, 5214, 6890)."""
    ip = hosts.literal(address)
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in net for net in _SPECIAL_IPV4)
    if ip is None or ip.scope_id or (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return ip in _UNICAST and not any(ip in net for net in _SPECIAL_IPV6)


def system_resolve(host: str, port: int) -> list[str]:
    """Every address the operating system knows for a host, in its order of preference."""
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


def addresses_of(host: str, port: int, allowed: frozenset[Endpoint], resolve: Resolve = system_resolve) -> list[str]:
    """The addresses behind a host, all of them checked, so that a connection may go to any of them.

    ``allowed`` holds the private (address, port) pairs that may be reached all the same.

    Raises:
        Blocked: one of the addresses is private, reserved, multicast or carries another address; the name is one of
            a local network; or the port belongs to another service than the web.
        Unavailable: the name is not known, or cannot be looked up.
    """
    name = hosts.plain(host)
    if not name:
        raise _refusal(f"{host[:200]} is not an address of the web")
    if name == "localhost" or name.endswith(".localhost"):
        found = ["127.0.0.1"]
    elif hosts.literal(name):
        found = [name]
    elif "." not in name or name.endswith(_LOCAL_ENDINGS):
        raise _refusal(f"{name} is a name of a local network, not a public address")
    else:
        found = _resolved(name, port, resolve)
    for address in found:
        if (address, port) in allowed:
            continue
        if not is_public(_behind_dns64(address) if name != address else address):
            raise _refusal(f"{host[:200]} is not a public address ({address})")
        if port in _BAD_PORTS:
            raise _refusal(f"{host[:200]}:{port} is not a port of the web")
    return found


def _behind_dns64(address: str) -> str:
    """The IPv4 address that a network without IPv4 makes a name's answer stand for (RFC 6052, 6147)."""
    ip = hosts.literal(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64:
        return str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return address


def _refusal(what: str) -> Blocked:
    return Blocked(f"{what}, so it is not read.", todo="Use the address of a public web site.")


def _resolved(host: str, port: int, resolve: Resolve) -> list[str]:
    cause: Exception = socket.gaierror(socket.EAI_NONAME, "no address")
    try:
        if addresses := resolve(host, port):
            return addresses
    except (OSError, UnicodeError) as error:
        cause = error if isinstance(error, socket.gaierror) else cause
    todo = "Check the spelling, or the connection to the internet."
    raise Unavailable(f"{host} {causes.of(cause)}.", todo=todo) from cause
