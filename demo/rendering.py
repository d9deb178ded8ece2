"""Pages as bytes: HTML through Jinja2 with everything escaped, JSON, and plain text."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

_HERE = Path(__file__).parent
_STATIC_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Page:
    """What the server answers: status, media type and body."""

    status: int
    media_type: str
    body: bytes


Pages = dict[str, Callable[[], Page]]
"""What makes the page of each path of a host, called when the path is first asked for."""


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def html(template: str, status: int = 200, **values: object) -> Page:
    """The template filled in; each value is escaped."""
    text = _templates().get_template(template).render(values)
    return Page(status, "text/html; charset=utf-8", text.encode())


def data(value: object) -> Page:
    """A value as JSON."""
    return Page(200, "application/json", json.dumps(value, ensure_ascii=False).encode())


def robots(*forbidden: str) -> Page:
    """A robots.txt that forbids these folders to everybody, and asks for 20 ms between two pages."""
    lines = ["User-agent: *", "Crawl-delay: 0.02", *(f"Disallow: {folder}" for folder in forbidden)]
    return Page(200, "text/plain; charset=utf-8", "\n".join(lines).encode() + b"\n")


def static(name: str) -> Page:
    """A file of ``static/``."""
    path = _HERE / "static" / name
    return Page(200, _STATIC_TYPES[path.suffix], path.read_bytes())
