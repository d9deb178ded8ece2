"""The loaded model: OpenVINO GenAI with continuous batching, a chat template, and a grammar where structure matters."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from models.language import folder, grammar
from models.language.base import WriteRequest, Written
from models.language.capacity import Capacity, capacity_of
from models.language.memory import free_memory
from models.telemetry import keep_silent
from storage.errors import BadConfig, Unavailable

_EXACT = {"INFERENCE_PRECISION_HINT": "f32", "KV_CACHE_PRECISION": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0"}
"""32-bit arithmetic: a text then depends on prompt, seed and model, and not on the texts written beside it."""

_CONTROL = re.compile(r"<[^<>\s]{1,60}>|\[/?[A-Z_]{2,30}\]")
"""How vocabularies spell the marks between the parts of a conversation."""


class Engine:
    """The model in ``path``, loaded. Not for several threads at once.

    OpenVINO GenAI holds Python's lock while it computes a step, so whoever shares a process with a big model stands
    still for as long; see ``engine_process``.

    Raises BadConfig where the model or a package is missing, broken, or too large for the memory that is free.
    """

    def __init__(
        self, path: Path, *, temperature: float, top_p: float, at_once: int, prefix_caching: bool = True
    ) -> None:
        folder.check(path, free_memory())
        self._name, self._is_chat = path.name, folder.dialect(path) == "chat"
        self._temperature, self._top_p = temperature, top_p
        self._capacity = capacity_of(path, at_once, free_memory())
        self._pipeline = _load(path, self._capacity, exact=not self._is_chat, prefix_caching=prefix_caching)
        self._tokenizer = self._pipeline.get_tokenizer()
        self._stops = {*self._pipeline.get_config().stop_token_ids, self._tokenizer.get_eos_token_id()} - {-1}
        self._marks = _marks(self._tokenizer) if self._is_chat else frozenset()
        self._ids = count()

    def write(
        self,
        requests: Sequence[WriteRequest],
        on_written: Callable[[int, Written], None],
        should_stop: Callable[[], bool],
    ) -> None:
        """Hand each text with its request's place to ``on_written`` as it ends; a stop is obeyed between two steps.

        Raises Unavailable where the model fails midway, BadInput for a schema that is no plain form.
        """
        waiting, running = enumerate(requests), dict[int, tuple[Any, int]]()
        try:
            self._top_up(running, waiting, on_written)
            while running and not should_stop():
                self._pipeline.step()
                for place in [place for place, (handle, _) in running.items() if not _is_running(handle)]:
                    on_written(place, self._read(*running.pop(place)))
                self._top_up(running, waiting, on_written)
        except RuntimeError as error:
            raise Unavailable(
                f"The model {self._name} failed while writing ({_first_line(error)}).",
                kept="Texts finished before are kept.",
                todo="Try again; if it fails again, restart the app.",
            ) from error
        finally:
            self._cancel(running)

    def _top_up(
        self,
        running: dict[int, tuple[Any, int]],
        waiting: Iterator[tuple[int, WriteRequest]],
        on_written: Callable[[int, Written], None],
    ) -> None:
        """Never hands over more than one batch, so a stop has little to take back and memory stays level."""
        while len(running) < self._capacity.at_once and (following := next(waiting, None)):
            place, request = following
            tokens = self._tokens(request)
            length = tokens.shape[1]
            if length + 1 > self._capacity.longest:
                problem = f"The prompt has {length} tokens; {self._name} reads at most {self._capacity.longest - 1}."
                on_written(place, Written("", 0, finished=False, prompt_tokens=length, problem=problem))
                continue
            sampling = self._sampling(request, self._capacity.longest - length)
            running[place] = self._pipeline.add_request(next(self._ids), tokens, sampling), length

    def _tokens(self, request: WriteRequest) -> Any:
        if not self._is_chat:
            return self._tokenizer.encode(request.prompt).input_ids
        text, is_whole = self._conversation(self._plain(request.system), self._plain(request.prompt))
        return self._tokenizer.encode(text, add_special_tokens=not is_whole).input_ids

    def _plain(self, text: str) -> str:
        """The text without the marks of a conversation: what was read from the web must not pose as a new turn."""
        return _CONTROL.sub(lambda found: " " if found.group() in self._marks else found.group(), text)

    def _conversation(self, system: str, prompt: str) -> tuple[str, bool]:
        """The prompt in the model's own template, and whether the template has set the marks of the beginning too."""
        together = f"{system}\n\n{prompt}" if system else prompt
        if not self._tokenizer.get_original_chat_template():
            return together, False
        parted = [{"role": "system", "content": system}] if system else []
        try:
            return self._templated([*parted, {"role": "user", "content": prompt}]), True
        except RuntimeError:  # some templates know no system part
            return self._templated([{"role": "user", "content": together}]), True

    def _templated(self, messages: list[dict[str, str]]) -> str:
        """A model that can think aloud is told not to: only the answer is wanted."""
        return str(self._tokenizer.apply_chat_template(messages, True, extra_context={"enable_thinking": False}))

    def _sampling(self, request: WriteRequest, room: int) -> Any:
        import openvino_genai

        config = openvino_genai.GenerationConfig(
            max_new_tokens=max(1, min(request.max_tokens, room)),
            do_sample=True,
            temperature=self._temperature,
            top_p=self._top_p,
            rng_seed=request.seed,
            apply_chat_template=False,
        )
        config.stop_token_ids = self._stops
        if request.schema:
            rules = grammar.of_schema(request.schema)
            config.structured_output_config = openvino_genai.StructuredOutputConfig(grammar=rules)
        return config

    def _read(self, handle: Any, prompt_tokens: int) -> Written:
        import openvino_genai

        outputs = handle.read_all() if handle.can_read() else []
        if not outputs:
            problem = f"The model {self._name} had no room left for this text."
            return Written("", 0, finished=False, prompt_tokens=prompt_tokens, problem=problem)
        output = outputs[0]
        text = str(self._tokenizer.decode(output.generated_ids))
        finished = output.finish_reason == openvino_genai.GenerationFinishReason.STOP
        return Written(text, len(output.generated_ids), finished, prompt_tokens)

    def _cancel(self, running: dict[int, tuple[Any, int]]) -> None:
        for handle, _ in running.values():
            handle.cancel()
        if running and self._pipeline.has_non_finished_requests():
            self._pipeline.step()


