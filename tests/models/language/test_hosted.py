"""The hosted writer: many at a time, patient with what passes, stopped by what does not, and never beyond the cap."""

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest

from models.language.base import Task, WriteRequest, Written
from models.language.chat import Answer, Down, Throttled
from models.language.circuit import Breaker, shared
from models.language.hosted import HostedWriter
from models.language.openai_chat import OpenAIChat
from models.language.patience import Patience
from models.language.spending import Price, most
from storage.errors import Auth, BadConfig, BadInput, HandpickedError, NotAllowed, RateLimited, Unavailable
from tests.models.language.provider import LETTER, Provider, Reply, completion, failure

SCHEMA = json.dumps({
    "type": "object",
    "properties": {"subject": {"type": "string"}, "body": {"type": "string"}},
    "required": ["subject", "body"],
})  # fmt: skip
PRICE = Price(1000, 1000)
WHOLE = Answer(LETTER, 10, 5, finished=True)


def requests(count: int) -> list[WriteRequest]:
    return [WriteRequest(f"Letter {number}", number, 300, "Write.", SCHEMA) for number in range(count)]


@dataclass
class Clock:
    """Time that passes only where somebody sleeps."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@dataclass
class Purse:
    """A ledger in memory."""

    cap_micros: int | None = None
    calls: dict[int, int] = field(default_factory=dict)
    settled: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    on_settle: threading.Event = field(default_factory=threading.Event)

    def reserve(self, task: Task, model: str, most_micros: int) -> int:
        with self.lock:
            if self.cap_micros is not None and self.spent() + most_micros > self.cap_micros:
                raise NotAllowed("The spending cap is reached.")
            self.tasks.append(task)
            self.calls[len(self.calls)] = most_micros
            return len(self.calls) - 1

    def settle(self, call_id: int, prompt_tokens: int, tokens: int, micros: int) -> None:
        with self.lock:
            self.calls[call_id] = micros
            self.settled[call_id] = (prompt_tokens, tokens, micros)
        self.on_settle.set()

    def spent(self) -> int:
        return sum(self.calls.values())


@dataclass
class Model:
    """A chat client without a server: ``script`` gets the request and how often it was asked, and answers or raises."""

    script: Callable[[WriteRequest, int], Answer] = lambda request, times: WHOLE
    provider: str = "Provider"
    model: str = "small"
    address: str = "http://x.example"
    timeout_s: float = 60.0
    asked: list[WriteRequest] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def complete(self, request: WriteRequest) -> Answer:
        with self.lock:
            self.asked.append(request)
            times = sum(one.prompt == request.prompt for one in self.asked)
        return self.script(request, times)


def failing(error: Exception, times: int = 10**9) -> Callable[[WriteRequest, int], Answer]:
    """Raises for so many tries of each request, then answers."""

    def script(request: WriteRequest, time: int) -> Answer:
        if time <= times:
            raise error
        return WHOLE

    return script


def writer(
    model: Model, clock: Clock | None = None, purse: Purse | None = None, price: Price | None = PRICE, at_once: int = 4
) -> HostedWriter:
    clock = clock or Clock()
    patience = Patience(clock=clock.now, sleep=clock.sleep, chance=lambda: 0.5)
    breaker = Breaker(clock.now, failures=5, cool_down_s=30)
    return HostedWriter(model, purse or Purse(), price, at_once=at_once, patience=patience, breaker=breaker)


def texts(written: Sequence[Written]) -> list[str]:
    return [one.text for one in written]


def test_every_text_comes_in_order_and_progress_counts_up() -> None:
    def script(request: WriteRequest, times: int) -> Answer:
        return replace(WHOLE, text=json.dumps({"subject": request.prompt, "body": ""}))

    seen: list[int] = []
    written = writer(Model(script)).write_many(requests(20), seen.append)
    assert [json.loads(one.text)["subject"] for one in written] == [one.prompt for one in requests(20)]
    assert seen == list(range(1, 21))
    assert {(one.prompt_tokens, one.tokens, one.finished, one.problem) for one in written} == {(10, 5, True, "")}


def test_no_more_are_asked_at_once_than_allowed() -> None:
    together, most_together = threading.Barrier(3), 0
    running = 0
    lock = threading.Lock()

    def script(request: WriteRequest, times: int) -> Answer:
        nonlocal running, most_together
        with lock:
            running += 1
            most_together = max(most_together, running)
        together.wait(5)
        with lock:
            running -= 1
        return WHOLE

    written = writer(Model(script), at_once=3).write_many(requests(9))
    assert all(one.finished for one in written)
    assert most_together == 3


def test_what_passes_is_tried_again_with_growing_pauses() -> None:
    clock = Clock()
    written = writer(Model(failing(Unavailable("down"), 3)), clock).write_many(requests(1))
    assert written[0].finished
    assert clock.at == pytest.approx(0.75 + 1.5 + 3.0)


def test_a_server_that_asks_for_a_wait_gets_it_from_all_requests() -> None:
    clock, model = Clock(), Model()
    sent: list[tuple[str, float]] = []

    def script(request: WriteRequest, times: int) -> Answer:
        sent.append((request.prompt, clock.at))
        if len(sent) == 1:
            raise Throttled("slow down", wait_s=40)
        return WHOLE

    model.script = script
    written = writer(model, clock, at_once=1).write_many(requests(3))
    assert all(one.finished for one in written)
    assert min(at for _, at in sent[1:]) >= 40


@pytest.mark.parametrize("error", [RateLimited("slow down"), Unavailable("down"), Throttled("wait", wait_s=3600)])
def test_what_does_not_pass_ends_the_run_after_bounded_time(error: HandpickedError) -> None:
    clock = Clock()
    with pytest.raises(type(error)) as raised:
        writer(Model(failing(error)), clock).write_many(requests(10))
    assert clock.at <= 120
    assert "not asked for again" in str(raised.value)


@pytest.mark.parametrize(
    "error", [Auth("refused"), NotAllowed("quota used up"), BadConfig("no such model"), RuntimeError("a fault of ours")]
)
def test_what_no_wait_can_mend_ends_the_run_at_once(error: Exception) -> None:
    clock, model = Clock(), Model(failing(error))
    with pytest.raises(type(error), match=str(error)):
        writer(model, clock, at_once=1).write_many(requests(10))
    assert (len(model.asked), clock.slept) == (1, [])


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (replace(WHOLE, text=""), "was empty"),
        (replace(WHOLE, text="Dear Café Linde,"), "was not JSON"),
        (replace(WHOLE, text='{"subject": "Hi"}'), "had no body"),
        (replace(WHOLE, text='{"subject": 3, "body": "x"}'), "no proper subject"),
        (replace(WHOLE, text='["subject", "body"]'), "not of the type object"),
        (replace(WHOLE, text=LETTER[:20], finished=False), "was cut off"),
        (replace(WHOLE, text="[" * 100_000), "was not JSON"),
    ],
)
def test_one_answer_of_nonsense_is_that_texts_problem_only(answer: Answer, problem: str) -> None:
    model = Model(lambda request, times: answer if request.prompt == "Letter 1" else WHOLE)
    written = writer(model).write_many(requests(3))
    assert [one.finished for one in written] == [True, False, True]
    assert problem in written[1].problem
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    "text",
    [f"```json\n{LETTER}\n```", f"Sure!\n```\n{LETTER}```\nBye", f"Here: {LETTER}", f"<think>{{hm}}</think>\n{LETTER}"],
)
def test_json_is_found_in_what_models_put_around_it(text: str) -> None:
    written = writer(Model(lambda request, times: replace(WHOLE, text=text))).write_many(requests(1))
    assert (written[0].text, written[0].problem) == (LETTER, "")


def test_a_free_text_is_not_searched_for_json() -> None:
    free = replace(requests(1)[0], schema="")
    written = writer(Model(lambda request, times: replace(WHOLE, text="Dear {company},"))).write_many([free])
    assert texts(written) == ["Dear {company},"]


def test_a_request_that_is_refused_is_that_texts_problem_unless_all_are() -> None:
    def script(request: WriteRequest, times: int) -> Answer:
        if request.prompt != "Letter 0":
            raise BadInput("refused: flagged")
        return WHOLE

    written = writer(Model(script), at_once=1).write_many(requests(12))
    assert [one.problem for one in written] == ["", *["refused: flagged"] * 11]
    model = Model(failing(BadInput("refused: no such field")))
    with pytest.raises(BadConfig, match="no such field"):
        writer(model, at_once=1).write_many(requests(12))
    assert len(model.asked) == 5


@pytest.mark.parametrize("prompt", ["x" * 100_001, "half a pair \ud800"])
def test_a_prompt_that_cannot_be_sent_is_not(prompt: str) -> None:
    model = Model()
    written = writer(model).write_many([WriteRequest(prompt, 1), *requests(1)])
    assert [bool(one.problem) for one in written] == [True, False]
    assert len(model.asked) == 1


def test_a_stop_waits_for_no_server_and_the_cost_is_booked_when_it_returns() -> None:
    purse, hold, asked = Purse(), threading.Event(), threading.Event()

    def script(request: WriteRequest, times: int) -> Answer:
        asked.set()
        hold.wait(10)
        return WHOLE

    begun = time.monotonic()
    written = writer(Model(script), purse=purse, at_once=1).write_many(requests(3), should_stop=asked.is_set)
    assert time.monotonic() - begun < 2
    assert [one.finished for one in written] == [False] * 3
    assert (len(purse.calls), purse.settled) == (1, {})
    hold.set()
    assert purse.on_settle.wait(5)
    assert purse.settled == {0: (10, 5, PRICE.cost(10, 5))}


def test_a_stop_cuts_a_pause_short() -> None:
    clock = Clock()
    writer(Model(failing(Throttled("wait", wait_s=100))), clock).write_many(
        requests(1), should_stop=lambda: clock.at > 10
    )
    assert clock.at < 10.5
    assert max(clock.slept) <= 0.5


def test_each_text_is_handed_over_as_it_comes_whatever_ends_the_run() -> None:
    def script(request: WriteRequest, times: int) -> Answer:
        if request.prompt == "Letter 3":
            raise Auth("refused")
        return WHOLE

    kept: dict[int, Written] = {}
    with pytest.raises(Auth, match="not asked for again"):
        writer(Model(script), at_once=1).write_many(requests(5), on_written=kept.__setitem__)
    assert {place: one.text for place, one in kept.items()} == dict.fromkeys(range(3), LETTER)


@pytest.mark.parametrize(
    "counts", [(-1_000_000, -5), (0, 0), (10, 0), (0, 5), (10**30, 5), (10, 10**30), (10**7, 10**7), (True, True)]
)
def test_counts_that_cannot_be_true_are_booked_at_the_most(counts: tuple[int, int]) -> None:
    purse = Purse()
    writer(Model(lambda request, times: Answer(LETTER, *counts, finished=True)), purse=purse).write_many(requests(1))
    assert purse.spent() == most(requests(1)[0], PRICE)
    assert all(0 < tokens < 10**7 for tokens in purse.settled[0][:2])


def test_counts_that_cannot_be_true_of_a_server_of_ones_own_cost_nothing_either() -> None:
    purse, free = Purse(), Price(0, 0)
    model = Model(lambda request, times: Answer(LETTER, 10**30, -5, finished=True))
    writer(model, purse=purse, price=free).write_many(requests(1))
    assert purse.spent() == 0 and all(0 < tokens < 10**7 for tokens in purse.settled[0][:2])


def test_a_server_that_trickles_is_given_up() -> None:
    clock, hold = Clock(), threading.Event()

    def script(request: WriteRequest, times: int) -> Answer:
        if times == 1:
            clock.at += 62
            hold.wait(10)
        return WHOLE

    purse = Purse()
    written = writer(Model(script), clock, purse).write_many(requests(1))
    hold.set()
    assert written[0].finished
    assert len(purse.calls) == 2


def test_the_circuit_opens_for_all_writers_of_a_model_and_closes_after_one_good_trial() -> None:
    clock = Clock()
    breaker = Breaker(clock.now, failures=3, cool_down_s=30)
    patience = Patience(total_s=5, clock=clock.now, sleep=clock.sleep, chance=lambda: 0.5)
    down, well = Model(failing(Unavailable("down"))), Model()
    with pytest.raises(Unavailable):
        HostedWriter(down, Purse(), PRICE, patience=patience, breaker=breaker).write_many(requests(9))
    tried = len(down.asked)
    other = HostedWriter(well, Purse(), PRICE, patience=patience, breaker=breaker)
    with pytest.raises(Unavailable, match="left alone for now"):
        other.write_many(requests(3))
    assert (tried < 9, well.asked) == (True, [])
    clock.at += 31
    assert texts(other.write_many(requests(3))) == [LETTER] * 3


def test_an_outage_shorter_than_our_patience_is_sat_out() -> None:
    clock = Clock()

    def script(request: WriteRequest, times: int) -> Answer:
        if clock.at < 45:
            raise Down("down")
        return WHOLE

    model = Model(script)
    assert texts(writer(model, clock).write_many(requests(20))) == [LETTER] * 20
    assert 45 <= clock.at < 80
    assert len(model.asked) < 30


def test_writers_of_one_model_share_their_breaker_and_others_do_not() -> None:
    assert shared("http://a.example", "m") is shared("http://a.example", "m")
    assert shared("http://a.example", "m") is not shared("http://a.example", "n")


@pytest.mark.parametrize("at_once", [1, 4])
def test_the_cap_stops_a_run_at_the_cap(at_once: int) -> None:
    request = requests(1)[0]
    most_micros = most(request, PRICE)
    dear = Answer(LETTER, most_micros - 2300, 2300, finished=True)
    purse, model = Purse(cap_micros=7 * most_micros + most_micros - 1), Model(lambda request, times: dear)
    hosted = writer(model, purse=purse, at_once=at_once)
    with pytest.raises(NotAllowed):
        hosted.write_many(requests(10))
    assert len(model.asked) == len(purse.settled) == 7
    assert purse.spent() == 7 * most_micros


def test_money_set_aside_for_what_is_in_flight_is_waited_for() -> None:
    most_micros = most(requests(1)[0], PRICE)
    purse = Purse(cap_micros=most_micros + 100 * PRICE.cost(10, 5))
    assert texts(writer(Model(), purse=purse).write_many(requests(50))) == [LETTER] * 50
    assert purse.spent() == 50 * PRICE.cost(10, 5)


def test_an_unknown_price_is_refused_only_where_there_is_a_cap() -> None:
    model = Model()
    with pytest.raises(NotAllowed, match="price of small at Provider is not known"):
        writer(model, purse=Purse(cap_micros=10**9), price=None).write_many(requests(1))
    assert model.asked == []
    assert texts(writer(model, price=None).write_many(requests(1))) == [LETTER]


@pytest.mark.parametrize(
    ("error", "is_known_free"),
    [(Down("500"), True), (RateLimited("slow"), True), (BadInput("no"), True), (Down("slow", may_cost=True), False)],
)
def test_a_failure_is_booked_at_nothing_unless_it_may_have_been_billed(error: Exception, is_known_free: bool) -> None:
    purse = Purse()
    writer(Model(failing(error, 1)), purse=purse).write_many(requests(1))
    assert (purse.settled.get(0) == (0, 0, 0)) is is_known_free
    assert (purse.calls[0] == 0) is is_known_free


def test_an_answer_that_nobody_counted_is_booked_at_its_most() -> None:
    purse = Purse()
    writer(Model(lambda request, times: Answer(LETTER, None, None, finished=True)), purse=purse).write_many(requests(1))
    assert purse.spent() == most(requests(1)[0], PRICE)


def test_the_limit_that_is_sent_leaves_room_for_thinking_and_is_what_was_set_aside() -> None:
    model = Model()
    writer(model).write_many(requests(1))
    assert model.asked[0].max_tokens == 300 + 2000


def test_the_writer_is_a_chat_model_that_says_which_and_books_under_its_task() -> None:
    purse = Purse()
    hosted = HostedWriter(Model(), purse, PRICE, Task.REWRITE, breaker=Breaker())
    hosted.write_many(requests(1))
    assert (hosted.name, hosted.dialect, purse.tasks) == ("small at Provider", "chat", [Task.REWRITE])


def test_a_real_server_that_recovers_is_written_with() -> None:
    clock, purse = Clock(), Purse()
    patience = Patience(clock=clock.now, sleep=clock.sleep, chance=lambda: 0.5)
    replies = [
        failure(503),
        failure(429, "rate_limit_exceeded", retry_after="5"),
        Reply(200, {}, breaks=True, headers={"content-length": "500"}),
        completion(),
    ]
    with Provider(replies) as provider:
        client = OpenAIChat("small", "key", f"{provider.url}/v1")
        hosted = HostedWriter(client, purse, PRICE, at_once=1, patience=patience, breaker=Breaker(clock.now))
        written = hosted.write_many(requests(4))
    assert texts(written) == [LETTER] * 4
    assert len(provider.asked) == 7
    assert clock.at >= 5
    assert sorted(purse.calls.values()) == [0, 0, *[PRICE.cost(100, 20)] * 4, most(requests(1)[0], PRICE)]
