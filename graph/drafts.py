"""Use cases on drafts: every verb a person has; how drafts are read is in ``graph.queue``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from agents import writer
from agents.email import mime
from agents.grounding.check import check
from graph import campaigns, leads, models, preferences, writing
from graph import queue as reading
from graph.app import App
from graph.briefs import KIND_OF, Material, grounds, writing_brief
from graph.queue import Beside, Page, Shown, beside, page, queue, show
from graph.writing import AGAIN
from models.language.base import Task
from models.language.wishes import CHIPS
from storage.errors import BadConfig, BadInput, Changed, NotAllowed
from storage.records import (
    Channel,
    DeliveryStatus,
    Draft,
    DraftStatus,
    Sentence,
    now,
)
from storage.unit_of_work import UnitOfWork

__all__ = [
    "CHIPS",
    "Approved",
    "Beside",
    "Page",
    "Reopened",
    "Shown",
    "approve",
    "approve_many",
    "ask_rewrite",
    "beside",
    "edit",
    "edit_and_approve",
    "override",
    "page",
    "queue",
    "reject",
    "reopen",
    "reopen_many",
    "restore",
    "set_recipient",
    "show",
    "understood",
    "withdraw_override",
    "write_again",
]


@dataclass(frozen=True)
class Approved:
    """What a group approval did: the drafts approved, and the sentence for each that was left."""

    ids: Sequence[int]
    left: Sequence[str]


@dataclass(frozen=True)
class Reopened:
    """What taking a group of approvals back did: the drafts that wait again, and those that had left already."""

    ids: Sequence[int]
    gone: Sequence[int]


def approve(app: App, draft_id: int, digest: str, who: str) -> None:
    """Approve exactly what was shown; it leaves after the undo time.

    Raises:
        Changed: the message is no longer the one whose ``digest`` was shown. NotAllowed: something blocks it.
    """
    with app.write() as work:
        _approve(app, work, draft_id, digest, who)
        work.commit()


def approve_many(app: App, shown: Sequence[tuple[int, str]], who: str) -> Approved:
    """Approve each (draft id, digest) that nothing blocks; the others stay in the queue."""
    approved, left = [], []
    for draft_id, digest in shown:
        try:
            approve(app, draft_id, digest, who)
            approved.append(draft_id)
        except (Changed, NotAllowed) as problem:
            left.append(str(problem))
    return Approved(approved, left)


def edit(app: App, draft_id: int, digest: str, subject: str, body: str, who: str) -> Shown:
    """Put a person's own words in place of the draft's; an approval that it had ends, and its send with it.

    Raises:
        BadInput: the text, or the subject of an e-mail, was edited to nothing. Changed: see ``approve``.
    """
    subject, body = " ".join(subject.split()), body.strip()
    sentences = _checked(app, draft_id, subject, body)
    with app.write() as work:
        before = work.drafts.get(draft_id)
        _check_text(before.channel, subject, body)
        if before.status not in (DraftStatus.WAITING, DraftStatus.APPROVED):
            raise NotAllowed(f"This draft is {before.status}.", todo="Put it back into the queue first.")
        _check_digest(app, work, before, digest)
        if before.status == DraftStatus.APPROVED:
            _withdraw(work, before, who)
        work.drafts.set_text(draft_id, subject, body, sentences)
        detail = {"before": [before.subject, before.body], "after": [subject, body]}
        work.audit.append(who, "edit", "draft", [draft_id], detail)
        work.commit()
    return show(app, draft_id)


def edit_and_approve(app: App, draft_id: int, digest: str, subject: str, body: str, who: str) -> None:
    """Raises as ``edit`` and ``approve``; where the approval is refused, the edit is kept."""
    approve(app, draft_id, edit(app, draft_id, digest, subject, body, who).digest, who)


def restore(app: App, draft_id: int, digest: str, who: str) -> Shown:
    """Put the writer's own text back."""
    draft = show(app, draft_id).draft
    return edit(app, draft_id, digest, draft.original_subject, draft.original_body, who)


def check_now(app: App, draft_id: int, who: str) -> None:
    """Check the sentences of a text that were not yet, as of one from before there was a check.

    Raises Changed where somebody edits it at the same time.
    """
    draft = show(app, draft_id).draft
    sentences = _checked(app, draft_id, draft.subject, draft.body)
    with app.write() as work:
        present = work.drafts.get(draft_id)
        if (present.subject, present.body) != (draft.subject, draft.body):
            raise Changed("This draft was edited at the same moment.", todo="Read it as it stands now.")
        work.drafts.set_text(draft_id, draft.subject, draft.body, sentences)
        work.audit.append(who, "check", "draft", [draft_id], {"sentences": len(sentences)})
        work.commit()


