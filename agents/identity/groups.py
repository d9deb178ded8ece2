"""Groups of leads that are one business, built from sure pairs so that no chain of them joins two businesses.

The rule: only sure pairs join. The strongest goes first, and two groups become one only where no member of the one
contradicts a member of the other (``compare.contradicts``: another house, another name, or no contact in common). A
lead whose sure partners contradict each other, such as a row without an address that fits two branches, joins none of
them: a person decides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from agents.identity.compare import Match, Verdict, contradicts
from agents.identity.entry import Normal, normal

_FITS_SEVERAL = "but it fits several businesses"
_WOULD_JOIN = "but the group would join two businesses"


@dataclass(frozen=True, slots=True)
class Group:
    """Two or more leads that are one business: their ids in order, and the sure pairs that say so."""

    ids: tuple[int, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups that can be merged at once, and the pairs left for a person to decide, strongest first."""

    groups: tuple[Group, ...]
    doubtful: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands whatever the pairs say: pairs of ids that are one business, and pairs that must not be joined."""

    joined: frozenset[tuple[int, int]] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()


_NOTHING = Said()
_NONE: Mapping[int, Normal] = {}


def groups(
    matches: Iterable[Match], region: str = "DE", said: Said = _NOTHING, known: Mapping[int, Normal] = _NONE
) -> Grouping:
    """Which leads are one business, whatever the order of the matches; ``region`` as in ``pairs``.

    ``known`` are normal forms that were worked out before, by id.
    """
    listed = sorted(matches, key=_strongest_first)
    sure = [one for one in listed if one.verdict is Verdict.SURE]
    entries = {entry.id: entry for one in sure for entry in (one.first, one.second)}
    normals = {i: known[i] if i in known else normal(entry, region) for i, entry in entries.items()}
    members = _forced(said.joined)
    speaks_against = _remembered(normals, members, said.apart)
    torn = _torn(sure, speaks_against)
    doubts = [one for one in listed if one.verdict is Verdict.DOUBTFUL]
    joining: list[Match] = []
    for one in sure:
        if torn.isdisjoint((one.first.id, one.second.id)):
            joining.append(one)
        else:
            doubts.append(_doubted(one, _FITS_SEVERAL))
    refused = _join(members, joining, speaks_against)
    doubts += [_doubted(one, _WOULD_JOIN) for one in refused]
    apart = [one for one in doubts if members.get(one.first.id, ()) is not members.get(one.second.id)]
    return Grouping(_listed(members, joining), tuple(sorted(apart, key=_strongest_first)))


def _strongest_first(one: Match) -> tuple[float, int, int]:
    return -one.score, one.first.id, one.second.id


Against = Callable[[int, int], bool]


def _forced(joined: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Each joined lead's group, one list that its members share."""
    members: dict[int, list[int]] = {}
    for a, b in sorted(joined):
        left, right = members.setdefault(a, [a]), members.setdefault(b, [b])
        if left is not right:
            left += right
            members.update(dict.fromkeys(right, left))
    return members


def _remembered(
    normals: Mapping[int, Normal], members: Mapping[int, list[int]], apart: Set[tuple[int, int]]
) -> Against:
    forced = {lead: id(group) for lead, group in members.items()}
    known: dict[tuple[int, int], bool] = {}

    def speaks_against(a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            is_forced = a in forced and forced[a] == forced.get(b)
            is_compared = a in normals and b in normals
            known[pair] = not is_forced and (
                pair in apart or (is_compared and contradicts(normals[pair[0]], normals[pair[1]]))
            )
        return known[pair]

    return speaks_against


def _torn(sure: Sequence[Match], speaks_against: Against) -> set[int]:
    """The leads of which two sure partners contradict each other."""
    partners: dict[int, list[int]] = defaultdict(list)
    for one in sure:
        partners[one.first.id].append(one.second.id)
        partners[one.second.id].append(one.first.id)
    return {
        lead
        for lead, others in partners.items()
        if any(speaks_against(a, b) for row, a in enumerate(others) for b in others[row + 1 :])
    }


def _join(members: dict[int, list[int]], sure: Sequence[Match], speaks_against: Against) -> list[Match]:
    """Join the groups of each pair in ``members``; the pairs that would have joined two businesses."""
    refused = []
    for one in sure:
        left = members.setdefault(one.first.id, [one.first.id])
        right = members.setdefault(one.second.id, [one.second.id])
        if left is right:
            continue
        if any(speaks_against(a, b) for a in left for b in right):
            refused.append(one)
            continue
        left += right
        members.update(dict.fromkeys(right, left))
    return refused


def _doubted(one: Match, reason: str) -> Match:
    return replace(one, verdict=Verdict.DOUBTFUL, reasons=(*one.reasons, reason))


def _listed(members: Mapping[int, list[int]], sure: Sequence[Match]) -> tuple[Group, ...]:
    links: dict[int, list[Match]] = defaultdict(list)
    for one in sure:
        if members[one.first.id] is members[one.second.id]:
            links[min(members[one.first.id])].append(one)
    found = {min(group): tuple(sorted(group)) for group in members.values() if len(group) > 1}
    return tuple(Group(found[lead], tuple(links[lead])) for lead in sorted(found))
