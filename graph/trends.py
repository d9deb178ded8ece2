"""Use cases on trends: asking the sources at most once a day, what is known for a campaign, figures of one's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import fmean

from agents import scorer, trends
from agents.trends.own_figures import Figures, read_figures, source_name
from graph import campaigns
from graph.app import App
from storage.errors import BadInput, HandpickedError
from storage.folding import fold
from storage.records import Brief, Business, Factor, OwnSeries, Trend, TrendAsk, TrendPoint, now
from storage.unit_of_work import UnitOfWork

FRESH, SILENT = timedelta(days=1), timedelta(hours=1)
"""How long an answer is not asked for again, and how long a source that failed is left alone."""


@dataclass(frozen=True)
class Told:
    """What is known of a topic: the points of one source, oldest first, what they say today, and what went wrong.

    ``at`` is when sources were last asked.
    """

    points: Sequence[TrendPoint]
    trend: Trend | None
    problem: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Series:
    """A sector of a campaign: how many leads it has, what is known of it, and by how many points it moved their scores.

    ``moved`` is the mean over the leads that were scored with it, None where there are none. ``place`` is the city or
    postcode of the leads that it is about, "" where it is about all that have no series of their own.
    """

    topic: str
    leads: int
    points: Sequence[TrendPoint]
    trend: Trend | None
    moved: float | None
    ask: TrendAsk | None
    place: str = ""


OwnPlaces = Mapping[tuple[str, str], str]
"""The places that own figures are of, as they are written there, by sector and folded name."""


def own_places(work: UnitOfWork, brief: Brief) -> OwnPlaces:
    """Which places the leads' own addresses can name: none where the campaign has a place."""
    return {} if brief.place else {(one.topic, fold(one.place)): one.place for one in work.trends.own()}


def place_of(business: Business, brief: Brief, own: OwnPlaces) -> str:
    """Where the interest in a business's sector is looked up.

    That is the campaign's place. A list has none: there it is the business's city or postcode where own figures are of
    it, else "", and what is known everywhere counts.
    """
    named = (own.get((business.sector, fold(one))) for one in (business.city, business.postcode) if one)
    return brief.place or next((place for place in named if place), "")


def look_up(app: App, brief: Brief, topic: str, *, may_ask: bool = True) -> Told:
    """Ask the brief's sources, unless they were asked within a day, keep their points, and say what those mean today.

    Where they fail, points of before stay, with their age, and the problem says why. A failed source is not asked again
    within an hour. Without ``may_ask`` only what is known already counts.
    """
    sources = app.trend_sources(brief)
    key = (topic, brief.place, _asked(brief, sources.name))
    with app.read() as work:
        known = work.trends.last_ask(*key)
    if known and now() - known.at < (SILENT if known.problem else FRESH):
        return _kept(app, known)
    if not may_ask:
        return _kept(app, known) if known else Told((), None)
    try:
        told = sources.ask(topic, brief.place)
    except HandpickedError as error:
        before = (known.measured_at, known.source) if known else ("", "")
        return _kept(app, _noted(app, TrendAsk(*key, *before, str(error), now())))
    newest = told.points[-1] if told.points else None
    problem = " ".join(f"{name}: {error}" for name, error in told.failed)
    ask = TrendAsk(*key, newest.place if newest else "", newest.source if newest else "", problem, now())
    return _kept(app, _noted(app, ask, told.points))


def of_campaign(app: App, campaign_id: int) -> list[Series]:
    """Each sector of a campaign, the one with the most leads first; nothing is asked of any source."""
    with app.read() as work:
        brief = work.campaigns.get(campaign_id).brief
        counted = work.candidate_trends.sectors(campaign_id)
        own = own_places(work, brief)
    asked = _asked(brief, app.trend_sources(brief).name)
    found = list[Series]()
    for topic, leads in counted.items():
        there = [_series(app, campaign_id, topic, place, asked) for (of, _), place in own.items() if of == topic]
        there = [one for one in there if one.leads]
        rest = leads - sum(one.leads for one in there)
        found += there
        if rest > 0:
            elsewhere = tuple(one.place for one in there)
            found.append(replace(_series(app, campaign_id, topic, brief.place, asked, elsewhere), leads=rest, place=""))
    return found


