"""Prints fifty unselected texts, five for each of ten sectors, for docs/starter-writer.md: python -m training.samples.

The sectors are named below, the rest follows from the number of the text: tone, language, kind, facts, and the seed.
"""

import argparse
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from string import capwords

from agents.writer import write
from models.language.folder import STARTER
from models.language.openvino_writer import OpenVinoWriter
from models.language.pieces import Piece, WritingBrief
from models.language.starter_brief import Kind
from models.language.starter_words import sector_words
from storage.records import LANGUAGES, TONES
from training.slot_values import VALUES

SECTORS = {
    "bakery": ("homemade", "organic", "family", "takeaway", "award"),
    "cafe": ("terrace", "homemade", "children", "vegan", "events"),
    "dentist": ("booking", "accessible", "children", "family", "hiring"),
    "florist": ("delivery", "online_shop", "events", "family", "courses"),
    "gym": ("courses", "booking", "children", "new", "hiring"),
    "hairdresser": ("booking", "family", "children", "award", "new"),
    "hotel": ("terrace", "family", "accessible", "events", "award"),
    "lawyer": ("booking", "accessible", "family", "hiring", "new"),
    "restaurant": ("terrace", "vegan", "takeaway", "events", "homemade"),
    "bicycle": ("repair", "online_shop", "courses", "family", "hiring"),
}
"""Ten sectors, each with topics that its businesses really have."""
EACH = 5
_KINDS = (Kind.FIRST, Kind.FIRST, Kind.FIRST, Kind.SHORT_POST, Kind.FIRST, Kind.FOLLOW_UP, Kind.FIRST, Kind.LONG_POST)


def briefs() -> Iterator[WritingBrief]:
    """Fifty briefs; the seed of each is its number, counted from 1."""
    tones, languages, kinds = cycle(TONES), cycle((*LANGUAGES, "en", "de")), cycle(_KINDS)
    for number in range(1, EACH * len(SECTORS) + 1):
        yield _brief(number, list(SECTORS)[(number - 1) // EACH], next(kinds), next(tones), next(languages))


def _brief(number: int, sector: str, kind: str, tone: str, language: str) -> WritingBrief:
    draw, told = Random(number), VALUES[language]
    sender, company = draw.choice(told["senders"])
    words = sector_words(language, sector)
    label = capwords(words["label"]) if language == "en" else words["label"]
    name = draw.choice(told["companies"]).replace("<name>", draw.choice(told["names"])).replace("<label>", label)
    rating = f"{draw.randint(42, 49) / 10}".replace(".", "." if language == "en" else ",")
    known = draw.choice(({"detail": draw.choice(told["details"])}, {"rating": rating, "reviews": "84"}, {}))
    facts = {
        "company": name[0].upper() + name[1:], "city": draw.choice(told["cities"]),
        "offer": draw.choice(told["offers"]), "sender": sender, "sender_company": company, **known,
    }  # fmt: skip
    topics = tuple(draw.sample(SECTORS[sector], 1 if known else 2))
    return WritingBrief(str(kind), tone, language, sector, "owner", facts, number, topics)


def shown(brief: WritingBrief, piece: Piece) -> str:
    """One text as the page shows it: what was asked in bold, then the text, indented."""
    facts = [*brief.topics, *(slot for slot in ("detail", "rating") if slot in brief.facts)]
    kind, known = brief.kind.replace("_", " "), ", ".join(facts) or "nothing"
    asked = f"**{brief.language}, {brief.tone} {kind}, known: {known}, seed {piece.seed}**"
    text = f"{piece.subject}\n\n{piece.body}" if piece.subject else piece.body or piece.problem
    return "\n".join([asked, "", *(f"    {line}".rstrip() for line in text.splitlines()), ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=STARTER)
    asked = list(briefs())
    pieces = write(OpenVinoWriter(parser.parse_args().folder), asked)
    for number, (brief, piece) in enumerate(zip(asked, pieces, strict=True)):
        if number % EACH == 0:
            print(f"### {brief.sector.replace('_', ' ').capitalize()}\n")
        print(shown(brief, piece))


if __name__ == "__main__":
    main()
