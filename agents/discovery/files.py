"""Imported lists of businesses: each row as a business, or as a problem that names row, field and cause."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from agents.discovery import columns, contacts, row_facts
from agents.discovery.columns import FIELDS
from agents.discovery.facts import clean
from agents.discovery.formats import read_table
from agents.discovery.row_facts import Ground
from agents.discovery.safe_cell import from_safe_cell, to_safe_cell
from agents.discovery.source import Found
from agents.discovery.table import Options, Row, Table
from agents.discovery.tags import Element, founds
from storage.errors import BadInput

__all__ = [
    "FIELDS", "Ground", "Options", "Problem", "Reading", "Table", "guess", "guess_mapping", "read_table", "readings",
    "to_found", "to_safe_cell",
]  # fmt: skip

_SAMPLE = 200
_OSM_MARKS = ("amenity", "shop", "leisure", "tourism", "healthcare", "addr:street", "addr:postcode")
_OSM_COLUMNS = {
    "name": "name", "email": "email", "phone": "phone", "website": "website", "street": "addr:street",
    "housenumber": "addr:housenumber", "postcode": "addr:postcode", "city": "addr:city", "country": "addr:country",
    "description": "description", "opening_hours": "opening_hours", "lat": "lat", "lon": "lon",
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """Why a row, or one field of it, was not taken over. ``field`` is "" where it is the row as a whole."""

    row: int
    field: str
    cause: str

    def __str__(self) -> str:
        named = f", {self.field.replace('_', ' ')}: the text" if self.field else ""
        return f"Row {self.row}{named} {self.cause}."


@dataclass(frozen=True)
class Reading:
    """One row: its number, its cells as they came, its business if it gives one, and every problem of it.

    A row without a business has failed; one with a business and problems was taken over without those fields.
    """

    row: int
    cells: Sequence[str]
    found: Found | None
    problems: tuple[Problem, ...] = ()


def guess(table: Table) -> dict[str, str]:
    """The likely column of each field, by headings and by what the first 200 rows hold."""
    return guess_mapping(table.columns, islice(table.rows(), _SAMPLE))


def guess_mapping(names: tuple[str, ...], rows: Iterable[Row] = ()) -> dict[str, str]:
    """The likely column of each field of ``FIELDS``, as ``columns.guess_mapping`` says; OpenStreetMap's by its tags."""
    if _is_osm(names):
        return {field: column for field, column in _OSM_COLUMNS.items() if column in names}
    return columns.guess_mapping(names, rows)


def readings(
    table: Table, mapping: Mapping[str, str], source_url: str, ground: row_facts.Ground = row_facts.NO_GROUND
) -> Iterator[Reading]:
    """Every row as it was read, in order. ``mapping`` gives the column of each field; ``source_url`` is quoted.

    Tables exported from OpenStreetMap are read by their tags, as long as the mapping is the guessed one.

    Raises:
        BadInput: no column is mapped to the name, or a mapped column is not there.
    """
    if not mapping.get("name"):
        listed = ", ".join(table.columns[:12])
        raise BadInput(
            f"No column holds the name of the business; the columns are: {listed}.",
            kept="Nothing was imported.",
            todo="Choose the column with the names.",
        )
    absent = [column for column in mapping.values() if column and column not in table.columns]
    if absent:
        raise BadInput(f'The file has no column "{absent[0][:60]}".', todo="Choose the columns again.")
    if _is_osm(table.columns) and dict(mapping) == guess_mapping(table.columns):
        return _from_tags(table)
    return _from_rows(table, mapping, source_url, ground)


def to_found(table: Table, mapping: Mapping[str, str], source_url: str) -> Iterator[tuple[int, Found | str]]:
    """Each row's number with its business, or with one sentence on why it gives none. Raises as ``readings``."""
    return ((one.row, one.found or str(one.problems[0])) for one in readings(table, mapping, source_url))


def _from_rows(
    table: Table, mapping: Mapping[str, str], source_url: str, ground: row_facts.Ground
) -> Iterator[Reading]:
    where = [(field, table.columns.index(column)) for field, column in mapping.items() if column]
    width = len(table.columns)
    for place, (number, cells) in enumerate(table.records(), 1):
        size = len(cells)
        texts = {field: text for field, at in where if at < size and (text := from_safe_cell(cells[at]))}
        if failure := _failure(texts, cells, width):
            yield Reading(number, cells, None, (Problem(number, "", failure),))
            continue
        found, causes = row_facts.of_texts(texts, f"{source_url}#row={number}", ground)
        if place == table.count and size < width:
            causes[""] = f"is the last and has {size} of {width} cells, as where a file was cut off"
        yield Reading(number, cells, found, tuple(Problem(number, field, cause) for field, cause in causes.items()))


def _failure(texts: Mapping[str, str], cells: Sequence[str], width: int) -> str:
    """Why a row cannot be used as a whole; "" where it can."""
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return f"has {len(cells)} cells where the heading has {width}, so they cannot be told apart"
    if not clean(texts.get("name", "")) or texts["name"] in row_facts.ERRORS:
        return "has no name"
    return ""


def _is_osm(columns: tuple[str, ...]) -> bool:
    known = set(columns)
    return ({"type", "id"} <= known or "@id" in known) and any(mark in known for mark in _OSM_MARKS)


def _from_tags(table: Table) -> Iterator[Reading]:
    elements = [_element(number, table.row(cells)) for number, cells in table.records()]
    results = founds(element for _, element in elements)
    for (number, cells), (_, result) in zip(table.records(), results, strict=True):
        if isinstance(result, Found):
            yield Reading(number, cells, result)
        else:
            yield Reading(number, cells, None, (Problem(number, "", _cause(result)),))


def _cause(sentence: str) -> str:
    """A sentence without its subject, the address of the element."""
    return sentence.partition(" ")[2].rstrip(".")


def _element(number: int, row: Row) -> tuple[int, Element]:
    kind, _, digits = row["@id"].rpartition("/") if row.get("@id") else (row.get("type", ""), "/", row.get("id", ""))
    spot = contacts.position(row.get("lat", ""), row.get("lon", "")) or (None, None)
    tags = {key: value for key, value in row.items() if value and key not in ("id", "type", "@id", "lat", "lon")}
    return number, Element(kind or "row", int(digits) if digits.isdigit() else number, tags, *spot)
