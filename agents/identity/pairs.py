"""Every pair of leads that are or may be one business, within a list or between new leads and those on record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from agents.identity.blocks import LARGEST, keys_of
from agents.identity.compare import Match, match
from agents.identity.entry import Entry, Normal, normal
from storage.errors import BadInput

Lookup = Callable[[Sequence[str]], Iterable[Entry]]
"""Gives the leads on record that are stored under any of the block keys.

It leaves out keys under which more than ``blocks.LARGEST`` leads are stored, as a run over all leads does: an import
then proposes what such a run would propose for the new leads.
"""


def pairs(entries: Iterable[Entry], region: str = "DE") -> Iterator[Match]:
    """Sure and doubtful matches, by the ids of both, whatever the order of the entries.

    ``region`` is the country (ISO 3166) of phone numbers whose country nothing says.
    Raises BadInput where two entries have one id.
    """
    listed = _normals(entries, region)
    yield from _matches(listed, range(len(listed)))


def against(new: Iterable[Entry], lookup: Lookup, region: str = "DE") -> Iterator[Match]:
    """Matches of new leads with each other and with those on record, for one batch of an import.

    ``lookup`` is asked once. A batch of about 1,000 keeps memory flat; store it before the next one is asked for, so
    that later batches meet it. New leads need ids that none on record has.
    """
    fresh = _normals(new, region)
    ids = {one.entry.id for one in fresh}
    keys = sorted({key for one in fresh for key in keys_of(one)})
    known = _normals((entry for entry in lookup(keys) if entry.id not in ids), region)
    listed = sorted([*fresh, *known], key=lambda one: one.entry.id)
    yield from _matches(listed, [row for row, one in enumerate(listed) if one.entry.id in ids])


def within(blocks: Iterable[Sequence[int]], fresh: frozenset[int], normals: Mapping[int, Normal]) -> Iterator[Match]:
    """Matches of the ids that share a block, those in which at least one of ``fresh`` takes part, each pair once.

    ``blocks`` are those under the keys of the fresh leads, without the ones that more than ``LARGEST`` share.
    """
    beside: dict[int, set[int]] = {}
    for block in blocks:
        for one in fresh.intersection(block):
            beside.setdefault(one, set()).update(block)
    met = {
        (one, other) if one < other else (other, one)
        for one, others in beside.items()
        for other in others
        if other != one
    }
    for one, other in sorted(met):
        found = match(normals[one], normals[other])
        if found is not None:
            yield found


def _normals(entries: Iterable[Entry], region: str) -> list[Normal]:
    listed = sorted((normal(entry, region) for entry in entries), key=lambda one: one.entry.id)
    for one, following in pairwise(listed):
        if one.entry.id == following.entry.id:
            raise BadInput(f"Two leads have the id {one.entry.id}.", todo="Give each lead an id of its own.")
    return listed


def _matches(listed: Sequence[Normal], asked: Sequence[int]) -> Iterator[Match]:
    """Matches in which at least one row of ``asked`` takes part, each pair once."""
    blocks = _blocks(listed)
    wanted = set(asked)
    for row, one in enumerate(listed):
        others = {other for rows in blocks[row] for other in rows if other > row}
        for other in sorted(others if row in wanted else others & wanted):
            found = match(one, listed[other])
            if found is not None:
                yield found


def _blocks(listed: Sequence[Normal]) -> list[list[list[int]]]:
    """Of each row its blocks: the rows under one key, where two or more, and not too many, share it."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for row, one in enumerate(listed):
        for key in keys_of(one):
            if key in shared:
                shared[key].append(row)
            elif (before := first.setdefault(key, row)) != row:
                shared[key] = [before, row]
    blocks: list[list[list[int]]] = [[] for _ in listed]
    for rows in shared.values():
        if len(rows) <= LARGEST:
            for row in rows:
                blocks[row].append(rows)
    return blocks
