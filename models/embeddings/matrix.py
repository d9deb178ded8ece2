"""Embeddings as one float32 matrix, a row a text, and as the bytes that are stored of each."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]
Vector: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.int64]
STORED = np.dtype("<f4")


def packed(matrix: Matrix) -> list[bytes]:
    """Each row as little-endian float32."""
    return [row.tobytes() for row in np.ascontiguousarray(matrix, dtype=STORED)]


def unpacked(rows: Sequence[bytes]) -> Matrix:
    """The rows put together again; shape (0, 0) of none."""
    if not rows:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(rows), dtype=STORED).reshape(len(rows), -1).astype(np.float32, copy=False)


def gathered(chunks: Iterable[Sequence[bytes]], most: int) -> Matrix:
    """All chunks under each other, at most ``most`` rows, without ever holding them twice."""
    waiting = iter(chunks)
    first = unpacked(next(waiting, ()))
    matrix = np.empty((most, first.shape[1]), dtype=np.float32)
    filled = 0
    for chunk in chain([first], map(unpacked, waiting)):
        matrix[filled : filled + len(chunk)] = chunk
        filled += len(chunk)
    return matrix[:filled]


def positions(sought: Sequence[int], among: Numbers) -> Numbers:
    """Where each number stands among others that rise, in the order sought; one that is not there is left out."""
    numbers = np.asarray(sought, dtype=np.int64)
    if not len(among):
        return numbers[:0]
    places = np.minimum(np.searchsorted(among, numbers), len(among) - 1).astype(np.int64)
    found: Numbers = places[among[places] == numbers]
    return found


def rising(numbers: Sequence[int]) -> Numbers:
    """As an array. Raises ValueError where one is not larger than the one before."""
    array = np.asarray(numbers, dtype=np.int64)
    if (np.diff(array) <= 0).any():
        raise ValueError("The numbers do not rise.")
    return array
