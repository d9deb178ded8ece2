"""A duplicates report on real data: every sure and doubtful pair with its reasons, to be read by a person.

Run: ``python -m benchmarks.duplicates``, or with the path of another GeoJSON file with OpenStreetMap tags.
"""

import argparse
from collections import Counter
from pathlib import Path

from agents.identity.compare import Match, Verdict
from agents.identity.entry import Entry
from agents.identity.groups import groups
from agents.identity.pairs import pairs
from benchmarks.dedupe import munich
from benchmarks.scoring import DATA


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA)
    entries = munich(parser.parse_args().data)
    found = list(pairs(entries))
    for verdict in Verdict:
        print(f"\n## {verdict}\n")
        for one in found:
            if one.verdict is verdict:
                print(line(one))
    formed = groups(found)
    count = Counter(one.verdict for one in found)
    print(
        f"\n{len(entries):,} businesses: {count[Verdict.SURE]} sure and {count[Verdict.DOUBTFUL]} doubtful pairs; "
        f"{len(formed.groups)} groups merged at once, {len(formed.doubtful)} pairs left to a person"
    )


def line(one: Match) -> str:
    """Both entries and the sentence that a person reads."""
    return f"- {told(one.first)}\n  {told(one.second)}\n  {one.score:.2f} {one.sentence()}"


def told(entry: Entry) -> str:
    parts = (entry.name, entry.street, entry.postcode, entry.phone, entry.website, entry.email, entry.sector)
    return f"{entry.id} " + " | ".join(part or "–" for part in parts)


if __name__ == "__main__":
    main()
