"""Use cases on tags: a team's own words on leads, the same in every campaign."""

from dataclasses import dataclass

from graph import decisions
from graph.app import App
from graph.decisions import Decided
from storage.decisions import Chosen, Everyone, NewDecision
from storage.errors import BadInput, NotFound
from storage.records import Subject
from storage.unit_of_work import UnitOfWork

LONGEST = 40
MOST = 500
"""How many tags there may be: more than anyone can choose from."""


@dataclass(frozen=True)
class Tag:
    """A tag, and how many leads have it."""

    id: int
    name: str
    count: int


@dataclass(frozen=True)
class Deleted:
    """A tag that was deleted, from how many leads, and the tokens that take this back."""

    name: str
    count: int
    undo: tuple[int, ...]


def listed(app: App, campaign_id: int | None = None) -> list[Tag]:
    """Every tag by name, with how many leads of a campaign have it, or of all campaigns."""
    with app.read() as work:
        counts = work.tags.counts(campaign_id)
        return [Tag(tag_id, name, counts.get(tag_id, 0)) for tag_id, name in work.tags.all()]


def suggestions(app: App, typed: str = "", limit: int = 10) -> list[str]:
    """Tags that hold what is typed so far, those that start so first, then those that most leads have."""
    wanted = typed.strip().casefold()
    found = [tag for tag in listed(app) if wanted in tag.name.casefold()]
    found.sort(key=lambda tag: (not tag.name.casefold().startswith(wanted), -tag.count, tag.name.casefold()))
    return [tag.name for tag in found[:limit]]


def tag(app: App, chosen: Chosen, name: str, who: str) -> Decided:
    """Give leads a tag, a new one or one that is there, whatever its case. Raises BadInput."""
    wanted = _name(name)
    with app.write() as work:
        tag_id, known = work.tags.find(wanted) or _new(work, wanted)
        return _put(work, chosen, "tag", tag_id, known, who)


def untag(app: App, chosen: Chosen, name: str, who: str) -> Decided:
    """Take a tag from leads. Raises NotFound."""
    with app.write() as work:
        tag_id, known = _found(work, name)
        return _put(work, chosen, "untag", tag_id, known, who)


def rename(app: App, name: str, new_name: str, who: str) -> None:
    """Call a tag something else wherever it is. Raises NotFound, and BadInput for a name that another tag has."""
    wanted = _name(new_name)
    with app.write() as work:
        tag_id, known = _found(work, name)
        other = work.tags.find(wanted)
        if other and other[0] != tag_id:
            raise BadInput(
                f"There is a tag “{other[1]}” already.",
                kept="Nothing was changed.",
                todo=f"Give it to the leads that have “{known}”, then delete that one.",
            )
        work.tags.rename(tag_id, wanted)
        work.audit.append(who, "rename", "tag", [tag_id], {"before": known, "after": wanted})
        work.commit()


def delete(app: App, name: str, who: str) -> Deleted:
    """Take a tag from every lead in every campaign, and offer it no more. Raises NotFound."""
    with app.write() as work:
        tag_id, known = _found(work, name)
        taken = [
            decisions.make(work, NewDecision(of, Subject.TAG, "untag", who, tag_id=tag_id, value=known), Everyone(of))
            for of in work.tags.campaigns(tag_id)
        ]
        work.tags.hide(tag_id)
        deleted = Deleted(known, sum(one.moved for one in taken), tuple(one.undo for one in taken))
        work.audit.append(who, "delete", "tag", [tag_id], {"before": known, "count": deleted.count})
        work.commit()
    return deleted


def restore(app: App, deleted: Deleted, who: str) -> int:
    """Offer a deleted tag again and give it back to those that had it; how many."""
    with app.write() as work:
        tag_id = work.tags.show(deleted.name)
        count = sum(decisions.take_back(work, token, who) for token in deleted.undo)
        work.audit.append(who, "restore", "tag", [tag_id], {"after": deleted.name, "count": count})
        work.commit()
    return count


def of(app: App, candidate_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The tags of each lead that has any."""
    with app.read() as work:
        return work.tags.of(candidate_ids)


def _put(work: UnitOfWork, chosen: Chosen, verb: str, tag_id: int, name: str, who: str) -> Decided:
    campaign_id = work.decisions.campaign_of(chosen)
    if campaign_id is None:
        return Decided(verb, 0, 0, 0)
    words = decisions.in_words(chosen)
    new = NewDecision(campaign_id, Subject.TAG, verb, who, tag_id=tag_id, value=name, where=words)
    decided = decisions.make(work, new, chosen)
    work.commit()
    return decided


def _new(work: UnitOfWork, name: str) -> tuple[int, str]:
    if len(work.tags.all()) >= MOST:
        raise BadInput(
            f"There are {MOST} tags already.", kept="Nothing was changed.", todo="Use one of them, or delete some."
        )
    return work.tags.show(name), name


def _found(work: UnitOfWork, name: str) -> tuple[int, str]:
    found = work.tags.find(name.strip())
    if found is None:
        raise NotFound(f"There is no tag “{name.strip()[:LONGEST]}”.", todo="Reload the page.")
    return found


def _name(text: str) -> str:
    plain = decisions.one_line("tag", text, LONGEST)
    if not plain:
        raise BadInput("A tag needs a name.", kept="Nothing was changed.")
    return plain
