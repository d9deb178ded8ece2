"""Cells that no spreadsheet takes for a formula, on their way out and back in."""

import re

# What starts a formula in Excel, LibreOffice or Google Sheets, after spaces and marks that some of them leave out
# (OWASP, CSV Injection): the signs, their full-width forms, and the line ends and tabs that start a cell anew.
_BLANK = "[ \u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\u3000\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]*"
_START = "[=+\\-@＝＋－＠]"
_DANGEROUS = re.compile(f"{_BLANK}(?:{_START}|[\t\r\n])")
# Where a spreadsheet splits at another delimiter than the file's, quotes do not hold a cell together, and what stands
# behind that delimiter or a line end starts a cell of its own.
_INNER = re.compile(f'([;\t|\r\n]"*)(?={_BLANK}{_START})')
_INNER_SAFE = re.compile(f"([;\t|\r\n]\"*)'(?={_BLANK}{_START})")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula, a DDE call among them."""
    return _DANGEROUS.match(text) is not None


def to_safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before what could start one (OWASP).

    That is so at the start, and within the text behind semicolons, tabs, bars and line ends.
    """
    safe = _INNER.sub(r"\1'", text)
    return f"'{safe}" if is_dangerous(text) else safe


def from_safe_cell(text: str) -> str:
    """A cell without spaces around it and without the apostrophes that ``to_safe_cell`` put in."""
    text = text.strip()
    if "'" not in text:
        return text
    inner = _INNER_SAFE.sub(r"\1", text)
    return inner[1:] if inner[0] == "'" and is_dangerous(inner[1:]) else inner
