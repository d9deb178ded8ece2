"""Prints unselected texts for made-up businesses, as docs/starter-writer.md shows them: python -m training.samples."""

import argparse
from pathlib import Path

from agents.writer import WritingBrief, write
from models.language.folder import STARTER
from models.language.openvino_writer import OpenVinoWriter
from storage.records import TONES, Channel

SENDER = {"sender": "Demo sender", "sender_company": "Slotworks", "offer": "a booking system for small businesses"}
LEADS = {
    "bakery": {"company": "Krume & Korn", "city": "Lindental", "detail": "sourdough baked overnight"},
    "dentist": {"company": "Dr. Alva Stein", "city": "Lindental", "rating": "4.8", "reviews": "131"},
    "gym": {
        "company": "The Yard",
        "city": "Lindental",
        "trend": "interest in gyms in Lindental is up by a fifth",
    },
}


def briefs(each: int) -> list[WritingBrief]:
    """``each`` seeds, counted from 1, of an e-mail and a post in every tone, for every lead in turn."""
    found = []
    for tone, (sector, facts) in zip(TONES, LEADS.items(), strict=True):
        for channel in Channel:
            for seed in range(1, each + 1):
                found.append(WritingBrief(channel, tone, sector, "owner", {**SENDER, **facts}, seed))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=STARTER)
    parser.add_argument("--each", type=int, default=3)
    wanted = parser.parse_args()
    asked = briefs(wanted.each)
    for brief, piece in zip(asked, write(OpenVinoWriter(wanted.folder), asked), strict=True):
        print(f"**{brief.tone} {brief.channel.value}, {brief.sector}, seed {brief.seed}**\n")
        text = f"{piece.subject}\n\n{piece.body}" if piece.subject else piece.body or piece.problem
        print("\n".join(f"    {line}".rstrip() for line in text.splitlines()) + "\n")


if __name__ == "__main__":
    main()
