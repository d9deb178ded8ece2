"""Telling the rows of a list apart: which give a lead, which do not and why."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from agents.discovery import files
from agents.discovery.files import Reading, Table
from agents.discovery.source import Found
from graph.imports import source_name
from storage import sectors
from storage.records import Brief, Known, RowKind, RowNote

ROW_WORDS = "rows"
_QUOTED = re.compile(r'^".*" (?:and ".*" )?(?=is |are |holds )')


@dataclass(frozen=True)
class Judged:
    """A row as it was read: the business to take over, if any, and what is to be said of it.

    ``is_first`` says that it is no repetition of an earlier row.
    """

    reading: Reading
    found: Found | None
    note: RowNote | None

    @property
    def is_first(self) -> bool:
        return self.note is None or self.note.kind != RowKind.DUPLICATE


class Sieve:
    """Judges row after row, and remembers which businesses came before and what was wrong how often."""

    def __init__(self, brief: Brief) -> None:
        self._sectors, self._known, self._file = brief.sectors, brief.options.known, brief.file
        self._seen: dict[int, int] = {}
        self.counts = Counter[str]()
        self.causes = Counter[tuple[str, str]]()

    def judge(self, reading: Reading) -> Judged:
        self.counts[ROW_WORDS] += 1
        for problem in reading.problems:
            self.causes[problem.field, self.kind_of(problem.cause)] += 1
        found = reading.found
        if found is None:
            return self._noted(reading, None, RowKind.FAILED, str(reading.problems[0]))
        if self._sectors and found.business.sector not in self._sectors:
            named = sectors.label(found.business.sector, plural=True)
            return self._noted(reading, None, RowKind.OTHER_SECTOR, f"Row {reading.row} is of another sector: {named}.")
        if self._known == Known.CREATE:
            found = self._of_its_own(found, reading.row)
        first = self._seen.setdefault(int(found.business.key[:16], 16), reading.row)
        if first != reading.row:
            reason = f"Row {reading.row} is the same business as row {first}."
            return self._noted(reading, found, RowKind.DUPLICATE, reason)
        if reading.problems:
            return self._noted(reading, found, RowKind.PARTLY, " ".join(map(str, reading.problems)))
        return Judged(reading, found, None)

    @staticmethod
    def kind_of(cause: str) -> str:
        """A cause without the text that it quotes, so that equal ones can be counted."""
        return _QUOTED.sub("", cause)

    @staticmethod
    def quoted(cause: str) -> str:
        """The text that a cause quotes, with its quotation marks; "" where it quotes none."""
        found = _QUOTED.match(cause)
        return found.group().strip() if found else ""

    def _noted(self, reading: Reading, found: Found | None, kind: RowKind, reason: str) -> Judged:
        self.counts[kind] += 1
        return Judged(reading, found, RowNote(reading.row, kind, reason))

    def _of_its_own(self, found: Found, row: int) -> Found:
        """The row as a business of its own, the same whenever the same file is imported."""
        key = hashlib.sha256(f"{found.business.key}|{self._file}|{row}".encode()).hexdigest()[:32]
        return Found(replace(found.business, key=key), found.quotes)


def judged(table: Table, brief: Brief, sieve: Sieve) -> Iterator[Judged]:
    """Every row of a list as a campaign's brief reads it. Raises BadInput where the columns do not fit."""
    mapping: Mapping[str, str] = dict(brief.columns) or files.guess_mapping(table.columns)
    ground = files.Ground(brief.options.sector, brief.options.country)
    return map(sieve.judge, files.readings(table, mapping, source_name(brief.file), ground))
