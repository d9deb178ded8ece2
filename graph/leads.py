"""Use cases on leads: the table, one lead in full, and what a person knows better of it; decisions beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.discovery import emails
from agents.email import mime
from graph.app import App
from graph.decisions import Decided, assign, defer, reject, reopen, select, undo, write_to_selected
from storage.errors import BadInput
from storage.lead_filter import LeadFilter
from storage.records import (
    AuditEntry,
    Candidate,
    CandidateStatus,
    Draft,
    Evidence,
    Persona,
    PersonaText,
    TrendPoint,
)
from storage.unit_of_work import UnitOfWork

__all__ = [
    "Decided", "Detail", "Page", "assign", "defer", "detail", "matching", "page", "reject", "reopen", "sectors",
    "select", "set_email", "set_persona", "undo", "write_to_selected",
]  # fmt: skip


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
            history=_history(work, candidate_id),
            elsewhere=[(i, status) for i, status in elsewhere if i != candidate.campaign_id],
        )


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


def _history(work: UnitOfWork, candidate_id: int, limit: int = 50) -> list[AuditEntry]:
    """The newest entries on one candidate, newest first; those on a bulk of them are found by its decisions."""
    named = work.audit.of("candidate", candidate_id, limit)
    decided = work.audit.many([decision.entry for decision in work.decisions.of_candidate(candidate_id, limit)])
    entries = {entry.id: entry for entry in (*named, *decided)}
    return [entries[i] for i in sorted(entries, reverse=True)[:limit]]
