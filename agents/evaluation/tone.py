"""What tone a text is heard in: naive Bayes on words and signs, taught by passages that no writer was trained on.

The passages of ``tones/<language>.toml`` were written by hand for this and for nothing else. ``signs-<language>.toml``
lists words that tell a tone in general, ``neutral.toml`` what stands in letters of every tone; the passages are also
learnt from with such sentences around them, so that a greeting or a plain truth about a trade does not decide.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from agents.evaluation.texts import NAME, sentences, words

FOLDER = Path(__file__).with_name("tones")
FOLDS = 8
WITH_FRAME = 3
"""How often each passage is learnt from again with neutral sentences around it."""

_WORD_WEIGHT, _SHAPE_WEIGHT, _SIGN_WEIGHT = 1, 2, 6
_SMOOTHING = 0.5
_CONTRACTION = re.compile(r"\w'(?:s|ll|d|ve|re|m|t)\b")
_LENGTHS = ((5, "short"), (10, "middling"), (17, "common"), (10_000, "long"))
_LONG_WORD, _STEM = 10, 5
_CALL = re.compile(r"^([^\n.?]{1,60})!\n")


class Judge:
    """Tells the tones of one language apart. Taught once from the passages in ``FOLDER``, in a fraction of a second."""

    def __init__(self, language: str, passages: Iterable[tuple[str, str]] | None = None) -> None:
        self._signs, self._frame = _signs(language), _read("neutral.toml")[language]
        self._counts: dict[str, Counter[str]] = {}
        self._totals: dict[str, int] = {}
        draw = Random(language)  # noqa: S311 - repeatable on purpose
        for tone, text in passages if passages is not None else passages_of(language):
            for version in (text, *(framed(text, self._frame, draw) for _ in range(WITH_FRAME))):
                self._counts.setdefault(tone, Counter()).update(self._features(version))
        self._totals = {tone: counted.total() for tone, counted in self._counts.items()}
        self._known = len({name for counted in self._counts.values() for name in counted})

    def tone(self, text: str) -> str:
        """One of ``storage.records.TONES``. Names and facts should be masked in ``text``."""
        found = self._features(text)
        return max(self._counts, key=lambda tone: self._likelihood(tone, found))

    def _likelihood(self, tone: str, found: Mapping[str, int]) -> float:
        counted, total = self._counts[tone], self._totals[tone] + _SMOOTHING * self._known
        return sum(weight * math.log((counted[name] + _SMOOTHING) / total) for name, weight in found.items())

    def _features(self, text: str) -> Counter[str]:
        text = _CALL.sub(r"\1,\n", text.replace(NAME, "").replace("’", "'"))
        low = text.casefold()
        said = words(low)
        found: Counter[str] = Counter()
        for word in {*said, *(f"{word[:_STEM]}*" for word in said if len(word) > _STEM)}:
            found[f"word {word}"] = _WORD_WEIGHT
        for pair in set(pairwise(said)):
            found[f"pair {' '.join(pair)}"] = _WORD_WEIGHT
        for name, count in self._shape(text, low, said):
            found[name] += _SHAPE_WEIGHT * count
        for kind, patterns in self._signs.items():
            found[f"sign {kind}"] = _SIGN_WEIGHT * len(patterns.findall(low))
        return +found

    def _shape(self, text: str, low: str, said: Sequence[str]) -> Iterable[tuple[str, int]]:
        yield "shape exclaimed", text.count("!")
        yield "shape never exclaimed", int("!" not in text)
        yield "shape contraction", len(_CONTRACTION.findall(low))
        yield "shape long word", sum(len(word) >= _LONG_WORD for word in said)
        for sentence in sentences(text):
            count = len(words(sentence))
            yield f"shape {next(name for most, name in _LENGTHS if count <= most)} sentence", 1


@lru_cache(maxsize=8)
def judge(language: str) -> Judge:
    """The judge of "en", "de" or "es"."""
    return Judge(language)


def passages_of(language: str) -> list[tuple[str, str]]:
    """Tone and text of every passage, tone by tone."""
    return [(tone, text) for tone, texts in _read(f"{language}.toml").items() for text in texts]


@lru_cache(maxsize=8)
def accuracy(language: str) -> float:
    """Share from 0 to 1 of passages whose tone is heard by a judge that was taught without them, in ``FOLDS`` folds."""
    passages = passages_of(language)
    right = 0
    for fold in range(FOLDS):
        taught = Judge(language, [one for place, one in enumerate(passages) if place % FOLDS != fold])
        asked = [one for place, one in enumerate(passages) if place % FOLDS == fold]
        right += sum(taught.tone(text) == tone for tone, text in asked)
    return right / len(passages)


def framed(text: str, frame: Mapping[str, Sequence[str]], draw: Random) -> str:
    """A passage as it could stand in a whole letter."""
    fillers = draw.sample(frame["fillers"], draw.choice((0, 1, 2)))
    cut = draw.randint(0, len(fillers))
    before, after = " ".join(fillers[:cut]), " ".join(fillers[cut:])
    return f"{draw.choice(frame['greetings'])}\n{before} {text} {after}\n{draw.choice(frame['closings'])}"


def _signs(language: str) -> Mapping[str, re.Pattern[str]]:
    return {kind: _pattern(listed) for kind, listed in _read(f"signs-{language}.toml").items()}


def _pattern(listed: Sequence[str]) -> re.Pattern[str]:
    either = "|".join(
        re.escape(one.rstrip("*").strip()) + (r"\w*" if one.endswith("*") else r"(?!\w)")
        for one in sorted(listed, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{either})")


@lru_cache(maxsize=16)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
