"""A big model in a process of its own: while it computes the app goes on, and if it dies the app does not.

The two ends speak JSON, one message a line. To the model: {"batch", "requests"} and {"stop"}; from it: {"ready"},
{"batch", "place", "written"}, {"batch", "end"} and {"error"}.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO, cast

from models.language.base import WriteRequest, Written
from storage import errors
from storage.errors import HandpickedError, Unavailable

_ROOT = Path(__file__).resolve().parents[2]
_POLL_SECONDS = 0.1


class EngineProcess:
    """Stands for an ``Engine`` of another process, with the same ``write``; it begins to load when it is made."""

    def __init__(
        self, path: Path, *, temperature: float, top_p: float, at_once: int, prefix_caching: bool = True
    ) -> None:
        self._name, self._batch, self._is_ready = path.name, 0, False
        settings = {
            "path": str(path.resolve()),
            "temperature": temperature,
            "top_p": top_p,
            "at_once": at_once,
            "prefix_caching": prefix_caching,
        }
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "models.language.engine_process", json.dumps(settings)],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # Ctrl+C is for the app, which then ends this process
        )
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._orders: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        ends = (_listen, self._said), (_speak, self._orders)
        threads = [threading.Thread(target=end, args=(self._process, line), daemon=True) for end, line in ends]
        for thread in threads:
            thread.start()
        self._end = weakref.finalize(self, _end, self._process, self._orders, threads)

    def write(
        self,
        requests: Sequence[WriteRequest],
        on_written: Callable[[int, Written], None],
        should_stop: Callable[[], bool],
    ) -> None:
        """As ``Engine.write``. A stop returns at once, whatever the model still has to load or finish first.

        Raises what ``Engine`` raises when it is made and when it writes, and Unavailable where the process dies.
        """
        while not self._is_ready:
            if should_stop():
                return
            self._is_ready = "ready" in self._hear()
        self._batch += 1
        self._tell({"batch": self._batch, "requests": [asdict(request) for request in requests]})
        try:
            self._receive(on_written, should_stop)
        finally:
            self._tell({"stop": self._batch})

    def _receive(self, on_written: Callable[[int, Written], None], should_stop: Callable[[], bool]) -> None:
        while not should_stop():
            message = self._hear()
            if message.get("batch") != self._batch:
                continue  # nothing yet, or the rest of a batch that was stopped
            if "end" in message:
                return
            on_written(message["place"], Written(**message["written"]))

    def close(self) -> None:
        """End the process and give its memory back."""
        self._end()

    def _tell(self, message: dict[str, Any]) -> None:
        """Never waits: the model reads between two steps only, and a pipe holds little."""
        self._orders.put(message)

    def _hear(self) -> dict[str, Any]:
        """The next message, empty where none came in time."""
        try:
            message = self._said.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return {}
        if message is None:
            self._said.put(None)
            raise self._gone()
        if "error" in message and message.get("batch") in (None, self._batch):
            raise _error(message["error"])
        return message

    def _gone(self) -> Unavailable:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self.close()
        return Unavailable(
            f"The model {self._name} ended unexpectedly (exit status {self._process.returncode}).",
            kept="Texts finished before are kept.",
            todo="Try again. If it ends again, the machine has too little memory for it: choose a smaller one.",
        )


def _listen(process: "subprocess.Popen[str]", said: "queue.SimpleQueue[dict[str, Any] | None]") -> None:
    with cast(TextIO, process.stdout) as lines:
        for line in lines:
            said.put(json.loads(line))
    said.put(None)


def _speak(process: "subprocess.Popen[str]", orders: "queue.SimpleQueue[dict[str, Any] | None]") -> None:
    pipe = cast(TextIO, process.stdin)
    with contextlib.suppress(OSError):  # the model is gone, which its last message says better
        while (order := orders.get()) is not None:
            pipe.write(json.dumps(order) + "\n")
            pipe.flush()
    with contextlib.suppress(OSError):
        pipe.close()


def _end(
    process: "subprocess.Popen[str]",
    orders: "queue.SimpleQueue[dict[str, Any] | None]",
    threads: Sequence[threading.Thread],
) -> None:
    process.kill()
    process.wait()
    orders.put(None)
    for thread in threads:
        thread.join(timeout=5)


def _error(told: dict[str, str]) -> HandpickedError:
    kind: type[HandpickedError] = getattr(errors, told["kind"], Unavailable)
    return kind(told["what"], kept=told["kept"], todo=told["todo"])


def _serve(settings: dict[str, Any], lines: TextIO, out: TextIO) -> None:
    """Load the model and write batch after batch until ``lines`` end."""
    from models.language.engine import Engine

    def tell(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")
        out.flush()

    asked: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    stopped: set[int] = set()
    threading.Thread(target=_take_orders, args=(lines, asked, stopped), daemon=True).start()
    try:
        engine = Engine(Path(settings.pop("path")), **settings)
    except HandpickedError as error:
        tell({"error": _told(error)})
        return
    tell({"ready": True})
    while True:
        order = asked.get()
        _write_batch(engine, order, stopped, tell)


def _write_batch(engine: Any, order: dict[str, Any], stopped: set[int], tell: Callable[[dict[str, Any]], None]) -> None:
    batch = order["batch"]
    requests = [WriteRequest(**request) for request in order["requests"]]

    def on_written(place: int, written: Written) -> None:
        tell({"batch": batch, "place": place, "written": asdict(written)})

    try:
        engine.write(requests, on_written, lambda: batch in stopped)
        tell({"batch": batch, "end": True})
    except HandpickedError as error:
        tell({"batch": batch, "error": _told(error)})


def _take_orders(lines: TextIO, asked: "queue.SimpleQueue[dict[str, Any]]", stopped: set[int]) -> None:
    """Sort what comes in; when the app is gone, so is this process."""
    for line in lines:
        order = json.loads(line)
        if "stop" in order:
            stopped.add(order["stop"])
        else:
            asked.put(order)
    os._exit(0)


def _told(error: HandpickedError) -> dict[str, str]:
    return {"kind": type(error).__name__, "what": error.what, "kept": error.kept, "todo": error.todo}


def _main() -> None:
    """Messages keep the standard output for themselves; what a library prints goes to the errors."""
    messages = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _serve(json.loads(sys.argv[1]), sys.stdin, messages)


if __name__ == "__main__":
    _main()
