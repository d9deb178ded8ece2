"""Tags: a team's own words on leads, the same in every campaign, given and taken with an undo."""

import pytest

from graph import decisions, tags
from storage.decisions import Everyone
from storage.errors import BadInput, NotFound
from tests.parts import WHO, Desk


@pytest.fixture
def campaign(desk: Desk) -> int:
    return desk.start()


def names(desk: Desk) -> list[tuple[str, int]]:
    return [(tag.name, tag.count) for tag in tags.listed(desk.app)]


def test_a_tag_is_one_whatever_its_case_and_spaces(desk: Desk, campaign: int) -> None:
    tags.tag(desk.app, [1, 2], " Warm ", WHO)
    tags.tag(desk.app, [2, 3], "WARM", WHO)
    assert names(desk) == [("Warm", 3)]
    assert tags.of(desk.app, [1, 2, 3, 4]) == {1: ("Warm",), 2: ("Warm",), 3: ("Warm",)}


def test_tags_are_suggested_by_what_is_typed_and_how_many_have_them(desk: Desk, campaign: int) -> None:
    for name, chosen in (("Warm", [1]), ("Swarm", [1, 2, 3]), ("Wine", [1, 2])):
        tags.tag(desk.app, chosen, name, WHO)
    assert tags.suggestions(desk.app) == ["Swarm", "Wine", "Warm"]
    assert tags.suggestions(desk.app, "WAR") == ["Warm", "Swarm"]
    assert tags.suggestions(desk.app, "x") == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\nb", "\u200b"])
def test_a_tag_that_cannot_be_read_or_is_too_long_is_refused(desk: Desk, campaign: int, name: str) -> None:
    with pytest.raises(BadInput, match="tag"):
        tags.tag(desk.app, [1], name, WHO)
    assert names(desk) == []


def test_a_renamed_tag_stays_on_its_leads(desk: Desk, campaign: int) -> None:
    tags.tag(desk.app, [1, 2], "Warm", WHO)
    tags.rename(desk.app, "warm", "WARM", WHO)
    tags.rename(desk.app, "warm", "Hot", WHO)
    assert names(desk) == [("Hot", 2)]


def test_a_tag_takes_no_name_that_another_has(desk: Desk, campaign: int) -> None:
    tags.tag(desk.app, [1], "Warm", WHO)
    tags.tag(desk.app, [2], "Hot", WHO)
    with pytest.raises(BadInput, match="“Hot” already"):
        tags.rename(desk.app, "Warm", "hot", WHO)
    with pytest.raises(NotFound):
        tags.rename(desk.app, "Cold", "Ice", WHO)


def test_a_deleted_tag_is_gone_from_every_campaign_and_comes_back_by_undo(desk: Desk, campaign: int) -> None:
    desk.start(name="Second")
    tags.tag(desk.app, [1, 2], "Warm", WHO)
    tags.tag(desk.app, [13], "Warm", WHO)
    deleted = tags.delete(desk.app, "Warm", WHO)
    assert (deleted.count, names(desk), tags.of(desk.app, [1, 2, 13])) == (3, [], {})
    assert tags.restore(desk.app, deleted, WHO) == 3
    assert names(desk) == [("Warm", 3)]


def test_an_old_decision_on_a_deleted_tag_brings_no_other_tag_back(desk: Desk, campaign: int) -> None:
    tags.tag(desk.app, [1], "Warm", WHO)
    taken = tags.untag(desk.app, [1], "Warm", WHO)
    tags.delete(desk.app, "Warm", WHO)
    tags.tag(desk.app, [2], "Cold", WHO)
    decisions.undo(desk.app, taken.undo, WHO)
    assert tags.of(desk.app, [1, 2]) == {1: ("Warm",), 2: ("Cold",)}
    assert names(desk) == [("Cold", 1), ("Warm", 1)]


def test_a_tag_is_counted_in_one_campaign_or_in_all(desk: Desk, campaign: int) -> None:
    second = desk.start(name="Second")
    tags.tag(desk.app, Everyone(campaign), "Warm", WHO)
    tags.tag(desk.app, [13], "Warm", WHO)
    assert [tag.count for tag in tags.listed(desk.app, second)] == [1]
    assert [tag.count for tag in tags.listed(desk.app)] == [13]
