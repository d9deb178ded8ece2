"""Which part of a host name its owner registered, by the bundled Public Suffix List; nothing is fetched or written."""

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Countries whose top-level domain is another word than their ISO 3166-1 code, and domains sold to the whole world.
_COUNTRY_OF_TLD = {"uk": "GB", "cat": "ES", "gal": "ES", "eus": "ES", "swiss": "CH", "berlin": "DE", "wien": "AT",
                   "hamburg": "DE", "koeln": "DE", "cologne": "DE", "bayern": "DE", "tirol": "AT", "zuerich": "CH",
                   "scot": "GB", "wales": "GB", "cymru": "GB", "london": "GB"}  # fmt: skip
# Top-level domains that RFC 6761 reserves, so that names below them are told apart like any other.
_RESERVED = ("example", "test", "localhost", "invalid")
_GENERIC = frozenset(("ai", "app", "cc", "co", "fm", "gg", "io", "me", "sh", "so", "to", "tv", "ws", "ly", "la", "eu"))


@functools.cache
def _extractor() -> "TLDExtract":
    import tldextract

    return tldextract.TLDExtract(
        cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True, extra_suffixes=_RESERVED
    )


@functools.lru_cache(4096)
def registered(host: str) -> str:
    """The registered domain of a host (``shop.mond.co.uk`` gives ``mond.co.uk``), or the host where it has none.

    A name below a private suffix, such as ``mond.jimdosite.com``, is its owner's and stays whole.
    """
    name = host.rsplit("@", 1)[-1].partition(":")[0].rstrip(".").casefold()
    return str(_extractor()(name).top_domain_under_public_suffix) or name


@functools.lru_cache(4096)
def label(host: str) -> str:
    """The word of a host that its owner chose: ``mond`` of ``www.mond.co.uk``."""
    name = host.rsplit("@", 1)[-1].partition(":")[0].rstrip(".").casefold()
    return str(_extractor()(name).domain) or name


def country(host: str) -> str:
    """The country (ISO 3166-1, two letters) that a host's top-level domain stands for, or ""."""
    tld = host.partition(":")[0].rstrip(".").rsplit(".", 1)[-1].casefold()
    if tld in _COUNTRY_OF_TLD:
        return _COUNTRY_OF_TLD[tld]
    return tld.upper() if len(tld) == 2 and tld.isascii() and tld.isalpha() and tld not in _GENERIC else ""
