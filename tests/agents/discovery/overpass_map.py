"""An Overpass on loopback that reads its query language and answers as the real one does, failures included."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.agents.discovery.loopback import Reply

JSON = {"Content-Type": "application/json"}
TIMED_OUT = 'runtime error: Query timed out in "query" at line 1 after 90 seconds.'
NO_MEMORY = 'runtime error: Query run out of memory in "recurse" at line 1 using about 512 MB of RAM.'
NO_SLOT = Reply("<html><p>Error: runtime error: open64: Dispatcher_Client::request::rate_limited.</p></html>", 429)
TOO_BUSY = Reply("<html><p>The server is probably too busy to handle your request.</p></html>", 504)
STATUS = """Connected as: 2130706433
Current time: 2026-03-01T10:00:00Z
Announced endpoint: none
Rate limit: 2
Slot available after: 2026-03-01T10:00:19Z, in 19 seconds.
Slot available after: 2026-03-01T10:00:07Z, in 7 seconds.
Currently running queries (pid, space limit, time limit, start time):
"""
_CONDITION = re.compile(r'nwr\["([\w:]+)"(?:="([^"]+)"|~"\^\(([^"]+)\)\$")\]\["name"\]')
_BOX = re.compile(r"\((-?[\d.]+),(-?[\d.]+),(-?[\d.]+),(-?[\d.]+)\)")
_AROUND = re.compile(r"\(around:(\d+),(-?[\d.]+),(-?[\d.]+)\)")
_LIMIT = re.compile(r"\.all out count;\.all out tags center (\d+);$")

One = Mapping[str, Any]


@dataclass
class OverpassMap:
    """``scripted`` are answered first, one a request; a box with more than ``most`` elements ends in ``remark``."""

    elements: Sequence[One]
    most: int = 10**9
    remark: str = TIMED_OUT
    scripted: list[Reply] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(self, path: str, form: str) -> Reply:
        question = parse_qs(form)["data"][0]
        self.asked.append(question)
        if self.scripted:
            return self.scripted.pop(0)
        limit = _LIMIT.search(question)
        assert limit, "the question does not end as the protocol asks"
        found = [one for one in self.elements if _has(one, question) and _lies(one, question)]
        if len(found) > self.most:
            return _json({"version": 0.6, "elements": found[:3], "remark": self.remark})
        return _json({"version": 0.6, "elements": [_count(len(found)), *found[: int(limit[1])]]})


def point(number: int, lat: float, lon: float, **tags: str) -> One:
    own = {"name": f"Shop {number}", "amenity": "cafe"}
    return {"type": "node", "id": number, "lat": lat, "lon": lon, "tags": own | tags}


def _json(answer: object) -> Reply:
    return Reply(json.dumps(answer), headers=JSON)


def _count(total: int) -> One:
    return {"type": "count", "id": 0, "tags": {"nodes": str(total), "ways": "0", "relations": "0", "total": str(total)}}


def _has(one: One, question: str) -> bool:
    wanted = [(key, [value] if value else several.split("|")) for key, value, several in _CONDITION.findall(question)]
    return any(one["tags"].get(key) in values for key, values in wanted)


def _lies(one: One, question: str) -> bool:
    """A way's bounds are taken to reach a little beyond its middle, so that it lies in two boxes at a border."""
    spot = one.get("center") or one
    reach = 0.0005 if one["type"] == "way" else 0.0
    box, circle = _BOX.search(question), _AROUND.search(question)
    if box:
        south, west, north, east = map(float, box.groups())
        if not (south - reach <= spot["lat"] <= north + reach and west - reach <= spot["lon"] <= east + reach):
            return False
    return circle is None or _metres(spot["lat"], spot["lon"], float(circle[2]), float(circle[3])) <= float(circle[1])


def _metres(lat: float, lon: float, north: float, east: float) -> float:
    a = math.sin(math.radians(north - lat) / 2) ** 2
    b = math.cos(math.radians(lat)) * math.cos(math.radians(north)) * math.sin(math.radians(east - lon) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(a + b))
