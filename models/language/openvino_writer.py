"""A language model on this machine's processor: OpenVINO GenAI with continuous batching."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from models.language.base import WriteRequest, Written
from models.language.folder import STARTER, check, name_of
from storage.errors import BadConfig, Unavailable

__all__ = ["AT_ONCE", "STARTER", "OpenVinoWriter"]

AT_ONCE = 128
"""Texts in one batch; ``benchmarks/drafting.py`` prints what other numbers give."""

_TOKENS_A_STEP = 4096
_BLOCKS_A_TEXT = 8
"""Blocks of 32 tokens kept for each text of a batch: a little more than prompt and text need."""
_EXACT = {"INFERENCE_PRECISION_HINT": "f32", "KV_CACHE_PRECISION": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0"}


class OpenVinoWriter:
    """Writes with the model in ``folder``, which is loaded when the first text is asked for.

    Each request draws from a random generator of its own and all arithmetic is 32-bit, so that a text depends on
    prompt, seed and model and not on the texts written beside it. Threads may share one writer: they take turns.

    Args:
        folder: an OpenVINO export with tokenizer and detokenizer.
        temperature: how freely the next word is drawn; towards 0 texts become alike.
        top_p: words are drawn from the likeliest that together have this probability.
        at_once: texts in one batch.
    """

    def __init__(
        self, folder: Path = STARTER, *, temperature: float = 0.7, top_p: float = 0.9, at_once: int = AT_ONCE
    ) -> None:
        self.name = name_of(folder)
        self._folder, self._temperature, self._top_p, self._at_once = folder, temperature, top_p, at_once
        self._turn = threading.Lock()
        self._pipeline: Any = None

    def write_many(
        self,
        requests: Sequence[WriteRequest],
        on_progress: Callable[[int], None] = lambda _: None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> list[Written]:
        """One text a request, in order. A stop is obeyed between two words; what was not finished comes back empty.

        Raises: BadConfig where the folder or a package is missing or broken, Unavailable where the model fails midway.
        """
        with self._turn:
            if self._pipeline is None:
                self._pipeline = _load(self._folder, self._at_once)
            try:
                return self._written(requests, on_progress, should_stop)
            except RuntimeError as error:
                self._pipeline = None
                raise Unavailable(
                    f"The model {self.name} failed while writing ({_first_line(error)}).",
                    kept="Texts finished before are kept.",
                    todo="Try again; if it fails again, restart the app.",
                ) from error

    def _written(
        self, requests: Sequence[WriteRequest], on_progress: Callable[[int], None], should_stop: Callable[[], bool]
    ) -> list[Written]:
        written = [Written("", 0, finished=False)] * len(requests)
        waiting, running, done = enumerate(requests), dict[int, Any](), 0
        self._top_up(running, waiting)
        try:
            while running and not should_stop():
                self._pipeline.step()
                for number in [number for number, handle in running.items() if not _is_running(handle)]:
                    written[number] = self._read(running.pop(number))
                    done += 1
                    on_progress(done)
                self._top_up(running, waiting)
        finally:
            self._cancel(running)
        return written

    def _top_up(self, running: dict[int, Any], waiting: Iterator[tuple[int, WriteRequest]]) -> None:
        """Never hands over more than one batch, so a stop has little to take back and memory stays level."""
        while len(running) < self._at_once and (following := next(waiting, None)):
            number, request = following
            running[number] = self._pipeline.add_request(number, request.prompt, self._sampling(request))

    def _sampling(self, request: WriteRequest) -> Any:
        import openvino_genai

        return openvino_genai.GenerationConfig(
            max_new_tokens=request.max_tokens,
            do_sample=True,
            temperature=self._temperature,
            top_p=self._top_p,
            rng_seed=request.seed,
            eos_token_id=self._pipeline.get_tokenizer().get_eos_token_id(),
            apply_chat_template=False,
        )

    def _read(self, handle: Any) -> Written:
        import openvino_genai

        output = handle.read_all()[0]
        text = str(self._pipeline.get_tokenizer().decode(output.generated_ids))
        finished = output.finish_reason == openvino_genai.GenerationFinishReason.STOP
        return Written(text, len(output.generated_ids), finished)

    def _cancel(self, running: dict[int, Any]) -> None:
        for handle in running.values():
            handle.cancel()
        if running and self._pipeline.has_non_finished_requests():
            self._pipeline.step()


def _load(folder: Path, at_once: int) -> Any:
    check(folder)
    try:
        import openvino_genai
    except ImportError:
        raise BadConfig(
            "The package openvino-genai is not installed.", todo="Run: pip install -r requirements.txt"
        ) from None
    schedule = openvino_genai.SchedulerConfig()
    schedule.max_num_seqs = at_once
    schedule.max_num_batched_tokens = _TOKENS_A_STEP
    schedule.num_kv_blocks = at_once * _BLOCKS_A_TEXT
    schedule.enable_prefix_caching = True
    try:
        return openvino_genai.ContinuousBatchingPipeline(str(folder), schedule, "CPU", _EXACT)
    except RuntimeError as error:
        raise BadConfig(
            f"The model in {folder} cannot be loaded ({_first_line(error)}).",
            todo="Restore the folder from the repository, or choose another model in the settings.",
        ) from error


def _is_running(handle: Any) -> bool:
    import openvino_genai

    return bool(handle.get_status() == openvino_genai.GenerationStatus.RUNNING)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[-1].strip()[:160]
