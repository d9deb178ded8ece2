"""Which links of a directory lead where."""

from agents.discovery import listing

URL = "http://d.example/"


def links(html: str) -> list[listing.Link]:
    return listing.links(html, URL)


def test_links_that_name_sectors_and_their_siblings_are_categories() -> None:
    html = """<nav><a href="/about/">About us</a></nav><main><a href="/cafes/">Cafés (44)</a><a href="/gyms/">Gyms</a>
    <a href="/saddlers/">Saddlers</a><a href="/imprint/">Imprint</a><a href="/news/2026/a/">News</a></main>"""
    assert [link.url for link in listing.categories(links(html))] == [URL + p for p in ("cafes/", "gyms/", "saddlers/")]
    assert [listing.sector_of(link) for link in listing.categories(links(html))] == ["cafe", "gym", "other"]


def test_one_link_that_names_a_sector_makes_no_categories() -> None:
    assert listing.categories(links('<a href="/cafes/">Cafés</a><a href="/x/">Something</a>')) == []


def test_the_next_page_is_the_one_marked_or_named_so() -> None:
    marked = '<a href="/c/2" rel="next">more</a><a href="/c/0" rel="prev">less</a><a href="/c/3">3</a>'
    assert listing.next_pages(links(marked)) == [URL + "c/2"]
    assert listing.next_pages(links('<a href="/c?seite=2">Weiter »</a><a href="/c?seite=3">3</a>')) == [
        URL + "c?seite=2"
    ]
    assert listing.next_pages(links('<a href="/c/x">2</a><a href="/c/y">3</a>')) == [URL + "c/x", URL + "c/y"]
    assert listing.next_pages(links('<a href="/c/mond/">Mond</a>')) == []


def test_entries_are_the_headed_links_of_a_list() -> None:
    html = """<header><a href="/">Home</a></header>
    <article><h2><a href="/b/mond">Mond</a></h2><a href="/map/1">Map</a></article>
    <article><h2><a href="/b/sonne">Sonne</a></h2></article><a href="/c?page=2">2</a>"""
    assert listing.entries(html, URL, links(html), frozenset()) == [URL + "b/mond", URL + "b/sonne"]


def test_entries_without_headings_are_the_largest_group_of_siblings() -> None:
    html = '<ul><li><a href="/b/1">A</a></li><li><a href="/b/2">B</a></li><li><a href="/t/x/y">T</a></li></ul>'
    assert listing.entries(html, URL, links(html), frozenset()) == [URL + "b/1", URL + "b/2"]


def test_an_item_list_names_the_entries() -> None:
    html = """<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [
    {"@type": "ListItem", "url": "/b/1"}, {"item": {"@id": "http://d.example/b/2"}}, {"url": "http://e.example/"}]}
    </script><h2><a href="/ad">Ad</a></h2>"""
    assert listing.entries(html, URL, links(html), frozenset()) == [URL + "b/1", URL + "b/2"]


def test_links_of_the_frame_are_no_entries() -> None:
    html = '<h2><a href="/top">Top</a></h2><footer><h2><a href="/imprint">Imprint</a></h2></footer>'
    assert listing.entries(html, URL, links(html), frozenset({URL + "top"})) == []


def test_contact_pages_are_known_by_word_or_address() -> None:
    html = '<a href="/x">Impressum</a><a href="/contact.html">Write</a><a href="/contactless">Contactless</a>'
    assert listing.worth_reading(links(html), listing.CONTACT) == [URL + "contact.html", URL + "x"]
