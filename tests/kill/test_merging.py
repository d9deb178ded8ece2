"""SIGKILL while leads are compared and merged: what is left is whole, and the next sweep ends as an uncut one does."""

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from graph import bootstrap, identity_sweep
from graph.settings import Settings
from storage.database import connect
from storage.records import Business, Quote, now
from storage.unit_of_work import UnitOfWork
from tests.parts import business

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are killed by a signal")
BUSINESSES = 600
KILLS = 6


def listed() -> list[Business]:
    """Businesses of which every third stands there a second time in another spelling."""
    found = []
    for n in range(BUSINESSES):
        one = business(f"Salon {n:03d}", street=f"Weg {n}", phone=f"+49 7551 1{n:05d}")
        found.append(one)
        if n % 3 == 0:
            found.append(replace(one, key=f"twin {n}", name=f"{n:03d} Salon", email="", details=("terrace",)))
    return found


def fill(folder: Path) -> None:
    app = bootstrap.open_app(Settings(data_folder=folder, scripted_models=True, demo_port=0))
    with app.write() as work:
        stored = work.leads.store(listed(), "list", now())
        work.evidence.store([(i, Quote("name", f"lead {i}", "list")) for i in stored.ids], "list", now())
        work.commit()
    app.engine.dispose()


def live(folder: Path, started: "multiprocessing.synchronize.Event") -> None:
    """A life that does nothing but compare, in small batches so that a signal meets many moments."""
    app = bootstrap.open_app(Settings(data_folder=folder, scripted_models=True, demo_port=0))
    identity_sweep.BATCH = 40
    started.set()
    identity_sweep.sweep(app)


def outcome(engine: Engine) -> set[frozenset[str]]:
    """Which keys stand together; each merge has to be whole: its evidence moved, its pair settled."""
    with UnitOfWork(engine, write=False) as work:
        rows = work.merges.rows(range(1, 2 * BUSINESSES))
        merges = work.merges.active(rows)
        evidence = work.evidence.of(list(rows))
        hidden = {i for i, row in rows.items() if row["merged_into"] is not None}
        assert hidden == {one.gone_id for one in merges}
        for one in merges:
            assert rows[one.gone_id]["merged_into"] == one.kept_id
            assert evidence[one.gone_id] == [] and len(evidence[one.kept_id]) == 2
            assert {p.state for p in work.proposals.between([one.kept_id], [one.gone_id])} == {"merged"}
        assert work.audit.first_broken() is None
        return {frozenset(rows[i]["key"] for i in cluster) for cluster in work.merges.clusters(rows).values()}


def test_a_sweep_that_is_killed_leaves_nothing_half_done_and_ends_the_same(tmp_path: Path) -> None:
    fill(tmp_path / "killed")
    fill(tmp_path / "whole")
    spawn, chance = multiprocessing.get_context("spawn"), Random(3)
    engine = connect(f"sqlite:///{tmp_path}/killed/handpicked.db")
    killed = 0
    for _ in range(KILLS):
        started = spawn.Event()
        process = spawn.Process(target=live, args=(tmp_path / "killed", started))
        process.start()
        started.wait(60)
        process.join(chance.uniform(0.01, 0.25))
        if process.is_alive():
            os.kill(process.pid or 0, signal.SIGKILL)
            killed += 1
        process.join()
        outcome(engine)
    assert killed
    app = bootstrap.open_app(Settings(data_folder=tmp_path / "killed", scripted_models=True, demo_port=0))
    identity_sweep.sweep(app)
    whole = bootstrap.open_app(Settings(data_folder=tmp_path / "whole", scripted_models=True, demo_port=0))
    identity_sweep.sweep(whole)
    assert outcome(engine) == outcome(whole.engine)
    assert sum(len(one) == 2 for one in outcome(engine)) == BUSINESSES // 3
    for one in (engine, app.engine, whole.engine):
        one.dispose()
