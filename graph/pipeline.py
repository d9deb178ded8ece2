"""The pipeline: find, score, enrich, ask a person to pick, write, ask a person to approve, deliver, round and round.

The database says what is to be done next; the graph only keeps the place. Each asking node asks and does nothing else.
"""

from collections.abc import Callable
from typing import Any, Literal, Protocol, TypeAlias, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from graph import urgent
from graph.nodes.deliver import deliver
from graph.nodes.find import find
from graph.nodes.score import enrich, score
from graph.nodes.write import personas, write
from graph.run import Run
from storage.records import CampaignStatus, CandidateStatus, DeliveryStatus, DraftStatus


class State(TypedDict):
    """Ids only: everything else is in the database."""

    campaign_id: int


Pipeline: TypeAlias = CompiledStateGraph[State, Run, State, State]
Next: TypeAlias = Literal["find", "score", "enrich", "personas", "deliver", "ask_pick", "ask_approve", "finish"]

STEP_LIMIT = 10_000


def build(saver: BaseCheckpointSaver[Any]) -> Pipeline:
    graph = StateGraph(State, context_schema=Run)
    for sweep in (find, score, enrich, personas, write, deliver, finish):
        graph.add_node(sweep.__name__, _node(sweep))
    graph.add_node("ask_pick", ask_pick)
    graph.add_node("ask_approve", ask_approve)
    graph.add_conditional_edges(START, choose)
    graph.add_edge("find", "score")
    graph.add_edge("score", "enrich")
    graph.add_edge("personas", "write")
    for name in ("enrich", "ask_pick", "write", "ask_approve", "deliver"):
        graph.add_conditional_edges(name, choose)
    graph.add_edge("finish", END)
    return graph.compile(checkpointer=saver)


def choose(state: State, runtime: Runtime[Run]) -> Next:
    """What the database says is next: work that can be done first, then whom to ask, else the end."""
    app, campaign_id = runtime.context.app, state["campaign_id"]
    with app.read() as work:
        candidates = work.table.counts(campaign_id)
        drafts = work.drafts.counts(campaign_id)
        deliveries = work.deliveries.counts(campaign_id)
        brief = work.campaigns.get(campaign_id).brief
        to_enrich = work.sweeps.to_enrich(campaign_id, limit=1)
        is_found = work.runs.is_found(campaign_id)
    waits = urgent.step(app, campaign_id)
    if not is_found:
        return waits or "find"
    if candidates.get(CandidateStatus.FOUND):
        return "score"
    if to_enrich:
        return "enrich"
    if waits:
        return waits
    settled = (DeliveryStatus.SENT, DeliveryStatus.CANCELLED)
    if drafts.get(DraftStatus.WAITING) or any(deliveries.get(s) for s in DeliveryStatus if s not in settled):
        return "ask_approve"
    undecided = (CandidateStatus.OPEN, CandidateStatus.SELECTED, CandidateStatus.DEFERRED)
    is_open = brief.every_days or any(candidates.get(status) for status in undecided)
    return "ask_pick" if is_open else "finish"


def ask_pick(state: State) -> State:
    interrupt({"pick": state["campaign_id"]})
    return state


def ask_approve(state: State) -> State:
    interrupt({"approve": state["campaign_id"]})
    return state


def finish(run: Run, campaign_id: int) -> None:
    with run.app.write() as work:
        work.campaigns.move(campaign_id, "finish")
        work.audit.append("handpicked", "finish", "campaign", [campaign_id])
        work.commit()


def advance(pipeline: Pipeline, run: Run, campaign_id: int) -> None:
    """Take a campaign as far as it goes without a person: to the next question, or to its end.

    A thread that was cut off goes on where it was; one whose checkpoints are gone starts over, and finds in the
    database what is already done. Raises StopAsked, HandpickedError.
    """
    config: RunnableConfig = {"configurable": {"thread_id": f"campaign-{campaign_id}"}, "recursion_limit": STEP_LIMIT}
    fresh: State = {"campaign_id": campaign_id}

    def invoke(what: State | Command[Any] | None) -> None:
        pipeline.invoke(what, config, context=run, durability="sync")

    snapshot = pipeline.get_state(config)
    if snapshot.created_at is None:
        invoke(fresh)
    elif snapshot.interrupts:
        invoke(Command(resume=True))
    else:
        invoke(None)
    if not pipeline.get_state(config).interrupts and _is_running(run, campaign_id):
        invoke(fresh)


class _Node(Protocol):
    def __call__(self, state: State, *, runtime: Runtime[Run]) -> State: ...


def _node(sweep: Callable[[Run, int], None]) -> _Node:
    """A sweep as LangGraph calls it."""

    def node(state: State, *, runtime: Runtime[Run]) -> State:
        sweep(runtime.context, state["campaign_id"])
        return state

    return node


def _is_running(run: Run, campaign_id: int) -> bool:
    with run.app.read() as work:
        return work.campaigns.get(campaign_id).status == CampaignStatus.OPEN
