"""Trains the starter writer from scratch for a given number of minutes: python -m training.train OUT --minutes 25."""

import argparse
import math
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from training.corpus import Composer, Sample
from training.tokens import learn

SEED = 20_240
BATCH = 24
POOL = 40
"""Batches drawn at once and sorted by length, so that little is spent on padding."""
PEAK_RATE = 3e-3
WARM_UP = 0.03
"""Share of the time in which the learning rate rises; afterwards it falls along a cosine to a fiftieth."""


def model_for(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """An untrained Llama of about five million parameters: 6 layers, 256 wide, 4 heads, tied embeddings."""
    torch.manual_seed(SEED)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=256,
            intermediate_size=704,
            num_hidden_layers=6,
            num_attention_heads=4,
            tie_word_embeddings=True,
            max_position_embeddings=512,
            pad_token_id=tokenizer.pad_token_id,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
        )
    )


def encode(tokenizer: PreTrainedTokenizerFast, sample: Sample) -> tuple[list[int], int]:
    """Token ids of prompt, text and end, and how many of them are the prompt's."""
    prompt = tokenizer(sample.prompt, add_special_tokens=False)["input_ids"]
    text = tokenizer(sample.text, add_special_tokens=False)["input_ids"]
    return [*prompt, *text, tokenizer.eos_token_id], len(prompt)


def batches(tokenizer: PreTrainedTokenizerFast, composer: Composer) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Ids and labels, both (BATCH, longest of the batch); prompt and padding carry no label (-100). Without end."""
    shuffle = torch.Generator().manual_seed(SEED)
    while True:
        pool = sorted(
            (encode(tokenizer, composer.sample()) for _ in range(BATCH * POOL)), key=lambda pair: len(pair[0])
        )
        for start in torch.randperm(POOL, generator=shuffle).tolist():
            rows = pool[start * BATCH : (start + 1) * BATCH]
            longest = max(len(ids) for ids, _ in rows)
            ids = torch.tensor([row + [tokenizer.pad_token_id] * (longest - len(row)) for row, _ in rows])
            labels = torch.full_like(ids, -100)
            for index, (row, prompt) in enumerate(rows):
                labels[index, prompt : len(row)] = ids[index, prompt : len(row)]
            yield ids, labels


def rate_at(progress: float) -> float:
    """The learning rate at a share of the time from 0 to 1."""
    if progress < WARM_UP:
        return PEAK_RATE * progress / WARM_UP
    return PEAK_RATE * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))


def optimizer_for(model: LlamaForCausalLM) -> torch.optim.AdamW:
    matrices = [weight for weight in model.parameters() if weight.ndim > 1]
    vectors = [weight for weight in model.parameters() if weight.ndim <= 1]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=PEAK_RATE, betas=(0.9, 0.95))


def train(out: Path, minutes: float) -> None:
    """Trains for ``minutes`` of wall time, saving model and tokenizer in ``out`` every two minutes and at the end."""
    composer = Composer(SEED)
    tokenizer = learn(text for _ in range(6000) for text in _texts(composer.sample()))
    model = model_for(tokenizer)
    optimizer = optimizer_for(model)
    tokenizer.save_pretrained(out)
    print(f"{model.num_parameters():,} parameters, {len(tokenizer)} tokens", flush=True)
    start = saved = time.monotonic()
    tokens, losses = 0, []
    for step, (ids, labels) in enumerate(batches(tokenizer, composer)):
        progress = (time.monotonic() - start) / (minutes * 60)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate_at(progress)
        losses.append(_step(model, optimizer, ids, labels))
        tokens += ids.numel()
        if step % 50 == 0:
            rate = tokens / (time.monotonic() - start)
            print(f"{progress:.3f} step {step} loss {sum(losses) / len(losses):.4f} {rate:.0f} tokens/s", flush=True)
            losses = []
        if time.monotonic() - saved > 120:
            model.save_pretrained(out)
            saved = time.monotonic()
    model.save_pretrained(out)


def _texts(sample: Sample) -> tuple[str, str]:
    return sample.prompt, sample.text


def _step(model: LlamaForCausalLM, optimizer: torch.optim.AdamW, ids: torch.Tensor, labels: torch.Tensor) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = model(input_ids=ids, labels=labels).loss
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return float(loss.detach())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=25)
    arguments = parser.parse_args()
    train(arguments.out, arguments.minutes)
