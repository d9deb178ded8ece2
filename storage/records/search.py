"""The runs of a search: what each read and visited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from storage.records.statuses import ItemState, RunStatus


@dataclass(frozen=True)
class SearchRun:
    """One run of a campaign's search, ``number`` 1 the first.

    ``cap`` names the field of the brief that stopped it, "" where none did; ``seconds`` are those spent searching,
    over all starts, ``pages`` those fetched. Of the businesses ``found``, ``new`` were not in the campaign before;
    ``duplicates`` came up more than once. ``gone`` are those of earlier runs that this one did not find again, None
    where that cannot be said. ``figures`` are what the source counted.
    """

    id: int
    campaign_id: int
    number: int
    status: RunStatus
    cap: str
    is_scheduled: bool
    started_at: datetime
    finished_at: datetime | None
    seconds: float
    pages: int
    found: int
    new: int
    duplicates: int
    gone: int | None
    figures: Mapping[str, int] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many of the businesses found the campaign had before."""
        return self.found - self.new

    @property
    def given(self) -> int:
        """How many businesses the source gave, each as often as it came up."""
        return self.found + self.duplicates


@dataclass(frozen=True)
class RunItem:
    """Something that a run has to read; ``problem`` says why it gave nothing, "" otherwise."""

    name: str
    kind: str
    note: str
    state: ItemState
    problem: str = ""


@dataclass(frozen=True)
class RunVisit:
    """An address that a run came to: what became of it, why where it was not read, how many bytes came."""

    url: str
    outcome: str
    why: str
    size: int
    at: datetime
