"""Reading lists with validation: CPU seconds and memory for each format, beside openpyxl and csv alone.

Run: ``python -m benchmarks.reading_lists``, or with ``--rows 10000`` for a first look. Every format is read in a
process of its own, twice as an import does it: once to check and preview it, once row by row with validation. Memory
is the peak of that process beyond what it held with the file's bytes in it.
"""

import argparse
import csv
import io
import json
import multiprocessing
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROWS, GOAL_SECONDS, GOAL_MB = 100_000, 10, 100
HEADING = ("Firma", "Straße", "PLZ", "Ort", "Telefon", "E-Mail", "Webseite", "Branche", "Bewertung", "Besonderheiten")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        for name, write in {
            "list.csv": csv_bytes, "list.xlsx": xlsx_bytes, "list.geojson": geojson_bytes, "list.vcf": vcard_bytes,
            "tiny.csv": tiny_bytes,
        }.items():  # fmt: skip
            path = Path(folder) / name
            path.write_bytes(write(wanted.rows))
            apart(ours, path)
        apart(openpyxl_alone, Path(folder) / "list.xlsx")
        apart(csv_alone, Path(folder) / "list.csv")


def apart(measure: Callable[[Path], None], path: Path) -> None:
    """Measure in a new process, so that one format's memory does not hide another's."""
    process = multiprocessing.get_context("spawn").Process(target=measure, args=(path,))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{path.name}: the process ended with {process.exitcode}")


def ours(path: Path) -> None:
    from agents.discovery import files

    files.read_table("warm.csv", b"Name,City\nA,B\n")
    data = path.read_bytes()
    begin, began = peak_mb(), time.process_time()
    table = files.read_table(path.name, data)
    mapping = {"name": table.columns[0], **files.guess(table)}
    checked = time.process_time() - began
    failed = noted = count = 0
    for reading in files.readings(table, mapping, "file"):
        count += 1
        failed += reading.found is None
        noted += reading.found is not None and bool(reading.problems)
    took, memory = time.process_time() - began, peak_mb() - begin
    met = "met" if took < GOAL_SECONDS and memory < GOAL_MB else "missed"
    print(
        f"{path.name:14} {len(data) / 1e6:6.1f} MB, {count:,} rows: checked in {checked:.1f} s, with validation"
        f" {took:.1f} s, {memory:.0f} MB more ({failed} failed, {noted} with a field left out;"
        f" goal under {GOAL_SECONDS} s and {GOAL_MB} MB: {met})",
        flush=True,
    )


def openpyxl_alone(path: Path) -> None:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    data = path.read_bytes()
    begin, began = peak_mb(), time.process_time()
    count = sum(1 for _ in load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(values_only=True))
    report("openpyxl, cells only", count, began, begin)


def csv_alone(path: Path) -> None:
    data = path.read_bytes()
    begin, began = peak_mb(), time.process_time()
    count = sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8"), delimiter=";"))
    report("csv, cells only", count, began, begin)


def report(name: str, count: int, began: float, begin: float) -> None:
    print(f"{name:26} {count:,} rows: {time.process_time() - began:.1f} s, {peak_mb() - begin:.0f} MB more", flush=True)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Rows of ten columns, of the length that real ones have."""
    for n in range(count):
        host = f"baeckerei-{n}.example"
        place = (f"Mühlweg {n % 300}", f"{80331 + n % 700}", "München", f"+49 89 {100_000 + n}")
        yield (f"Bäckerei {n}", *place, f"info@{host}", f"https://{host}", "Bakery", f"{1 + n % 40 / 10}", "Terrasse")


def csv_bytes(count: int) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADING, *rows(count)])
    return out.getvalue().encode()


def tiny_bytes(count: int) -> bytes:
    """Ten times as many rows of one short cell."""
    return b"Name\n" + b"".join(b"a%d\n" % n for n in range(10 * count - 1))


def geojson_bytes(count: int) -> bytes:
    point = {"type": "Point", "coordinates": [11.5, 48.1]}
    features = [
        {"type": "Feature", "properties": dict(zip(HEADING, row, strict=True)), "geometry": point}
        for row in rows(count)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def vcard_bytes(count: int) -> bytes:
    cards = (
        f"BEGIN:VCARD\nVERSION:3.0\nORG:{name}\nADR;TYPE=work:;;{street};{city};;{code};\nTEL:{phone}\nEMAIL:{email}\n"
        f"URL:{site}\nCATEGORIES:{kind}\nNOTE:{note}\nEND:VCARD\n"
        for name, street, code, city, phone, email, site, kind, _, note in rows(count)
    )
    return "".join(cards).encode()


def xlsx_bytes(count: int) -> bytes:
    """A workbook as Excel writes it, its texts shared."""
    out, places = io.BytesIO(), {}  # type: ignore[var-annotated]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate((HEADING, *rows(count)), 1):
                cells = "".join(
                    f'<c r="{chr(65 + at)}{number}" t="s"><v>{places.setdefault(text, len(places))}</v></c>'
                    for at, text in enumerate(row)
                )
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f"<si><t>{text}</t></si>" for text in places)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
        for part, content in packaging():
            archive.writestr(part, content)
    return out.getvalue()


def packaging() -> Iterator[tuple[str, str]]:
    """The parts of a workbook that say where the others are."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "_rels/.rels",
        (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
    )
    yield (
        "xl/workbook.xml",
        (
            f'<workbook xmlns="{MAIN}" xmlns:r="{office}">'
            '<sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ),
    )
    yield (
        "[Content_Types].xml",
        (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/></Types>'
        ),
    )


def peak_mb() -> float:
    """The peak of this process alone: ``ru_maxrss`` would still hold that of the process it was started from."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
