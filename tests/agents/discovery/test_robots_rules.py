"""What a robots.txt says, held against the facts of Google's published test suite and of RFC 9309."""

import re
import time
import tomllib
from pathlib import Path

import pytest

from agents.discovery import robots_rules
from agents.discovery.robots_rules import MOST_BYTES, Rules

FILES = tomllib.loads((Path(__file__).parent / "robots_cases.toml").read_text(encoding="utf-8"))["file"]
CASES = [(file["test"], file["text"], *case) for file in FILES for case in file["cases"]]
HOST = "https://cafe.example"
SHORT = "User-agent: Scout\nDisallow: /menu\n"


def rules(text: str | bytes, product: str = "Scout") -> Rules:
    return robots_rules.parse(text.encode() if isinstance(text, str) else text, product)


def allows(text: str | bytes, path: str) -> bool:
    return rules(text).allows(HOST + path)


def written_out(text: str) -> str:
    return re.sub(r"\{(.)\*(\d+)\}", lambda found: found[1] * int(found[2]), text)


def test_the_cases_are_all_there() -> None:
    assert len(CASES) == 145


@pytest.mark.parametrize(
    ("text", "product", "url", "expected"),
    [case[1:] for case in CASES],
    ids=[f"{number} {case[0]}" for number, case in enumerate(CASES, 1)],
)
def test_a_crawler_reads_what_it_may(text: str, product: str, url: str, expected: bool) -> None:
    assert rules(written_out(text), product).allows(written_out(url)) is expected


@pytest.mark.parametrize("agent", ["Scout", "Scout-Team", "Scout_Team"])
def test_a_valid_product_name_is_compared_whole(agent: str) -> None:
    assert robots_rules.product_token(agent) == agent


@pytest.mark.parametrize("agent", ["茶", "Scout*", " Scout ", "Scout/2.1", "Scout Team"])
def test_of_an_invalid_name_only_the_start_is_compared(agent: str) -> None:
    assert robots_rules.product_token(agent) != agent


@pytest.mark.parametrize("agent", ["Scout/2.1", "SCOUT", "Scout, Ranger", "Scout;q=1"])
def test_a_group_names_the_crawler_by_the_start_of_its_line(agent: str) -> None:
    assert not allows(f"User-agent: {agent}\nDisallow: /", "/")


@pytest.mark.parametrize("agent", ["Sco", "Scouting", "Scout-Team", "MyScout"])
def test_a_name_that_only_looks_similar_is_another_crawler(agent: str) -> None:
    assert allows(f"User-agent: {agent}\nDisallow: /", "/")


@pytest.mark.parametrize("agent", ["*", "* all of you", "*\t1.0"])
def test_a_star_means_every_crawler_that_has_no_group(agent: str) -> None:
    assert not allows(f"User-agent: {agent}\nDisallow: /", "/")
    assert allows(f"User-agent: {agent}\nDisallow: /\nUser-agent: Scout\n", "/")


FIVE = ("User-Agent: one", "Allow: /some/page", "User-Agent: two", "", "", "Disallow: /")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join((*FIVE, "")),
        "\r\n".join((*FIVE, "")),
        "\r".join((*FIVE, "")),
        "\n".join(FIVE),
        "User-Agent: one\nAllow: /some/page\r\nUser-Agent: two\n\r\n\nDisallow: /",
    ],
    ids=["unix", "dos", "mac", "no final end", "mixed"],
)
def test_every_kind_of_line_end_counts_once(text: str) -> None:
    assert [line.number for line in robots_rules.lines(text.encode())] == [1, 2, 3, 6]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xef\xbb", b"\xef"])
def test_a_byte_order_mark_is_skipped_even_in_part(mark: bytes) -> None:
    names = [line.name for line in robots_rules.lines(mark + b"User-Agent: one\nAllow: /page\n")]
    assert names == ["agent", "allow"]


