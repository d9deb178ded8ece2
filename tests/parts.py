"""Scripted parts that stand where the real ones would: a list of businesses, a recording channel, fixed trends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

from agents.discovery.source import PAGES_KEPT, Found, Item, Outcome, Past, Plan, Query, Step, Visit, business_key
from agents.email.channel import Receipt, Trace
from graph import campaigns, drafts, journey, preferences
from graph.app import App, Reaction
from graph.drafts import Shown
from graph.preferences import Sending, Smtp
from graph.shelf import Shelf
from graph.worker import Worker
from models.language.base import LanguageModel
from storage.records import Brief, Business, Channel, DraftStatus, EventKind, Message, Quote, Sender, TrendPoint

WHO = "ann"
SENDER = Sender("Ann Miller", "Calm Calendars", "ann@calm.example", "Main Street 1, 12345 Lindental")
BRIEF = Brief(
    name="Cafés of Lindental",
    place="Lindental",
    sectors=(),
    offer="a booking calendar for small teams",
    ideal_customer="independent cafés with outdoor seating",
    source="listed",
)
NAMES = (
    "Café Linde", "Café Morgen", "Café Ufer", "Café Nord", "Gasthaus Krone", "Gasthaus Adler",
    "Gasthaus Sonne", "Hotel Post", "Hotel See", "Hotel Berg", "Café Garten", "Gasthaus Mühle",
)  # fmt: skip


def business(name: str, **facts: Any) -> Business:
    """A business of Lindental whose e-mail address is made from its name."""
    street = facts.pop("street", "Lindenweg 1")
    sector = {"Café": "cafe", "Gasthaus": "restaurant", "Hotel": "hotel"}.get(name.split()[0], "other")
    letters = "".join(c for c in name.casefold() if c.isascii() and c.isalnum())
    own = {
        "sector": sector, "postcode": "12345", "city": "Lindental", "email": f"info@{letters or 'x'}.example",
        "details": ("outdoor seating",), "rating": 4.5, "reviews": 20,
    }  # fmt: skip
    return Business(key=business_key(name, "12345", street), name=name, street=street, **{**own, **facts})


TWELVE = tuple(business(name) for name in NAMES)


@dataclass
class ListedSource:
    """Gives its businesses three a page; a first item, the list, leads to the pages, so that a frontier comes to be.

    ``before`` is called with each item's name and may raise what a source may. Each page is a visit; ``silent`` names
    pages that do not answer, ``forbidden`` those that robots.txt keeps, ``incomplete`` those whose businesses lack
    their own sites since pages ran short.
    """

    businesses: Sequence[Business] = TWELVE
    before: Callable[[str], None] = lambda item: None
    name: str = "the list"
    asked: list[str] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    forbidden: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)

    def plan(self, query: Query) -> Plan:
        return Plan((self.name,), len(self.businesses), 1.0)

    def find(self, query: Query, past: Past, should_stop: Callable[[], bool]) -> Iterator[Step]:
        pages = [Item(f"page {n + 1}", "entry", str(3 * n)) for n in range(-(-len(self.businesses) // 3))]
        if "list" not in past.done:
            if should_stop():
                return
            yield Step("list", total=len(pages), ahead=tuple(pages))
        ahead = [item for item in past.ahead if item.kind == "entry"] if "list" in past.done else pages
        left = query.limit - query.found
        for read, item in enumerate(ahead, query.read):
            if should_stop() or left <= 0 or read >= query.max_pages:
                return
            self.before(item.name)
            self.asked.append(item.name)
            step = self._page(item, left)
            left -= len(step.found)
            yield step

    def _page(self, item: Item, left: int) -> Step:
        url = f"list:{item.name}"
        if item.name in self.silent:
            visit = Visit(url, Outcome.FAILED, "It did not answer.")
            return Step(item.name, total=4, problem="It did not answer.", is_passing=True, visits=(visit,))
        if item.name in self.forbidden:
            visit = Visit(url, Outcome.ROBOTS, "Disallow: /")
            return Step(item.name, total=4, problem="robots.txt forbids it.", visits=(visit,))
        start = int(item.note)
        few = self.businesses[start : start + 3][:left]
        found = tuple(Found(one, (Quote("name", one.name, url),)) for one in few)
        problem = f"Its own web site was left out: {PAGES_KEPT}." if item.name in self.incomplete else ""
        return Step(item.name, found, 4, problem, visits=(Visit(url, Outcome.FETCHED, size=1000),))


@dataclass
class RecordingChannel:
    """Keeps what it is given; ``fails`` says which error a recipient's message ends with, ``traces`` what it knows."""

    name: str = "recording"
    is_live: bool = False
    sent: list[tuple[str, Message]] = field(default_factory=list)
    fails: dict[str, Exception] = field(default_factory=dict)
    traces: dict[str, Trace] = field(default_factory=dict)

    def send(self, message: Message, message_id: str) -> Receipt:
        if message.recipient in self.fails:
            raise self.fails[message.recipient]
        self.sent.append((message_id, message))
        return Receipt(f"no. {len(self.sent)}")

    def trace(self, message_id: str) -> Trace:
        return self.traces.get(message_id, Trace.UNKNOWN)

    def check(self) -> None:
        return None

    def recipients(self) -> list[str]:
        return [message.recipient for _, message in self.sent]


