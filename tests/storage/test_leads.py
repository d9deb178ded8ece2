"""Leads and their evidence: each business once, whoever finds it, and never worse than it was known."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.errors import NotFound
from storage.records import Quote, now
from storage.unit_of_work import UnitOfWork
from tests.parts import TWELVE, business

Write = Callable[[], UnitOfWork]
LINDE = business("Café Linde", phone="", website="", rating=None, sector="other", details=())


def store(write: Write, *businesses: object, source: str = "test") -> tuple[tuple[int, ...], int, int]:
    with write() as work:
        stored = work.leads.store(list(businesses), source, now())  # type: ignore[arg-type]
        work.commit()
    return stored.ids, stored.created, stored.updated


def test_storing_the_same_businesses_twice_adds_nothing(write: Write) -> None:
    first = store(write, *TWELVE)
    again = store(write, *reversed(TWELVE), source="other")
    assert (first[1:], again[1:]) == ((12, 0), (0, 0))
    assert again[0] == tuple(reversed(first[0]))
    with write() as work:
        assert work.leads.count() == 12
        assert work.leads.get(first[0][0]).business == TWELVE[0]


def test_a_known_lead_gains_only_what_it_lacked(write: Write) -> None:
    (lead,), _, _ = store(write, LINDE)
    richer = replace(LINDE, phone="1", rating=4.0, sector="cafe", details=("roof terrace",), city="Elsewhere")
    assert store(write, richer)[1:] == (0, 1)
    with write() as work:
        known = work.leads.get(lead).business
    assert known == replace(richer, city="Lindental")


def test_a_poorer_find_takes_nothing_away(write: Write) -> None:
    (lead,), _, _ = store(write, replace(LINDE, phone="1", rating=0.0, sector="cafe"))
    assert store(write, replace(LINDE, rating=5.0))[2] == 0
    with write() as work:
        assert (work.leads.get(lead).business.phone, work.leads.get(lead).business.rating) == ("1", 0.0)


def test_the_same_business_twice_in_one_batch_is_one_lead_with_the_facts_of_both(write: Write) -> None:
    ids, created, _ = store(write, replace(LINDE, phone="1"), replace(LINDE, phone="2", website="https://l.example"))
    assert (len(set(ids)), len(ids), created) == (1, 2, 1)
    with write() as work:
        found = work.leads.get(ids[0]).business
    assert (found.phone, found.website) == ("1", "https://l.example")


def test_nothing_stored_is_nothing_kept(write: Write) -> None:
    assert store(write) == ((), 0, 0)


def test_a_lead_that_is_not_there_says_so(write: Write) -> None:
    with write() as work, pytest.raises(NotFound):
        work.leads.get(1)
    with write() as work, pytest.raises(NotFound):
        work.leads.set_email(1, "a@b.example")


def test_evidence_is_kept_once(write: Write) -> None:
    (lead,), _, _ = store(write, LINDE)
    quotes = [(lead, Quote("name", "Café Linde", "https://a")), (lead, Quote("name", "Café Linde", "https://b"))]
    for expected in (2, 0):
        with write() as work:
            assert work.evidence.store([*quotes, quotes[0]], "test", now()) == expected
            work.commit()
    with write() as work:
        assert [item.quote.url for item in work.evidence.of([lead])[lead]] == ["https://a", "https://b"]


def test_leads_without_evidence_have_an_empty_list(write: Write) -> None:
    with write() as work:
        assert work.evidence.of([7, 8]) == {7: [], 8: []}
        assert work.evidence.store([], "test", now()) == 0


def test_leads_with_evidence_from_a_site_are_told_apart(write: Write) -> None:
    with write() as work:
        here, there = work.leads.store(TWELVE[:2], "test", now()).ids
        quotes = [
            (here, Quote("name", "x", "https://a_b.example/1")),
            (there, Quote("name", "x", "https://aXb.example/1")),
        ]
        work.evidence.store(quotes, "test", now())
        assert work.evidence.from_site([here, there], "https://a_b.example/") == {here}


def profile(write: Write, lead: int, text: str) -> int:
    with write() as work:
        noted = work.leads.set_profiles({lead: text})
        work.commit()
    return noted


def test_which_text_a_vector_belongs_to_is_noted_once(write: Write) -> None:
    (lead,), _, _ = store(write, LINDE)
    assert (profile(write, lead, "a"), profile(write, lead, "a"), profile(write, lead, "b")) == (1, 0, 1)
    assert profile(write, 999, "a") == 0


@pytest.mark.parametrize(("fact", "is_forgotten"), [("details", True), ("phone", False)])
def test_a_lead_that_gains_a_word_of_its_profile_is_to_be_embedded_anew(
    write: Write, fact: str, is_forgotten: bool
) -> None:
    (lead,), _, _ = store(write, LINDE)
    profile(write, lead, "a")
    store(write, replace(LINDE, **{fact: ("roof terrace",) if fact == "details" else "1"}))  # type: ignore[arg-type]
    assert profile(write, lead, "a") == int(is_forgotten)
