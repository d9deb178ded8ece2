"""A tiny model of a real architecture with random weights, as a GGUF file and as an OpenVINO folder made from it."""

import json
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from models.telemetry import keep_silent

WIDE, LAYERS, HEADS, KEY_HEADS, INNER, LONGEST = 128, 2, 4, 2, 256, 4096
TEMPLATE = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
_MARKS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_CLASSES = {"qwen2": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM", "llama": "LlamaForCausalLM"}


def write_gguf(
    path: Path,
    architecture: str = "qwen3",
    kind: str = "Q8_0",
    seed: int = 1,
    *,
    layers: int = LAYERS,
    wide: int = WIDE,
) -> Path:
    """Writes a model whose tokenizer knows every byte, two pairs of letters and the marks of a conversation."""
    writer = gguf.GGUFWriter(path, architecture)
    _describe(writer, layers, wide)
    words = _vocabulary(writer)
    _weights(writer, architecture, gguf.GGMLQuantizationType[kind], np.random.default_rng(seed), words, layers, wide)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def write_folder(folder: Path, architecture: str = "qwen3", **shape: Any) -> Path:
    """The same as an OpenVINO folder, as an export or a hub has it: graph, weights, tokenizers and config.json."""
    keep_silent()
    import openvino_genai

    folder.mkdir(parents=True)
    file = write_gguf(folder / "model.gguf", architecture, **shape)
    openvino_genai.LLMPipeline(str(file), "CPU", enable_save_ov_model=True)
    file.unlink()
    config = {
        "architectures": [_CLASSES[architecture]],
        "model_type": architecture,
        "hidden_size": shape.get("wide", WIDE),
        "num_hidden_layers": shape.get("layers", LAYERS),
        "num_attention_heads": HEADS,
        "num_key_value_heads": KEY_HEADS,
        "max_position_embeddings": LONGEST,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def _describe(writer: gguf.GGUFWriter, layers: int, wide: int) -> None:
    writer.add_name("Tiny Random")
    writer.add_license("apache-2.0")
    writer.add_context_length(LONGEST)
    writer.add_embedding_length(wide)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_key_length(wide // HEADS)
    writer.add_value_length(wide // HEADS)
    writer.add_rope_dimension_count(wide // HEADS)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)


def _vocabulary(writer: gguf.GGUFWriter) -> int:
    """A byte-level vocabulary, the way GPT-2 spells bytes; returns its number of words."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    words = [chr(byte) for byte in printable] + [chr(256 + place) for place in range(len(others))]
    words += ["Ġt", "he", *_MARKS]
    kinds = [gguf.TokenType.NORMAL] * (len(words) - len(_MARKS)) + [gguf.TokenType.CONTROL] * len(_MARKS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_merges(["Ġ t", "h e"])
    writer.add_bos_token_id(words.index("<|endoftext|>"))
    writer.add_pad_token_id(words.index("<|endoftext|>"))
    writer.add_eos_token_id(words.index("<|im_end|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)
    return len(words)


def _weights(
    writer: gguf.GGUFWriter,
    architecture: str,
    kind: gguf.GGMLQuantizationType,
    random: np.random.Generator,
    words: int,
    layers: int,
    wide: int,
) -> None:
    def matrix(name: str, *shape: int) -> None:
        values = random.normal(0, 0.05, shape).astype(np.float32)
        writer.add_tensor(f"{name}.weight", gguf.quants.quantize(values, kind), raw_dtype=kind)

    def vector(name: str, size: int, value: float = 1.0) -> None:
        writer.add_tensor(name, np.full(size, value, np.float32))

    size = wide // HEADS
    matrix("token_embd", words, wide)
    for layer in (f"blk.{number}." for number in range(layers)):
        matrix(layer + "attn_q", wide, wide)
        matrix(layer + "attn_output", wide, wide)
        for part in ("attn_k", "attn_v"):
            matrix(layer + part, KEY_HEADS * size, wide)
        for part in ("ffn_gate", "ffn_up"):
            matrix(layer + part, INNER, wide)
        matrix(layer + "ffn_down", wide, INNER)
        vector(layer + "attn_norm.weight", wide)
        vector(layer + "ffn_norm.weight", wide)
        if architecture == "qwen2":
            for part, length in (("attn_q", wide), ("attn_k", KEY_HEADS * size), ("attn_v", KEY_HEADS * size)):
                vector(f"{layer}{part}.bias", length, 0.0)
        if architecture == "qwen3":
            vector(layer + "attn_q_norm.weight", size)
            vector(layer + "attn_k_norm.weight", size)
    vector("output_norm.weight", wide)
