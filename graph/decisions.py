"""Use cases on decisions: on ticked leads or on all that match, each with its undo."""

from dataclasses import dataclass, replace
from datetime import date

from graph import campaigns
from graph.app import App
from storage import lead_filter_text
from storage.decisions import Chosen, Everyone, NewDecision
from storage.errors import BadInput, NotAllowed
from storage.lead_filter import LeadFilter, Shown
from storage.records import REJECT_REASONS, Decision, Subject, now
from storage.unit_of_work import UnitOfWork

BY_TIME = "handpicked"
LONGEST_NAME = 60
MORE = 20
"""So many leads more than were shown, or a tenth of them, are decided on too; of still more nobody knows enough."""
FEW = 100
"""Up to so many leads are named one by one in the audit trail; of more it holds the decision, which names them."""


@dataclass(frozen=True)
class Decided:
    """What a decision did: how many moved, how many stayed as they were, and the token that takes it back, 0 none.

    ``shown`` is how many the person saw before it, where others matched by then; None where they saw right.
    """

    verb: str
    moved: int
    left: int
    undo: int
    shown: int | None = None


def select(app: App, chosen: Chosen, who: str) -> Decided:
    return _decide(app, chosen, Subject.STATUS, "select", who)


def reopen(app: App, chosen: Chosen, who: str) -> Decided:
    """Put back among those to pick."""
    return _decide(app, chosen, Subject.STATUS, "reopen", who)


def reject(app: App, chosen: Chosen, reason: str, note: str, who: str) -> Decided:
    """Raises BadInput where the reason is none of the list."""
    if reason not in REJECT_REASONS:
        raise BadInput("A rejection needs a reason.", todo=f"Choose one of: {', '.join(REJECT_REASONS)}.")
    return _decide(app, chosen, Subject.STATUS, "reject", who, reason=reason, note=note.strip()[:500])


def defer(app: App, chosen: Chosen, until: date, who: str) -> Decided:
    """Set aside until a day, on which they come back by themselves. Raises BadInput for a day that is not ahead."""
    if until <= now().astimezone().date():
        raise BadInput(f"{until:%d %b %Y} is not ahead.", todo="Choose a day from tomorrow on.")
    return _decide(app, chosen, Subject.STATUS, "defer", who, until=until)


def assign(app: App, chosen: Chosen, name: str, who: str) -> Decided:
    """Make leads the task of a person; an empty name takes them from whoever has them. Raises BadInput."""
    given = one_line("name", name, LONGEST_NAME)
    return _decide(app, chosen, Subject.ASSIGNEE, "assign", who, value=given)


def assignees(app: App, campaign_id: int) -> dict[str, int]:
    """To how many leads of a campaign each person is assigned, by name."""
    with app.read() as work:
        return dict(work.tags.assignees(campaign_id))


def write_to_selected(app: App, campaign_id: int, who: str) -> Decided:
    """Hand every selected lead over to the writer. Raises NotAllowed where none is, and in a stopped campaign."""
    with app.write() as work:
        decided = make(work, NewDecision(campaign_id, Subject.STATUS, "hand over", who), Everyone(campaign_id))
        if not decided.moved:
            raise NotAllowed("No lead is selected yet.", todo="Select the leads that you want to write to first.")
        campaigns.refuse_stopped(work, campaign_id, kept="Your selection is kept.")
        campaigns.reopen_finished(work, campaign_id, who)
        work.jobs.request(campaign_id)
        work.commit()
    return decided


def reopen_due(work: UnitOfWork, today: date) -> int:
    """Put back those deferred until today or earlier; how many."""
    due = work.candidates.due(today)
    return sum(make(work, NewDecision(of, Subject.STATUS, "reopen", BY_TIME), ids).moved for of, ids in due.items())


def undo(app: App, token: int, who: str) -> int:
    """Take a decision back; on how many leads. Those that someone decided on again since stay as they are.

    Raises NotFound, and NotAllowed for what was handed over to the writer.
    """
    with app.write() as work:
        undone = take_back(work, token, who)
        work.commit()
    return undone


