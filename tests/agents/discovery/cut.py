"""What a run that was cut off leaves behind, as the database would keep it."""

from collections.abc import Sequence
from dataclasses import replace

from agents.discovery.source import Past, Query, Step, pages_in


def left(steps: Sequence[Step], before: Past | None = None) -> Past:
    """The past that these steps leave, after what was before them."""
    before = before or Past()
    done = before.done | {step.item for step in steps if not step.is_passing}
    items = {item.name: item for item in before.ahead} | {item.name: item for step in steps for item in step.ahead}
    learnt = {**before.needs_script, **{kind: needs for step in steps for kind, needs in step.needs_script.items()}}
    return Past(done, tuple(item for name, item in items.items() if name not in done), learnt)


def going_on(query: Query, steps: Sequence[Step]) -> Query:
    """The query of a run that goes on after these steps."""
    found = sum(len(step.found) for step in steps)
    return replace(query, found=query.found + found, read=query.read + sum(pages_in(step.visits) for step in steps))
