"""Measures an exported starter writer, in the app's environment: python -m training.evaluate [FOLDER] [--show 20]."""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from models.language.base import WriteRequest
from models.language.folder import STARTER, describe
from models.language.openvino_writer import OpenVinoWriter
from models.language.starter_brief import Controls, parse, render
from models.language.starter_text import Template, slip, take_apart
from storage.records import TONES, Channel
from training.corpus import Composer

SEED = 77_000
"""Apart from the seed of training, so that the briefs are drawn anew."""

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+|\n+")


@dataclass(frozen=True)
class Answer:
    """One first try, unselected: the brief, the raw text, and the text taken apart (None where that failed)."""

    controls: Controls
    seed: int
    text: str
    template: Template | None
    fault: str


def answers(writer: OpenVinoWriter, briefs: Sequence[Controls], seed: int = SEED) -> list[Answer]:
    """One text a brief, each with a seed of its own, without any second try."""
    requests = [WriteRequest(render(controls), seed + number) for number, controls in enumerate(briefs)]
    found = []
    for controls, request, written in zip(briefs, requests, writer.write_many(requests), strict=True):
        template = take_apart(written.text, controls.channel)
        problem = slip(template, controls) if written.finished else "it was cut off"
        found.append(Answer(controls, request.seed, written.text, template, problem))
    return found


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


class Corpus:
    """What ``size`` samples of the training corpus hold: each sentence, and in which tones and sectors it occurs."""

    def __init__(self, size: int) -> None:
        self.tones: dict[str, set[str]] = defaultdict(set)
        self.sectors: dict[str, set[str]] = defaultdict(set)
        self.texts: set[str] = set()
        composer = Composer(SEED + 1)
        for _ in range(size):
            sample = composer.sample()
            controls = parse(sample.prompt)
            self.texts.add(sample.text)
            for sentence in sentences(sample.text):
                self.tones[sentence].add(controls.tone)
                self.sectors[sentence].add(controls.sector)


def share(matches: Iterable[bool]) -> str:
    """A share in per cent and the number it was taken of."""
    found = list(matches)
    return f"{100 * sum(found) / max(1, len(found)):.1f} % of {len(found)}"


def report(writer: OpenVinoWriter, count: int) -> list[Answer]:
    """Prints every figure of the model card and returns the answers it was taken from."""
    composer = Composer(SEED)
    found = answers(writer, [parse(composer.sample().prompt) for _ in range(count)])
    good = [answer for answer in found if not answer.fault]
    print(f"usable at the first try: {share(not a.fault for a in found)}")
    for reason, number in Counter(a.fault.partition(":")[0] for a in found if a.fault).most_common():
        print(f"    {number} x {reason}")
    slots = [(a, a.template.slots() if a.template else frozenset()) for a in found]
    print(f"only slots of the brief: {share(used <= a.controls.slots() for a, used in slots)}")
    print(f"a known fact is used: {share(bool(used & set(a.controls.have)) for a, used in slots if a.controls.have)}")
    wished = [(a, used) for a, used in slots if a.controls.mention != "any"]
    print(f"the fact asked for is mentioned: {share(a.controls.mention in used for a, used in wished)}")
    _lengths(good)
    _against(Corpus(60_000), good)
    _variety(writer)
    return found


def _lengths(good: Sequence[Answer]) -> None:
    for channel in Channel:
        for length in ("normal", "short"):
            words = [len(a.text.split()) for a in good if (a.controls.channel, a.controls.length) == (channel, length)]
            print(f"words of a {length} {channel.value}: {sum(words) / max(1, len(words)):.0f} on average")


def _against(corpus: Corpus, good: Sequence[Answer]) -> None:
    pairs = [(a, sentence) for a in good for sentence in sentences(a.text)]
    known = [(a, sentence) for a, sentence in pairs if sentence in corpus.tones]
    print(f"whole texts that stand in 60,000 samples of the corpus: {share(a.text in corpus.texts for a in good)}")
    print(f"sentences that stand there word for word: {share(s in corpus.tones for _, s in pairs)}")
    print(f"of those, in the tone asked for: {share(a.controls.tone in corpus.tones[s] for a, s in known)}")
    print(f"of those, of the sector asked for: {share(a.controls.sector in corpus.sectors[s] for a, s in known)}")
    print("sentences of its own, the first 25:")
    for sentence in [s for _, s in pairs if s not in corpus.tones][:25]:
        print(f"    {sentence}")


def _variety(writer: OpenVinoWriter) -> None:
    """200 e-mails for the same kind of brief, the hardest case: one sector, one tone, the same facts."""
    for tone in TONES:
        have = ("detail", "rating", "reviews", "trend")
        controls = Controls(Channel.EMAIL.value, tone, "cafe", have=have)
        bodies = [a.template.body for a in answers(writer, [controls] * 200) if a.template and not a.fault]
        firsts = Counter(sentences(body)[1] for body in bodies)
        subjects = Counter(a.template.subject for a in answers(writer, [controls] * 200) if a.template)
        print(
            f"200 {tone} e-mails to cafés: {len(set(bodies))} different bodies, {len(firsts)} first sentences "
            f"(the most frequent {firsts.most_common(1)[0][1]} times), {len(subjects)} subjects"
        )


def show(found: Sequence[Answer], count: int) -> None:
    """Prints ``count`` unselected answers with their briefs."""
    for answer in Random(SEED).sample(list(found), count):
        brief = " ".join(render(answer.controls).split("\n")).strip()
        print(f"\n--- {brief} seed={answer.seed} {answer.fault}\n{answer.text}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=STARTER)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    print(describe(arguments.folder))
    measured = report(OpenVinoWriter(arguments.folder), arguments.count)
    show(measured, arguments.show)
