"""Writes the briefs that the program is judged by, out of what training never sees: python -m training.held_out."""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from pathlib import Path
from random import Random
from string import capwords
from typing import Any, TypeVar

from agents.evaluation.held_out import FILE
from models.language.starter_brief import FACT_SLOTS, Controls, Kind
from models.language.starter_text import fault, fill
from models.language.starter_words import sector_words
from storage.records import LANGUAGES, TONES
from training.composer import Composer, Plan
from training.corpus import Corpus, is_sound
from training.phrasebook import phrasebook
from training.rewrites import BEFORE, comment_on, fact_for, wishes_for
from training.slot_values import VALUES

T = TypeVar("T")
SEED = 20_261
FIRST_VERSIONS = {
    Kind.FIRST: 10, Kind.FOLLOW_UP: 4, Kind.REPLY: 3, Kind.SHORT_POST: 3, Kind.LONG_POST: 2, Kind.LANDING: 2,
    Kind.PERSONA: 1,
}  # fmt: skip
"""First versions of each kind for every tone and language."""

REWRITES = 9
"""Rewrites for every tone and language."""


class Maker:
    """Draws held-out briefs and gives them values, evidence and comments."""

    def __init__(self, seed: int) -> None:
        self._draw = Random(seed)
        self._corpus, self._composer = Corpus(seed + 1, held_out=True), Composer(Random(seed + 2))

    def lines(self) -> Iterator[dict[str, Any]]:
        """All briefs, shuffled so that any beginning of the file holds some of everything."""
        wanted = [(kind, False) for kind, count in FIRST_VERSIONS.items() for _ in range(count)]
        cells = []
        for tone, language in product(TONES, LANGUAGES):
            asked = [*wanted, *((self._draw.choice(BEFORE), True) for _ in range(REWRITES))]
            cells.append([(kind, tone, language, is_rewrite) for kind, is_rewrite in self._shuffled(asked)])
        for kind, tone, language, is_rewrite in chain.from_iterable(map(self._shuffled, zip(*cells, strict=True))):
            yield self._rewrite(kind, tone, language) if is_rewrite else self._line(kind, tone, language)

    def _shuffled(self, listed: Iterable[T]) -> list[T]:
        shuffled = list(listed)
        self._draw.shuffle(shuffled)
        return shuffled

    def _controls(self, kind: str, tone: str, language: str) -> Controls:
        while True:
            drawn = self._corpus.controls(kind)
            if (drawn.tone, drawn.language) == (tone, language):
                return drawn

    def _line(self, kind: str, tone: str, language: str) -> dict[str, Any]:
        return self._of(self._controls(kind, tone, language))

    def _rewrite(self, kind: str, tone: str, language: str) -> dict[str, Any]:
        while True:
            plan = self._composer.compose(self._controls(kind, tone, language))
            if is_sound(plan) and not fault(plan.template(), plan.controls):
                return self._commented(plan)

    def _commented(self, plan: Plan) -> dict[str, Any]:
        wish = self._draw.choice(wishes_for(plan))
        fact = fact_for(wish, plan, self._draw)
        comment = comment_on(wish, fact, plan.controls.language, self._draw, held_out=True)
        line = self._of(plan.controls)
        values = {**sector_words(plan.controls.language, plan.controls.sector), **line["facts"]}
        template = plan.template()
        before = [fill(template.subject, values), fill(template.body, values)]
        return {**line, "comment": comment, "wish": wish, **({"fact": fact} if fact else {}), "before": before}

    def _of(self, of: Controls) -> dict[str, Any]:
        facts = self._facts(of)
        topics = [fact for fact in of.have if fact not in FACT_SLOTS]
        line = {
            "kind": str(of.kind), "tone": of.tone, "language": of.language, "sector": of.sector, "role": of.role,
            "facts": facts, "topics": topics, "noise": list(of.noise), "evidence": self._evidence(of, facts, topics),
            "url": f"https://{_plain(facts['company'])}.example/",
        }  # fmt: skip
        if of.about != "none":
            line["about"] = of.about
        return {key: value for key, value in line.items() if value or key == "evidence"}

    def _facts(self, of: Controls) -> dict[str, str]:
        told, label = VALUES[of.language], sector_words(of.language, of.sector)["label"]
        sender, company = self._one(told["senders"])
        label = capwords(label) if of.language == "en" else label
        name = self._one(told["companies"]).replace("<name>", self._one(told["names"])).replace("<label>", label)
        facts = {
            "company": name[0].upper() + name[1:], "city": self._one(told["cities"]),
            "offer": self._one(told["offers"]), "sender": sender, "sender_company": company,
        }  # fmt: skip
        return {**facts, **{fact: self._value(fact, of, facts["city"]) for fact in of.have if fact in FACT_SLOTS}}

    def _value(self, fact: str, of: Controls, city: str) -> str:
        number, told = self._draw.randint, VALUES[of.language]
        if fact == "rating":
            return f"{number(41, 49) / 10}".replace(".", "." if of.language == "en" else ",")
        if fact == "trend":
            trend: str = told["trend"].replace("<place>", city).replace("<share>", str(number(6, 38)))
            return fill(trend, sector_words(of.language, of.sector))
        if fact == "quote":
            return str(self._one(phrasebook(of.language).evidence.QUOTABLE)).rstrip(".")
        if fact == "detail":
            return str(self._one(told["details"]))
        return str(number(12, 900) if fact == "reviews" else number(1921, 2019))

    def _evidence(self, of: Controls, facts: Mapping[str, str], topics: Sequence[str]) -> list[list[str]]:
        """Sentences of the lead's pages: for each topic one that training never saw, and the distractors among them."""
        book, told = phrasebook(of.language).evidence, VALUES[of.language]
        found = [["description", self._one(book.HELD_OUT[topic])] for topic in topics]
        found += [["description", self._one(book.DISTRACTORS[kind])] for kind in of.noise]
        found += [["description", f"{facts['quote']}."]] if "quote" in facts else []
        found += [["details", facts["detail"]]] if "detail" in facts else []
        found += [["description", told["since"].replace("<year>", facts["since"])]] if "since" in facts else []
        self._draw.shuffle(found)
        if "rating" in facts:
            found.append(["rating", facts["rating"]])
        if "reviews" in facts:
            found.append(["reviews", facts["reviews"]])
        return [*found, ["trend", facts["trend"]]] if "trend" in facts else found

    def _one(self, options: Sequence[Any]) -> Any:
        return self._draw.choice(options)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalnum()) or "lead"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", default=FILE)
    wanted = parser.parse_args()
    lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in Maker(SEED).lines()]
    wanted.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} briefs, {wanted.out.stat().st_size // 1000} kB in {wanted.out.name}")


if __name__ == "__main__":
    main()