def override(app: App, draft_id: int, sentence: str, reason: str, who: str) -> None:
    """Let a sentence stand that nothing supports, on a person's word. Raises BadInput without a reason, NotFound."""
    with app.write() as work:
        draft = work.drafts.get(draft_id)
        if sentence not in {one.text for one in draft.sentences if one.problem}:
            raise Changed("This sentence is not in the text any more.", todo="Read it as it stands now.")
        work.overrides.add(draft_id, sentence, reason, who)
        work.audit.append(who, "let a sentence stand", "draft", [draft_id], {"sentence": sentence, "reason": reason})
        work.commit()


def withdraw_override(app: App, draft_id: int, sentence: str, who: str) -> None:
    """Take back a person's word on a sentence; an approval that rested on it ends. Raises NotFound."""
    with app.write() as work:
        draft = work.drafts.get(draft_id)
        if draft.status == DraftStatus.APPROVED:
            _withdraw(work, draft, who)
        work.overrides.remove(draft_id, sentence)
        work.audit.append(who, "withdraw word on a sentence", "draft", [draft_id], {"sentence": sentence})
        work.commit()


def write_again(app: App, draft_id: int, who: str) -> None:
    """Have the text made once more by the same model, prompt, evidence and seed; see ``writing.again_said``.

    Raises NotAllowed where another model is chosen now: it could not write the same.
    """
    with app.read() as work:
        draft = work.drafts.get(draft_id)
    if problem := writing.cannot_repeat(app, draft):
        raise NotAllowed(
            problem,
            kept="The text stays as it is.",
            todo="Choose the earlier model under Settings, Models, or ask for a rewrite.",
        )
    ask_rewrite(app, draft_id, AGAIN, who)


def reject(app: App, draft_id: int, reason: str, who: str) -> None:
    """Decide not to send this text. Raises BadInput without a reason, NotAllowed where it is decided already."""
    if not reason.strip():
        raise BadInput("A rejection needs a reason.", kept="The draft stays in the queue.")
    _move(app, draft_id, "reject", who, reason=reason.strip()[:500])


def ask_rewrite(app: App, draft_id: int, comment: str, who: str) -> None:
    """Ask the writer for another version. Raises BadInput without a comment, NotAllowed in a stopped campaign."""
    if not comment.strip():
        raise BadInput("Say what should be different.", kept="The draft stays in the queue.")
    _move(app, draft_id, "ask rewrite", who, comment=comment.strip()[:500])


def reopen(app: App, draft_id: int, who: str) -> None:
    """Put a decided draft back into the queue; a send that was scheduled is cancelled.

    Raises NotAllowed where it has left already, or is leaving.
    """
    with app.write() as work:
        draft = work.drafts.get(draft_id)
        if draft.status == DraftStatus.APPROVED:
            _withdraw(work, draft, who)
        else:
            work.drafts.move(draft_id, "reopen")
            work.audit.append(who, "reopen", "draft", [draft_id])
        work.commit()


def reopen_many(app: App, draft_ids: Sequence[int], who: str) -> Reopened:
    """Put each decided draft back into the queue; what has left, or is leaving, stays as it is."""
    back, gone = [], []
    for draft_id in draft_ids:
        try:
            reopen(app, draft_id, who)
            back.append(draft_id)
        except NotAllowed:
            if show(app, draft_id).draft.status == DraftStatus.APPROVED:
                gone.append(draft_id)
    return Reopened(back, gone)


def set_recipient(app: App, draft_id: int, email: str, who: str) -> None:
    """Address a waiting e-mail, and its lead, to what a person typed. Raises BadInput, NotAllowed."""
    draft = show(app, draft_id).draft
    if draft.status != DraftStatus.WAITING:
        raise NotAllowed(f"This draft is {draft.status}.", todo="Put it back into the queue first.")
    leads.set_email(app, draft.candidate_id, email, who)


def understood(app: App, shown: Shown, comment: str) -> str:
    """What the writer will make of a comment, in words; empty for an empty one and for a model that reads it whole."""
    model = models.model_for(app, Task.REWRITE, shown.draft.campaign_id)
    if model is None or model.dialect != "starter":
        return ""
    brief = writing_brief(_material(app, shown.draft), KIND_OF[shown.draft.channel], shown.draft.seed, comment)
    return writer.wish_of(brief).in_words()