@pytest.mark.parametrize(
    "data",
    [b"\xef\x11\xbfUser-Agent: one\nAllow: /page\n", b"User-Agent: one\n\xef\xbb\xbfAllow: /page\n"],
    ids=["broken", "in the middle"],
)
def test_a_wrong_byte_order_mark_spoils_its_line_only(data: bytes) -> None:
    assert sorted(bool(line.name) for line in robots_rules.lines(data)) == [False, True]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/"),
        ("http://www.cafe.example", "/"),
        ("http://www.cafe.example/", "/"),
        ("http://www.cafe.example/m", "/m"),
        ("http://www.cafe.example/m/", "/m/"),
        ("http://www.cafe.example/m/n?to=http://o.p/", "/m/n?to=http://o.p/"),
        ("http://www.cafe.example/m/n?o=p&q=r#part", "/m/n?o=p&q=r"),
        ("cafe.example", "/"),
        ("cafe.example/", "/"),
        ("cafe.example/m", "/m"),
        ("cafe.example/m/", "/m/"),
        ("cafe.example/m/n?o=p&q=r#part", "/m/n?o=p&q=r"),
        ("m", "/"),
        ("m/", "/"),
        ("/m", "/m"),
        ("m/n", "/n"),
        ("cafe.example?m", "/?m"),
        ("cafe.example/m;n#o", "/m;n"),
        ("//m/n/o", "/n/o"),
    ],
)
def test_rules_see_path_and_query_of_an_address(url: str, path: str) -> None:
    assert robots_rules.path_of(url) == path


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/á", "/%C3%A1"),
        ("/%aa", "/%AA"),
        ("/%AA", "/%aa"),
        ("/%68ot", "/hot"),
        ("/hot", "/%68ot"),
        ("/茶", "/茶"),
        ("/go?to=https://a.example", "/go?to=https%3A%2F%2Fa.example"),
        ("/go?to=https%3a%2f%2fa.example", "/go?to=https://a.example"),
        ("/list[1]", "/list%5B1%5D"),
        ("/price-%24$", "/price-$"),
        ("/a$b", "/a%24b"),
        ("/five-%2A-hotel", "/five-*-hotel"),
    ],
)
def test_an_address_is_forbidden_in_every_spelling(pattern: str, path: str) -> None:
    assert not allows(f"User-agent: Scout\nDisallow: {pattern}", path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("/a%2Fb", "/a/b"), ("/five-%2A", "/five-six"), ("/price-%24", "/price-"), ("/100%", "/100"), ("/a$b", "/a")],
)
def test_an_octet_with_a_meaning_of_its_own_is_not_its_encoding(pattern: str, path: str) -> None:
    assert allows(f"User-agent: Scout\nDisallow: {pattern}", path)


def test_a_pattern_in_another_encoding_than_utf_8_still_counts() -> None:
    assert not allows("User-agent: Scout\nDisallow: /café".encode("latin-1"), "/caf%E9")


@pytest.mark.parametrize(
    "line",
    [
        "dissallow:/",
        "Dissalow: /",
        "disalow /",
        "DIASLLOW: /",
        "disallaw : /",
        "\tDisallow\t:\t/ # all",
        "disallowed: /",
    ],
)
def test_a_misspelt_disallow_counts(line: str) -> None:
    assert not allows(f"User-agent: Scout\n{line}", "/menu")


@pytest.mark.parametrize("name", ["useragent", "USER AGENT", "User-Agent", "user-agent "])
def test_a_misspelt_user_agent_counts(name: str) -> None:
    assert not allows(f"{name}: Scout\nDisallow: /", "/menu")


@pytest.mark.parametrize(
    "line", ["Disallow", ": /", "Disallow / menu", "Disallow:", "Disallow: # /", "allows", "Dis: /"]
)
def test_a_line_that_is_no_rule_says_nothing(line: str) -> None:
    assert allows(f"User-agent: Scout\n{line}", "/menu")


def test_the_robots_txt_itself_may_always_be_read() -> None:
    assert allows("User-agent: *\nDisallow: /", "/robots.txt")


