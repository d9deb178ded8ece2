"""Trying a prompt on a campaign's leads beside the current one; nothing of it is kept as a draft, nothing leaves."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agents import chat_writer, opinion, replies
from agents.prompts.library import Prompt
from graph import models, preferences, prompts
from graph.app import App
from graph.beside import Errand
from graph.briefs import KIND_OF, Material, writing_brief
from models.language.base import LanguageModel, Task
from models.language.pieces import WritingBrief
from models.language.starter_brief import Kind
from storage.errors import BadInput, NotAllowed
from storage.lead_filter import leads_of
from storage.records import Business, Candidate, Channel, EventKind
from storage.unit_of_work import UnitOfWork

LEADS = 10
LOOKED_THROUGH = 200
"""The best leads among which those with a draft are looked for, to try a rewrite on."""

SEED = 7
KINDS = tuple(kind for kind in Kind if kind != Kind.PERSONA)


@dataclass(frozen=True)
class Outcome:
    """What a prompt gave for one lead, or the problem."""

    text: str
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """One lead, or one answer that came back: what the current prompt gave and what the tried one."""

    name: str
    current: Outcome
    tried: Outcome


@dataclass(frozen=True)
class Subjects:
    """What a trial works on: a name and a brief, a business or an answer each, what the campaign looks for and
    offers, and which model writes which languages."""

    names: Sequence[str]
    briefs: Sequence[WritingBrief] = ()
    businesses: Sequence[Business] = ()
    answers: Sequence[str] = ()
    ideal_customer: str = ""
    offer: str = ""
    languages: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass
class Trial(Errand):
    """One run over at most ten leads; ``done`` of ``total`` texts are written.

    ``rows`` come at the end, also after a stop: of what is written by then.
    """

    task: str
    number: int
    current: int
    total: int
    done: int = 0
    rows: Sequence[Row] = ()


def start(app: App, task: str, number: int, campaign_id: int, kind: str = Kind.FIRST, comment: str = "") -> Trial:
    """Begin to try a version beside the current one on the campaign's best ten leads.

    ``kind`` is what a draft shall be, ``comment`` what a rewrite shall follow. Raises BadInput for a rewrite without
    comment, NotAllowed where the task's model takes no prompts or the campaign has nothing to try on, and as
    ``Library.load`` where a version cannot be used.
    """
    if task == Task.REWRITE and not comment.strip():
        raise BadInput("Say what should be different.", kept="Nothing was written.")
    model = prompts.reader(app, task, campaign_id)
    before, tried = prompts.current(app, task), prompts.library(app).load(task, number)
    subjects = _subjects(app, task, campaign_id, kind, comment if task == Task.REWRITE else "")
    subjects = replace(subjects, languages=models.languages(app))
    total = len(subjects.names) * (1 if number == before.version.number else 2)
    trial = Trial(task, number, before.version.number, total)

    def write() -> None:
        trial.rows = _rows(trial, model, before, tried, subjects, lambda: trial.is_stopped)

    trial.begin(write, "prompt-trial")
    return trial


def rehearse(
    app: App, model: LanguageModel, task: str, number: int, campaign_id: int, kind: str = Kind.FIRST, comment: str = ""
) -> None:
    """Ask ``model``, which need not answer, once all that a trial would ask. Raises as ``start``."""
    versions = {number: prompts.library(app).load(task, number)}
    current = prompts.current(app, task)
    versions[current.version.number] = current
    subjects = _subjects(app, task, campaign_id, kind, comment if task == Task.REWRITE else "")
    subjects = replace(subjects, languages=models.languages(app))
    for prompt in versions.values():
        _outcomes(task, model, prompt, subjects, lambda _: None, lambda: True)


def _rows(
    trial: Trial, model: LanguageModel, before: Prompt, tried: Prompt, subjects: Subjects, stop: Callable[[], bool]
) -> Sequence[Row]:
    def progress(done: int) -> None:
        trial.done = min(started + done, trial.total)

    started = 0
    first = _outcomes(trial.task, model, before, subjects, progress, stop)
    started, second = len(first), first
    if tried.version.number != before.version.number:
        second = _outcomes(trial.task, model, tried, subjects, progress, stop)
    return [Row(*row) for row in zip(subjects.names, first, second, strict=True)]


def _outcomes(
    task: str,
    model: LanguageModel,
    prompt: Prompt,
    subjects: Subjects,
    progress: Callable[[int], None],
    stop: Callable[[], bool],
) -> list[Outcome]:
    if task == Task.SCORE:
        ours = (subjects.ideal_customer, subjects.offer)
        given = opinion.ask(model, prompt, subjects.businesses, *ours, SEED, progress, stop)
        return [Outcome(f"{10 * (one.value or 0):.0f} of 10: {one.why}", one.problem) for one in given]
    if task == Task.CLASSIFY:
        found = replies.classify(model, prompt, subjects.answers, SEED, progress, stop)
        return [Outcome(f"{one.answer}{f': “{one.words}”' if one.words else ''}", one.problem) for one in found]
    pieces = chat_writer.write(model, prompt, subjects.briefs, progress, stop, subjects.languages)
    return [Outcome(f"{piece.subject}\n\n{piece.body}".strip(), piece.problem) for piece in pieces]


def _subjects(app: App, task: str, campaign_id: int, kind: str, comment: str) -> Subjects:
    with app.read() as work:
        if task == Task.CLASSIFY:
            events = work.events.page(campaign_id)
            answers = [event.text for event in events if event.kind == EventKind.REPLY and event.text.strip()][:LEADS]
            subjects = Subjects([f"Answer {n}: {answer}" for n, answer in enumerate(answers, 1)], answers=answers)
        else:
            most = LEADS if task != Task.REWRITE else LOOKED_THROUGH
            candidates = work.table.rows(leads_of(campaign_id), 0, most)
            subjects = _of_leads(work, task, campaign_id, candidates, kind, comment)
    if not subjects.names:
        needed = {Task.CLASSIFY: "answer", Task.REWRITE: "draft"}.get(Task(task), "lead")
        raise NotAllowed(f"This campaign has no {needed} to try a prompt on.", todo="Choose another campaign.")
    return subjects


def _of_leads(
    work: UnitOfWork, task: str, campaign_id: int, candidates: Sequence[Candidate], kind: str, comment: str
) -> Subjects:
    campaign = work.campaigns.get(campaign_id).brief
    names = [candidate.lead.business.name for candidate in candidates]
    if task == Task.SCORE:
        businesses = [candidate.lead.business for candidate in candidates]
        return Subjects(names, businesses=businesses, ideal_customer=campaign.ideal_customer, offer=campaign.offer)
    wanted = Kind.PERSONA if task == Task.PERSONA else kind
    written = [_brief(work, campaign_id, candidate, wanted, comment) for candidate in candidates]
    if task == Task.REWRITE:
        pairs = [(name, brief) for name, brief in zip(names, written, strict=True) if brief.before_body][:LEADS]
        return Subjects([name for name, _ in pairs], [brief for _, brief in pairs])
    return Subjects(names, written)


def _brief(work: UnitOfWork, campaign_id: int, candidate: Candidate, kind: str, comment: str) -> WritingBrief:
    drafts = [draft for draft in work.drafts.of_candidate(candidate.id) if draft.body] if comment else []
    last = max(drafts, key=lambda draft: draft.id, default=None)
    channel = last.channel if last else Channel.EMAIL
    before = (last.subject, last.body) if last else ("", "")
    material = Material(
        work.campaigns.get(campaign_id).brief,
        preferences.sender(work),
        candidate,
        work.personas.of([candidate.id]).get(candidate.id),
        work.evidence.of([candidate.lead.id])[candidate.lead.id],
    )
    brief = writing_brief(material, KIND_OF[channel], SEED, comment, before)
    return brief if last else replace(brief, kind=kind)
