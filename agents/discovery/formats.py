"""The door for files: which reader takes one, by its ending."""

from pathlib import PurePath

from agents.discovery import csv_file, geojson_file, xlsx_file
from agents.discovery.table import Table, refused

MOST_BYTES = 200_000_000


def read_table(name: str, data: bytes) -> Table:
    """The table in a file; ``name`` tells the format by its ending.

    CSV may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons, tabs or bars. XLSX gives its first sheet that
    has rows, formulas as their text. GeoJSON gives each feature's properties and a point of it as ``lat``, ``lon``.

    Raises:
        BadInput: empty, over 200 MB or 1,000,000 rows, damaged, or not what its ending says. Nothing is half read.
        BadConfig: openpyxl is missing.
    """
    if len(data) > MOST_BYTES:
        raise refused(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it into smaller files.")
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise refused(f"{name} is empty.", "Choose another file.")
    kind = PurePath(name).suffix.casefold()
    if kind in (".csv", ".tsv", ".txt"):
        table = csv_file.read(name, data)
    elif kind in (".xlsx", ".xlsm"):
        table = xlsx_file.read(name, data)
    elif kind in (".geojson", ".json"):
        table = geojson_file.read(name, data)
    else:
        raise refused(f"{name} has a format that cannot be read.")
    if table.count == 0:
        raise refused(f"{name} has a heading but no rows.", "Choose another file.")
    return table
