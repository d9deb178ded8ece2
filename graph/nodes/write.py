"""Write: a persona for each lead that was handed over, a draft in each channel, and the rewrites asked for."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from agents import persona, writer
from graph import preferences
from graph.app import App
from graph.briefs import writing_brief
from graph.run import Run
from storage.drafts import NewDraft
from storage.errors import BadConfig
from storage.records import Brief, Candidate, Channel, Draft, DraftStatus, Sender

BATCH = 128
T = TypeVar("T")


@dataclass(frozen=True)
class _Order:
    """One text to write: for whom, in which channel, and the draft that it replaces, if any."""

    candidate: Candidate
    channel: Channel
    seed: int
    replaces: Draft | None = None


def personas(run: Run, campaign_id: int) -> None:
    run.begin("personas", 0, "Working out who reads each message")
    with run.app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        candidates = work.candidates.to_write(campaign_id, brief.channels, limit=100_000)
    for batch in _chunks(candidates, BATCH):
        run.pause_point()
        with run.app.write() as work:
            evidence = work.evidence.of([candidate.lead.id for candidate in batch])
            for candidate in batch:
                quotes = [item.quote for item in evidence[candidate.lead.id]]
                business = candidate.lead.business
                work.personas.set(candidate.id, persona.persona_for(business, quotes, business.sector))
            work.audit.append("handpicked", "describe reader", "candidate", [c.id for c in batch])
            work.commit()


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
    orders = _orders(run.app, campaign_id, brief)
    run.begin("write", len(orders), "Writing drafts")
    done = 0
    for batch in _chunks(orders, BATCH):
        run.pause_point()
        pieces = _write(run, brief, sender, batch, done)
        run.pause_point()
        _keep(run.app, campaign_id, batch, pieces)
        done += len(batch)
        run.advance(done, message=batch[-1].candidate.lead.business.name)


def _orders(app: App, campaign_id: int, brief: Brief) -> list[_Order]:
    """Every text that is still to be written: first drafts and rewrites."""
    with app.read() as work:
        candidates = work.candidates.to_write(campaign_id, brief.channels, limit=100_000)
        written = {
            pair for batch in _chunks(candidates, 1000) for pair in work.drafts.channels_written([c.id for c in batch])
        }
        rewrites = work.drafts.page(campaign_id, [DraftStatus.REWRITE])
        by_id = {c.id: c for c in work.candidates.many([draft.candidate_id for draft in rewrites])}
    first = [
        _Order(candidate, Channel(channel), _seed(candidate.id, channel, 1))
        for candidate in candidates
        for channel in brief.channels
        if (candidate.id, channel) not in written
    ]
    again = [
        _Order(by_id[d.candidate_id], d.channel, _seed(d.candidate_id, d.channel, d.version + 1), d) for d in rewrites
    ]
    return again + first


def _write(run: Run, brief: Brief, sender: Sender, batch: Sequence[_Order], done: int) -> list[writer.Piece]:
    with run.app.read() as work:
        readers = work.personas.of([order.candidate.id for order in batch])
    briefs = [
        writing_brief(
            brief, sender, order.candidate, order.channel, readers.get(order.candidate.id), order.seed, _comment(order)
        )
        for order in batch
    ]
    return writer.write(run.app.writer, briefs, lambda n: run.advance(done + n), run.should_stop)


def _keep(app: App, campaign_id: int, batch: Sequence[_Order], pieces: Sequence[writer.Piece]) -> None:
    """Store one batch whole; a draft that another process wrote meanwhile, or whose rewrite was withdrawn, stays."""
    with app.write() as work:
        written = work.drafts.channels_written([order.candidate.id for order in batch])
        kept: list[int] = []
        for order, piece in zip(batch, pieces, strict=True):
            new = _new_draft(campaign_id, order, piece)
            if order.replaces is None and (order.candidate.id, order.channel) not in written:
                kept.append(work.drafts.add(new).id)
            elif order.replaces is not None and work.drafts.get(order.replaces.id).status == DraftStatus.REWRITE:
                kept.append(work.drafts.replace(order.replaces.id, new).id)
        work.audit.append("handpicked", "write", "draft", kept, {"campaign": campaign_id, "model": app.writer.name})
        work.commit()


def _new_draft(campaign_id: int, order: _Order, piece: writer.Piece) -> NewDraft:
    """A text that did not come out is kept empty with its problem as the reason a person reads."""
    return NewDraft(
        campaign_id=campaign_id,
        candidate_id=order.candidate.id,
        channel=order.channel,
        recipient=order.candidate.lead.business.email if order.channel == Channel.EMAIL else "",
        subject=piece.subject,
        body=piece.body,
        model=f"{piece.model} · prompt {piece.prompt_version}",
        prompt=piece.prompt,
        seed=piece.seed,
        used=piece.used,
        comment=_comment(order),
        problem=piece.problem,
    )


def _comment(order: _Order) -> str:
    return order.replaces.comment if order.replaces else ""


def _seed(candidate_id: int, channel: str, version: int) -> int:
    """The same text for the same candidate, channel and version on every run."""
    return int.from_bytes(hashlib.sha256(f"{candidate_id}/{channel}/{version}".encode()).digest()[:4], "big") >> 1


def _chunks(items: Sequence[T], size: int) -> Iterable[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
