"""What LangGraph and its checkpoints cost: milliseconds a step, and the size of the checkpoint file after a whole run.

Run: ``python -m benchmarks.graph_steps``. A ring of nodes that do nothing is walked; the baseline calls the
same functions one after the other.
"""

import tempfile
import time
from pathlib import Path
from typing import Any, TypedDict

from langgraph.graph import END, START, StateGraph

from storage.checkpoints import open_saver

NODES = 9
STEPS = 400
GOAL_MS, GOAL_MB = 2.0, 1.0
STEPS_OF_A_RUN = 40


class _State(TypedDict):
    campaign_id: int


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, bytes_a_step = _through_langgraph(Path(folder))
    base = _one_by_one()
    print(f"LangGraph with checkpoints: {1000 * ours:.2f} ms a step; plain calls: {1000 * base:.4f} ms a step")
    size = bytes_a_step * STEPS_OF_A_RUN / 1e6
    print(f"checkpoints: {bytes_a_step / 1000:.1f} kB a step, {size:.2f} MB for a run of {STEPS_OF_A_RUN} steps")
    print(f"goal: under {GOAL_MS} ms a step and under {GOAL_MB} MB for a whole run")


def _node(state: _State) -> _State:
    return state


def _through_langgraph(folder: Path) -> tuple[float, float]:
    """Seconds and bytes a step, walking round a ring of as many nodes as the pipeline has."""
    left = iter(range(STEPS - 1))
    graph = StateGraph(_State)
    for number in range(NODES):
        graph.add_node(str(number), _node)
    graph.add_edge(START, "0")
    for number in range(NODES):
        following = str((number + 1) % NODES)
        graph.add_conditional_edges(str(number), lambda _, go=following: go if next(left, None) is not None else END)
    file = folder / "checkpoints.db"
    saver = open_saver(file)
    pipeline: Any = graph.compile(checkpointer=saver)
    config = {"configurable": {"thread_id": "benchmark"}, "recursion_limit": STEPS + 10}
    began = time.perf_counter()
    pipeline.invoke({"campaign_id": 1}, config, durability="sync")
    seconds = time.perf_counter() - began
    saver.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    saver.conn.close()
    return seconds / STEPS, file.stat().st_size / STEPS


def _one_by_one() -> float:
    state = _State(campaign_id=1)
    began = time.perf_counter()
    for _ in range(STEPS):
        state = _node(state)
    return (time.perf_counter() - began) / STEPS


if __name__ == "__main__":
    main()
