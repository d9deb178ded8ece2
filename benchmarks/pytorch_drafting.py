"""The baseline of ``benchmarks.drafting``, in its own environment: transformers on PyTorch, one by one and batched."""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
from transformers import LlamaConfig, LlamaForCausalLM

ONE_BY_ONE = 20
"""Drafts from which the rate one by one is taken; more would only take longer."""
BATCHES = (8, 16, 32, 64, 128)


def main() -> None:
    scratch, most = Path(sys.argv[1]), int(sys.argv[2])
    model = loaded(scratch)
    prompts = json.loads((scratch / "prompts.json").read_text(encoding="utf-8"))
    write(model, prompts[:1], most)
    rates = {"one by one": rate(model, [[prompt] for prompt in prompts[:ONE_BY_ONE]], most)}
    for size in BATCHES:
        few = prompts[: max(size, min(len(prompts), 4 * size))]
        rates[f"{size} at once"] = rate(model, [few[at : at + size] for at in range(0, len(few), size)], most)
    print(json.dumps(rates))


def loaded(scratch: Path) -> LlamaForCausalLM:
    model = LlamaForCausalLM(LlamaConfig.from_pretrained(scratch))
    weights = {name: torch.from_numpy(values) for name, values in np.load(scratch / "weights.npz").items()}
    missing, unknown = model.load_state_dict(weights, strict=False)
    if unknown or set(missing) - {"lm_head.weight"}:
        sys.exit(f"The weights do not fit: {missing}, {unknown}")
    model.tie_weights()
    return model.eval()


def rate(model: LlamaForCausalLM, batches: list[list[list[int]]], most: int) -> float:
    """Drafts a second."""
    start = time.perf_counter()
    for batch in batches:
        write(model, batch, most)
    return sum(len(batch) for batch in batches) / (time.perf_counter() - start)


def write(model: LlamaForCausalLM, batch: list[list[int]], most: int) -> torch.Tensor:
    """Samples as the app does; shorter prompts are padded on the left."""
    longest = max(len(prompt) for prompt in batch)
    pad = model.config.pad_token_id
    ids = torch.tensor([[pad] * (longest - len(prompt)) + prompt for prompt in batch])
    mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in batch])
    with torch.inference_mode():
        return model.generate(
            input_ids=ids, attention_mask=mask, max_new_tokens=most, do_sample=True, temperature=0.7, top_p=0.9, top_k=0
        )


if __name__ == "__main__":
    main()
