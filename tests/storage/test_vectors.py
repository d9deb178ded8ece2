"""Vectors: stored once for a model and a text, found again by lead, and no harm done by two at once."""

import multiprocessing
from collections.abc import Callable

from sqlalchemy import Engine

from storage import vectors
from storage.unit_of_work import UnitOfWork
from tests.parts import TWELVE, business
from tests.storage.conftest import Rows, on_sqlite
from tests.storage.processes import store_vectors

Write = Callable[[], UnitOfWork]


def put(write: Write, model: str, **stored: bytes) -> None:
    with write() as work:
        work.vectors.store(model, stored)
        work.commit()


def test_a_vector_is_known_by_its_model_and_its_text(write: Write) -> None:
    put(write, "m", a=b"1234", b=b"5678")
    with write() as work:
        assert work.vectors.known("m", ["a", "c"]) == {"a": b"1234"}
        assert work.vectors.known("another", ["a", "b"]) == {}
        assert (work.vectors.count("m"), work.vectors.count("another")) == (2, 0)


def test_a_vector_that_is_stored_already_stays_as_it_is(write: Write) -> None:
    put(write, "m", a=b"1234")
    put(write, "m", a=b"9999", b=b"5678")
    with write() as work:
        assert work.vectors.known("m", ["a", "b"]) == {"a": b"1234", "b": b"5678"}


def test_more_texts_than_a_statement_takes_are_asked_for_in_turns(write: Write) -> None:
    many = {f"text {n}": b"1234" for n in range(2 * vectors.CHUNK + 3)}
    with write() as work:
        work.vectors.store("m", many)
        assert work.vectors.known("m", [*many, "unknown"]) == many


def test_the_vectors_of_a_campaign_come_by_candidate_whatever_the_size_of_a_chunk(rows: Rows, write: Write) -> None:
    campaign, other = rows.campaign(), rows.campaign()
    candidates = rows.candidates(campaign, list(TWELVE))
    rows.candidates(other, [business("Hotel Fern")])
    put(write, "m", **{f"text{n}": f"{n:04}".encode() for n in range(7)})
    with write() as work:
        leads = [candidate.lead.id for candidate in work.candidates.many(candidates)]
        work.leads.set_profiles({lead: f"text{n}" for n, lead in enumerate(leads)})
        work.commit()
    with write() as work:
        found = [one for chunk in work.vectors.of_campaign(campaign, "m") for one in chunk]
        assert found == [(i, f"{n:04}".encode()) for n, i in enumerate(candidates[:7])]
        assert list(work.vectors.of_campaign(other, "m")) == list(work.vectors.of_campaign(campaign, "x")) == []
        assert {lead.id for lead in work.vectors.to_embed(campaign, "m", 100)} == set(leads[7:])
        assert len(work.vectors.to_embed(campaign, "another", 3)) == 3


@on_sqlite
def test_two_processes_that_store_the_same_vectors_at_once_do_no_harm(engine: Engine, write: Write) -> None:
    spawn = multiprocessing.get_context("spawn")
    url = engine.url.render_as_string(hide_password=False)
    both = [spawn.Process(target=store_vectors, args=(url, 40)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    with write() as work:
        assert work.vectors.count("m") == 40
