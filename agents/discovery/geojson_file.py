"""GeoJSON (RFC 7946): each feature's properties, and one point of its geometry."""

import json
from typing import Any

from agents.discovery import contacts
from agents.discovery.table import MOST_ROWS, Row, Table, refused

_DEEPEST = 6
_MOST_CORNERS = 100_000


def read(name: str, data: bytes) -> Table:
    """The features of a file. Raises BadInput where it is damaged or no GeoJSON."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused(f"{name} is not in UTF-8, as GeoJSON must be.", "Export it again.") from None
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise refused(f"{name} is no GeoJSON, or it is damaged{where}.", "Export it again.") from None
    features = _features(content)
    if features is None:
        raise refused(f"{name} is JSON, but not GeoJSON with features.", "Export it as GeoJSON.")
    if len(features) > MOST_ROWS:
        raise refused(f"{name} has more than {MOST_ROWS:,} features.", "Split it into smaller files.")
    names: dict[str, None] = dict.fromkeys(key for feature in features for key in feature["properties"])
    return Table((*names, "lat", "lon"), len(features), 1, lambda: map(_feature_row, features))


def _features(content: Any) -> list[dict[str, Any]] | None:
    """The features of a collection, or the one that is alone, each with a dictionary of properties."""
    if not isinstance(content, dict):
        return None
    listed = [content] if content.get("type") == "Feature" else content.get("features")
    if not isinstance(listed, list):
        return None
    whole = [one if isinstance(one, dict) else {} for one in listed]
    return [one | {"properties": p if isinstance(p := one.get("properties"), dict) else {}} for one in whole]


def _feature_row(feature: dict[str, Any]) -> Row:
    row = {str(key): _property_text(value) for key, value in feature["properties"].items()}
    identity = feature.get("id")
    if isinstance(identity, str) and "@id" not in row:
        row["@id"] = identity
    spot = _point_of(feature.get("geometry"))
    return row | ({"lat": repr(spot[0]), "lon": repr(spot[1])} if spot else {})


def _property_text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | bool) else str(value)


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
