"""Use cases on leads: the table, one lead in full, and a person's decisions with their undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agents.discovery import emails
from agents.email import mime
from graph import campaigns
from graph.app import App
from storage.errors import BadInput, NotAllowed
from storage.lead_filter import LeadFilter, leads_of
from storage.records import (
    REJECT_REASONS,
    AuditEntry,
    Candidate,
    CandidateStatus,
    Draft,
    Evidence,
    Persona,
    PersonaText,
    TrendPoint,
    now,
)
from storage.unit_of_work import UnitOfWork

EVENTS = {
    "select": CandidateStatus.SELECTED,
    "reject": CandidateStatus.REJECTED,
    "defer": CandidateStatus.DEFERRED,
    "reopen": CandidateStatus.OPEN,
    "hand over": CandidateStatus.HANDED_OVER,
}


@dataclass(frozen=True)
class Page:
    """Some rows of the table, and how many match in all."""

    rows: Sequence[Candidate]
    total: int


@dataclass(frozen=True)
class Detail:
    """Everything known of one candidate."""

    candidate: Candidate
    evidence: Sequence[Evidence]
    persona: Persona | None
    drafts: Sequence[Draft]
    points: Sequence[TrendPoint]
    history: Sequence[AuditEntry]
    elsewhere: Sequence[tuple[int, CandidateStatus]]


@dataclass(frozen=True)
class Decided:
    """What a decision did: how many moved, how many could not, and the token that takes it back."""

    verb: str
    moved: int
    left: int
    undo: int


def page(app: App, where: LeadFilter, offset: int = 0, limit: int = 100) -> Page:
    with app.read() as work:
        return Page(work.table.rows(where, offset, limit), work.table.count(where))


def sectors(app: App, campaign_id: int) -> list[str]:
    """The sectors that occur in a campaign."""
    with app.read() as work:
        return work.table.choices(campaign_id, "sector")


def matching(app: App, where: LeadFilter, limit: int | None = None) -> list[int]:
    """The ids of all that match, in their order."""
    with app.read() as work:
        return work.table.ids(where, limit)


def detail(app: App, candidate_id: int) -> Detail:
    """Raises NotFound."""
    with app.read() as work:
        candidate = work.candidates.get(candidate_id)
        place = work.campaigns.get(candidate.campaign_id).brief.place
        elsewhere = work.candidates.campaigns_of_lead(candidate.lead.id)
        return Detail(
            candidate=candidate,
            evidence=work.evidence.of([candidate.lead.id])[candidate.lead.id],
            persona=work.personas.of([candidate_id]).get(candidate_id),
            drafts=work.drafts.of_candidate(candidate_id),
            points=work.trends.points(candidate.lead.business.sector, place),
            history=work.audit.of("candidate", candidate_id),
            elsewhere=[(i, status) for i, status in elsewhere if i != candidate.campaign_id],
        )


def select(app: App, ids: Sequence[int], who: str) -> Decided:
    return _decide(app, ids, "select", who)


def reopen(app: App, ids: Sequence[int], who: str) -> Decided:
    """Put back among those to pick."""
    return _decide(app, ids, "reopen", who)


def reject(app: App, ids: Sequence[int], reason: str, note: str, who: str) -> Decided:
    """Raises BadInput where the reason is none of the list."""
    if reason not in REJECT_REASONS:
        raise BadInput("A rejection needs a reason.", todo=f"Choose one of: {', '.join(REJECT_REASONS)}.")
    return _decide(app, ids, "reject", who, reason=reason, note=note.strip()[:500])


def defer(app: App, ids: Sequence[int], until: date, who: str) -> Decided:
    """Set aside until a day, on which they come back by themselves. Raises BadInput for a day that is not ahead."""
    if until <= now().astimezone().date():
        raise BadInput(f"{until:%d %b %Y} is not ahead.", todo="Choose a day from tomorrow on.")
    return _decide(app, ids, "defer", who, until=until)


def write_to_selected(app: App, campaign_id: int, who: str) -> Decided:
    """Hand every selected lead over to the writer. Raises NotAllowed where none is, and in a stopped campaign."""
    with app.write() as work:
        ids = work.table.ids(leads_of(campaign_id, (CandidateStatus.SELECTED,)))
        if not ids:
            raise NotAllowed("No lead is selected yet.", todo="Select the leads that you want to write to first.")
        campaigns.refuse_stopped(work, campaign_id, kept="Your selection is kept.")
        decided = _move(work, ids, "hand over", who)
        campaigns.reopen_finished(work, campaign_id, who)
        work.jobs.request(campaign_id)
        work.commit()
    return decided


def undo(app: App, token: int, who: str) -> int:
    """Take a decision back; how many went back. Those that someone decided on again since stay as they are."""
    with app.write() as work:
        entry = work.audit.get(token)
        if entry.noun != "candidate" or entry.action not in EVENTS or entry.action == "hand over":
            raise NotAllowed("This cannot be undone.", todo="Decide anew in the table.")
        decided_at = datetime.fromisoformat(entry.detail["at"])
        undone = work.candidates.restore(entry.detail["before"], EVENTS[entry.action], decided_at, who)
        work.audit.append(who, "undo", "candidate", entry.noun_ids, {"entry": token, "undone": undone})
        work.commit()
    return undone


def set_email(app: App, candidate_id: int, email: str, who: str) -> None:
    """Give a lead an address that a person knows, letters beyond ASCII in its domain as mail servers take them.

    Drafts that wait are addressed too. Raises BadInput.
    """
    email = emails.address_of(email) or email.strip()
    if not mime.is_address(email):
        raise BadInput(
            f"{email!r} is not an e-mail address.",
            kept="The lead stays as it was.",
            todo="Type one like name@company.example.",
        )
    with app.write() as work:
        candidate = work.candidates.get(candidate_id)
        work.leads.set_email(candidate.lead.id, email)
        work.drafts.set_recipient(candidate_id, email)
        detail = {"before": candidate.lead.business.email, "after": email}
        work.audit.append(who, "set e-mail", "candidate", [candidate_id], detail)
        work.commit()


def set_persona(app: App, candidate_id: int, role: str, cares_about: Sequence[str], who: str) -> None:
    """Keep a person's own view of who reads the message. Raises BadInput."""
    cares = tuple(text.strip() for text in cares_about if text.strip())
    if not role.strip() or not cares:
        raise BadInput("The reader needs a role and at least one thing they care about.", kept="Nothing was changed.")
    with app.write() as work:
        before = work.personas.of([candidate_id]).get(candidate_id)
        grounds = before.text.grounds if before else ()
        work.personas.set(candidate_id, PersonaText(role.strip(), cares, grounds), edited=True)
        work.audit.append(who, "edit reader", "candidate", [candidate_id], {"role": role, "cares about": cares})
        work.commit()


def _decide(
    app: App, ids: Sequence[int], verb: str, who: str, reason: str = "", note: str = "", until: date | None = None
) -> Decided:
    with app.write() as work:
        decided = _move(work, ids, verb, who, reason, note, until)
        work.commit()
    return decided


def _move(
    work: UnitOfWork,
    ids: Sequence[int],
    verb: str,
    who: str,
    reason: str = "",
    note: str = "",
    until: date | None = None,
) -> Decided:
    at = now()
    decision = {"reason": reason, "note": note, "decided_by": who, "decided_at": at, "deferred_until": until}
    before = work.candidates.snapshot(ids)
    moved = work.candidates.decide(ids, verb, EVENTS[verb], decision)
    kept = {str(i): before[str(i)] for i in moved}
    detail = {"before": kept, "after": EVENTS[verb], "at": at.isoformat(), **_why(reason, note, until)}
    token = work.audit.append(who, verb, "candidate", moved, detail)
    return Decided(verb, len(moved), len(ids) - len(moved), token)


def _why(reason: str, note: str, until: date | None) -> dict[str, object]:
    return {"reason": reason, "note": note, "until": until}
