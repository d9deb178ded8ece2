"""Trains the starter writer for a given number of minutes: python -m training.train OUT --minutes 40."""

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
BATCH = 16
POOL = 60
"""Batches drawn at once and sorted by length, so that little is spent on padding."""
ROUND_TO = 16
"""Batches are as long as a multiple of this: each new shape costs the processor's library time and memory."""
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


def batches(
    tokenizer: PreTrainedTokenizerFast, composer: Composer, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Ids and labels, both (BATCH, length); prompt and padding carry no label (-100). Without end."""
    shuffle = torch.Generator().manual_seed(seed)
    while True:
        pool = sorted(
            (encode(tokenizer, composer.sample()) for _ in range(BATCH * POOL)), key=lambda pair: len(pair[0])
        )
        for start in torch.randperm(POOL, generator=shuffle).tolist():
            rows = pool[start * BATCH : (start + 1) * BATCH]
            length = -(-max(len(ids) for ids, _ in rows) // ROUND_TO) * ROUND_TO
            ids = torch.tensor([row + [tokenizer.pad_token_id] * (length - len(row)) for row, _ in rows])
            labels = torch.full_like(ids, -100)
            for index, (row, prompt) in enumerate(rows):
                labels[index, prompt : len(row)] = ids[index, prompt : len(row)]
            yield ids, labels


def rate_at(progress: float, peak: float) -> float:
    """The learning rate at a share of the time from 0 to 1."""
    if progress < WARM_UP:
        return peak * progress / WARM_UP
    return peak * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, progress))))


def optimizer_for(model: LlamaForCausalLM) -> torch.optim.AdamW:
    matrices = [weight for weight in model.parameters() if weight.ndim > 1]
    vectors = [weight for weight in model.parameters() if weight.ndim <= 1]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.95))


def start(folder: Path | None, composer: Composer) -> tuple[PreTrainedTokenizerFast, LlamaForCausalLM]:
    """Tokenizer and model of an earlier run, or a new tokenizer learnt from the corpus and an untrained model."""
    if folder is not None:
        return PreTrainedTokenizerFast.from_pretrained(folder), LlamaForCausalLM.from_pretrained(folder)
    tokenizer = learn(text for _ in range(6000) for text in _texts(composer.sample()))
    return tokenizer, model_for(tokenizer)


def train(out: Path, minutes: float, peak: float, seed: int, go_on_from: Path | None) -> None:
    """Trains for ``minutes`` of wall time, saving model and tokenizer in ``out`` every two minutes and at the end."""
    composer = Composer(seed)
    tokenizer, model = start(go_on_from, composer)
    model.train()
    optimizer = optimizer_for(model)
    tokenizer.save_pretrained(out)
    print(f"{model.num_parameters():,} parameters, {len(tokenizer)} tokens", flush=True)
    begun = saved = time.monotonic()
    tokens, losses = 0, []
    for step, (ids, labels) in enumerate(batches(tokenizer, composer, seed)):
        progress = (time.monotonic() - begun) / (minutes * 60)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate_at(progress, peak)
        losses.append(_step(model, optimizer, ids, labels))
        tokens += ids.numel()
        if step % 100 == 0:
            speed = tokens / (time.monotonic() - begun)
            print(f"{progress:.3f} step {step} loss {sum(losses) / len(losses):.4f} {speed:.0f} tokens/s", flush=True)
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
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=SEED, help="seed of the corpus")
    parser.add_argument("--from", dest="go_on_from", type=Path, help="folder of an earlier run to go on from")
    wanted = parser.parse_args()
    train(wanted.out, wanted.minutes, wanted.peak, wanted.seed, wanted.go_on_from)
