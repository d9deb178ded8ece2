"""How much of a model's work fits this machine at once: texts in a batch, tokens a step, room for what was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.language import exported, gguf_file
from models.language.folder import dialect, is_gguf, weights_size

_BLOCK = 32
"""Tokens a block of the cache of keys and values: what OpenVINO's processor plugin uses."""
_STARTER_TOKENS, _CHAT_TOKENS = 256, 1024
"""A little more than prompt and text of one request need, on average; where many need more, some wait."""
_CHAT_MOST = 8192
_STEP_WEIGHTS = 80_000_000_000
"""Bytes of weights times tokens that one step may take: about half a second on two cores (160 MB, 512 tokens a
step: 0.22 to 0.47 s), so that a stop is soon obeyed while a long prompt is read."""
_CACHE_MOST = 2 * 2**30
_UNKNOWN_TOKEN = 200_000
"""Bytes of cache a token where the configuration does not tell: what a model of 8 billion parameters needs."""


@dataclass(frozen=True)
class Capacity:
    """``longest`` is the most tokens of prompt and text together; ``blocks`` are of 32 tokens."""

    at_once: int
    tokens_a_step: int
    blocks: int
    longest: int


@dataclass(frozen=True)
class Shape:
    """What decides the size of the cache: values kept a token, and the most tokens that the model was made for."""

    values: int
    positions: int


def capacity_of(path: Path, at_once: int, free: int | None) -> Capacity:
    """What fits a third of the ``free`` bytes that the weights leave, 2 GB at the most; at least one text always."""
    is_starter, shape = dialect(path) == "starter", _shape(path)
    weights = weights_size(path)
    usual = _STARTER_TOKENS if is_starter else _CHAT_TOKENS
    longest = min(shape.positions or _CHAT_MOST, _CHAT_MOST)
    token = shape.values * (4 if is_starter else 2) or _UNKNOWN_TOKEN
    budget = _CACHE_MOST if free is None else min(_CACHE_MOST, max(0, free - weights) // 3)
    room = min(max(at_once * usual, longest), max(budget // token, usual))
    step = max(_BLOCK, min(4096, _STEP_WEIGHTS // max(1, weights)))
    return Capacity(
        at_once=max(1, min(at_once, room // usual, step)),
        tokens_a_step=step,
        blocks=-(-room // _BLOCK) + 1,
        longest=min(longest, room),
    )


def _shape(path: Path) -> Shape:
    if is_gguf(path):
        return _shape_of_file(path)
    config = exported.config_of(path)
    heads = _number(config, "num_attention_heads")
    size = _number(config, "head_dim") or (_number(config, "hidden_size") // heads if heads else 0)
    kept = _number(config, "num_key_value_heads") or heads
    return Shape(2 * _number(config, "num_hidden_layers") * kept * size, _number(config, "max_position_embeddings"))


def _shape_of_file(path: Path) -> Shape:
    head = gguf_file.read(path)
    heads = head.number("attention.head_count")
    size = head.number("attention.key_length") or (head.number("embedding_length") // heads if heads else 0)
    kept = head.number("attention.head_count_kv") or heads
    return Shape(2 * head.number("block_count") * kept * size, head.number("context_length"))


def _number(config: Mapping[str, Any], name: str) -> int:
    value = config.get(name)
    return value if isinstance(value, int) and value > 0 else 0
