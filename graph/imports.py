"""Lists to import: kept once on disk, read, with what a person chose for each; the import itself is a campaign's."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from agents.discovery import files
from agents.discovery.source import Plan
from graph.app import App
from storage import sectors
from storage.errors import BadInput, NotFound, StorageFailed
from storage.records import Brief, Campaign, Known, ListOptions, Upload

FIRST_ROWS, SAMPLES, LONGEST_SAMPLE, MOST_SAMPLED = 5, 3, 60, 300
_LONGEST_FOLDER_NAME = 80


def keep(app: App, name: str, data: bytes) -> Upload:
    """Keep a file and read what it holds; the same file is kept once, with what was chosen for it before.

    Raises BadInput for what cannot be read, StorageFailed where the disk is full.
    """
    table = files.read_table(name, data)
    kept = f"{_digest(data)}-{Path(name).name[-_LONGEST_FOLDER_NAME:]}"
    path = app.settings.imports / kept
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            part = path.with_suffix(path.suffix + ".part")
            part.write_bytes(data)
            part.replace(path)
    except OSError as error:
        raise StorageFailed(
            f"The file {name} could not be kept: {error.strerror}.",
            kept="Nothing was imported.",
            todo="Free some disk space, then try again.",
        ) from error
    with app.write() as work:
        upload, is_new = work.uploads.keep(kept, Path(name).name, len(data))
        if is_new or not upload.preview:
            guessed = files.guess(table)
            upload = work.uploads.choose(upload.id, guessed, upload.options, _preview(table, guessed))
        work.commit()
    return upload


def get(app: App, upload_id: int) -> Upload:
    """Raises NotFound where the list, or its file, is not there any more."""
    with app.read() as work:
        upload = work.uploads.get(upload_id)
    if not (app.settings.imports / upload.file).is_file():
        raise gone(upload.file)
    return upload


def of_brief(app: App, brief: Brief) -> Upload:
    """The list of an earlier campaign, with the columns and options as they were chosen then. Raises NotFound."""
    table = table_of(app, brief.file, brief.options)
    with app.write() as work:
        size = (app.settings.imports / Path(brief.file).name).stat().st_size
        upload, _ = work.uploads.keep(brief.file, brief.file.partition("-")[2] or brief.file, size)
        preview = _preview(table, files.guess(table))
        upload = work.uploads.choose(upload.id, dict(brief.columns), brief.options, preview)
        work.commit()
    return upload


def read_as(app: App, upload_id: int, encoding: str, delimiter: str, sheet: str) -> Upload:
    """Read a kept list another way, and guess its columns anew. Raises BadInput where it cannot be read so."""
    upload = get(app, upload_id)
    options = replace(upload.options, encoding=encoding, delimiter=delimiter, sheet=sheet)
    table = table_of(app, upload.file, options)
    guessed = files.guess(table)
    with app.write() as work:
        upload = work.uploads.choose(upload_id, guessed, options, _preview(table, guessed))
        work.commit()
    return upload


def map_columns(app: App, upload_id: int, mapping: Mapping[str, str]) -> Upload:
    """Keep which column holds which field. Raises BadInput for a field or column that is not there."""
    chosen = {field: column for field, column in mapping.items() if column}
    with app.write() as work:
        upload = work.uploads.get(upload_id)
        if wrong := [field for field in chosen if field not in files.FIELDS]:
            raise BadInput(f"There is no field {wrong[0][:40]!r}.", kept="The columns stay as they were.")
        if absent := [column for column in chosen.values() if column not in upload.columns]:
            raise BadInput(f'The file has no column "{absent[0][:60]}".', todo="Choose the columns again.")
        upload = work.uploads.choose(upload_id, chosen, upload.options, upload.preview)
        work.commit()
    return upload


def decide(app: App, upload_id: int, known: Known, sector: str, country: str) -> Upload:
    """Keep what is to happen to known businesses, and what holds for rows that do not say. Raises BadInput."""
    if sector and sector not in sectors.SECTORS:
        raise BadInput(f"There is no sector {sector!r}.", todo="Choose one of the list.")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise BadInput(f"There is no country {country!r}.", todo="Choose one of the list.")
    with app.write() as work:
        upload = work.uploads.get(upload_id)
        options = replace(upload.options, known=known, sector=sector, country=country)
        upload = work.uploads.choose(upload_id, upload.mapping, options, upload.preview)
        work.commit()
    return upload


def brief_of(upload: Upload, brief: Brief) -> Brief:
    """The brief of a campaign on a kept list: every row of it, in whatever place."""
    return replace(
        brief,
        source="file",
        file=upload.file,
        columns=tuple(sorted(upload.mapping.items())),
        options=upload.options,
        limit=max(upload.rows, 1),
    )


def same_import(app: App, brief: Brief) -> Campaign | None:
    """The campaign that imported the same file with the same brief already, if there is one."""
    return next((campaign for campaign in _of_lists(app) if campaign.brief == brief), None)


def earlier(app: App, upload: Upload) -> list[Campaign]:
    """The campaigns that imported a file of the same content, the newest first."""
    digest = upload.file.partition("-")[0]
    return [campaign for campaign in _of_lists(app) if campaign.brief.file.partition("-")[0] == digest]


def plan(app: App, brief: Brief) -> Plan:
    """What importing would do; the file itself is not read. Raises NotFound where it is gone."""
    if not (app.settings.imports / Path(brief.file).name).is_file():
        raise gone(brief.file)
    return Plan((source_name(brief.file),), 0, 0.0, usual=brief.limit)


def source_name(file: str) -> str:
    """What a kept file is called where its facts were read."""
    return f"file {file.partition('-')[2]}"


def table_of(app: App, file: str, options: ListOptions) -> files.Table:
    """The rows of a kept file. Raises NotFound where it is gone, BadInput where it cannot be read so."""
    path = app.settings.imports / Path(file).name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise gone(file) from error
    name = path.name.partition("-")[2] or path.name
    return files.read_table(name, data, files.Options(options.encoding, options.delimiter, options.sheet))


def gone(file: str) -> NotFound:
    return NotFound(f"The imported file {file} is no longer there.", todo="Import it again.")


def _of_lists(app: App) -> list[Campaign]:
    with app.read() as work:
        return [campaign for campaign in work.campaigns.all() if campaign.brief.source == "file"]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _preview(table: files.Table, guessed: Mapping[str, str]) -> dict[str, Any]:
    """What a person sees of a list before it is imported, as plain values."""
    sampled = list(islice(table.rows(), 200))
    samples = {column: _samples([row[column] for row in sampled]) for column in table.columns[:MOST_SAMPLED]}
    return {
        "rows": table.count,
        "columns": list(table.columns),
        "samples": samples,
        "first": [list(row.values())[:MOST_SAMPLED] for row in sampled[:FIRST_ROWS]],
        "guess": dict(guessed),
        "read_as": {name: getattr(table.read_as, name) for name in ("encoding", "delimiter", "sheet")},
        "sheets": list(table.sheets),
    }


def _samples(texts: list[str]) -> list[str]:
    """The first few different texts of a column, short."""
    said = dict.fromkeys(" ".join(text[:500].split())[:LONGEST_SAMPLE] for text in texts if text.strip())
    return list(said)[:SAMPLES]
