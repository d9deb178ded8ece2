"""Trains the starter writer for a given number of minutes: python -m training.train OUT --minutes 70 --processes 2."""

import argparse
import math
import time
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.distributed
import torch.multiprocessing
from torch.nn.functional import cross_entropy
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from training.corpus import Corpus, Sample
from training.tokens import learn

SEED = 30_240
BATCH = 24
"""Samples that one process takes in one step."""
POOL = 60
"""Batches drawn at once and sorted by length, so that little is spent on padding."""
ROUND_TO, LABELS_TO = 32, 1024
"""Batches are as long, and have as many labels, as a multiple of these: each new shape costs the processor's library
time and memory that it never gives back."""
WARM_UP = 0.03
"""Share of the time in which the learning rate rises; afterwards it falls along a cosine to a fiftieth."""
TOKENIZER_SAMPLES = 20_000


def model_for(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """An untrained Llama of about six million parameters: 6 layers, 256 wide, 4 heads, tied embeddings."""
    torch.manual_seed(SEED)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=256,
            intermediate_size=704,
            num_hidden_layers=6,
            num_attention_heads=4,
            tie_word_embeddings=True,
            max_position_embeddings=1024,
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
    tokenizer: PreTrainedTokenizerFast, corpus: Corpus, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Ids and labels, both (BATCH, length); prompt and padding carry no label (-100). Without end."""
    shuffle = torch.Generator().manual_seed(seed)
    while True:
        pool = sorted((encode(tokenizer, corpus.taught()) for _ in range(BATCH * POOL)), key=lambda pair: len(pair[0]))
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


def start(folder: Path | None) -> tuple[PreTrainedTokenizerFast, LlamaForCausalLM]:
    """Tokenizer and model of an earlier run, or a new tokenizer learnt from the corpus and an untrained model."""
    if folder is not None:
        return PreTrainedTokenizerFast.from_pretrained(folder), LlamaForCausalLM.from_pretrained(folder)
    corpus = Corpus(SEED)
    drawn = (corpus.sample() for _ in range(TOKENIZER_SAMPLES))
    tokenizer = learn(text for sample in drawn for text in (sample.prompt, sample.text))
    return tokenizer, model_for(tokenizer)


def train(rank: int, wanted: argparse.Namespace) -> None:
    """One process of ``wanted.processes``: each draws its own samples, all take the same steps.

    Trains for ``wanted.minutes`` of wall time; the first process saves model and tokenizer every two minutes.
    """
    torch.set_num_threads(1)
    store = f"tcp://127.0.0.1:{wanted.port}"
    torch.distributed.init_process_group("gloo", init_method=store, rank=rank, world_size=wanted.processes)
    tokenizer, model = start(wanted.out if wanted.go_on_from is None else wanted.go_on_from)
    model.train()
    optimizer, seed = optimizer_for(model), wanted.seed + 1000 * rank
    begun = saved = time.monotonic()
    tokens, losses = 0, []
    for step, (ids, labels) in enumerate(batches(tokenizer, Corpus(seed), seed)):
        progress = _agreed(begun, wanted.minutes)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate_at(progress, wanted.peak)
        losses.append(_step(model, optimizer, ids, labels))
        tokens += ids.numel()
        if rank == 0 and step % 100 == 0:
            speed = wanted.processes * tokens / (time.monotonic() - begun)
            print(f"{progress:.3f} step {step} loss {sum(losses) / len(losses):.4f} {speed:.0f} tokens/s", flush=True)
            losses = []
        if rank == 0 and time.monotonic() - saved > 120:
            model.save_pretrained(wanted.out)
            saved = time.monotonic()
    if rank == 0:
        model.save_pretrained(wanted.out)
    torch.distributed.destroy_process_group()


def _agreed(begun: float, minutes: float) -> float:
    """How far the time is, from 0 to 1, by the first process's clock: all must stop at the same step."""
    progress = torch.tensor([(time.monotonic() - begun) / (minutes * 60)])
    torch.distributed.broadcast(progress, 0)
    return float(progress)


def _step(model: LlamaForCausalLM, optimizer: torch.optim.AdamW, ids: torch.Tensor, labels: torch.Tensor) -> float:
    """One step on the mean gradient of all processes; the vocabulary is only computed where a label stands."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.model(input_ids=ids).last_hidden_state[:, :-1].flatten(0, 1)
        places, wanted = _labelled(labels[:, 1:].flatten())
        logits = model.lm_head(hidden[places])
    loss = cross_entropy(logits.float(), wanted)
    loss.backward()
    gradients = [weight.grad for weight in model.parameters() if weight.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    torch.distributed.all_reduce(flat)
    flat /= torch.distributed.get_world_size()
    for gradient, mean in zip(gradients, flat.split([g.numel() for g in gradients]), strict=True):
        gradient.copy_(mean.view_as(gradient))
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return float(loss.detach())


def _labelled(labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Where labels stand and what they are, both filled up to a multiple of ``LABELS_TO`` with ones that count not."""
    places = torch.nonzero(labels != -100).squeeze(1)
    spare = -len(places) % LABELS_TO
    wanted = torch.cat([labels[places], torch.full((spare,), -100)])
    return torch.cat([places, torch.zeros(spare, dtype=torch.long)]), wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--processes", type=int, default=2, help="one processor core each")
    parser.add_argument("--peak", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=SEED, help="seed of the corpus")
    parser.add_argument("--port", type=int, default=29_531, help="where the processes meet on this machine")
    parser.add_argument("--from", dest="go_on_from", type=Path, help="folder of an earlier run to go on from")
    wanted = parser.parse_args()
    tokenizer, model = start(wanted.go_on_from)
    tokenizer.save_pretrained(wanted.out)
    model.save_pretrained(wanted.out)
    print(f"{model.num_parameters():,} parameters, {len(tokenizer)} tokens", flush=True)
    torch.multiprocessing.spawn(train, (wanted,), nprocs=wanted.processes)


if __name__ == "__main__":
    main()
