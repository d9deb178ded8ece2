"""A decision on thousands of leads, and its undo, killed at any moment: it was made as a whole or not at all."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph import bootstrap, decisions
from storage.decisions import Everyone
from storage.records import now
from tests.kill.life import settings
from tests.kill.nursery import ROOT
from tests.parts import BRIEF, WHO, business

LEADS = 2000
SOME = 5


def campaign_of_many(folder: Path) -> int:
    app = bootstrap.open_app(settings(folder, 0))
    with app.write() as work:
        campaign = work.campaigns.add(BRIEF)
        stored = work.leads.store([business(f"Shop {n}") for n in range(LEADS)], "test", now())
        work.candidates.add(campaign.id, stored.ids)
        found = [one.id for one in work.sweeps.to_score(campaign.id, LEADS)]
        work.sweeps.set_scores({i: (50.0, []) for i in found})
        work.commit()
    app.engine.dispose()
    return campaign.id


def attempts(folder: Path, verb: str, campaign_id: int, token: int = 0) -> list[dict[str, Any]]:
    said = subprocess.run(
        [sys.executable, "-m", "tests.kill.decider", str(folder), verb, str(campaign_id), str(token)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in said.stdout.splitlines()]
    killed, lived = found[:-1], found[-1]
    assert len(killed) >= SOME, said.stderr
    assert {one["exit"] for one in killed} == {-signal.SIGKILL}
    assert lived["exit"] == 0, said.stderr
    assert not [one for one in found if one["broken"] is not None]
    return found


def test_a_killed_decision_leaves_nothing_half_done_and_the_next_try_makes_it(tmp_path: Path) -> None:
    campaign = campaign_of_many(tmp_path)
    *killed, lived = attempts(tmp_path, "select", campaign)
    assert {json.dumps(one["statuses"]) for one in killed} == {json.dumps({"to pick": LEADS})}
    assert {(len(one["decisions"]), len(one["entries"])) for one in killed} == {(0, 0)}
    assert (lived["statuses"], lived["decisions"]) == ({"selected": LEADS}, [["select", LEADS, 0]])


def test_a_killed_undo_takes_nothing_back_in_part(tmp_path: Path) -> None:
    campaign = campaign_of_many(tmp_path)
    app = bootstrap.open_app(settings(tmp_path, 0))
    token = decisions.select(app, Everyone(campaign), WHO).undo
    app.engine.dispose()
    *killed, lived = attempts(tmp_path, "undo", campaign, token)
    assert {json.dumps(one["statuses"]) for one in killed} == {json.dumps({"selected": LEADS})}
    assert {json.dumps(one["decisions"]) for one in killed} == {json.dumps([["select", LEADS, 0]])}
    assert lived["statuses"] == {"to pick": LEADS}
    assert lived["decisions"] == [["undo", LEADS, 0], ["select", LEADS, LEADS]]
