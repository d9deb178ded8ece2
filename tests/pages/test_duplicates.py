"""Duplicates on screen: a pair side by side, its verbs and their undo, what was merged, and what is said elsewhere."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph import identity, preferences
from graph.app import App
from tests.pages.data import import_list
from tests.pages.screen import Screen
from tests.parts import SENDER, WHO, business

Open = Callable[..., Screen]
SEE = business("Café Linde am See", street="Lindenweg 1", email="see@linde.example")
PAIR = (business("Café Linde", street="Lindenweg 1"), SEE)
SURE = (business("Hotel Post", street="Am Markt 2"), business("Post Hotel", street="Am Markt 2", email=""))
HOSTILE = business("[click](http://evil.example) | **x** :red[Linde]", street="Seestraße 4")
TWIN = replace(business("Linde [click](http://evil.example) See", street="Seestraße 4"), email=HOSTILE.email)


@pytest.fixture
def pairs(empty: App) -> App:
    """One pair to decide and one that was merged at once."""
    preferences.set_sender(empty, SENDER, WHO)
    import_list(empty, [*PAIR, *SURE])
    return empty


def test_nothing_to_decide_says_so(empty: App, screen: Open) -> None:
    assert "No pair waits for you" in screen("duplicates").text
    assert "Nothing was merged yet" in screen("duplicates", show="merged").text


def test_a_pair_stands_side_by_side_with_why_and_what_differs(pairs: App, screen: Open) -> None:
    text = screen("duplicates").text
    assert "Café Linde am See" in text and "Why it is asked" in text and "same address" in text.lower()
    assert ":orange-background[see@linde.example]" in text
    assert ":orange-background[Lindenweg 1" not in text


def test_same_business_merges_them_and_undo_asks_again(pairs: App, screen: Open) -> None:
    page = screen("duplicates").press("same")
    assert "is now part of" in page.text and "No pair waits for you" in page.text
    assert identity.merged(pairs) == 2
    page.press("undo")
    assert identity.merged(pairs) == 1 and identity.waiting(pairs) == 1


def test_keep_apart_is_remembered_and_can_be_taken_back(pairs: App, screen: Open) -> None:
    page = screen("duplicates").press("apart")
    assert "stay two businesses" in page.text and identity.waiting(pairs) == 0
    page.press("undo")
    assert identity.waiting(pairs) == 1


def test_a_merge_is_listed_with_why_and_can_be_undone(pairs: App, screen: Open) -> None:
    (done,) = identity.merges(pairs)
    page = screen("duplicates", show="merged")
    assert "at once, since it was sure" in page.text and "Post Hotel" in page.text
    page.press(f"undo_{done.merge.id}")
    assert "They are not merged again" in page.text and identity.merged(pairs) == 0
    assert f"undone by {WHO}" not in page.text and "undone by" in page.text


def test_the_navigation_and_today_count_what_waits(pairs: App, screen: Open) -> None:
    text = screen("today").text
    assert "pairs that may be one business" in text


def test_a_pair_in_the_address_is_opened_and_a_strange_one_is_not(pairs: App, screen: Open) -> None:
    (proposal,) = identity.proposals(pairs)
    for address in (str(proposal.id), "999999", "²", "1e9", "-1", "9" * 40):
        assert "Café Linde am See" in screen("duplicates", pair=address).text
    for before in ("²", "x", "9" * 40, "-1"):
        assert "Hotel" in screen("duplicates", show="merged", before=before).text


def test_a_link_to_a_pair_opens_it_whichever_was_open_before(empty: App, screen: Open) -> None:
    preferences.set_sender(empty, SENDER, WHO)
    bakers = [business(name, street="Ringweg 7") for name in ("Backhaus Krone", "Backhaus Krone am Ring")]
    import_list(empty, [*PAIR, *bakers])
    first, second = (str(one.id) for one in identity.proposals(empty))
    page = screen("duplicates", pair=first)
    page.at.query_params["pair"] = second
    page.at.run()
    assert page.address["pair"] == second
    page.press("next").press("previous")
    assert page.address["pair"] == first


def test_names_from_elsewhere_do_not_act(empty: App, screen: Open) -> None:
    preferences.set_sender(empty, SENDER, WHO)
    import_list(empty, [HOSTILE, TWIN])
    assert identity.waiting(empty) + identity.merged(empty) == 1
    where = "decide" if identity.waiting(empty) else "merged"
    page = screen("duplicates", show=where)
    raw = " ".join(str(one.value) for one in page.at.markdown)
    assert "](http://evil" not in raw


def test_all_pairs_of_one_kind_are_merged_after_the_count_and_undone_as_one(empty: App, screen: Open) -> None:
    preferences.set_sender(empty, SENDER, WHO)
    other = (
        business("Café Garten", street="Weg 2"),
        business("Café Garten am See", street="Weg 2", email="x@y.example"),
    )
    import_list(empty, [*PAIR, *other])
    assert identity.waiting(empty) == 2
    page = screen("duplicates").unfold("merge_alike")
    assert "2 pairs are asked about for the same reasons" in page.text
    page.press("merge_alike")
    assert "2 pairs merged." in page.text and identity.waiting(empty) == 0
    page.press("undo")
    assert "2 merges taken back." in page.text and identity.waiting(empty) == 2


def test_a_pair_alone_of_its_kind_offers_no_merge_of_several(pairs: App, screen: Open) -> None:
    assert not screen("duplicates").has("merge_alike")
