"""The door for files: which reader takes one, by its ending and its first bytes."""

from pathlib import PurePath

from agents.discovery import csv_file, geojson_file, vcard_file, xlsx_file
from agents.discovery.table import GUESSED, Options, Table, refused

MOST_BYTES = 200_000_000
_READERS = {
    (".csv", ".tsv", ".txt"): csv_file.read,
    (".xlsx", ".xlsm"): xlsx_file.read,
    (".geojson", ".json"): geojson_file.read,
    (".vcf", ".vcard"): vcard_file.read,
}
_OLE = b"\xd0\xcf\x11\xe0"
_MAGIC = {
    b"PK\x03\x04": "an Excel or zip file", b"%PDF": "a PDF file", b"\x89PNG": "a picture", b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture", b"\x1f\x8b": "a compressed file", b"Rar!": "a compressed file",
    b"SQLite format 3": "a database", b"PAR1": "a Parquet file",
}  # fmt: skip


def read_table(name: str, data: bytes, options: Options = GUESSED) -> Table:
    """The table in a file; ``name`` tells the format by its ending.

    CSV may be in UTF-8, UTF-16, Windows-1252, Latin-1, Mac Roman or DOS, with commas, semicolons, tabs or bars. XLSX
    gives its first visible sheet that has rows, formulas as their stored values. GeoJSON gives each feature's
    properties and a point of it as ``lat``, ``lon``. vCard gives a row a card. ``options`` overrule what is guessed.

    Raises:
        BadInput: empty, over 200 MB, 1,000,000 rows or 2,000 columns, damaged, or not what its ending says. Nothing
            is half read.
    """
    if len(data) > MOST_BYTES:
        raise refused(f"{name} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it into smaller files.")
    if not data[:65_536].strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n") and not data.strip(
        b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"
    ):
        raise refused(f"{name} is empty.", "Choose another file.")
    kind = PurePath(name).suffix.casefold()
    read = next((reader for endings, reader in _READERS.items() if kind in endings), None)
    if read is None and kind != ".xls":
        raise refused(f"{name} has a format that cannot be read.")
    _must_fit(name, kind, data)
    table = (read or xlsx_file.read)(name, data, options)
    if table.count == 0:
        raise refused(f"{name} has a heading but no rows.", "Choose another file.")
    return table


def _must_fit(name: str, kind: str, data: bytes) -> None:
    """Raises BadInput where the first bytes are those of a format that the ending does not say."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refused(f"{name} is locked with a password.", "Save it without a password.")
        raise refused(f"{name} is an Excel file of before 2007 (.xls).", "Save it as .xlsx or CSV.")
    is_workbook = kind in (".xlsx", ".xlsm", ".xls")
    said = next((what for magic, what in _MAGIC.items() if data.startswith(magic)), "")
    if said and not (is_workbook and data.startswith(b"PK")):
        raise refused(f"{name} is not what its name says: it is {said}.")
    if kind == ".xls" and not said:
        raise refused(f"{name} is named as Excel but is a text or a web page.", "Save it as .xlsx or CSV.")
