"""The report as one HTML page that needs nothing else: figures beside what they should be, bars, and texts to read."""

from collections.abc import Sequence
from pathlib import Path

from agents.evaluation.figures import BELOW, Figure, Report
from storage.errors import BadConfig

TEMPLATE = Path(__file__).with_name("report.html")
_WHOLE = 100.0


def render(reports: Sequence[Report]) -> str:
    """The page of one or several models. Raises BadConfig where the package Jinja2 is missing."""
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        raise BadConfig("The package Jinja2 is missing.", todo="pip install -r requirements.txt") from None
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(reports=reports, shown=shown, target=target, verdict=verdict, bars=bars)


def shown(value: float | None, unit: str) -> str:
    """A figure in words: "98.7 %", "12 ms", "not measured"."""
    if value is None:
        return "not measured"
    digits = 0 if abs(value) >= _WHOLE else 1 if abs(value) >= 10 or unit == "%" else 2
    return f"{value:,.{digits}f} {unit}".strip()


def target(figure: Figure) -> str:
    """What the figure should be, in words; "" where nothing is asked."""
    asked = figure.target
    if asked is None:
        return ""
    words = "under" if asked.direction == BELOW else asked.direction
    return f"{words} {asked.value:g} {figure.unit}".strip()


def verdict(figure: Figure) -> str:
    """ "met", "not met", or "" where nothing is asked or measured."""
    return {True: "met", False: "not met", None: ""}[figure.met]


def bars(figure: Figure) -> list[tuple[str, float, str]]:
    """For each part its name, the bar's length from 0 to 100 and its value in words."""
    most = _WHOLE if figure.unit == "%" else max((*figure.parts.values(), 0.0)) or 1.0
    return [(name, _WHOLE * value / most, shown(value, figure.unit)) for name, value in figure.parts.items()]
