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
    ],
)
def test_spellings_of_one_page_become_one(spelling: str) -> None:
    assert urls.canonical(spelling, "http://shop.example/start") == "http://shop.example/b/?x=1&y=2"


@pytest.mark.parametrize(
    "target", ["mailto:a@b.example", "javascript:void(0)", "data:text/html,x", "http://[::1", "http://h:99999/"]
)
def test_what_is_no_page_has_no_spelling(target: str) -> None:
    assert urls.canonical(target) == ""


def test_siblings_have_one_shape() -> None:
    assert urls.shape("http://d.example/cafes/mond/") == urls.shape("http://d.example/cafes/sonne")
    assert urls.shape("http://d.example/show?id=1") == urls.shape("http://d.example/show?id=2")
    assert urls.shape("http://d.example/cafes/mond/") != urls.shape("http://d.example/about")


def test_what_differs_stays_different() -> None:
    assert (
        urls.canonical("http://shop.example/.well-known/a%2Fb?side=1") == "http://shop.example/.well-known/a%2Fb?side=1"
    )
    assert urls.canonical("http://shop.example/cafés") == "http://shop.example/caf%C3%A9s"
