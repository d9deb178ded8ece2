"""Duplicates among 100,000 leads: seconds, growth from 25,000 to 200,000, and what is found of those put in.

Run: ``python -m benchmarks.dedupe``, or with ``--leads 4000`` for a first look. The leads are towns grown from the
Munich data: places shifted, names of single businesses made of the town's own words, chains left as they are. One in
ten is written a second time as another source would have it. Beside it the usual ways with rapidfuzz by name and
address: all pairs within a postcode, with what they find, and all pairs of 2,000, extrapolated by the square. Then the
same leads through the database, batch by batch as an import brings them, and the part of the time that comparing takes.
"""

import argparse
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz

from agents.identity import contact
from agents.identity.compare import Match, Verdict
from agents.identity.entry import Entry
from agents.identity.groups import groups
from agents.identity.pairs import pairs
from benchmarks.scoring import DATA
from graph import bootstrap, identity_sweep
from graph.settings import Settings
from storage.leads import IDENTITY
from storage.records import Business, now

LEADS, NAIVE = 100_000, 2_000
GOAL_S, GOAL_GROWTH = 60.0, 1.3
BATCH = 1000
_SECOND = 0.1
_CHAIN = 3
_LEGAL = (" GmbH", " e.K.", " GmbH & Co. KG", " UG (haftungsbeschränkt)", "")
_SPELLED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("&", "und"), ("é", "e"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="GeoJSON with OpenStreetMap tags")
    parser.add_argument("--leads", type=int, default=LEADS)
    wanted = parser.parse_args()
    wall, taken = dict[int, float](), dict[int, float]()
    for size in (wanted.leads // 4, wanted.leads // 2, wanted.leads, wanted.leads * 2):
        # A process of its own: what is remembered of one size must not speed up the next.
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            wall[size], taken[size], said = process.submit(measured, wanted.data, size).result()
        print(f"{size:>9,} leads: {wall[size]:.1f} s ({taken[size]:.1f} s of a processor), {said}", flush=True)
    least, most = min(taken), max(taken)
    growth = taken[most] / taken[least] / (most / least)
    print(f"growth {least:,} to {most:,}: {growth:.2f}x of linear (goal {GOAL_GROWTH}x: {met(growth <= GOAL_GROWTH)})")
    size = wanted.leads
    print(f"{size:,} leads in {wall[size]:.1f} s (goal under {GOAL_S:.0f} s: {met(wall[size] < GOAL_S)})")
    print(f"rapidfuzz within a postcode, {size:,} leads: {within_postcodes(*grown(munich(wanted.data), size))}")
    compared = min(NAIVE, size)
    naive = all_pairs(grown(munich(wanted.data), compared)[0])
    projected = naive * (size / compared) ** 2
    ratio = projected / taken[size]
    print(f"all pairs of {compared:,}: {naive:.1f} s, so {projected / 3600:.2f} h for {size:,}: ratio {ratio:.0f}x")
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        print(process.submit(stored, wanted.data, size).result())


def measured(data: Path, size: int) -> tuple[float, float, str]:
    """Seconds to find all pairs and form the groups after a warm start, by clock and processor; what was found.

    Growth is told by the processor's time, which what else runs on the machine changes least.
    """
    leads, truth = grown(munich(data), size)
    groups(pairs(leads[:100]))
    began, began_processor = time.perf_counter(), time.process_time()
    found = list(pairs(leads))
    formed = groups(found)
    wall, taken = time.perf_counter() - began, time.process_time() - began_processor
    return wall, taken, f"{quality(found, truth)}; {len(formed.groups):,} groups, {peak_mb():.0f} MB"


def all_pairs(leads: Sequence[Entry]) -> float:
    """Seconds of the usual way: every pair by its name and address."""
    texts = [f"{lead.name} {lead.street} {lead.postcode} {lead.city}".casefold() for lead in leads]
    began = time.process_time()
    sum(fuzz.token_sort_ratio(a, b) >= 90 for row, a in enumerate(texts) for b in texts[row + 1 :])
    return time.process_time() - began


def within_postcodes(leads: Sequence[Entry], truth: set[tuple[int, int]]) -> str:
    """The usual blocked way: every pair of a postcode by its name and street; how long, and what it finds."""
    began = time.process_time()
    places: dict[str, list[tuple[int, str]]] = {}
    for lead in leads:
        places.setdefault(lead.postcode, []).append((lead.id, f"{lead.name} {lead.street}".casefold()))
    # Those without a postcode are a block of their own that nothing bounds: such a way leaves them out.
    places.pop("", None)
    found = {
        (one, other)
        for listed in places.values()
        for row, (one, text) in enumerate(listed)
        for other, again in listed[row + 1 :]
        if fuzz.token_sort_ratio(text, again) >= 90
    }
    taken = time.process_time() - began
    share = len(truth & found) / max(len(truth), 1)
    return f"{taken:.1f} s, {share:.1%} of {len(truth):,} copies found, {len(found - truth):,} other pairs"


def stored(data: Path, size: int) -> str:
    """The same leads through the database, in batches as an import brings them: seconds in all and of comparing.

    Their phone numbers are read before, as every source and list reads them.
    """
    leads = [business(one) for one in grown(munich(data), size)[0]]
    with TemporaryDirectory() as folder:
        app = bootstrap.open_app(Settings(data_folder=Path(folder), scripted_models=True, demo_port=0))
        began, comparing, worked = time.perf_counter(), 0.0, 0.0
        for start in range(0, size, BATCH):
            with app.write() as work:
                work.leads.store(leads[start : start + BATCH], "benchmark", now())
                work.commit()
            before, before_processor = time.perf_counter(), time.process_time()
            identity_sweep.sweep(app)
            comparing += time.perf_counter() - before
            worked += time.process_time() - before_processor
        taken = time.perf_counter() - began
        with app.read() as work:
            done = f"{work.merges.count():,} merged, {work.proposals.count_open():,} proposed"
        app.engine.dispose()
    goal = GOAL_S * size / 100_000
    return (
        f"{size:,} leads through the database: {taken:.1f} s, of which comparing and merging {comparing:.1f} s "
        f"({worked:.1f} s of a processor; goal under {goal:.0f} s: {met(comparing < goal)}); {done}, {peak_mb():.0f} MB"
    )


def business(one: Entry) -> Business:
    own = {name: getattr(one, name) for name in IDENTITY if name != "sector"}
    number = min(contact.phones(one.phone), default="")
    return Business(key=str(one.id), sector=one.sector or "other", phone_e164=number, **own)


def munich(data: Path) -> list[Entry]:
    """The entries of a GeoJSON file with OpenStreetMap tags and points."""
    found = []
    for feature in json.loads(data.read_text(encoding="utf-8"))["features"]:
        tags, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
        found.append(
            Entry(
                tags["id"],
                tags.get("name", ""),
                f"{tags.get('addr:street', '')} {tags.get('addr:housenumber', '')}".strip(),
                tags.get("addr:postcode", ""),
                tags.get("addr:city", ""),
                tags.get("phone") or tags.get("contact:phone", ""),
                tags.get("website") or tags.get("contact:website", ""),
                tags.get("email") or tags.get("contact:email", ""),
                lat,
                lon,
                tags.get("category", ""),
            )
        )
    return found


def grown(real: Sequence[Entry], count: int) -> tuple[list[Entry], set[tuple[int, int]]]:
    """So many leads in an order that mixes towns and copies, and the ids of each pair that is one business."""
    chance = random.Random(11)
    leads: list[Entry] = []
    truth = set()
    made = towns(real, chance)
    while len(leads) < count:
        lead = replace(next(made), id=len(leads) + 1)
        leads.append(lead)
        if chance.random() < _SECOND and lead.name != "Unnamed":
            leads.append(replace(rewritten(lead, chance), id=len(leads) + 1))
            truth.add((lead.id, lead.id + 1))
    return leads[:count], {pair for pair in truth if pair[1] <= count}


def towns(real: Sequence[Entry], chance: random.Random) -> Iterator[Entry]:
    """One town after the other, each of the size of the data, without end; each has place and names."""
    listed = Counter(entry.name for entry in real)
    words = sorted({word for entry in real for word in entry.name.split() if word.isalpha() and len(word) > 3})
    number = 0
    while True:
        number += 1
        own = chance.sample(words, len(words))
        other = dict(zip(words, own, strict=True))
        for entry in real:
            yield moved(entry, number, other if listed[entry.name] < _CHAIN else {})


def moved(entry: Entry, town: int, other: dict[str, str]) -> Entry:
    """An entry in another town: a chain's branch keeps name and domain, a single business gets its own."""
    shift = 1 + (town * 7919) % 9000
    return replace(
        entry,
        name=" ".join(other.get(word, word) for word in entry.name.split()),
        postcode=str((int(entry.postcode) + shift * 11) % 100_000).zfill(5) if entry.postcode.isdigit() else "",
        city=f"{entry.city}{town}" if entry.city else "",
        phone=f"+49 30 {town:03d}{entry.id % 100_000:05d}" if entry.phone else "",
        website=f"https://town{town}-{entry.id}.example/" if entry.website and other else entry.website,
        email=entry.email.replace("@", f"@town{town}-"),
        lat=None if entry.lat is None else entry.lat - 0.5 * (town % 12) + 2,
        lon=None if entry.lon is None else entry.lon + 0.6 * (town // 12),
    )


def rewritten(lead: Entry, chance: random.Random) -> Entry:
    """The same business as another source writes it: spelling, legal form, a typing error, fields that are missing."""
    name = mistyped(lead.name, chance) if chance.random() < 0.25 else lead.name
    if chance.random() < 0.4:
        name += chance.choice(_LEGAL)
    if chance.random() < 0.4:
        for letter, spelled in _SPELLED:
            name = name.replace(letter, spelled)
    if chance.random() < 0.1:
        name = name.upper()
    has_address = bool(lead.street and lead.postcode)
    keeps_position = chance.random() < 0.6 or not has_address
    street = lead.street.replace("straße", chance.choice(("str.", "strasse", "straße", " Str.")))
    website = lead.website.replace("https://www.", "http://").replace("https://", "http://www.")
    return replace(
        lead,
        name=name,
        street=mistyped(street, chance) if street and chance.random() < 0.1 else street,
        city=lead.city if chance.random() < 0.8 or not lead.postcode else "",
        phone=lead.phone.replace("+49 ", "0") if chance.random() < 0.7 else "",
        website=website if chance.random() < 0.7 else "",
        email=lead.email if chance.random() < 0.5 else "",
        lat=lead.lat + chance.gauss(0, 1e-4) if keeps_position and lead.lat is not None else None,
        lon=lead.lon + chance.gauss(0, 1e-4) if keeps_position and lead.lon is not None else None,
        sector=lead.sector if chance.random() < 0.8 else "",
    )


def mistyped(text: str, chance: random.Random) -> str:
    """One letter left out, doubled, or changed with its neighbour."""
    if len(text) < 5:
        return text
    at = chance.randrange(1, len(text) - 2)
    before, letter, following, after = text[:at], text[at], text[at + 1], text[at + 2 :]
    return before + chance.choice((following, letter + letter + following, following + letter)) + after


def quality(found: Sequence[Match], truth: set[tuple[int, int]]) -> str:
    """How many of the copies put in were found; the data's own duplicates are among the others."""
    sure = {(one.first.id, one.second.id) for one in found if one.verdict is Verdict.SURE}
    proposed = {(one.first.id, one.second.id) for one in found}
    return (
        f"of {len(truth):,} copies {len(truth & sure) / len(truth):.1%} sure, "
        f"{len(truth & proposed) / len(truth):.1%} sure or doubtful; others {len(sure - truth):,} sure, "
        f"{len(proposed - sure - truth):,} doubtful"
    )


def met(is_met: bool) -> str:
    return "met" if is_met else "missed"


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
