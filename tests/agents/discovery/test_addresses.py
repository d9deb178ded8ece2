"""Which addresses a crawl may reach."""

import pytest

from agents.discovery.addresses import addresses_of, is_public
from storage.errors import Blocked, Unavailable

NOTHING = frozenset[tuple[str, int]]()


def never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "::1", "::", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:53aa:64c:0:5efe:7f00:1",
     "2001:db8::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "ff0e::1"],
)  # fmt: skip
def test_private_and_wrapping_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "::ffff:8.8.8.8"])
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "①②⑦.⓪.⓪.①", "localhost", "LOCALHOST.", "shop.localhost", "[::1]",
     "127.0.0.1."],
)  # fmt: skip
def test_every_spelling_of_loopback_is_blocked_without_a_lookup(host: str) -> None:
    with pytest.raises(Blocked, match="not a public address"):
        addresses_of(host, 80, NOTHING, never)


def test_one_private_address_among_public_ones_blocks_the_host() -> None:
    with pytest.raises(Blocked, match=r"10\.0\.0\.1"):
        addresses_of("shop.example", 80, NOTHING, lambda host, port: ["93.184.215.14", "10.0.0.1"])


def test_an_admitted_endpoint_is_reached_and_its_other_ports_are_not() -> None:
    allowed = frozenset({("127.0.0.1", 8123)})
    assert addresses_of("town.localhost", 8123, allowed, never) == ["127.0.0.1"]
    with pytest.raises(Blocked):
        addresses_of("town.localhost", 22, allowed, never)


def test_a_name_without_an_address_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="has no address"):
        addresses_of("nowhere.example", 80, NOTHING, lambda host, port: [])
