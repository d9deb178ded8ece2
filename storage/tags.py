"""Tags: short words of a team's own on candidates, the same in every campaign."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.candidates import CHUNK
from storage.tables import CandidateRow, CandidateTagRow, TagRow


class Tags:
    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, name: str) -> tuple[int, str] | None:
        """A tag's id and its name as it was first written, whatever the case of ``name``; None where there is none."""
        wanted = name.casefold()
        return next((one for one in self.all() if one[1].casefold() == wanted), None)

    def show(self, name: str) -> int:
        """The id of a new tag, or of one that was hidden."""
        row = next(
            (row for row in self._session.scalars(select(TagRow)) if row.name.casefold() == name.casefold()), None
        )
        if row is None:
            row = TagRow(name=name)
            self._session.add(row)
        row.is_hidden = False
        self._session.flush()
        return row.id

    def hide(self, tag_id: int) -> None:
        """Offer a tag no more; its id stays its own, so that decisions on it can be undone."""
        self._session.execute(update(TagRow).where(TagRow.id == tag_id).values(is_hidden=True))

    def campaigns(self, tag_id: int) -> list[int]:
        """The campaigns in which any candidate has a tag."""
        tagged = select(CandidateTagRow.candidate_id).where(CandidateTagRow.tag_id == tag_id)
        query = select(CandidateRow.campaign_id).where(CandidateRow.id.in_(tagged)).distinct()
        return sorted(self._session.scalars(query))

    def all(self) -> list[tuple[int, str]]:
        """Id and name of each that is offered, by name."""
        rows = self._session.execute(select(TagRow.id, TagRow.name).where(~TagRow.is_hidden))
        return sorted(((tag_id, name) for tag_id, name in rows), key=lambda one: one[1].casefold())

    def counts(self, campaign_id: int | None = None) -> dict[int, int]:
        """How many candidates have each tag that any has, in one campaign or in all."""
        query = select(CandidateTagRow.tag_id, func.count()).group_by(CandidateTagRow.tag_id)
        if campaign_id is not None:
            here = select(CandidateRow.id).where(CandidateRow.campaign_id == campaign_id)
            query = query.where(CandidateTagRow.candidate_id.in_(here))
        return {row[0]: row[1] for row in self._session.execute(query)}

    def of(self, candidate_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The tags of each of some candidates that has any, by name."""
        found: dict[int, list[str]] = {}
        for start in range(0, len(candidate_ids), CHUNK):
            query = (
                select(CandidateTagRow.candidate_id, TagRow.name)
                .join(TagRow, TagRow.id == CandidateTagRow.tag_id)
                .where(CandidateTagRow.candidate_id.in_(candidate_ids[start : start + CHUNK]))
            )
            for candidate_id, name in self._session.execute(query):
                found.setdefault(candidate_id, []).append(name)
        return {candidate_id: tuple(sorted(names, key=str.casefold)) for candidate_id, names in found.items()}

    def rename(self, tag_id: int, name: str) -> None:
        self._session.execute(update(TagRow).where(TagRow.id == tag_id).values(name=name))

    def assignees(self, campaign_id: int) -> Mapping[str, int]:
        """To how many candidates of a campaign each person is assigned, by name."""
        query = (
            select(CandidateRow.assignee, func.count())
            .where(CandidateRow.campaign_id == campaign_id, CandidateRow.assignee != "")
            .group_by(CandidateRow.assignee)
            .order_by(CandidateRow.assignee)
        )
        return {row[0]: row[1] for row in self._session.execute(query)}
