"""Holds an exported starter writer against the corpus it was taught: python -m training.evaluate [FOLDER] [--show 20].

What a person can be promised is measured by ``python handpicked.py evaluate models``. This is for whoever trains: why
first tries fail, how much is learnt by heart, and what tone the judge hears in the corpus itself.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from agents.evaluation import tone
from agents.evaluation.figures import shares
from agents.evaluation.texts import NAME, sentences
from models.language.base import WriteRequest
from models.language.folder import STARTER, describe
from models.language.openvino_writer import OpenVinoWriter
from models.language.starter_brief import Controls, Kind, parse, render
from models.language.starter_text import Template, schema_of, slip, take_apart
from training.corpus import Corpus, Sample

SEED = 77_000
"""Apart from the seed of training, so that the briefs are drawn anew."""

_SLOT = re.compile(r"\{[a-z_]+\}")
COMPARED = 6_000
"""Samples of the training corpus that answers are compared with."""


@dataclass(frozen=True)
class Answer:
    """One first try, unselected: the brief, the raw text, the text taken apart (None where that failed), its fault."""

    controls: Controls
    seed: int
    text: str
    template: Template | None
    fault: str


def answers(writer: OpenVinoWriter, samples: Sequence[Sample], seed: int = SEED) -> list[Answer]:
    """One text a brief, each with a seed of its own, without any second try."""
    asked = [parse(sample.prompt) for sample in samples]
    requests = [WriteRequest(render(one), seed + at, schema=schema_of(one.kind)) for at, one in enumerate(asked)]
    found = []
    for controls, request, written in zip(asked, requests, writer.write_many(requests), strict=True):
        template = take_apart(written.text, controls.kind)
        problem = slip(template, controls) if written.finished else "it was cut off"
        found.append(Answer(controls, request.seed, written.text, template, problem))
    return found


def report(writer: OpenVinoWriter, count: int) -> list[Answer]:
    """Prints what stands in the module's docstring, and returns the answers it was taken from."""
    held_out = Corpus(SEED, held_out=True)
    found = answers(writer, [held_out.sample() for _ in range(count)])
    print(f"usable at the first try: {share(not one.fault for one in found)}")
    for reason, number in Counter(one.fault.partition(":")[0] for one in found if one.fault).most_common():
        print(f"    {number} x {reason}")
    _by("kind", ((one.controls.kind, not one.fault) for one in found))
    _by("language", ((one.controls.language, not one.fault) for one in found))
    _by("first version or rewrite", (("rewrite" if one.controls.before else "first", not one.fault) for one in found))
    taught = Corpus(SEED + 1)
    known = [taught.sample() for _ in range(COMPARED)]
    _by_heart(found, known)
    _heard(known[:count])
    return found


def share(matches: Iterable[bool]) -> str:
    """A share in per cent and the number it was taken of."""
    found = list(matches)
    return f"{100 * sum(found) / max(1, len(found)):.1f} % of {len(found)}"


def _by(name: str, found: Iterable[tuple[str, bool]]) -> None:
    print(f"    by {name}: " + ", ".join(f"{part} {value:.0f} %" for part, value in shares(found).items()))


def _by_heart(found: Sequence[Answer], known: Sequence[Sample]) -> None:
    texts = {sample.text for sample in known}
    told = {sentence for sample in known for sentence in _sentences(sample.text, parse(sample.prompt).kind)}
    good = [one for one in found if not one.fault]
    own = [s for one in good for s in _sentences(one.text, one.controls.kind) if s not in told]
    count = sum(len(_sentences(one.text, one.controls.kind)) for one in good)
    print(f"whole texts that stand in {COMPARED:,} samples: {share(one.text in texts for one in good)}")
    print(f"sentences of its own: {len(own)} of {count}; the first 25:")
    for sentence in own[:25]:
        print(f"    {sentence}")


def _heard(known: Sequence[Sample]) -> None:
    """What the judge of tones makes of texts whose tone is known: no writer taught by them can do better than that."""
    heard = []
    for sample in known:
        controls = parse(sample.prompt)
        template = take_apart(sample.text, controls.kind)
        if template is not None and controls.kind != Kind.PERSONA and not controls.before:
            body = _SLOT.sub(NAME, template.body)
            heard.append((controls.tone, tone.judge(controls.language).tone(body) == controls.tone))
    print(f"the corpus's own tones heard by the judge: {share(was for _, was in heard)}")
    _by("tone", heard)


def _sentences(text: str, kind: str) -> list[str]:
    template = take_apart(text, kind)
    return sentences(f"{template.subject}\n{template.body}") if template else []


def show(found: Sequence[Answer], count: int) -> None:
    """Prints ``count`` unselected answers with their briefs."""
    for answer in Random(SEED).sample(list(found), min(count, len(found))):
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
