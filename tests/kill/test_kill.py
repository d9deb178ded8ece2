"""SIGKILL at random moments of a run; after restarts nothing is lost and nothing was done twice."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from graph import bootstrap, preferences
from graph.app import App
from graph.campaigns import DEMO_SENDER
from tests.kill import moments, truth
from tests.kill.life import PICKS, WHO, settings
from tests.kill.moments import Moment, Scene
from tests.kill.nursery import LONGEST_S, ROOT, Nursery
from tests.kill.sink import Sink, Word, sink

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked")

KILLS = 10
MOST_KILLS = 30


@dataclass(frozen=True)
class Place:
    """A data folder set up for live sending to a sink, and the town that is crawled."""

    app: App
    sink: Sink
    town: int

    @property
    def folder(self) -> Path:
        return self.app.settings.data_folder

    @property
    def database(self) -> Path:
        return self.folder / "handpicked.db"


@pytest.fixture
def place(tmp_path: Path, town: int) -> Iterator[Place]:
    app = bootstrap.open_app(settings(tmp_path / "data", town))
    with sink() as (one, port):
        preferences.set_sender(app, DEMO_SENDER, WHO)
        preferences.set_smtp(app, preferences.Smtp("127.0.0.1", port, security="none"), WHO)
        preferences.set_sending(app, preferences.Sending(live=True, daily_cap=100_000), WHO)
        app.engine.dispose()
        yield Place(app, one, town)
    app.engine.dispose()


def kill_once(births: Nursery, place: Place, moment: Moment, threads: bool) -> Scene:
    births.bear(place.folder, place.town, threads=threads)
    status = moment.strike(births, place.database, place.sink)
    assert status == -signal.SIGKILL, f"the life ended by itself with {status}: {births.words()}"
    return moments.scene(place.database, births.pid)


def live_to_the_end(births: Nursery, place: Place, threads: bool) -> None:
    births.bear(place.folder, place.town, threads=threads, is_last=True)
    assert births.ended(LONGEST_S) == 0, births.words()


@pytest.mark.parametrize(
    ("seed", "threads", "forgets"),
    [(1, False, ""), (2, True, ""), (3, False, "checkpoints.db"), (4, True, "checkpoints.db*"), (5, False, "")],
)
def test_every_approved_message_arrives_once_or_is_in_doubt(
    births: Nursery, place: Place, seed: int, threads: bool, forgets: str
) -> None:
    """``forgets`` names checkpoint files that are deleted after each kill; a kill that comes too late is repeated."""
    wanted, scenes = moments.plan(Random(seed)), list[Scene]()
    while wanted and len(scenes) < MOST_KILLS:
        moment = wanted.pop(0)
        scenes.append(kill_once(births, place, moment, threads))
        if not scenes[-1].shows(moment):
            wanted.append(moment)
        for file in place.folder.glob(forgets) if forgets else ():
            file.unlink()
    live_to_the_end(births, place, threads)
    assert not wanted and len(scenes) >= KILLS, (wanted, scenes)
    in_doubt = truth.check(place.app, place.sink, PICKS)
    assert in_doubt == {delivery for scene in scenes for delivery in scene.sending}, scenes
    assert len(in_doubt) >= 2, scenes
    print(
        f"seed {seed}: {len(scenes)} kills, {len(in_doubt)} in doubt,", Counter(s for one in scenes for s in one.sights)
    )


def test_the_command_line_goes_on_where_it_was_killed(place: Place) -> None:
    """As a person would: ``run``, a crash in the middle of a send, ``resume``."""
    search = ("--demo", "--sector", "cafe", "--limit", "12")
    with handpicked(place, "run", *search, "--pick", "3", "--approve") as running:

        def die() -> None:
            running.kill()
            running.wait(LONGEST_S)

        place.sink.at(Word.TAKEN, 2, die)
        assert running.wait(LONGEST_S) == -signal.SIGKILL
    with handpicked(place, "resume", "--now", "--json") as resuming:
        told, errors = resuming.communicate(timeout=LONGEST_S)
    assert resuming.returncode == 0, errors
    assert json.loads(told)[0]["deliveries"] == {"sent": 5, "in doubt": 1}
    assert len(truth.check(place.app, place.sink, picked=3)) == 1


def handpicked(place: Place, *arguments: str) -> "subprocess.Popen[bytes]":
    given = {"DATA_FOLDER": str(place.folder), "DEMO_PORT": str(place.town), "SCRIPTED_MODELS": "1"}
    environment = {**os.environ, **{f"HANDPICKED_{name}": value for name, value in given.items()}}
    command = [sys.executable, "handpicked.py", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
