"""When a life is killed: by the clock, at the sight of something in the database, or at a word of the mail server's."""

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.kill.nursery import LONGEST_S, Nursery
from tests.kill.sink import Sink, Word

GLANCE_S = 0.0005
_RUNS = (
    "EXISTS (SELECT 1 FROM jobs WHERE status = 'running' AND owner LIKE '%|' || :pid || '|%' "
    "AND json_extract(progress, '$.stage') IN ({}))"
)
_FINDS = _RUNS.format("'find'")
_NEWEST = "campaign_id = (SELECT max(id) FROM campaigns)"
_IN_PART = f"EXISTS (SELECT 1 FROM candidates WHERE {_NEWEST})"
_TO_APPROVE = f"EXISTS (SELECT 1 FROM drafts WHERE {_NEWEST} AND status = 'to approve')"
_APPROVED = f"EXISTS (SELECT 1 FROM drafts WHERE {_NEWEST} AND status = 'approved')"

# In the order of a campaign's story; each with how many seconds of it may pass before the kill.
SIGHTS = {
    "find": (_FINDS, 0.4),
    "found in part": (f"{_FINDS} AND {_IN_PART}", 0.02),
    "score": (_RUNS.format("'score', 'enrich'"), 0.01),
    "write": (_RUNS.format("'personas', 'write'"), 0.03),
    "approve": (f"{_TO_APPROVE} AND {_APPROVED}", 0.03),
    "deliver": (_RUNS.format("'deliver'"), 0.2),
}


@dataclass(frozen=True)
class Moment:
    """One kill: ``delay`` seconds after a sight, or after birth where it names none, or at a word on a message."""

    sight: str = ""
    delay: float = 0
    word: Word | None = None
    nth: int = 1

    def strike(self, nursery: Nursery, database: Path, sink: Sink | None = None) -> int:
        """Let the life of the nursery run up to this moment and kill it; its exit status. A word needs the sink."""
        if self.word and sink:
            return _at_word(nursery, sink, self.word, self.nth)
        ended = _watch(nursery, database, self.sight) if self.sight else None
        ended = nursery.ended(self.delay) if ended is None else ended
        return nursery.kill() if ended is None else ended


@dataclass(frozen=True)
class Scene:
    """What the database says right after a kill: each sight, and the deliveries to the sink that were cut off."""

    sights: frozenset[str]
    sending: frozenset[int]

    def shows(self, moment: Moment) -> bool:
        """Whether the kill fell where it was meant to; one by the clock always did."""
        return bool(self.sending) if moment.word else moment.sight in (*self.sights, "")


def plan(random: Random) -> list[Moment]:
    """Ten kills: one at each sight, two at words, two by the clock, over two campaigns or so at random."""
    story: list[Moment] = []
    for sight, (_, seconds) in SIGHTS.items():
        story.append(Moment(sight, random.uniform(0, seconds)))
    for word in random.sample(list(Word), 2):
        story.append(Moment(word=word, nth=random.randint(1, 4)))
    for _ in range(2):
        story.insert(random.randint(0, len(story)), Moment(delay=random.uniform(0, 1.5)))
    rounds = {moment: random.random() < 0.5 and moment.sight != "found in part" for moment in story}
    return sorted(story, key=rounds.__getitem__)


def scene(database: Path, pid: int) -> Scene:
    """Where the killed process ``pid`` stood."""
    if not database.is_file():
        return Scene(frozenset(), frozenset())
    with closing(sqlite3.connect(database)) as connection:
        seen = frozenset(sight for sight in SIGHTS if _is_there(connection, sight, pid))
        sending = "SELECT id FROM deliveries WHERE status = 'sending' AND via = 'smtp'"
        return Scene(seen, frozenset(row[0] for row in connection.execute(sending)))


def _at_word(nursery: Nursery, sink: Sink, word: Word, nth: int) -> int:
    gone = threading.Event()

    def die() -> None:
        os.kill(nursery.pid, signal.SIGKILL)
        gone.wait(LONGEST_S)

    sink.at(word, nth, die)
    status = nursery.ended(LONGEST_S)
    gone.set()
    assert status is not None, f"no message came as far as: {word}"
    return status


def _watch(nursery: Nursery, database: Path, sight: str) -> int | None:
    """Return as soon as the sight is there; the exit status where the life ended before."""
    end = time.monotonic() + LONGEST_S
    with closing(sqlite3.connect(database)) as connection:
        while not _is_there(connection, sight, nursery.pid):
            assert time.monotonic() < end, f"never seen: {sight}"
            ended = nursery.ended(GLANCE_S)
            if ended is not None:
                return ended
    return None


def _is_there(connection: sqlite3.Connection, sight: str, pid: int) -> bool:
    return bool(connection.execute(f"SELECT {SIGHTS[sight][0]}", {"pid": str(pid)}).fetchone()[0])
