"""Entries for the tests: one that is complete, and the Munich data."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from agents.identity.entry import Entry

MUNICH = Path(__file__).parents[3].parent / "shared" / "data" / "munich-businesses.geojson"

OPTICIAN = Entry(
    id=1,
    name="Optik Huber GmbH",
    street="Lange Straße 12",
    postcode="80331",
    city="München",
    phone="+49 89 123456",
    website="https://www.huber-optik.de/",
    email="info@huber-optik.de",
    lat=48.137,
    lon=11.575,
    sector="optician",
)


@cache
def munich() -> dict[int, Entry]:
    """The businesses of the shared OpenStreetMap extract (© OpenStreetMap contributors, ODbL 1.0) by id."""
    features = json.loads(MUNICH.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["id"]: _entry(feature) for feature in features}


def _entry(feature: dict[str, Any]) -> Entry:
    tags, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]

    def first(*names: str) -> str:
        return next((tags[name] for name in names if tags.get(name)), "")

    return Entry(
        id=int(tags["id"]),
        name=tags["name"],
        street=f"{first('addr:street', 'addr:place')} {first('addr:housenumber')}".strip(),
        postcode=first("addr:postcode"),
        city=first("addr:city"),
        phone=first("phone", "contact:phone", "contact:mobile", "mobile"),
        website=first("website", "contact:website", "url"),
        email=first("email", "contact:email"),
        lat=float(lat),
        lon=float(lon),
        sector=tags["category"],
        country=first("addr:country"),
    )
