"""The small repositories: campaigns, personas, preferences, suppressions, trends, and the secrets file."""

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from storage import secrets
from storage.errors import BadConfig, NotAllowed, StorageFailed
from storage.records import CampaignStatus, PersonaText, TrendPoint
from storage.unit_of_work import UnitOfWork
from tests.parts import BRIEF, business
from tests.storage.conftest import Rows

Write = Callable[[], UnitOfWork]


def test_a_brief_comes_back_as_it_was_typed(write: Write) -> None:
    brief = replace(BRIEF, columns=(("name", "Firma"),), channels=("email",), offer="“quotes” & ümläuts\n")
    with write() as work:
        campaign = work.campaigns.add(brief)
        work.commit()
    with write() as work:
        assert work.campaigns.get(campaign.id).brief == brief


def test_campaigns_are_listed_newest_first(rows: Rows, write: Write) -> None:
    first, second = rows.campaign(), rows.campaign()
    with write() as work:
        assert [campaign.id for campaign in work.campaigns.all()] == [second, first]


def test_a_campaign_moves_by_the_table(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    with write() as work:
        assert work.campaigns.move(campaign, "stop").status == CampaignStatus.STOPPED
        with pytest.raises(NotAllowed, match="Cannot stop what is stopped"):
            work.campaigns.move(campaign, "stop")


def test_a_persona_that_a_person_edited_is_replaced_only_by_another_edit(rows: Rows, write: Write) -> None:
    (candidate,) = rows.candidates(rows.campaign(), [business("Café Linde")])
    with write() as work:
        for role, edited in (("owner", False), ("manager", False), ("cook", True), ("robot", False)):
            work.personas.set(candidate, PersonaText(role, ("calm",), ("a quote",)), edited=edited)
        persona = work.personas.of([candidate, 99])[candidate]
        assert (persona.text.role, persona.edited) == ("cook", True)
        work.personas.set(candidate, PersonaText("baker", ("bread",)), edited=True)
        assert work.personas.of([candidate])[candidate].text == PersonaText("baker", ("bread",))


def test_a_preference_is_empty_until_it_is_set_and_then_replaced_whole(write: Write) -> None:
    with write() as work:
        assert work.preferences.get("sending") == {}
        work.preferences.set("sending", {"live": True, "cap": 1})
        work.preferences.set("sending", {"live": False})
        work.commit()
    with write() as work:
        assert work.preferences.get("sending") == {"live": False}


@pytest.mark.parametrize(
    ("barred", "address", "is_barred"),
    [
        ("Ann@Shop.example ", "ann@shop.EXAMPLE", True),
        ("shop.example", "ben@shop.example", True),
        ("shop.example", "ben@other-shop.example", False),
        ("ann@shop.example", "joann@shop.example", False),
        ("ann@shop.example", "ann@shop.example.org", False),
        ("shop.example", "ann@mail.de.Shop.example", True),
        ("mail.shop.example", "ann@shop.example", False),
    ],
)
def test_an_address_is_barred_by_itself_or_by_its_domain_or_one_above_it(
    write: Write, barred: str, address: str, is_barred: bool
) -> None:
    with write() as work:
        work.suppressions.add(barred, "asked us to")
        work.suppressions.add(barred.upper(), "again")
        assert len(work.suppressions.all()) == 1
        assert work.suppressions.reason(address) == ("asked us to" if is_barred else "")
        work.suppressions.remove(barred)
        assert work.suppressions.reason(address) == ""


def test_a_trend_point_is_kept_once(write: Write) -> None:
    first = TrendPoint("cafe", "Lindental", date(2026, 3, 1), 40.0, "fixed")
    others: tuple[dict[str, Any], ...] = ({"day": date(2026, 2, 1)}, {"source": "other"}, {"topic": "bar"})
    points = [first, first, *(replace(first, **other) for other in others)]
    with write() as work:
        assert work.trends.store(points) == 4
        assert work.trends.store([replace(first, value=99.0)]) == 0
        assert work.trends.store([]) == 0
        kept = work.trends.points("cafe", "Lindental")
    assert [point.day for point in kept] == [date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 1)]
    assert {point.value for point in kept} == {40.0}


def test_secrets_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secrets.json"
    assert secrets.read(path) == {}
    secrets.keep(path, "one", "1")
    secrets.keep(path, "two", "2")
    assert secrets.read(path) == {"one": "1", "two": "2"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secrets.json"]


def test_a_secret_that_is_dropped_is_gone_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    assert not secrets.drop(path, "one")
    secrets.keep(path, "one", "1")
    secrets.keep(path, "two", "2")
    assert secrets.drop(path, "one")
    assert secrets.read(path) == {"two": "2"}


def test_a_secrets_file_that_cannot_be_read_is_begun_anew_by_the_next_secret(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text("{half")
    assert not secrets.drop(path, "one")
    secrets.keep(path, "one", "1")
    assert secrets.read(path) == {"one": "1"}


def test_a_leftover_with_open_permissions_does_not_weaken_them(tmp_path: Path) -> None:
    (tmp_path / "secrets.new").write_text("left by a crash")
    secrets.keep(tmp_path / "secrets.json", "one", "1")
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["{half", "[]", "\udcff"])
def test_a_secrets_file_that_cannot_be_read_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "secrets.json"
    path.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(BadConfig, match="cannot be read"):
        secrets.read(path)


def test_a_secrets_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((StorageFailed, BadConfig)):
        secrets.keep(tmp_path / "file" / "secrets.json", "one", "1")
