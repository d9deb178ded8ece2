"""The door of the program onto a loopback server that speaks as Wikimedia's page views service does."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from agents.discovery.pace import Pace
from agents.discovery.service import Service
from tests.agents.discovery.loopback import Reply

CONTACT = "me@handpicked.example"
PROBLEM = {"Content-Type": "application/problem+json"}
NO_DATA = Reply(
    json.dumps({"type": "about:blank", "title": "Not Found", "status": 404, "detail": "No data for those dates."}),
    404,
    PROBLEM,
)


def door(distance_s: float = 0.0, **limits: float) -> Service:
    return Service(CONTACT, distance_s=distance_s, pace=Pace(), **limits)  # type: ignore[arg-type]


def items(article: str, views: Iterable[tuple[date, int]], project: str = "de.wikipedia") -> list[dict[str, Any]]:
    """Figures in the form of ``pageviews/per-article``."""
    return [
        {
            "project": project,
            "article": article,
            "granularity": "daily",
            "timestamp": f"{day:%Y%m%d}00",
            "access": "all-access",
            "agent": "user",
            "views": count,
        }
        for day, count in views
    ]


def answer(article: str, views: Iterable[tuple[date, int]]) -> Reply:
    return Reply(json.dumps({"items": items(article, views)}), headers={"Content-Type": "application/json"})


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=age) for age in range((last - first).days + 1)]
