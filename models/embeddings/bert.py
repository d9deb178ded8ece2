"""A BERT sentence encoder as an OpenVINO graph with int8 weights, built straight from the published tensors."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import openvino as ov

Weights = Mapping[str, NDArray[np.float32]]

LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
MASKED = -1e4


def quantized(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Symmetric int8 with one scale a row: ``weight`` is about ``values * scales``, scales of shape (rows, 1)."""
    scales = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-8) / 127
    return np.rint(weight / scales).astype(np.int8), scales.astype(np.float32)


def sentence_encoder(weights: Weights) -> "ov.Model":
    """The graph from token ids to unit sentence vectors.

    Inputs ``ids`` and ``mask`` are int32 of shape (texts, tokens), mask 1 where a token is real. The output is float32
    (texts, 384): the mean over real tokens, normalised, as the model's card prescribes.
    """
    import openvino as ov

    return _Graph(weights, ov.opset13).model(ov)


class _Graph:
    def __init__(self, weights: Weights, ops: Any) -> None:
        self.weights, self.ops = weights, ops

    def model(self, ov: Any) -> "ov.Model":
        ops = self.ops
        ids = ops.parameter(ov.PartialShape([-1, -1]), np.int32, name="ids")
        mask = ops.parameter(ov.PartialShape([-1, -1]), np.int32, name="mask")
        real = ops.convert(mask, np.float32)
        hidden_from = ops.multiply(ops.subtract(real, np.float32(1)), np.float32(-MASKED))
        bias = ops.unsqueeze(hidden_from, np.array([1, 2]))
        state = self.embedded(ids)
        for number in range(LAYERS):
            state = self.layer(state, bias, f"encoder.layer.{number}.")
        return ov.Model([self.pooled(state, real)], [ids, mask], "sentence_encoder")

    def embedded(self, ids: Any) -> Any:
        ops = self.ops
        values, scales = quantized(self.weights["embeddings.word_embeddings.weight"])
        rows = ops.convert(ops.gather(ops.constant(values), ids, 0), np.float32)
        words = ops.multiply(rows, ops.gather(ops.constant(scales), ids, 0))
        length = ops.gather(ops.shape_of(ids, output_type="i32"), np.int32(1), 0)
        places = ops.range(np.int32(0), length, np.int32(1), output_type="i32")
        one_segment = self.weights["embeddings.token_type_embeddings.weight"][0]
        table = self.weights["embeddings.position_embeddings.weight"] + one_segment
        return self.normed(ops.add(words, ops.gather(table, places, 0)), "embeddings.LayerNorm")

    def layer(self, state: Any, bias: Any, name: str) -> Any:
        ops = self.ops
        mixed = self.dense(self.attention(state, bias, name), name + "attention.output.dense")
        state = self.normed(ops.add(state, mixed), name + "attention.output.LayerNorm")
        wide = ops.gelu(self.dense(state, name + "intermediate.dense"), "erf")
        return self.normed(ops.add(state, self.dense(wide, name + "output.dense")), name + "output.LayerNorm")

    def attention(self, state: Any, bias: Any, name: str) -> Any:
        ops = self.ops
        query, key, value = (
            self.by_head(self.dense(state, f"{name}attention.self.{part}")) for part in ("query", "key", "value")
        )
        mixed = ops.scaled_dot_product_attention(query, key, value, bias)
        return ops.reshape(ops.transpose(mixed, np.array([0, 2, 1, 3])), np.array([0, 0, WIDTH]), special_zero=True)

    def by_head(self, state: Any) -> Any:
        shape = np.array([0, 0, HEADS, WIDTH // HEADS])
        return self.ops.transpose(self.ops.reshape(state, shape, special_zero=True), np.array([0, 2, 1, 3]))

    def dense(self, state: Any, name: str) -> Any:
        ops = self.ops
        values, scales = quantized(self.weights[name + ".weight"])
        weight = ops.multiply(ops.convert(ops.constant(values), np.float32), scales)
        product = ops.matmul(state, weight, transpose_a=False, transpose_b=True)
        return ops.add(product, self.weights[name + ".bias"])

    def normed(self, state: Any, name: str) -> Any:
        ops = self.ops
        centred = ops.mvn(state, np.array([-1]), True, EPSILON, "inside_sqrt")
        return ops.add(ops.multiply(centred, self.weights[name + ".weight"]), self.weights[name + ".bias"])

    def pooled(self, state: Any, real: Any) -> Any:
        ops = self.ops
        kept = ops.multiply(state, ops.unsqueeze(real, np.array([2])))
        return ops.normalize_l2(ops.reduce_sum(kept, np.array([1])), np.array([1]), EPSILON, "max")
