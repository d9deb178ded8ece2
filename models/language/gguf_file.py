"""The head of a GGUF file: what the model is, and whether OpenVINO GenAI can read it.

The layout is that of the GGUF specification, versions 2 and 3 (ggml-org/ggml, docs/gguf.md).
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import BinaryIO

from storage.errors import BadConfig

ARCHITECTURES = ("llama", "qwen2", "qwen3")
"""What the reader of OpenVINO GenAI 2026.4 builds; found by loading a file of each."""

_READABLE = {1: "F16", 2: "Q4_0", 3: "Q4_1", 8: "Q8_0", 12: "Q4_K", 14: "Q6_K"}
_OTHERS = {
    0: "F32", 6: "Q5_0", 7: "Q5_1", 10: "Q2_K", 11: "Q3_K", 13: "Q5_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS",
    19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS", 29: "IQ1_M", 30: "BF16", 39: "MXFP4",
}  # fmt: skip
_F32 = 0
_BLOCKS = {0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 8: (32, 34), 12: (256, 144), 14: (256, 210)}
"""Values a block, and bytes a block, of each type that can be read."""

_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_TEXT, _ARRAY = 8, 9
_MOST_DIMENSIONS = 8
_MEND = "Choose a file of the llama, qwen2 or qwen3 architecture in Q4_0, Q4_K_M, Q6_K, Q8_0 or F16."


@dataclass(frozen=True)
class Head:
    """What stands before the weights: single values by key, the types and number of the weights, the bytes needed."""

    values: Mapping[str, int | float | bool | str]
    types: frozenset[str]
    parameters: int
    size: int

    @property
    def architecture(self) -> str:
        return str(self.values.get("general.architecture", ""))

    def number(self, key: str) -> int:
        """A number of the architecture's own, such as "block_count"; 0 where the file has none."""
        return int(self.values.get(f"{self.architecture}.{key}", 0) or 0)


def read(path: Path) -> Head:
    """The head of a GGUF file that can be loaded. Raises BadConfig that says what is wrong with any other."""
    try:
        stat = path.stat()
        return _read(path, stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        raise BadConfig(f"The file {path} cannot be read ({error.strerror}).", todo=_MEND) from None


@lru_cache(maxsize=16)
def _read(path: Path, size: int, _: int) -> Head:
    with path.open("rb") as file:
        if file.read(4) != b"GGUF":
            raise BadConfig(f"{path.name} is no GGUF file.", todo=_MEND)
        try:
            head = _head(file)
        except (struct.error, ValueError, TypeError, KeyError, MemoryError, OverflowError, RecursionError):
            raise BadConfig(f"The head of {path.name} is damaged or cut off.", todo="Fetch the file again.") from None
    if head.architecture not in ARCHITECTURES:
        what = head.architecture or "no architecture that it names"
        raise BadConfig(f"{path.name} holds {what}, which OpenVINO GenAI does not build from a GGUF file.", todo=_MEND)
    if wrong := sorted(head.types - set(_READABLE.values())):
        raise BadConfig(f"{path.name} holds weights of type {', '.join(wrong)}, which cannot be read.", todo=_MEND)
    if size < head.size:
        raise BadConfig(f"{path.name} has {size} bytes of {head.size}: it is cut off.", todo="Fetch the file again.")
    return head


def _head(file: BinaryIO) -> Head:
    version, tensors, pairs = _take(file, "IQQ")
    if version not in (2, 3):
        raise KeyError(version)
    values = {}
    for _ in range(pairs):
        key, value = _text(file), _value(file, *_take(file, "I"))
        if value is not None:
            values[key] = value
    types, parameters, end = set[str](), 0, 0
    for _ in range(tensors):
        kind, count, stop = _tensor(file)
        end, parameters = max(end, stop), parameters + count
        types |= {kind} if kind else set()
    alignment = int(values.get("general.alignment", 32)) or 32
    start = -(-file.tell() // alignment) * alignment
    return Head(values, frozenset(types), parameters, start + end)


def _tensor(file: BinaryIO) -> tuple[str, int, int]:
    """The type of a matrix ("" for a vector, which may be of whole numbers), its values, where its bytes end."""
    _text(file)
    (dimensions,) = _take(file, "I")
    if not 0 < dimensions <= _MOST_DIMENSIONS:
        raise KeyError(dimensions)
    shape = _take(file, "Q" * dimensions)
    kind, offset = _take(file, "IQ")
    count = prod(shape)
    values, size = _BLOCKS.get(kind, (1, 0))
    is_vector = dimensions == 1 and kind == _F32
    name = _READABLE.get(kind) or _OTHERS.get(kind) or f"number {kind}"
    return "" if is_vector else name, count, offset + count // values * size


def _value(file: BinaryIO, kind: int) -> int | float | bool | str | None:
    """One value; None for an array, which is passed over."""
    if kind == _TEXT:
        return _text(file)
    if kind != _ARRAY:
        value: int | float | bool = _take(file, _NUMBERS[kind])[0]
        return value
    item, length = _take(file, "IQ")
    if item in _NUMBERS:
        file.seek(struct.calcsize(f"<{_NUMBERS[item]}") * length, 1)
        return None
    for _ in range(length):
        _value(file, item)
    return None


def _text(file: BinaryIO) -> str:
    (length,) = _take(file, "Q")
    raw = file.read(length)
    if len(raw) < length:
        raise struct.error
    return raw.decode()


def _take(file: BinaryIO, layout: str) -> tuple[int, ...]:
    form = f"<{layout}"
    return struct.unpack(form, file.read(struct.calcsize(form)))
