"""How a file writes its days and numbers: guessed once for all its cells, so that no two rows are read differently."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from storage.errors import BadInput

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2})(?:[T ].*)?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})[./-]([0-9]{4})")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST_NUMBER, _MONTHS = 40, 12


def is_month_first(cells: Iterable[str]) -> bool:
    """Whether days with slashes are written as in the USA (3/31/2026).

    Raises BadInput where they can be read both ways or some rows say one thing and some the other.
    """
    both = [(int(m[1]), int(m[3]), cell) for cell in cells if (m := _YEAR_LAST.fullmatch(cell)) and m[2] != "."]
    day_first = next((cell for first, second, cell in both if second <= _MONTHS < first), None)
    month_first = next((cell for first, second, cell in both if first <= _MONTHS < second), None)
    unclear = next((cell for first, second, cell in both if first != second and max(first, second) <= _MONTHS), None)
    if day_first and month_first:
        raise _unclear(f"In the column day, {day_first} begins with the day and {month_first} with the month.")
    if unclear and not day_first and not month_first:
        raise _unclear(f"In the column day, {unclear} can be read with the day or with the month first.")
    return month_first is not None


def day_of(cell: str, *, month_first: bool) -> date | None:
    """The day that a cell writes (2026-03-31, 31.03.2026, 31/03/2026), the first for a month alone; None for none."""
    if match := _YEAR_FIRST.fullmatch(cell):
        year, month, day = match[1], match[2], match[3] or "1"
    elif match := _YEAR_LAST.fullmatch(cell):
        day, month, year = match[1], match[3], match[4]
        if month_first and match[2] != ".":
            day, month = month, day
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def decimal_mark(cells: Sequence[str], delimiter: str) -> str:
    """Which of "," and "." marks decimals.

    A comma does where no cell has a point, unless commas delimit the cells too and all look like thousands (1,234).
    """
    with_comma = [cell for cell in cells if "," in cell]
    if not with_comma or any("." in cell for cell in cells):
        return "," if _is_grouped(cells) else "."
    return "." if delimiter == "," and all(re.fullmatch(_thousands(","), cell) for cell in with_comma) else ","


def number_of(cell: str, mark: str) -> float | None:
    """The number that a cell writes with this decimal mark; None for none."""
    other = "." if mark == "," else ","
    whole, _, rest = cell.partition(mark)
    if other in whole and re.fullmatch(_thousands(other), whole):
        whole = whole.replace(other, "")
    if other in whole:
        return None
    plain = f"{whole}.{rest}" if mark in cell else whole
    return float(plain) if len(plain) <= _LONGEST_NUMBER and _NUMBER.fullmatch(plain) else None


def _is_grouped(cells: Iterable[str]) -> bool:
    """Whether a cell has points between thousands and a comma after them (1.234,5)."""
    return any(0 <= cell.find(".") < cell.find(",") for cell in cells)


def _thousands(mark: str) -> str:
    return rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+"


def _unclear(what: str) -> BadInput:
    return BadInput(what, kept="Nothing was imported.", todo="Write them as 2026-03-31.")