def latest(app: App, campaign_id: int, limit: int = 20) -> list[Decision]:
    """The newest decisions of a campaign, newest first."""
    with app.read() as work:
        return work.decisions.latest(campaign_id, limit)


def can_be_undone(decision: Decision) -> bool:
    """Whether an undo could still put anything back."""
    return decision.verb != "hand over" and decision.undoes is None and decision.undone < decision.moved


def make(work: UnitOfWork, new: NewDecision, chosen: Chosen) -> Decided:
    """Decide within a transaction that goes on; a decision that changes nothing leaves no trace.

    It concerns those that match when it is made. Raises NotAllowed where these are far more than the person saw.
    """
    made = work.decisions.make(new, chosen)
    shown = _shown(chosen, made.moved + made.left)
    if not made.moved:
        work.decisions.forget(made.id)
        return Decided(new.verb, 0, made.left, 0, shown)
    detail = {"decision": made.id, "count": made.moved, "left": made.left, "where": made.where, **_what(made)}
    entry = work.audit.append(made.who, made.verb, "candidate", _few(work, made.id), detail)
    work.decisions.set_entry(made.id, entry)
    return Decided(made.verb, made.moved, made.left, made.id, shown)


def take_back(work: UnitOfWork, token: int, who: str) -> int:
    """Undo a decision within a transaction that goes on; on how many leads. Raises as ``undo`` does."""
    made = work.decisions.get(token)
    if made.verb == "hand over" or made.undoes:
        raise NotAllowed("This cannot be undone.", todo="Decide anew in the table.")
    undone = work.decisions.undo(token, who)
    if not undone.moved:
        work.decisions.forget(undone.id)
        return 0
    detail = {"decision": undone.id, "undoes": token, "verb": made.verb, "undone": undone.moved, "of": made.entry}
    entry = work.audit.append(who, "undo", "candidate", _few(work, token), detail)
    work.decisions.set_entry(undone.id, entry)
    return undone.moved


def one_line(what: str, text: str, longest: int) -> str:
    """A short text of a person's own, without spaces around it. Raises BadInput for line ends and for a long one."""
    plain = " ".join(text.split(" ")).strip()
    if len(plain) > longest:
        raise BadInput(f"The {what} has {len(plain)} characters, more than {longest}.", kept="Nothing was changed.")
    if not plain.isprintable():
        raise BadInput(f"The {what} must be one line of ordinary letters.", kept="Nothing was changed.")
    return plain


def _decide(app: App, chosen: Chosen, subject: Subject, verb: str, who: str, **what: object) -> Decided:
    with app.write() as work:
        campaign_id = work.decisions.campaign_of(chosen)
        if campaign_id is None:
            return Decided(verb, 0, 0, 0)
        new = NewDecision(campaign_id, subject, verb, who, where=in_words(chosen))
        decided = make(work, replace(new, **what), chosen)  # type: ignore[arg-type]
        work.commit()
    return decided


def _shown(chosen: Chosen, matching: int) -> int | None:
    if not isinstance(chosen, Shown) or chosen.count == matching:
        return None
    if matching > chosen.count + max(chosen.count // 10, MORE):
        raise NotAllowed(
            f"You saw {chosen.count:,} leads; by now {matching:,} match.",
            kept="Nothing was changed.",
            todo="Look at the table again, then decide.",
        )
    return chosen.count


def in_words(chosen: Chosen) -> str:
    """A filter for the audit trail; empty where single leads were ticked."""
    if isinstance(chosen, Shown):
        chosen = chosen.where
    if isinstance(chosen, LeadFilter):
        return lead_filter_text.in_words(chosen)
    return "all leads" if isinstance(chosen, Everyone) else ""


def _few(work: UnitOfWork, decision_id: int) -> list[int]:
    """The leads of a decision where they are few, none otherwise."""
    ids = work.decisions.items(decision_id, FEW + 1)
    return ids if len(ids) <= FEW else []


def _what(made: Decision) -> dict[str, object]:
    return {"reason": made.reason, "note": made.note, "until": made.until, "value": made.value}
