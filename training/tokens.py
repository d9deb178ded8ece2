"""The starter writer's tokenizer: byte pairs inside words, where each slot and each control line is one piece."""

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

VOCABULARY = 2048
PIECES = r"[a-z]+=[a-z, ]+| ?\{[a-z_]+\}| ?[\p{L}'’]+| ?\p{N}+|\n| ?[^\s\p{L}\p{N}\{\}]+|\s+|[\{\}]"
"""In this order: a control line, a slot, a word, a number, a line end, punctuation, and whatever is left."""


def learn(texts: Iterable[str]) -> PreTrainedTokenizerFast:
    """A byte-level tokenizer of at most ``VOCABULARY`` tokens that gives any text back unchanged."""
    tokenizer = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(Regex(PIECES), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [split, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=["<pad>", "<s>", "</s>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        clean_up_tokenization_spaces=False,
    )