def _load(path: Path, capacity: Capacity, *, exact: bool, prefix_caching: bool) -> Any:
    keep_silent()
    try:
        import openvino_genai
    except ImportError:
        raise BadConfig(
            "The package openvino-genai is not installed.", todo="Run: pip install -r requirements.txt"
        ) from None
    schedule = openvino_genai.SchedulerConfig()
    schedule.max_num_seqs = capacity.at_once
    schedule.max_num_batched_tokens = capacity.tokens_a_step
    schedule.num_kv_blocks = capacity.blocks
    schedule.enable_prefix_caching = prefix_caching
    try:
        return openvino_genai.ContinuousBatchingPipeline(str(path), schedule, "CPU", _EXACT if exact else {})
    except RuntimeError as error:
        raise BadConfig(
            f"The model in {path} cannot be loaded ({_first_line(error)}).",
            todo="Fetch it again, or choose another model in the settings.",
        ) from error


def _marks(tokenizer: Any) -> frozenset[str]:
    words = (word.decode(errors="replace") if isinstance(word, bytes) else str(word) for word in tokenizer.get_vocab())
    return frozenset(word for word in words if _CONTROL.fullmatch(word))


def _is_running(handle: Any) -> bool:
    import openvino_genai

    return bool(handle.get_status() == openvino_genai.GenerationStatus.RUNNING)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[-1].strip()[:160]
