"""GeoJSON (RFC 7946): each feature's properties, and one point of its geometry."""

import json
from collections.abc import Iterator
from typing import Any

from agents.discovery import contacts
from agents.discovery.json_stream import DamagedError, Reader
from agents.discovery.table import GUESSED, MOST_CELL, MOST_COLUMNS, Options, Record, Table, packed, refused

_DEEPEST = 6
_MOST_CORNERS = 100_000


def read(name: str, data: bytes, options: Options = GUESSED) -> Table:
    """The features of a file. Raises BadInput where it is damaged or no GeoJSON."""
    columns: dict[str, int] = {}
    try:
        records = packed(name, _records(name, Reader(data), columns))
    except UnicodeDecodeError:
        raise refused(f"{name} is not in UTF-8, as GeoJSON must be.", "Export it again.") from None
    except DamagedError as error:
        what = f"{name} is no GeoJSON, or it is damaged at line {error.line}."
        raise refused(what, "Export it again.") from None
    count = sum(1 for _ in records())
    names = (*columns, "lat", "lon")

    def whole() -> Iterator[Record]:
        for number, (lat, lon, *cells) in records():
            yield number, [*cells, *[""] * (len(columns) - len(cells)), lat, lon]

    return Table(names, count, 1, whole, Options("utf-8-sig"))


def _records(name: str, reader: Reader, columns: dict[str, int]) -> Iterator[Record]:
    """Each feature as latitude, longitude and the texts of ``columns``, which grow by what is met."""
    for number, feature in enumerate(_features(name, reader), 1):
        whole = feature if isinstance(feature, dict) else {}
        row = _properties(whole)
        spot = _point_of(whole.get("geometry"))
        said = row.pop("lat", ""), row.pop("lon", "")
        for key in row:
            columns.setdefault(key, len(columns))
        if len(columns) > MOST_COLUMNS:
            raise refused(f"{name} has more than {MOST_COLUMNS:,} properties.", "Leave out what holds no facts.")
        cells = [""] * len(columns)
        for key, text in row.items():
            cells[columns[key]] = text
        yield number, [*(map(repr, spot) if spot else said), *cells]


def _features(name: str, reader: Reader) -> Iterator[Any]:
    """The features of a collection, or the one that is alone; RFC 7946 sets no order of members."""
    members: dict[str, Any] = {}
    has_list = False
    if reader.peek() not in ("{", "["):
        raise refused(f"{name} is no GeoJSON.", "Export it as GeoJSON.")
    if reader.peek() == "[":
        reader.value()
        raise refused(f"{name} is JSON, but not GeoJSON with features.", "Export it as GeoJSON.")
    for key in _keys(reader):
        if key == "features" and reader.peek() == "[":
            has_list = True
            yield from _items(reader)
        elif key in ("type", "id", "properties", "geometry"):
            members[key] = reader.value()
        else:
            reader.value()
    if members.get("type") == "Feature" and not has_list:
        yield members
    elif not has_list:
        raise refused(f"{name} is JSON, but not GeoJSON with features.", "Export it as GeoJSON.")


def _keys(reader: Reader) -> Iterator[Any]:
    """The keys of an object; its value is to be read after each."""
    reader.take("{")
    if reader.peek() == "}":
        reader.take("}")
        return
    while True:
        key = reader.value()
        reader.take(":")
        yield key
        if reader.take(",}") == "}":
            return


def _items(reader: Reader) -> Iterator[Any]:
    reader.take("[")
    if reader.peek() == "]":
        reader.take("]")
        return
    while True:
        yield reader.value()
        if reader.take(",]") == "]":
            return


def _properties(feature: dict[str, Any]) -> dict[str, str]:
    properties = feature.get("properties")
    row = {str(key)[:100]: _text(value) for key, value in properties.items()} if isinstance(properties, dict) else {}
    identity = feature.get("id")
    if isinstance(identity, str) and "@id" not in row:
        row["@id"] = identity
    return row


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return (value or "")[:MOST_CELL]
    return json.dumps(value, ensure_ascii=False)[:MOST_CELL] if isinstance(value, dict | list | bool) else str(value)


def _point_of(geometry: Any) -> tuple[float, float] | None:
    """Latitude and longitude: a point itself, else the middle of the box around it; None where there is none."""
    corners: list[tuple[float, float]] = []
    _collect(geometry, corners, 0)
    if not corners:
        return None
    norths, easts = [lat for lat, _ in corners], [lon for _, lon in corners]
    return _middle(norths), _middle(easts)


def _middle(values: list[float]) -> float:
    return values[0] if len(values) == 1 else round((min(values) + max(values)) / 2, 7)


def _collect(value: Any, corners: list[tuple[float, float]], depth: int) -> None:
    if depth > _DEEPEST or len(corners) > _MOST_CORNERS:
        return
    if isinstance(value, dict):
        _collect(value.get("coordinates"), corners, depth + 1)
        _collect(value.get("geometries"), corners, depth + 1)
    elif isinstance(value, list) and len(value) >= 2 and all(isinstance(v, int | float) for v in value[:2]):
        spot = contacts.position(value[1], value[0])
        if spot:
            corners.append(spot)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, corners, depth + 1)
