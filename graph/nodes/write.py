"""Write: a persona for each lead that was handed over, a draft in each channel, and the rewrites asked for."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from agents import persona
from agents.grounding.check import check
from graph import models, preferences, writing
from graph.app import App
from graph.briefs import KIND_OF, Material, grounds, writing_brief
from graph.run import Run
from models.language.base import Task
from models.language.pieces import Piece, WritingBrief
from models.language.starter_brief import Kind
from storage.drafts import NewDraft
from storage.errors import BadConfig
from storage.records import Brief, Candidate, Channel, Draft, DraftStatus, Persona, PersonaText, Sender

BATCH = 128
T = TypeVar("T")


@dataclass(frozen=True)
class _Order:
    """One text to write: for whom, in which channel, and the draft that it replaces, if any."""

    candidate: Candidate
    channel: Channel
    seed: int
    replaces: Draft | None = None

    @property
    def comment(self) -> str:
        return self.replaces.comment if self.replaces else ""

    @property
    def is_again(self) -> bool:
        """Whether the same text is to be made once more."""
        return self.replaces is not None and self.comment == writing.AGAIN


def personas(run: Run, campaign_id: int) -> None:
    with run.app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        sender = preferences.sender(work)
        candidates = work.sweeps.to_write(campaign_id, brief.channels, limit=100_000)
        known = work.personas.of([candidate.id for candidate in candidates])
    new = [candidate for candidate in candidates if candidate.id not in known]
    run.begin("personas", len(new), "Working out who reads each message")
    done = 0
    for batch in _chunks(new, BATCH):
        run.pause_point()
        with run.app.read() as work:
            evidence = work.evidence.of([candidate.lead.id for candidate in batch])
        _describe(run, campaign_id, [Material(brief, sender, c, None, evidence[c.lead.id]) for c in batch], done)
        run.pause_point()
        done += len(batch)
        run.advance(done)


def _describe(run: Run, campaign_id: int, materials: Sequence[Material], done: int) -> None:
    """Keep who reads each message by rule, with a portrait where a model is chosen for that; a failed one stays out.

    Each portrait is kept as soon as it is there, whatever ends the run.
    """
    readers = [
        persona.persona_for(
            of.candidate.lead.business, [item.quote for item in of.evidence], of.candidate.lead.business.sector
        )
        for of in materials
    ]

    def keep(few: Mapping[int, PersonaText]) -> None:
        ids = [materials[place].candidate.id for place in few]
        with run.app.write() as work:
            for candidate_id, reader in zip(ids, few.values(), strict=True):
                work.personas.set(candidate_id, reader)
            work.audit.append("handpicked", "describe reader", "candidate", ids)
            work.commit()

    if models.model_for(run.app, Task.PERSONA, campaign_id) is None or materials[0].sender.missing():
        keep(dict(enumerate(readers)))
        return
    described = [
        replace(of, reader=Persona(0, of.candidate.id, reader, False))
        for of, reader in zip(materials, readers, strict=True)
    ]
    briefs = [writing_brief(of, Kind.PERSONA, _seed(of.candidate.id, "persona", 1)) for of in described]
    writing.write(
        run.app,
        Task.PERSONA,
        campaign_id,
        briefs,
        lambda n: run.advance(done + n),
        run.should_stop,
        lambda pieces: keep({n: replace(readers[n], portrait=piece.body) for n, piece in pieces.items()}),
    )


def write(run: Run, campaign_id: int) -> None:
    with run.app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        sender = preferences.sender(work)
    if missing := sender.missing():
        raise BadConfig(
            f"The writer needs to know who is writing: {', '.join(missing)}.",
            kept="Your selection is kept.",
            todo="Fill in who is writing on the Settings screen, then go on.",
        )
    rewrites, first = _rewrites(run.app, campaign_id), _first(run.app, campaign_id, brief)
    run.begin("write", len(rewrites) + len(first), "Writing drafts")
    done = 0
    for task, orders in ((Task.REWRITE, rewrites), (Task.DRAFT, first)):
        for batch in _chunks(orders, BATCH):
            run.pause_point()
            _write_batch(run, campaign_id, task, _materials(run.app, brief, sender, batch), batch, done)
            run.pause_point()
            done += len(batch)
            run.advance(done, message=batch[-1].candidate.lead.business.name)


def _rewrites(app: App, campaign_id: int) -> list[_Order]:
    with app.read() as work:
        drafts = work.drafts.page(campaign_id, [DraftStatus.REWRITE])
        by_id = {c.id: c for c in work.candidates.many([draft.candidate_id for draft in drafts])}
    return [
        _Order(by_id[d.candidate_id], d.channel, _seed(d.candidate_id, d.channel, d.version + 1), d) for d in drafts
    ]


def _first(app: App, campaign_id: int, brief: Brief) -> list[_Order]:
    """Every text that was never written, candidate by candidate."""
    with app.read() as work:
        candidates = work.sweeps.to_write(campaign_id, brief.channels, limit=100_000)
        written = {
            pair for batch in _chunks(candidates, 1000) for pair in work.drafts.channels_written([c.id for c in batch])
        }
    return [
        _Order(candidate, Channel(channel), _seed(candidate.id, channel, 1))
        for candidate in candidates
        for channel in brief.channels
        if (candidate.id, channel) not in written
    ]


def _materials(app: App, brief: Brief, sender: Sender, batch: Sequence[_Order]) -> list[Material]:
    with app.read() as work:
        readers = work.personas.of([order.candidate.id for order in batch])
        evidence = work.evidence.of([order.candidate.lead.id for order in batch])
    return [
        Material(brief, sender, o.candidate, readers.get(o.candidate.id), evidence[o.candidate.lead.id]) for o in batch
    ]


def _write_batch(
    run: Run, campaign_id: int, task: Task, materials: Sequence[Material], batch: Sequence[_Order], done: int
) -> None:
    """Write the batch's texts, and keep each with what its sentences rest on as soon as it is done.

    A stop, the spending cap, a server that fails or a lease that is lost so never costs a text that was finished.
    """
    briefs = [_brief(order, material) for order, material in zip(batch, materials, strict=True)]

    def keep(pieces: Mapping[int, Piece]) -> None:
        new = [_new_draft(run.app, campaign_id, task, batch[n], materials[n], briefs[n], pieces[n]) for n in pieces]
        _keep(run.app, campaign_id, [batch[n] for n in pieces], new)

    again = [n for n, order in enumerate(batch) if order.is_again]
    for number, place in enumerate(again, start=1):
        run.pause_point()
        replaced = batch[place].replaces
        if replaced and (piece := writing.make_again(run.app, replaced, briefs[place], run.should_stop)):
            keep({place: piece})
            run.advance(done + number)
    fresh = [n for n in range(len(batch)) if n not in again]
    if fresh:
        report = done + len(again)
        writing.write(
            run.app,
            task,
            campaign_id,
            [briefs[n] for n in fresh],
            lambda n: run.advance(report + n),
            run.should_stop,
            lambda pieces: keep({fresh[n]: piece for n, piece in pieces.items()}),
        )


def _brief(order: _Order, material: Material) -> WritingBrief:
    kind = KIND_OF[order.channel]
    if order.replaces is not None and order.is_again:
        return replace(writing_brief(material, kind, order.seed), evidence=order.replaces.evidence)
    if order.replaces is None:
        return writing_brief(material, kind, order.seed)
    before = (order.replaces.subject, order.replaces.body)
    return writing_brief(material, kind, order.seed, order.comment, before)


def _keep(app: App, campaign_id: int, batch: Sequence[_Order], new: Sequence[NewDraft]) -> None:
    """Store what was written; a draft that another process wrote meanwhile, or whose rewrite was withdrawn, stays."""
    with app.write() as work:
        written = work.drafts.channels_written([order.candidate.id for order in batch])
        kept: list[int] = []
        for order, draft in zip(batch, new, strict=True):
            if order.replaces is None and (order.candidate.id, order.channel) not in written:
                kept.append(work.drafts.add(draft).id)
            elif order.replaces is not None and work.drafts.get(order.replaces.id).status == DraftStatus.REWRITE:
                kept.append(work.drafts.replace(order.replaces.id, draft).id)
        models = sorted({draft.model for draft in new})
        work.audit.append("handpicked", "write", "draft", kept, {"campaign": campaign_id, "models": models})
        work.commit()


def _new_draft(
    app: App, campaign_id: int, task: Task, order: _Order, material: Material, brief: WritingBrief, piece: Piece
) -> NewDraft:
    """A text that did not come out is kept empty with its problem as the reason a person reads."""
    checked = check(piece.subject, piece.body, grounds(material, brief.evidence), app.embedder) if piece.body else ()
    return NewDraft(
        campaign_id=campaign_id,
        candidate_id=order.candidate.id,
        channel=order.channel,
        recipient=order.candidate.lead.business.email if order.channel == Channel.EMAIL else "",
        subject=piece.subject,
        body=piece.body,
        model=piece.model,
        model_digest=piece.model_digest,
        prompt=piece.prompt,
        seed=piece.seed,
        used=piece.used,
        comment=order.comment,
        problem=piece.problem,
        task=order.replaces.task if order.replaces and order.is_again else task,
        prompt_version=piece.prompt_version,
        language=brief.language,
        evidence=brief.evidence,
        sentences=checked,
    )


def _seed(candidate_id: int, channel: str, version: int) -> int:
    """The same text for the same candidate, channel and version on every run."""
    return int.from_bytes(hashlib.sha256(f"{candidate_id}/{channel}/{version}".encode()).digest()[:4], "big") >> 1


def _chunks(items: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
