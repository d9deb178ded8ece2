"""Which addresses a crawl may reach."""

import pytest

from agents.discovery.addresses import addresses_of, is_public
from storage.errors import Blocked, Unavailable
from tests.agents.discovery.hostile_addresses import IPV4, IPV6, LOCAL_NAMES

NOTHING = frozenset[tuple[str, int]]()


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize("address", [address for group in IPV4.values() for address in group])
def test_an_ipv4_address_of_a_special_range_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [address.replace("%25", "%") for group in IPV6.values() for address in group])
def test_an_ipv6_address_of_a_special_range_or_around_another_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "9.255.255.255", "11.0.0.0", "93.184.215.14", "100.63.255.255", "100.128.0.0", "172.15.255.255",
     "172.32.0.0", "192.0.1.1", "192.0.3.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.15",
     "2000::1", "2001:200::1", "2001:db7::1", "2001:db9::1", "2003::1", "2606:2800:21f:cb07::1", "2a00:1450:4001::200e",
     "3ffe::1"],
)  # fmt: skip
def test_ordinary_addresses_are_public_up_to_the_edge_of_the_special_ranges(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "shop.example", "127.1", "1.2.3.4.5", "::1::"])
def test_what_is_no_address_is_not_public(text: str) -> None:
    assert not is_public(text)


@pytest.mark.parametrize(
    "host",
    ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "①②⑦.⓪.⓪.①", "localhost", "LOCALHOST.", "shop.localhost", "[::1]",
     "127.0.0.1.", "%31%32%37.0.0.1", "127。0。0。1", "[::ffff:7f00:1]"],
)  # fmt: skip
def test_every_spelling_of_loopback_is_blocked_without_a_lookup(host: str) -> None:
    with pytest.raises(Blocked, match="not a public address"):
        addresses_of(host, 80, NOTHING, never)


@pytest.mark.parametrize("host", [name for group in LOCAL_NAMES.values() for name in group])
def test_a_name_of_a_local_network_is_blocked_without_a_lookup(host: str) -> None:
    with pytest.raises(Blocked):
        addresses_of(host, 80, NOTHING, never)


def test_one_private_address_among_public_ones_blocks_the_host() -> None:
    with pytest.raises(Blocked, match=r"10\.0\.0\.1"):
        addresses_of("shop.example", 80, NOTHING, lambda host, port: ["93.184.215.14", "10.0.0.1"])


def test_a_network_without_ipv4_reaches_public_hosts_through_its_translator_and_private_ones_not() -> None:
    def through(embedded: str) -> list[str]:
        return addresses_of("shop.example", 443, NOTHING, lambda host, port: [f"64:ff9b::{embedded}"])

    assert through("93.184.215.14") == ["64:ff9b::93.184.215.14"]
    for private in ("127.0.0.1", "10.0.0.1", "169.254.169.254"):
        with pytest.raises(Blocked):
            through(private)


@pytest.mark.parametrize("port", [0, 1, 22, 25, 53, 110, 993, 6000, 6667, 10080])
def test_the_port_of_another_service_is_blocked_on_a_public_host(port: int) -> None:
    with pytest.raises(Blocked, match="not a port of the web"):
        addresses_of("shop.example", port, NOTHING, lambda host, port: ["93.184.215.14"])


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 3000])
def test_a_port_that_web_servers_use_is_not(port: int) -> None:
    assert addresses_of("shop.example", port, NOTHING, lambda host, port: ["93.184.215.14"]) == ["93.184.215.14"]


def test_an_admitted_endpoint_is_reached_and_its_other_ports_are_not() -> None:
    allowed = frozenset({("127.0.0.1", 8123)})
    assert addresses_of("town.localhost", 8123, allowed, never) == ["127.0.0.1"]
    with pytest.raises(Blocked):
        addresses_of("town.localhost", 22, allowed, never)


def test_a_name_without_an_address_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="has no address"):
        addresses_of("nowhere.example", 80, NOTHING, lambda host, port: [])