def _series(
    app: App, campaign_id: int, topic: str, place: str, asked: str, elsewhere: Collection[str] | None = None
) -> Series:
    """What is known of a sector at one place; with ``elsewhere``, of all its leads that are in none of those."""
    with app.read() as work:
        ask = work.trends.last_ask(topic, place, asked)
        leads = 0 if elsewhere is not None else work.candidate_trends.count_at(campaign_id, topic, place)
        at = "" if elsewhere is not None else place
        moved = _moved(work.candidate_trends.factors(campaign_id, topic, at, elsewhere or ()))
    told = _kept(app, ask) if ask else Told((), None)
    return Series(topic, leads, told.points, told.trend, moved, ask, place)


def ask_again(app: App, campaign_id: int, who: str) -> None:
    """Let the worker ask the campaign's sources now and weigh its leads anew. Raises NotAllowed in a stopped one."""
    with app.write() as work:
        campaigns.refuse_stopped(work, campaign_id, kept="What is known of trends stays.")
        _refresh(work, campaign_id, who)
        work.commit()


def preview(name: str, data: bytes) -> Figures:
    """What a file of one's own holds: its points, and each row that cannot be used. Raises BadInput."""
    return read_figures(name, data, date.today())


def add(app: App, name: str, data: bytes, campaign_id: int, who: str) -> int:
    """Keep the points of a file in place of those that a file of the same name gave, and weigh the campaign anew.

    How many there are. Raises BadInput where no row can be used.
    """
    figures = preview(name, data)
    if not figures.points:
        raise BadInput(
            f"No row of {name} can be used.", kept="Nothing was added.", todo="See what is wrong with each row."
        )
    with app.write() as work:
        before = work.trends.own()
        replaced = work.trends.remove(source_name(name))
        work.trends.store(figures.points)
        detail = {"source": source_name(name), "points": len(figures.points), "replaced": replaced}
        work.audit.append(who, "add own figures", "trend", [], detail)
        _refresh(work, campaign_id, who, before)
        work.commit()
    return len(figures.points)


def own(app: App) -> list[OwnSeries]:
    """The series of one's own, by source, topic and place."""
    with app.read() as work:
        return work.trends.own()


def remove(app: App, source: str, campaign_id: int, who: str) -> int:
    """Take the figures of one file out again; how many points those were."""
    if source not in {one.source for one in own(app)}:
        raise BadInput("These figures are not there any more.")
    with app.write() as work:
        before = work.trends.own()
        removed = work.trends.remove(source)
        work.audit.append(who, "remove own figures", "trend", [], {"source": source, "points": removed})
        _refresh(work, campaign_id, who, before)
        work.commit()
    return removed


def _asked(brief: Brief, names: str) -> str:
    """Which sources were asked, and in which language's favour: an answer holds for these only."""
    return f"{names} ({brief.language})"


def _noted(app: App, ask: TrendAsk, points: Sequence[TrendPoint] = ()) -> TrendAsk:
    with app.write() as work:
        work.trends.store(points)
        work.trends.note_ask(ask)
        work.commit()
    return ask


def _kept(app: App, ask: TrendAsk) -> Told:
    """The points that the source of an answer gave so far."""
    with app.read() as work:
        points = work.trends.points(ask.topic, ask.measured_at, ask.source) if ask.source else []
    return Told(points, trends.assess(points, date.today()), ask.problem, ask.at)


def _refresh(work: UnitOfWork, campaign_id: int, who: str, before: Sequence[OwnSeries] = ()) -> None:
    """Have the campaign weighed anew; ``before`` are the own figures that there were until now."""
    brief = work.campaigns.get(campaign_id).brief
    own = {one.place for one in (*before, *work.trends.own())}
    for place in {brief.place} if brief.place else {"", *own}:
        work.trends.forget_asks(place)
    work.candidate_trends.forget(campaign_id)
    work.jobs.request(campaign_id)
    work.audit.append(who, "ask for trends again", "campaign", [campaign_id])


def _moved(weighed: Sequence[Sequence[Factor]]) -> float | None:
    """By how many points the trend moved the scores of leads in the mean; each gives the factors of its score."""
    moved = []
    for factors in weighed:
        others = [factor for factor in factors if factor.name != scorer.TREND]
        if others and len(others) < len(factors):
            moved.append(scorer.total(factors) - scorer.total(others))
    return fmean(moved) if moved else None
