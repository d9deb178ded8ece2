"""The audit trail: whatever is changed, removed or put in later breaks its chain."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from storage.errors import NotFound
from storage.unit_of_work import UnitOfWork

Write = Callable[[], UnitOfWork]


@pytest.fixture
def trail(write: Write) -> Write:
    """A trail of five entries."""
    for n in range(1, 6):
        with write() as work:
            work.audit.append("ann", "select", "candidate", [n, n + 1], {"note": f"ü {n}", "n": n})
            work.commit()
    return write


def broken(write: Write) -> int | None:
    with write() as work:
        return work.audit.first_broken()


def test_an_untouched_trail_holds(trail: Write) -> None:
    assert broken(trail) is None


def test_an_empty_trail_holds(write: Write) -> None:
    assert broken(write) is None


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'ben'",
        "action = 'reject'",
        "noun = 'lead'",
        "noun_ids = '[3]'",
        "detail = '{}'",
        "at = '2020-01-01 00:00:00.000000'",
        "previous = digest",
        "digest = 'x'",
    ],
)
def test_an_edited_entry_is_found(trail: Write, engine: Engine, change: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE audit SET {change} WHERE id = 3"))
    assert broken(trail) == 3


@pytest.mark.parametrize(("removed", "found"), [(1, 2), (3, 4)])
def test_a_removed_entry_is_found_at_the_next_one(trail: Write, engine: Engine, removed: int, found: int) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM audit WHERE id = :i"), {"i": removed})
    assert broken(trail) == found


def test_an_entry_put_in_later_is_found(trail: Write, engine: Engine) -> None:
    columns = "at, actor, action, noun, noun_ids, detail, previous"
    with engine.begin() as connection:
        connection.execute(text("UPDATE audit SET id = id + 10 WHERE id > 3"))
        connection.execute(
            text(f"INSERT INTO audit (id, {columns}, digest) SELECT 7, {columns}, 'made up' FROM audit WHERE id = 3")
        )
    assert broken(trail) == 7


def test_two_entries_that_changed_places_are_found(trail: Write, engine: Engine) -> None:
    with engine.begin() as connection:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            connection.execute(text("UPDATE audit SET id = :a WHERE id = :b"), {"a": after, "b": before})
    assert broken(trail) == 2


def test_a_rolled_back_entry_leaves_no_gap(trail: Write) -> None:
    with trail() as work:
        work.audit.append("ann", "select", "candidate", [9])
    with trail() as work:
        work.audit.append("ann", "reject", "candidate", [9])
        work.commit()
    assert broken(trail) is None


def test_entries_are_read_newest_first_and_by_what_they_are_about(trail: Write) -> None:
    with trail() as work:
        assert [entry.detail["n"] for entry in work.audit.page(2)] == [5, 4]
        assert [entry.detail["n"] for entry in work.audit.of("candidate", 3)] == [3, 2]
        assert work.audit.of("lead", 3) == []


def test_an_entry_that_is_not_there_says_so(write: Write) -> None:
    with pytest.raises(NotFound), write() as work:
        work.audit.get(1)
