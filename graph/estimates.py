"""What a task with a hosted model will cost, likely and at the most, reckoned from the prompts it will be asked."""

from collections.abc import Callable, Sequence
from itertools import chain

from agents import chat_writer, opinion, replies
from agents.evaluation import held_out
from graph import evaluation, hosting, models, preferences, prompts, trials
from graph.app import App
from graph.briefs import KIND_OF, Material, writing_brief
from graph.model_list import Choice
from graph.outlook import Outlook
from graph.spending import cap_micros
from models.language.asking import TRIES
from models.language.base import Dialect, Task, WriteRequest, Written
from models.language.pieces import WritingBrief
from models.language.spending import THINKING_TOKENS, estimate
from models.language.starter_brief import Kind
from storage.lead_filter import leads_of
from storage.records import LANGUAGES, Brief, Business, Campaign, Candidate, CandidateStatus, Channel, Draft
from storage.unit_of_work import UnitOfWork

SAMPLE = 4
"""Leads whose real prompts stand for all: enough to see what evidence adds, and quick at each drawing of a screen."""

HUNDRED = 100
"""Businesses or answers for which a price is told where nobody knows how many there will be."""

_BUSINESS = Business(
    key="",
    name="Restaurant am Marktplatz",
    sector="restaurant",
    city="Lindental",
    details=("outdoor seating", "wheelchair access", "delivery"),
    description="A family business with a kitchen of the season, rooms for parties, and a terrace on the market place.",
    website="https://restaurant.example",
)
_ANSWER = "Thank you for your message. We are rather busy until the end of the season; please write again in autumn."


class _Listener:
    """Stands where the model would and keeps what it would be asked; it writes nothing."""

    dialect: Dialect = "chat"
    is_exact = False

    def __init__(self, name: str) -> None:
        self.name = self.digest = name
        self.asked: list[WriteRequest] = []

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
        on_written: Callable[[int, Written], None] = lambda place, written: None,
    ) -> list[Written]:
        self.asked += requests
        return [Written("", 0, finished=False) for _ in requests]


def of_selected(app: App, campaign_id: int) -> list[Outlook]:
    """What writing to all selected leads costs: their readers' portraits and their drafts, those at hosted models.

    Raises as ``prompts.current`` and ``models.choice``.
    """
    if not (_hosted(app, Task.PERSONA) or _hosted(app, Task.DRAFT)):
        return []
    with app.read() as work:
        campaign = work.campaigns.get(campaign_id)
        chosen = leads_of(campaign_id, (CandidateStatus.SELECTED,))
        leads = work.table.count(chosen)
        sample = work.table.rows(chosen, 0, SAMPLE)
        channels = [Channel(channel) for channel in campaign.brief.channels]
        drafts = [_brief(work, campaign, of, KIND_OF[channel]) for of in sample for channel in channels]
        readers = [_brief(work, campaign, of, Kind.PERSONA) for of in sample]
    found = [
        _of_briefs(app, Task.PERSONA, campaign_id, readers, leads),
        _of_briefs(app, Task.DRAFT, campaign_id, drafts, leads * len(channels)),
    ]
    return [one for one in found if one]


def of_rewrite(app: App, draft: Draft, comment: str) -> Outlook | None:
    """What one rewrite costs; None where no hosted model does it. Raises as ``of_selected``."""
    with app.read() as work:
        campaign = work.campaigns.get(draft.campaign_id)
        of = work.candidates.get(draft.candidate_id)
        brief = _brief(work, campaign, of, KIND_OF[draft.channel], comment, (draft.subject, draft.body))
    return _of_briefs(app, Task.REWRITE, draft.campaign_id, [brief], 1)


def of_scoring(app: App, brief: Brief, businesses: int = HUNDRED) -> Outlook | None:
    """What an opinion on so many businesses of a campaign to come costs; None where no hosted model gives one.

    Raises as ``of_selected``, and BadInput without an ideal customer.
    """
    one = _hosted(app, Task.SCORE)
    if one is None:
        return None
    listener, prompt = _Listener(one.name), prompts.current(app, Task.SCORE)
    opinion.ask(listener, prompt, [_BUSINESS], brief.ideal_customer, brief.offer, should_stop=_at_once)
    return _outlook(app, Task.SCORE, one, None, listener.asked, businesses, is_new=True)