class FixedTrends:
    """The same rising series for cafés, nothing for any other topic."""

    name = "fixed"

    def __init__(self, topic: str = "cafe") -> None:
        self._topic = topic

    def points(self, topic: str, place: str) -> list[TrendPoint]:
        today = date.today()
        days = [today - timedelta(days=90 - n) for n in range(90)] if topic == self._topic else []
        return [TrendPoint(topic, place, day, 20.0 + n / 2, self.name) for n, day in enumerate(days)]


def shelf(starter: LanguageModel, others: Mapping[str, LanguageModel] | None = None) -> Shelf:
    """A shelf whose local models are found by the name of their folder, and hosted ones by their own."""
    known = others or {}
    return Shelf(starter, lambda path: known[path.name], lambda of, key, ledger, task: known[of.name])


class NoDemo:
    url = "http://127.0.0.1:0"

    def start(self) -> None:
        return None

    def stop(self) -> None:
        return None


@dataclass(frozen=True)
class Came:
    """A reaction that came back."""

    kind: EventKind
    text: str
    at: datetime
    provider_event_id: str


def no_inbox(message_id: str, recipient: str, company: str, sent_at: datetime) -> Sequence[Reaction]:
    return []


def at_once(*tasks: Callable[[], object]) -> None:
    """Do each task in a thread of its own, all released at the same moment; returns when all are done."""
    released = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> None:
        released.wait()
        task()

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass
class Desk:
    """An application with its parts in reach, worked by hand: no threads but the heartbeat's, no waiting."""

    app: App
    source: ListedSource
    channel: RecordingChannel

    def work(self) -> None:
        """Let a fresh worker run until no job waits."""
        worker = Worker(self.app)
        while worker.work_once():
            continue

    def tick(self) -> None:
        """What time brings, then the work it asks for."""
        Worker(self.app).tick()
        self.work()

    def start(self, **brief: Any) -> int:
        """Begin a campaign and work to its first question; its id."""
        campaign = campaigns.start(self.app, replace(BRIEF, **brief), WHO)
        self.work()
        return campaign.id

    def picked(self, count: int = 3, **brief: Any) -> int:
        """A campaign with its best ``count`` leads written to; its id."""
        campaign_id = self.start(**brief)
        self.pick(campaign_id, count)
        return campaign_id

    def pick(self, campaign_id: int, count: int) -> None:
        journey.pick_best(self.app, campaign_id, count, WHO)
        self.work()

    def waiting(self, campaign_id: int, channel: Channel | str = "") -> list[Shown]:
        return drafts.queue(self.app, campaign_id, (DraftStatus.WAITING,), channel)

    def email(self, campaign_id: int) -> Shown:
        """The first e-mail that waits."""
        return self.waiting(campaign_id, Channel.EMAIL)[0]

    def approve(self, shown: Shown) -> None:
        drafts.approve(self.app, shown.draft.id, shown.digest, WHO)

    def view(self, campaign_id: int) -> campaigns.Overview:
        return campaigns.overview(self.app, campaign_id)


def go_live(desk: Desk, cap: int = 100) -> None:
    """E-mail is really sent from now on, to a server on this machine."""
    preferences.set_smtp(desk.app, Smtp("127.0.0.1", 2525, security="none"), WHO)
    preferences.set_sending(desk.app, Sending(live=True, daily_cap=cap), WHO)
