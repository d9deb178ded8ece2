"""What a run with a hosted model will cost at most, before it begins, and what was spent so far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agents import chat_writer
from graph import hosting, models, preferences, prompts
from graph.app import App
from graph.briefs import KIND_OF, Material, writing_brief
from graph.models import Choice
from models.language.base import Dialect, Task, WriteRequest, Written
from models.language.pieces import WritingBrief
from models.language.spending import THINKING_TOKENS, estimate
from storage.candidates import CandidateFilter
from storage.model_calls import ModelTotal
from storage.records import Campaign, Candidate, CandidateStatus, Channel, Draft
from storage.unit_of_work import UnitOfWork

SAMPLE = 4
"""Leads whose real prompts stand for all: enough to see what evidence adds, and quick at each drawing of a screen."""


@dataclass(frozen=True)
class Outlook:
    """What writing ``texts`` with a hosted model may cost in ``micros``, millionths of a US dollar; None if unknown.

    ``spent`` of the ``cap``, None for no cap, are spent or set aside already.
    """

    texts: int
    model: str
    micros: int | None
    spent: int
    cap: int | None

    @property
    def is_free(self) -> bool:
        """A server of one's own, whose price was set to nothing."""
        return self.micros == 0

    @property
    def is_beyond(self) -> bool:
        """Whether the cap may stop the run before its end."""
        return self.cap is not None and self.micros is not None and self.spent + self.micros > self.cap


class _Listener:
    """Stands where the model would and keeps what it would be asked; it writes nothing."""

    dialect: Dialect = "chat"

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[WriteRequest] = []

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> list[Written]:
        self.asked += requests
        return [Written("", 0, finished=False) for _ in requests]


def of_selected(app: App, campaign_id: int) -> Outlook | None:
    """What drafts for all selected leads may cost; None where no hosted model writes them, or none is selected.

    Raises as ``prompts.current`` and ``models.choice``.
    """
    one = _hosted(app, Task.DRAFT)
    if one is None:
        return None
    with app.read() as work:
        campaign = work.campaigns.get(campaign_id)
        chosen = CandidateFilter(campaign_id, (CandidateStatus.SELECTED,))
        leads = work.candidates.count(chosen)
        sample = work.candidates.page(chosen, "best first", 0, SAMPLE)
        channels = [Channel(channel) for channel in campaign.brief.channels]
        briefs = [_brief(work, campaign, of, channel) for of in sample for channel in channels]
    return _outlook(app, Task.DRAFT, one, campaign_id, briefs, leads * len(channels))


def of_rewrite(app: App, draft: Draft, comment: str) -> Outlook | None:
    """What one rewrite may cost; None where no hosted model does it. Raises as ``of_selected``."""
    one = _hosted(app, Task.REWRITE)
    if one is None:
        return None
    with app.read() as work:
        campaign = work.campaigns.get(draft.campaign_id)
        of = work.candidates.get(draft.candidate_id)
        brief = _brief(work, campaign, of, draft.channel, comment, (draft.subject, draft.body))
    return _outlook(app, Task.REWRITE, one, draft.campaign_id, [brief], 1)


def totals(app: App) -> list[tuple[str, ModelTotal]]:
    """What was spent, with the name of its campaign, dearest first; "" stands for what belongs to no campaign."""
    with app.read() as work:
        names = {campaign.id: campaign.brief.name for campaign in work.campaigns.all()}
        return [(names.get(one.campaign_id or 0, ""), one) for one in work.model_calls.totals()]


def _hosted(app: App, task: Task) -> Choice | None:
    key = models.chosen(app)[task]
    return models.choice(app, key) if key.startswith(f"{models.HOSTED}:") else None


def _brief(
    work: UnitOfWork,
    campaign: Campaign,
    of: Candidate,
    channel: Channel,
    comment: str = "",
    before: tuple[str, str] = ("", ""),
) -> WritingBrief:
    evidence = work.evidence.of([of.lead.id])[of.lead.id]
    reader = work.personas.of([of.id]).get(of.id)
    material = Material(campaign.brief, preferences.sender(work), of, reader, evidence)
    return writing_brief(material, KIND_OF[channel], 0, comment, before)


def _outlook(
    app: App, task: Task, one: Choice, campaign_id: int, briefs: Sequence[WritingBrief], texts: int
) -> Outlook | None:
    if one.hosted is None or not texts:
        return None
    listener = _Listener(one.name)
    chat_writer.write(listener, prompts.current(app, task), briefs, should_stop=lambda: True)
    if not listener.asked:
        return None  # every brief was refused, as for a language that the model does not write
    thinking = THINKING_TOKENS if one.hosted.thinks else 0
    found = estimate(listener.asked, hosting.price_of(one.hosted), thinking)
    with app.read() as work:
        spent, cap = work.model_calls.spent(campaign_id), hosting.cap_micros(work)
    micros = None if found.micros is None else -(-found.micros * texts // len(listener.asked))
    return Outlook(texts, one.name, micros, spent, cap)