def _material(app: App, draft: Draft) -> Material:
    with app.read() as work:
        candidate = work.candidates.get(draft.candidate_id)
        return Material(
            brief=work.campaigns.get(draft.campaign_id).brief,
            sender=preferences.sender(work),
            candidate=candidate,
            reader=work.personas.of([candidate.id]).get(candidate.id),
            evidence=work.evidence.of([candidate.lead.id])[candidate.lead.id],
        )


def _checked(app: App, draft_id: int, subject: str, body: str) -> tuple[Sentence, ...]:
    """What each sentence of a person's own words rests on; where the embedding model is missing, by the words alone."""
    with app.read() as work:
        draft = work.drafts.get(draft_id)
    against = grounds(_material(app, draft), draft.evidence)
    try:
        return check(subject, body, against, app.embedder)
    except BadConfig:
        return check(subject, body, against, None)


def _approve(app: App, work: UnitOfWork, draft_id: int, digest: str, who: str) -> None:
    shown = reading.shown(app, work, [work.drafts.get(draft_id)])[0]
    name = shown.candidate.lead.business.name
    if shown.draft.status != DraftStatus.WAITING:
        raise NotAllowed(f"The message to {name} is {shown.draft.status} already.", kept="Nothing was done twice.")
    if shown.digest != digest:
        raise Changed(
            f"The message to {name} changed since you opened it.",
            kept="Nothing was approved.",
            todo="Read it as it stands now, then decide.",
        )
    if blocked := [flag.text for flag in shown.flags if flag.is_blocking]:
        raise NotAllowed(f"The message to {name} cannot be approved: {blocked[0]}", kept="It stays in the queue.")
    for earlier in work.deliveries.of_draft(draft_id):
        if earlier.status == DeliveryStatus.FAILED:
            work.deliveries.move(earlier.id, "cancel", error=earlier.error)
    approval = work.approvals.add(draft_id, shown.message, who)
    work.drafts.move(draft_id, "approve")
    campaigns.reopen_finished(work, shown.draft.campaign_id, who)
    installation = work.preferences.get("installation").get("id", "")
    message_id = mime.new_message_id(f"{installation}/{approval.id}", preferences.sender(work).email)
    due = now() + timedelta(seconds=app.settings.undo_seconds)
    work.deliveries.add(shown.draft, approval.id, shown.via, message_id, due)
    work.audit.append(who, "approve", "draft", [draft_id], {"digest": digest, "via": shown.via})


def _withdraw(work: UnitOfWork, draft: Draft, who: str) -> None:
    """End an approval and its delivery; refuses where that delivery has left, is leaving, or may have left."""
    for delivery in work.deliveries.of_draft(draft.id)[:1]:
        if delivery.status in (DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.UNKNOWN):
            raise NotAllowed(
                f"The message to {delivery.recipient or 'the outbox'} is {delivery.status}.",
                kept="It stays as it is.",
                todo="What has left cannot be called back.",
            )
        if delivery.status in (DeliveryStatus.QUEUED, DeliveryStatus.FAILED):
            work.deliveries.move(delivery.id, "cancel")
    work.approvals.void(draft.id)
    work.drafts.move(draft.id, "reopen")
    work.audit.append(who, "withdraw approval", "draft", [draft.id])


def _move(app: App, draft_id: int, event: str, who: str, *, reason: str = "", comment: str | None = None) -> None:
    with app.write() as work:
        draft = work.drafts.move(draft_id, event, reason=reason, comment=comment)
        work.audit.append(who, event, "draft", [draft_id], {"reason": reason, "comment": comment or ""})
        if event == "ask rewrite":
            campaigns.refuse_stopped(work, draft.campaign_id, kept="The draft stays in the queue.")
            campaigns.reopen_finished(work, draft.campaign_id, who)
        work.jobs.request(draft.campaign_id)
        work.commit()


def _check_text(channel: Channel, subject: str, body: str) -> None:
    if not body.strip():
        raise BadInput(
            "The text is empty.", kept="The earlier text is kept.", todo="Write a text, or reject the draft."
        )
    if channel == Channel.EMAIL and not subject.strip():
        raise BadInput("The subject is empty.", kept="The earlier subject is kept.", todo="Write a subject.")


def _check_digest(app: App, work: UnitOfWork, draft: Draft, digest: str) -> None:
    if reading.shown(app, work, [draft])[0].digest != digest:
        raise Changed(
            "This changed since you opened it.",
            kept="Nothing was changed.",
            todo="Read it as it stands now, then decide.",
        )
