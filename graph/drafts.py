"""Use cases on drafts: every verb a person has; how they are approved is in ``approvals``, how read in ``queue``."""

from agents import writer
from agents.grounding.check import check
from graph import campaigns, leads, models, preferences, writing
from graph.app import App
from graph.approvals import Approved, Reopened, approve, approve_many, check_digest, reopen, reopen_many, withdraw
from graph.briefs import KIND_OF, Material, grounds, writing_brief
from graph.queue import Beside, Page, Shown, beside, page, queue, show
from graph.writing import AGAIN
from models.language.base import Task
from models.language.wishes import CHIPS
from storage.errors import BadConfig, BadInput, Changed, NotAllowed
from storage.records import (
    Channel,
    Draft,
    DraftStatus,
    Sentence,
)

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
        check_digest(app, work, before, digest)
        if before.status == DraftStatus.APPROVED:
            withdraw(work, before, who)
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
            withdraw(work, draft, who)
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
