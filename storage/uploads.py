"""Uploads: lists that were given to be imported, and what was chosen for them so far."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotFound
from storage.records import Known, ListOptions, Upload, now
from storage.tables import UploadRow


class Uploads:
    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, file: str, name: str, size: int) -> tuple[Upload, bool]:
        """Note a kept file, once; whether it is new."""
        row = self._session.scalar(select(UploadRow).where(UploadRow.file == file))
        if row is not None:
            return _record(row), False
        row = UploadRow(
            file=file, name=name, size=size, at=now(), mapping={}, options=asdict(ListOptions()), preview={}, checked={}
        )
        self._session.add(row)
        self._session.flush()
        return _record(row), True

    def get(self, upload_id: int) -> Upload:
        """Raises NotFound."""
        return _record(self._row(upload_id))

    def choose(
        self, upload_id: int, mapping: Mapping[str, str], options: ListOptions, preview: Mapping[str, Any]
    ) -> Upload:
        """Keep what was chosen; where that changes anything, an earlier check no longer holds."""
        row = self._row(upload_id)
        values = {"mapping": dict(mapping), "options": asdict(options), "preview": dict(preview)}
        if any(getattr(row, name) != value for name, value in values.items()):
            row.checked = {}
        for name, value in values.items():
            setattr(row, name, value)
        self._session.flush()
        return _record(row)

    def set_check(self, upload_id: int, check: Mapping[str, Any]) -> None:
        self._row(upload_id).checked = dict(check)

    def _row(self, upload_id: int) -> UploadRow:
        row = self._session.get(UploadRow, upload_id)
        if row is None:
            raise NotFound("This list is not kept here any more.", todo="Upload it again.")
        return row


def _record(row: UploadRow) -> Upload:
    options = ListOptions(**{**row.options, "known": Known(row.options["known"])})
    return Upload(row.id, row.file, row.name, row.size, row.at, row.mapping, options, row.preview, row.checked)
