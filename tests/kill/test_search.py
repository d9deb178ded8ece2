"""Searches of the demo town: run twice, and killed again and again, they find the same as one that was left alone."""

import os
import signal
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from graph import bootstrap, campaigns, coverage, runs
from graph.app import App
from graph.campaigns import DEMO_BRIEF
from storage.records import ItemState, RunStatus, SearchRun
from tests.kill import life
from tests.kill.life import WHO, settings
from tests.kill.moments import Moment
from tests.kill.nursery import LONGEST_S, Nursery

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked")

BRIEF = replace(DEMO_BRIEF, sectors=("cafe", "bakery"), max_pages=5000)
KILLS = 4


@dataclass(frozen=True)
class Found:
    """What a run came to: the keys of its leads, the items it read, and the addresses that it asked for in the end."""

    leads: frozenset[str]
    items: frozenset[str]
    counts: tuple[int, int]


def begin(folder: Path, town: int) -> App:
    app = bootstrap.open_app(settings(folder, town))
    campaigns.start_demo(app, WHO, BRIEF)
    return app


def newest(app: App) -> SearchRun:
    search = campaigns.overview(app, 1).search
    assert search is not None
    return search


def found(app: App) -> Found:
    search = newest(app)
    assert search.status == RunStatus.FINISHED
    with app.read() as work:
        keys = frozenset(work.leads.get(lead_id).business.key for lead_id in work.run_leads.ids(search.id))
        assert not work.run_items.count(search.id, ItemState.AHEAD, ItemState.PASSING)
        return Found(keys, work.run_items.done(search.id), (search.found, search.duplicates))


@pytest.fixture(scope="module")
def left_alone(tmp_path_factory: pytest.TempPathFactory, town: int) -> App:
    """The data folder of a search that nobody disturbed."""
    app = begin(tmp_path_factory.mktemp("alone") / "data", town)
    life.search(app)
    return app


@pytest.mark.parametrize("seed", [1, 2])
def test_a_search_that_is_killed_again_and_again_finds_what_one_left_alone_finds(
    births: Nursery, left_alone: App, town: int, tmp_path: Path, seed: int
) -> None:
    app, random, killed = begin(tmp_path / "data", town), Random(seed), 0
    app.engine.dispose()
    for _ in range(KILLS):
        births.bear(app.settings.data_folder, town, only_search=True)
        moment = Moment("find", random.uniform(0.05, 0.6))
        killed += moment.strike(births, app.settings.data_folder / "handpicked.db") == -signal.SIGKILL
    births.bear(app.settings.data_folder, town, only_search=True)
    assert births.ended(LONGEST_S) == 0, births.words()
    assert killed >= 2, "too few of the kills came while it searched"
    assert found(app) == found(left_alone)
    app.engine.dispose()


def test_a_second_run_of_the_town_finds_the_same_leads(left_alone: App) -> None:
    first = found(left_alone)
    runs.search_again(left_alone, 1, WHO)
    life.search(left_alone)
    second = newest(left_alone)
    assert (second.number, second.new, second.gone) == (2, 0, 0)
    assert found(left_alone) == first
    compared = coverage.compare(left_alone, 1, 1, 2)
    assert (compared.differences.new, compared.differences.gone, compared.differences.overlap) == (0, 0, 1.0)