@pytest.mark.parametrize(
    ("pattern", "path", "is_forbidden"),
    [
        ("*/menu", "/de/menu", True),
        ("/*/menu/*/tea$", "/de/menu/hot/black/tea", True),
        ("/*tea$", "/tea/tea", True),
        ("/tea*tea$", "/tea", False),
        ("/a*b*a$", "/aba", True),
        ("/a*b*a$", "/ab", False),
        ("/**", "/any", True),
        ("/menu*$", "/menu/any", True),
        ("$", "/", False),
        ("menu", "/menu", False),
    ],
)
def test_wildcards_and_the_end_mark_meet(pattern: str, path: str, is_forbidden: bool) -> None:
    assert allows(f"User-agent: Scout\nDisallow: {pattern}", path) is not is_forbidden


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("Crawl-delay: 10", None),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawldelay: .5", 0.5),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: Scout\nDisallow: /menu", 5),
        ("User-agent: *\nDisallow: /menu\nCrawl-delay: 5\nUser-agent: Scout", None),
        ("User-agent: Scout\nCrawl-delay: 1\nDisallow: /a\nUser-agent: Scout\nCrawl-delay: 3", 3),
        ("User-agent: *\nCrawl-delay: 0", 0),
        ("User-agent: *\nCrawl-delay: 9999999", 9999999),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: *\nCrawl-delay: soon", None),
    ],
)
def test_the_crawl_delay_is_that_of_the_crawlers_group(text: str, delay: float | None) -> None:
    assert rules(text).delay_s == delay


def test_a_delay_before_the_next_name_leaves_the_group_open() -> None:
    assert not allows("User-agent: Scout\nCrawl-delay: 5\nUser-agent: Ranger\nDisallow: /", "/")


@pytest.mark.parametrize("place", ["{0}\n{1}", "{1}\n{0}"])
def test_a_sitemap_may_be_named_anywhere(place: str) -> None:
    text = place.format("Sitemap: http://cafe.example/pages.xml", "User-Agent: one\nAllow: /page\nUser-Agent: two\n\n")
    assert rules(text).sitemaps == ("http://cafe.example/pages.xml",)


def test_several_sitemaps_keep_their_order_and_are_named_once() -> None:
    text = "sitemap: /b.xml\nUser-agent: x\nSITE-MAP: /a.xml # news\nSitemap:\nSitemap: /b.xml"
    assert rules(text).sitemaps == ("/b.xml", "/a.xml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_rules_of_a_file_in_another_encoding_are_kept(encoding: str) -> None:
    assert not allows(SHORT.encode(encoding), "/menu")


def test_letters_in_a_utf_16_file_are_kept_where_it_has_a_mark() -> None:
    assert not allows("User-agent: Scout\nDisallow: /茶".encode("utf-16"), "/%E8%8C%B6")


def test_nul_bytes_hide_no_rule() -> None:
    assert not allows(b"User-agent: Sc\0out\nDis\0allow: /me\0nu", "/menu")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 400,
        b"\x89PNG\r\n\x1a\n" + b"\0\xff" * 9000,
        b"<!doctype html><p>User-agent: Scout</p>",
        b"\r\n\r",
    ],
    ids=["octets", "picture", "page", "ends"],
)
def test_a_file_without_a_rule_allows_everything(data: bytes) -> None:
    assert allows(data, "/menu")


def test_of_two_megabytes_the_first_500_kib_are_read_up_to_their_last_whole_line() -> None:
    first, step = "User-agent: Scout\n", "Disallow: /page-{:06}/\n"
    read = (MOST_BYTES - len(first)) // len(step.format(0))
    text = first + "".join(map(step.format, range(2_000_000 // len(step.format(0)))))
    found = rules(text)
    assert not found.allows(f"{HOST}/page-{read - 1:06}/")
    assert found.allows(f"{HOST}/page-{read:06}/")
    assert found.allows(f"{HOST}/page-")


def test_a_file_of_exactly_500_kib_is_read_whole() -> None:
    assert not allows(SHORT.rjust(MOST_BYTES, "#").replace("#User", "\nUser"), "/menu")


@pytest.mark.parametrize(
    "line",
    ["/" + "*a" * 8000 + "b", "/" + "*" * 16000 + "b", "/*" + "a" * 8000 + "b", "/" + "a*" * 8000 + "b$"],
)
def test_hostile_wildcards_cost_no_time(line: str) -> None:
    found = rules("User-agent: Scout\n" + "".join(f"Disallow: {line}{i}\n" for i in range(10)))
    url = f"{HOST}/{'a' * 16000}"
    started = time.thread_time()
    assert found.allows(url)
    assert time.thread_time() - started < 1


def test_ten_thousand_rules_cost_no_time() -> None:
    text = "User-agent: Scout\n" + "".join(f"disallow:*a*{i:05}$\n" for i in range(10_000))
    started = time.thread_time()
    assert rules(text).allows(f"{HOST}/{'ab' * 1000}")
    assert time.thread_time() - started < 5
