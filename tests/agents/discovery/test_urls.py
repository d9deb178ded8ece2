"""One spelling for one page."""

import pytest

from agents.discovery import urls


@pytest.mark.parametrize(
    "spelling",
    [
        "HTTP://Shop.Example:80/a/../b/?y=2&x=1#top",
        "http://user:pw@shop.example/b/?x=1&y=2&utm_source=n",
        "/b/?PHPSESSID=9&y=2&x=1",
        "/b/;jsessionid=A1?x=1&y=2",
        "http:\\\\shop.example\\b\\?x=1&y=2",
        "http:////shop.example/b/?x=1&y=2",
        " ht\ntp://shop。example/b/?x=1&y=2",
        "http://%73hop.example./b/?x=1&y=2",
    ],
)
def test_spellings_of_one_page_become_one(spelling: str) -> None:
    assert urls.canonical(spelling, "http://shop.example/start") == "http://shop.example/b/?x=1&y=2"


@pytest.mark.parametrize(
    "target",
    [
        "mailto:a@b.example",
        "javascript:void(0)",
        "data:text/html,x",
        "http://[::1",
        "http://h.example:99999/",
        "http://h.example:0/",
        "http://h..example/",
        "http://h.example..",
        "http://a b.example/",
        "http://1.2.3.4.5/",
        "http://0.0.0.256/",
        "http://08.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://a.example\\@b.example/",
        "http:///",
        "http://%zz.example/",
        f"http://{'a' * 64}.example/",
        f"http://{'a.' * 127}example/",
    ],
)
def test_what_is_no_page_has_no_spelling(target: str) -> None:
    assert urls.canonical(target) == ""


@pytest.mark.parametrize(
    ("spelling", "host"),
    [("MÜLLER.example", "xn--mller-kva.example"), ("xn--mller-kva.example", "xn--mller-kva.example"),
     ("0x7f.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("①②⑦。1", "127.0.0.1"), ("010.8", "8.0.0.8"),
     ("[0:0::1]", "[::1]"), ("[::FFFF:127.0.0.1]", "[::ffff:7f00:1]"), ("my_shop.example", "my_shop.example"),
     ("4711.example", "4711.example"), ("straße.example", "xn--strae-oqa.example")],
)  # fmt: skip
def test_spellings_of_one_host_become_one(spelling: str, host: str) -> None:
    assert urls.canonical(f"http://{spelling}/") == f"http://{host}/"


def test_siblings_have_one_shape() -> None:
    assert urls.shape("http://d.example/cafes/mond/") == urls.shape("http://d.example/cafes/sonne")
    assert urls.shape("http://d.example/show?id=1") == urls.shape("http://d.example/show?id=2")
    assert urls.shape("http://d.example/cafes/mond/") != urls.shape("http://d.example/about")


def test_what_differs_stays_different() -> None:
    assert (
        urls.canonical("http://shop.example/.well-known/a%2Fb?side=1") == "http://shop.example/.well-known/a%2Fb?side=1"
    )
    assert urls.canonical("http://shop.example/cafés") == "http://shop.example/caf%C3%A9s"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.cafe.example", "https://www.cafe.example/"),
        ("cafe.example:8080/menu", "https://cafe.example:8080/menu"),
        ("http://cafe.example", "http://cafe.example/"),
        ("HTTPS://CAFE.example", "https://cafe.example/"),
        ("javascript:void(0)", ""),
        ("javascript:location.href", ""),
        ("javascript:;", ""),
        ("mailto:info@cafe.example", ""),
        ("info@cafe.example", ""),
        ("tel:030.123", ""),
        ("data:text/html,a.b", ""),
        ("none", ""),
        ("", ""),
    ],
)
def test_an_address_as_a_person_writes_it_is_one_of_the_web_or_none(text: str, url: str) -> None:
    assert urls.written(text) == url
