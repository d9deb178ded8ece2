"""How much texts differ from one another: distinct n-grams, likeness by words and by meaning, repeated openings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from agents.evaluation.texts import words

_GRAM = 4


def distinct(texts: Iterable[str], n: int) -> float:
    """The share of different n-grams among all n-grams of all texts, 0 to 100 (distinct-n of Li and others, 2016)."""
    grams = [gram for text in texts for gram in _grams(text, n)]
    return 100 * len(set(grams)) / len(grams) if grams else 0.0


def likeness(texts: Sequence[str]) -> float:
    """The mean over all texts of the most that one other text shares with it, 0 to 100.

    What is shared is the part of a text's runs of four words that stand in the other: as self-BLEU (Zhu and others,
    2018), but with the worst other text in place of all others, since a reader notices the one twin.
    """
    grams = [frozenset(_grams(text, _GRAM)) for text in texts]
    worst = [
        max((len(own & other) / len(own) for place, other in enumerate(grams) if place != at), default=0.0)
        for at, own in enumerate(grams)
        if own
    ]
    return 100 * sum(worst) / len(worst) if worst else 0.0


def mean_cosine(vectors: Any) -> float:
    """The mean cosine of all pairs of rows, each of length 1; shape (texts, dimensions)."""
    count = len(vectors)
    if count < 2:
        return 0.0
    total = vectors.sum(axis=0)
    return float((total @ total - count) / (count * (count - 1)))


def most_frequent(sentences: Iterable[str]) -> tuple[str, float]:
    """The commonest sentence, and its share from 0 to 100."""
    counted = Counter(sentence.casefold() for sentence in sentences if sentence)
    if not counted:
        return "", 0.0
    sentence, number = counted.most_common(1)[0]
    return sentence, 100 * number / counted.total()


def _grams(text: str, n: int) -> list[tuple[str, ...]]:
    said = [word.casefold() for word in words(text)]
    return [tuple(said[at : at + n]) for at in range(len(said) - n + 1)]
