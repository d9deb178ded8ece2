"""One point for any GeoJSON geometry (RFC 7946)."""

from typing import Any

from agents.discovery import contacts

_DEEPEST = 6
_MOST_CORNERS = 100_000


def point_of(geometry: Any) -> tuple[float, float] | None:
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
