"""Several sources as one: read in turn, each with its share of the limits; one that fails stops no other."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from agents.discovery.outage import PASSING
from agents.discovery.source import Item, Past, Plan, Query, Source, Step, pages_in
from storage.errors import BadInput, HandpickedError

_REFUSED = "as a whole"
_END = re.compile(r"read to its end \((\d+) businesses, (\d+) pages\)")


class CombinedSource:
    """Reads its sources in their order.

    The names of a source's items begin with its own name, so that they stay apart. What a source leaves of its share
    of the limits goes to those behind it. A source that fails gives a step with its problem, and is read again by a
    later start where the cause may pass.

    Args:
        sources: at least one; of two with the same name the later gets a number.
    """

    name = "several sources"

    def __init__(self, sources: Sequence[Source]) -> None:
        if not sources:
            raise BadInput("There is nowhere to look.", kept="Nothing was started.", todo="Choose at least one source.")
        self._sources = _named_apart(sources)

    def plan(self, query: Query) -> Plan:
        """The plans of all, each for its share. Raises as theirs."""
        plans = [
            (name, source.plan(self._share(query, number, _Spent())))
            for number, (name, source) in enumerate(self._sources)
        ]
        return Plan(
            tuple(where for _, plan in plans for where in plan.where),
            min(query.max_pages, sum(plan.pages for _, plan in plans)),
            sum(plan.seconds for _, plan in plans),
            sum(plan.requests for _, plan in plans),
            tuple(plans),
            usual=min(query.max_pages, sum(plan.usual for _, plan in plans)),
        )

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        """The sources' steps. Raises the first error where every source failed."""
        spent, errors = _Spent(), list[HandpickedError]()
        earlier = _Spent(query.found, query.read)
        for number, (name, source) in enumerate(self._sources):
            end = _end_of(name, past)
            if end is None:
                # Every source before this one is at its end, so what an earlier start found beyond them is this one's.
                before = _Spent(max(0, earlier.found - spent.found), max(0, earlier.pages - spent.pages))
                share = self._share(query, number, spent)
                turn = _Turn(name, replace(share, found=before.found, read=before.pages), before)
                yield from turn.steps(source, _past_of(name, past), should_stop)
                if should_stop():
                    return
                errors += [turn.error] if turn.error is not None else []
                end = turn.spent
                if turn.error is None:
                    yield Step(f"{name}: read to its end ({end.found} businesses, {end.pages} pages)")
            spent = _Spent(spent.found + end.found, spent.pages + end.pages)
        if len(errors) == len(self._sources):
            raise errors[0]

    def _share(self, query: Query, number: int, spent: "_Spent") -> Query:
        """What is left of the limits, in equal parts for this source and those behind it."""
        parts = len(self._sources) - number
        limit, pages = query.limit - spent.found, query.max_pages - spent.pages
        return replace(query, limit=max(0, -(-limit // parts)), max_pages=max(0, -(-pages // parts)))


@dataclass(frozen=True)
class _Spent:
    """What was taken of the limits."""

    found: int = 0
    pages: int = 0


class _Turn:
    """The turn of one source, with what it has ``spent`` so far and the ``error`` that ended it."""

    def __init__(self, name: str, share: Query, spent: _Spent) -> None:
        self._name, self._share, self.spent = name, share, spent
        self.error: HandpickedError | None = None

    def steps(self, source: Source, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        if self._share.limit <= self._share.found:
            return
        try:
            for step in source.find(self._share, past, should_stop):
                self.spent = _Spent(self.spent.found + len(step.found), self.spent.pages + pages_in(step.visits))
                yield _prefixed(self._name, step)
        except HandpickedError as error:
            self.error = error
            yield Step(f"{self._name}: {_REFUSED}", problem=str(error), is_passing=isinstance(error, PASSING))


def _named_apart(sources: Sequence[Source]) -> list[tuple[str, Source]]:
    names: dict[str, Source] = {}
    for source in sources:
        number = 1
        while (name := f"{source.name} {number}" if number > 1 else source.name) in names:
            number += 1
        names[name] = source
    return list(names.items())


def _prefixed(name: str, step: Step) -> Step:
    ahead = tuple(Item(f"{name}: {item.name}", item.kind, item.note) for item in step.ahead)
    return replace(step, item=f"{name}: {step.item}", ahead=ahead)


def _past_of(name: str, past: Past) -> Past:
    """The past of one source, in its own words."""
    start = f"{name}: "
    done = frozenset(item.removeprefix(start) for item in past.done if item.startswith(start))
    ahead = (replace(item, name=item.name.removeprefix(start)) for item in past.ahead if item.name.startswith(start))
    return replace(past, done=done, ahead=tuple(ahead))


def is_end(item: str) -> bool:
    """Whether an item says that one of several sources came to its end, under the limits of then."""
    return _END.search(item) is not None


def at_end(items: Iterable[str]) -> list[str]:
    """The names of the sources that these items say came to their end, in order."""
    ends = {item[: match.start()].removesuffix(": ") for item in items if (match := _END.search(item))}
    return sorted(ends - {""})


def has_refused(items: Iterable[str]) -> bool:
    """Whether these items say that one of several sources could not be read, for a cause that does not pass."""
    return any(item.endswith(f": {_REFUSED}") for item in items)


def is_of(item: str, name: str) -> bool:
    """Whether an item is one of a source of that name."""
    return item.startswith(f"{name}: ")


def _end_of(name: str, past: Past) -> _Spent | None:
    """What a source had spent when an earlier start read it to its end; None where none did."""
    start = f"{name}: "
    for item in past.done:
        match = _END.fullmatch(item.removeprefix(start)) if item.startswith(start) else None
        if match:
            return _Spent(int(match[1]), int(match[2]))
    return None
