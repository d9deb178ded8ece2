"""The index of a campaign's leads: kept in memory while no lead changes, built from the stored vectors otherwise."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from agents.similar import Index
from graph import embeddings
from graph.app import App
from models.embeddings.matrix import gathered
from storage.unit_of_work import UnitOfWork

MOST = 2
"""How many campaigns' indexes stay in memory; at 100,000 leads each takes 150 MB."""


@dataclass(frozen=True)
class Kept:
    """An index, the state of the leads it was built from, and how many of them have no vector yet.

    ``seen`` changes whenever any campaign changes and is read at once; ``key`` is this campaign's own.
    """

    seen: tuple[object, ...]
    key: tuple[object, ...]
    index: Index
    lacking: int


@dataclass
class _Shelf:
    """What this process keeps of one database."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    indexes: OrderedDict[int, Kept] = field(default_factory=OrderedDict)


# By engine: there is one for each database that this process opened.
_shelves: WeakKeyDictionary[object, _Shelf] = WeakKeyDictionary()


def of(app: App, campaign_id: int) -> Kept:
    """The index of a campaign as its leads are now."""
    shelf = _shelves.setdefault(app.engine, _Shelf())
    with shelf.lock, app.read() as work:
        kept = _fresh(app, work, campaign_id, shelf.indexes.pop(campaign_id, None))
        shelf.indexes[campaign_id] = kept
        while len(shelf.indexes) > MOST:
            shelf.indexes.popitem(last=False)
    return kept


def _fresh(app: App, work: UnitOfWork, campaign_id: int, kept: Kept | None) -> Kept:
    """The index that was kept where it still holds, else one built anew."""
    common = (app.embedder.name, embeddings.state(work))
    seen = (*common, work.candidates.newest())
    if kept is not None and kept.seen == seen:
        return kept
    count, newest = work.candidates.extent(campaign_id)
    key = (*common, count, newest)
    if kept is not None and kept.key == key:
        return replace(kept, seen=seen)
    index = _build(work, campaign_id, app.embedder.name, count)
    return Kept(seen, key, index, count - len(index))


def _build(work: UnitOfWork, campaign_id: int, model: str, count: int) -> Index:
    ids: list[int] = []

    def vectors() -> Iterator[Sequence[bytes]]:
        for chunk in work.vectors.of_campaign(campaign_id, model):
            ids.extend(i for i, _ in chunk)
            yield [vector for _, vector in chunk]

    matrix = gathered(vectors(), count)
    return Index(ids, matrix)
