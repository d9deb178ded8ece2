"""Drafts: what was written for a candidate in a channel, version by version."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from storage.errors import Changed, NotFound
from storage.records import About, Channel, Draft, DraftStatus, Quote, Sentence, move, now
from storage.tables import DraftRow

_FIELDS = tuple(field.name for field in fields(Draft))


@dataclass(frozen=True)
class NewDraft:
    """A text as the writer delivered it; ``used`` maps each slot that stands in it to the value filled in.

    ``problem`` says in one sentence why there is no text; ``evidence`` is what the writer was given, ``sentences`` what
    each sentence rests on; ``model_digest`` tells models of one name apart.
    """

    campaign_id: int
    candidate_id: int
    channel: Channel
    recipient: str
    subject: str
    body: str
    model: str
    prompt: str
    seed: int
    used: Mapping[str, str]
    comment: str = ""
    problem: str = ""
    task: str = "draft"
    prompt_version: str = ""
    language: str = "en"
    evidence: Sequence[Quote] = ()
    sentences: Sequence[Sentence] = ()
    model_digest: str = ""


class Drafts:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: NewDraft) -> Draft:
        """Keep a text as the next version of its candidate and channel."""
        of_candidate = (DraftRow.candidate_id == new.candidate_id) & (DraftRow.channel == new.channel)
        last = self._session.scalar(select(func.max(DraftRow.version)).where(of_candidate)) or 0
        row = DraftRow(
            campaign_id=new.campaign_id,
            candidate_id=new.candidate_id,
            channel=new.channel,
            version=last + 1,
            status=DraftStatus.WAITING,
            recipient=new.recipient,
            subject=new.subject,
            body=new.body,
            original_subject=new.subject,
            original_body=new.body,
            comment=new.comment,
            reason=new.problem,
            model=new.model,
            model_digest=new.model_digest,
            prompt=new.prompt,
            seed=new.seed,
            used=dict(new.used),
            created_at=now(),
            task=new.task,
            prompt_version=new.prompt_version,
            language=new.language,
            evidence=[asdict(quote) for quote in new.evidence],
            sentences=[asdict(sentence) for sentence in new.sentences],
        )
        self._session.add(row)
        self._session.flush()
        return _record(row)

    def get(self, draft_id: int) -> Draft:
        """Raises NotFound."""
        return _record(self._row(draft_id))

    def move(self, draft_id: int, event: str, *, reason: str = "", comment: str | None = None) -> Draft:
        """Raises NotAllowed where the status table forbids it."""
        row = self._row(draft_id)
        row.status = move(DraftStatus(row.status), event)
        row.reason = reason
        if comment is not None:
            row.comment = comment
        self._session.flush()
        return _record(row)

    def set_text(self, draft_id: int, subject: str, body: str, sentences: Sequence[Sentence]) -> Draft:
        """Replace the text, together with what each sentence of the new one rests on."""
        row = self._row(draft_id)
        row.subject, row.body = subject, body
        row.sentences = [asdict(sentence) for sentence in sentences]
        self._session.flush()
        return _record(row)

    def set_recipient(self, candidate_id: int, recipient: str) -> None:
        """Address every e-mail of a candidate that still waits."""
        waiting = (DraftRow.status == DraftStatus.WAITING) & (DraftRow.channel == Channel.EMAIL)
        self._session.execute(
            update(DraftRow).where(DraftRow.candidate_id == candidate_id, waiting).values(recipient=recipient)
        )

    def page(
        self,
        campaign_id: int,
        statuses: Sequence[DraftStatus],
        channel: str = "",
        limit: int = 500,
        *,
        after: int = 0,
        offset: int = 0,
    ) -> list[Draft]:
        """Oldest first: those whose id is beyond ``after``, the first ``offset`` of them left out."""
        query = select(DraftRow).where(_listed(campaign_id, statuses, channel), DraftRow.id > after)
        rows = self._session.scalars(query.order_by(DraftRow.id).limit(limit).offset(offset))
        return [_record(row) for row in rows]

    def count(self, campaign_id: int, statuses: Sequence[DraftStatus], channel: str = "") -> int:
        """How many ``page`` could list."""
        query = select(func.count()).select_from(DraftRow).where(_listed(campaign_id, statuses, channel))
        return self._session.scalar(query) or 0

    def shared_recipients(self, campaign_id: int) -> set[str]:
        """The addresses to which drafts for more than one candidate go, those given up left out."""
        given_up = (DraftStatus.REJECTED, DraftStatus.REPLACED)
        query = (
            select(DraftRow.recipient)
            .where(DraftRow.campaign_id == campaign_id, DraftRow.recipient != "", DraftRow.status.not_in(given_up))
            .group_by(DraftRow.recipient)
            .having(func.count(DraftRow.candidate_id.distinct()) > 1)
        )
        return set(self._session.scalars(query))

    def counts(self, campaign_id: int) -> dict[DraftStatus, int]:
        query = select(DraftRow.status, func.count()).where(DraftRow.campaign_id == campaign_id)
        return {DraftStatus(s): n for s, n in self._session.execute(query.group_by(DraftRow.status))}

    def of_candidate(self, candidate_id: int) -> list[Draft]:
        """Every version in every channel, newest first."""
        query = select(DraftRow).where(DraftRow.candidate_id == candidate_id).order_by(DraftRow.id.desc())
        return [_record(row) for row in self._session.scalars(query)]

    def channels_written(self, candidate_ids: Sequence[int]) -> set[tuple[int, str]]:
        query = select(DraftRow.candidate_id, DraftRow.channel).where(DraftRow.candidate_id.in_(candidate_ids))
        return {(candidate_id, channel) for candidate_id, channel in self._session.execute(query)}

    def replace(self, old_id: int, new: NewDraft) -> Draft:
        """Put a rewritten text in the place of the one whose rewrite was asked.

        Raises:
            Changed: the rewrite was withdrawn meanwhile.
        """
        if self.get(old_id).status != DraftStatus.REWRITE:
            raise Changed("The rewrite was withdrawn meanwhile.", kept="The earlier text is kept.")
        self.move(old_id, "replace", comment=new.comment)
        return self.add(new)

    def _row(self, draft_id: int) -> DraftRow:
        row = self._session.get(DraftRow, draft_id)
        if row is None:
            raise NotFound(f"There is no draft {draft_id}.", todo="Choose one from the queue.")
        return row


def _listed(campaign_id: int, statuses: Sequence[DraftStatus], channel: str) -> ColumnElement[bool]:
    listed = (DraftRow.campaign_id == campaign_id) & DraftRow.status.in_(statuses)
    return listed & (DraftRow.channel == channel) if channel else listed


def _record(row: DraftRow) -> Draft:
    values = {name: getattr(row, name) for name in _FIELDS}
    values["channel"], values["status"] = Channel(row.channel), DraftStatus(row.status)
    values["evidence"] = tuple(Quote(**quote) for quote in row.evidence)
    values["sentences"] = tuple(_sentence(sentence) for sentence in row.sentences)
    return Draft(**values)


def _sentence(kept: Mapping[str, Any]) -> Sentence:
    support = tuple(Quote(**quote) for quote in kept["support"])
    return Sentence(kept["text"], About(kept["about"]), support, kept["problem"])
