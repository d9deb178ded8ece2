"""A model measured on this machine, in a process of its own: python -m models.language.measure PATH."""

import json
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, perf_counter

from models.language.base import WriteRequest, Written
from models.language.folder import check
from storage.errors import BadConfig, Unavailable

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_SECONDS = 600.0
_POLL = 0.1
_TEXTS, _TOKENS = 8, 64


@dataclass(frozen=True)
class Measured:
    """``tokens_per_second`` are written in a batch of eight; ``memory_bytes`` is the most that the process held."""

    load_seconds: float
    tokens_per_second: float
    memory_bytes: int


def measure(
    path: Path,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
    should_stop: Callable[[], bool] = lambda: False,
    seconds: float = _LONGEST_SECONDS,
) -> Measured:
    """Load the model in a fresh process, write eight texts, and say what that took.

    ``on_progress`` gets the texts done and how many they will be. Raises BadConfig where the model cannot be loaded,
    Unavailable where it takes more than ``seconds`` or ``should_stop``.
    """
    check(path)
    command = [sys.executable, "-m", "models.language.measure", str(path.resolve())]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as problems:
        with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=problems, encoding="utf-8") as process:  # noqa: S603
            last = _followed(process, path.name, on_progress, should_stop, monotonic() + seconds)
        if process.returncode:
            problems.seek(0)
            said = (problems.read().strip() or f"exit status {process.returncode}").splitlines()[-1][:300]
            raise BadConfig(f"The model {path.name} could not be measured ({said}).", todo="Choose another model.")
    return Measured(**json.loads(last))


def _followed(
    process: "subprocess.Popen[str]",
    name: str,
    on_progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
    end: float,
) -> str:
    """The last line that the process says; each before it is the number of texts done."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    last = ""
    while reader.is_alive() or not lines.empty():
        try:
            last = lines.get(timeout=_POLL)
        except queue.Empty:
            if should_stop() or monotonic() > end:
                process.kill()
                reader.join()
                why = "was stopped" if should_stop() else "took too long"
                raise Unavailable(f"Measuring {name} {why}.") from None
            continue
        if last.strip().isdigit():
            on_progress(int(last), _TEXTS)
    return last


def _here(path: Path) -> Measured:
    from models.language.engine import Engine
    from models.language.memory import most_used

    start = perf_counter()
    engine = Engine(path, temperature=0.7, top_p=0.9, at_once=_TEXTS)
    loaded = perf_counter()
    texts = list[Written]()
    prompt = "Write a long letter to a friend about the town you live in."
    requests = [WriteRequest(prompt, seed, max_tokens=_TOKENS) for seed in range(_TEXTS)]

    def on_written(_: int, written: Written) -> None:
        texts.append(written)
        print(len(texts), flush=True)

    engine.write(requests, on_written, lambda: False)
    took = perf_counter() - loaded
    return Measured(loaded - start, sum(text.tokens for text in texts) / took, most_used())


if __name__ == "__main__":
    print(json.dumps(asdict(_here(Path(sys.argv[1])))))