def of_sorting(app: App, answers: int = HUNDRED) -> Outlook | None:
    """What sorting so many answers costs; None where no hosted model does it. Raises as ``of_selected``."""
    one = _hosted(app, Task.CLASSIFY)
    if one is None:
        return None
    listener = _Listener(one.name)
    replies.classify(listener, prompts.current(app, Task.CLASSIFY), [_ANSWER], should_stop=_at_once)
    return _outlook(app, Task.CLASSIFY, one, None, listener.asked, answers)


def of_trial(
    app: App, task: str, number: int, campaign_id: int, kind: str = Kind.FIRST, comment: str = ""
) -> Outlook | None:
    """What trying a version of a prompt costs; None where no hosted model reads it. Raises as ``trials.start``."""
    one = _hosted(app, Task(task))
    if one is None:
        return None
    listener = _Listener(one.name)
    trials.rehearse(app, listener, task, number, campaign_id, kind, comment)
    return _outlook(app, Task(task), one, campaign_id, listener.asked, len(listener.asked))


def of_evaluation(app: App, key: str, count: int | None = None) -> Outlook | None:
    """What ``evaluation.evaluate`` costs with the same arguments; None for a model on this machine.

    Raises as ``of_selected``, and NotFound for an unknown model.
    """
    if not _is_hosted(key):
        return None
    one, listener = models.choice(app, key), _Listener("")
    all_of = held_out.read()
    asked = all_of[:count]
    few = count and max(1, count // len(LANGUAGES))
    written = [*asked, *chain.from_iterable(evaluation.one_campaign(all_of, code)[:few] for code in LANGUAGES)]
    for is_rewrite, task in ((False, Task.DRAFT), (True, Task.REWRITE)):
        briefs = [each.brief for each in written if each.is_rewrite == is_rewrite]
        chat_writer.write(listener, prompts.current(app, task), briefs, should_stop=_at_once)
    return _outlook(app, Task.DRAFT, one, None, listener.asked, len(listener.asked))


def _is_hosted(key: str) -> bool:
    return key.startswith(f"{models.HOSTED}:")


def _hosted(app: App, task: Task) -> Choice | None:
    key = models.chosen(app)[task]
    return models.choice(app, key) if _is_hosted(key) else None


def _brief(
    work: UnitOfWork,
    campaign: Campaign,
    of: Candidate,
    kind: Kind,
    comment: str = "",
    before: tuple[str, str] = ("", ""),
) -> WritingBrief:
    evidence = work.evidence.of([of.lead.id])[of.lead.id]
    reader = work.personas.of([of.id]).get(of.id)
    material = Material(campaign.brief, preferences.sender(work), of, reader, evidence)
    return writing_brief(material, kind, 0, comment, before)


def _of_briefs(app: App, task: Task, campaign_id: int, briefs: Sequence[WritingBrief], texts: int) -> Outlook | None:
    one = _hosted(app, task)
    if one is None or not texts:
        return None
    listener = _Listener(one.name)
    chat_writer.write(listener, prompts.current(app, task), briefs, should_stop=_at_once)
    return _outlook(app, task, one, campaign_id, listener.asked, texts)


def _outlook(
    app: App,
    task: Task,
    one: Choice,
    campaign_id: int | None,
    asked: Sequence[WriteRequest],
    texts: int,
    *,
    is_new: bool = False,
) -> Outlook | None:
    """``asked`` stand for all ``texts``; ``is_new`` for a campaign that does not exist yet.

    None where nothing would be asked, as where every brief is refused for a language that the model does not write.
    """
    if one.hosted is None or not asked:
        return None
    with app.read() as work:
        cap = hosting.cap_micros(work) if is_new else cap_micros(work, campaign_id)
        spent = 0 if is_new else work.model_calls.spent(campaign_id)
        usual = work.model_calls.usual(task, one.hosted.model)
    thinking = THINKING_TOKENS if one.hosted.thinks else 0
    found = estimate(asked, hosting.price_of(one.hosted), thinking, TRIES, usual)
    likely, most = (None if of is None else -(-of * texts // len(asked)) for of in (found.likely, found.most))
    return Outlook(task, texts, one.name, likely, most, spent, cap, campaign_id is None and not is_new)


def _at_once() -> bool:
    """First tries are all that a listener is to hear."""
    return True
