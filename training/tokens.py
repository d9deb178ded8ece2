"""The starter writer's tokenizer: byte pairs that may reach across words, where each slot and control is one token."""

from collections.abc import Iterable

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from models.language.starter_brief import CONTROL_TOKENS

VOCABULARY = 6144
LONGEST = 20
"""Bytes of the longest token: about three words, so that a text needs few steps and words can still be joined anew."""

PIECES = (
    r"\{[\"][a-z_]+[\"]:[\"]|[\"],[\"][a-z_]+[\"]:[\"]|[\"]\}"  # the bones of the JSON around the text
    r"|(?:\\n)+"
    r"| ?\{[a-z_]+\}"
    r"| ?\p{N}+"
    r"|[ ¿¡„“”«»(]*[\p{L}'’-]+(?: [\p{L}'’-]+)*"
    r"|[.,:;!?)“”»]+"
    r"|\s+"
    r"|[^\p{L}\p{N}\s]"
)
"""In this order: JSON, line ends, a slot, a number, a run of words, what ends a clause, and whatever is left."""


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
        special_tokens=["<pad>", "<s>", "</s>", *(AddedToken(name, special=True) for name in CONTROL_TOKENS)],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        max_token_length=LONGEST,
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
