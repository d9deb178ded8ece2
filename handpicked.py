"""The command line: the same job as the screens, without a browser."""

import argparse
import json
import logging
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from graph import machine
from graph.machine import Finding, Health

try:
    from agents.discovery import sentence
    from graph import (
        bootstrap,
        campaigns,
        doctor,
        estimates,
        evaluation,
        exports,
        imported,
        imports,
        journey,
        lead_columns,
        outlook,
        settings,
    )
    from graph.app import App
    from graph.campaigns import DEMO_BRIEF
    from graph.overview import Overview
    from graph.worker import Worker
    from storage import lead_filter_text, sectors
    from storage.errors import BadInput, HandpickedError
    from storage.records import TONES, Brief, CampaignStatus
except ModuleNotFoundError as missing:
    for finding in machine.examine():
        print(f"{finding.health:<9}{finding.name}: {finding.seen}. {finding.mend}", file=sys.stderr)
    sys.exit(f"Handpicked cannot start: the package {missing.name} is missing.")

WHO = "command line"
IDEAL_OF_A_LIST = "businesses that welcome guests, patients or customers in person"
OFFER_OF_A_LIST = "help with bookings and enquiries"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 on success, 1 where something failed, 2 for arguments that cannot be used."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    options = parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except HandpickedError as error:
        print(json.dumps({"error": error.code, "message": str(error)}) if options.json else error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was done is kept; go on with: python handpicked.py resume", file=sys.stderr)
        return 130


def run(options: argparse.Namespace) -> int:
    if options.approve and options.pick < 1:
        raise BadInput("Nothing can be approved where nothing is picked.", todo="Say how many: --pick 20")
    app = bootstrap.open_app(settings.read(undo_seconds=0) if options.approve else settings.read())
    worker, stages = Worker(app), _Stages()
    if options.demo:
        campaign = campaigns.start_demo(app, WHO, _brief(options, DEMO_BRIEF))
    else:
        campaign = campaigns.start(app, _brief(options, Brief("", "", (), "", "")), WHO)
    try:
        with _progress(app, campaign.id, options.json):
            view = _walk(worker, campaign.id, options, stages)
    finally:
        app.demo.stop()
    return _tell({**journey.summary(view), "stages": stages.seen, "outbox": str(app.settings.outbox)}, options.json)


def _walk(worker: Worker, campaign_id: int, options: argparse.Namespace, stages: "_Stages") -> Overview:
    """Find and score; pick and write if asked to; approve and deliver if asked to."""
    view = journey.drive(worker, campaign_id)
    stages.done("find", found=sum(view.candidates.values()), scored=view.to_pick, problems=view.problems)
    if options.pick:
        picked = journey.pick_best(worker.app, campaign_id, options.pick, WHO)
        view = journey.drive(worker, campaign_id)
        stages.done("write", picked=picked, drafted=view.to_approve)
    if options.pick and options.approve:
        approved = journey.approve_all(worker.app, campaign_id, WHO)
        stages.done("approve", approved=len(approved.ids), left=list(approved.left))
        view = journey.deliver_all(worker, campaign_id)
        stages.done("deliver", **{str(status): count for status, count in view.deliveries.items()})
    return view


def status(options: argparse.Namespace) -> int:
    app = bootstrap.open_app(settings.read())
    views = [journey.summary(view) for view in campaigns.overviews(app)]
    if not options.json and not views:
        print("No campaign yet. Try: python handpicked.py run --demo")
        return 0
    return _tell(views, options.json)


def resume(options: argparse.Namespace) -> int:
    """Let what was cut off or stopped go on, and send what is due."""
    app = bootstrap.open_app(settings.read(undo_seconds=0) if options.now else settings.read())
    worker = Worker(app)
    worker.recover()
    chosen = [view.campaign for view in campaigns.overviews(app) if options.campaign in (None, view.campaign.id)]
    if options.campaign and not chosen:
        raise BadInput(f"There is no campaign {options.campaign}.", todo="See: python handpicked.py status")
    views = []
    try:
        for campaign in chosen:
            if options.campaign and campaign.status != CampaignStatus.OPEN:
                campaigns.go_on(app, campaign.id, WHO)
            with _progress(app, campaign.id, options.json):
                views.append(journey.deliver_all(worker, campaign.id))
    finally:
        app.demo.stop()
    return _tell([journey.summary(view) for view in views], options.json)


def import_file(options: argparse.Namespace) -> int:
    """Import a list: each business is a lead once, scored against the ideal customer."""
    app = bootstrap.open_app(settings.read())
    path = Path(options.file)
    if not path.is_file():
        raise BadInput(f"There is no file {path}.", todo="Check the name.")
    upload = imports.keep(app, path.name, path.read_bytes())
    brief = imports.brief_of(upload, _brief(options, Brief(path.stem, "", (), OFFER_OF_A_LIST, IDEAL_OF_A_LIST)))
    earlier = imports.same_import(app, brief)
    campaign = earlier or campaigns.start(app, brief, WHO)
    with _progress(app, campaign.id, options.json):
        view = journey.drive(Worker(app), campaign.id)
    outcome = imported.outcome(app, campaign.id)
    counts = asdict(outcome) if outcome else {"rows": upload.rows}
    return _tell(
        {**counts, "imported_before": earlier is not None, "columns": dict(upload.mapping), **journey.summary(view)},
        options.json,
    )


def export(options: argparse.Namespace) -> int:
    """Write the leads of a campaign that match to a file, by its ending CSV, Excel or Parquet."""
    app = bootstrap.open_app(settings.read())
    known = [view.campaign.id for view in campaigns.overviews(app)]
    if not known:
        raise BadInput("There is no campaign to export.", todo="Find businesses first: python handpicked.py run.")
    campaign_id = campaigns.overview(app, options.campaign or known[0]).campaign.id
    columns = options.columns.split(",") if options.columns else list(lead_columns.COLUMNS)
    path = Path(options.file)
    where = lead_filter_text.from_text(options.filter, campaign_id)
    count = exports.to_path(app, where, columns, path, path.suffix.lstrip(".").lower(), WHO)
    return _tell({"campaign": campaign_id, "rows": count, "file": options.file}, options.json)


def examine(options: argparse.Namespace) -> int:
    """Say what is missing, wrong or old, and how to mend it; 1 where something is broken."""
    try:
        findings = doctor.examine(bootstrap.open_app(settings.read()))
    except HandpickedError as error:
        findings = [*machine.examine(), Finding("start", Health.BROKEN, error.what, error.todo)]
    if options.json:
        _tell([asdict(finding) for finding in findings], True)
    else:
        for finding in findings:
            mend = f"\n{'':12}{finding.mend}" if finding.mend else ""
            print(f"{finding.health:<9}{finding.name}: {finding.seen}{mend}")
    return int(any(finding.health == Health.BROKEN for finding in findings))


def evaluate(options: argparse.Namespace) -> int:
    """Judge language models on the held-out briefs, and write the report, of those that were finished after a stop."""
    app = bootstrap.open_app(settings.read())
    line = _Line(quiet=options.json)
    reports: list[evaluation.Report] = []
    try:
        for key in dict.fromkeys(options.model or [evaluation.chosen(app)]):
            if (cost := estimates.of_evaluation(app, key, options.count)) and not options.json:
                print(f"{outlook.in_words(cost)}\n{outlook.MOST} Ctrl+C stops it.", file=sys.stderr)
            reports.append(evaluation.evaluate(app, key, options.count, line))
    except KeyboardInterrupt:
        page = evaluation.keep(app, reports, options.out) if reports else None
        print(
            f"\nStopped. {f'Report of what was finished: {page}' if page else 'No report was written.'}",
            file=sys.stderr,
        )
        return 130
    except HandpickedError:
        if reports:
            print(f"\nReport of what was finished: {evaluation.keep(app, reports, options.out)}", file=sys.stderr)
        raise
    line.end()
    page = evaluation.keep(app, reports, options.out)
    if options.json:
        return _tell({"report": str(page), "models": {report.key: report.as_json() for report in reports}}, True)
    for report in reports:
        print("\n".join([report.name, *evaluation.lines(report)]))
    print(f"Report: {page}")
    return 0


class _Line:
    """Tells on one line of standard error, twice a second, how far a stage is."""

    def __init__(self, quiet: bool) -> None:
        self._quiet, self._last, self._told = quiet, ("", 0), 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        earlier, _ = self._last
        is_soon = earlier == stage and done < total and time.monotonic() - self._told < 0.5
        if self._quiet or is_soon or self._last == (stage, done):
            return
        print("\n" if earlier not in ("", stage) else "", end="", file=sys.stderr)
        print(f"\r{stage} {done}/{total}\033[K", end="", file=sys.stderr, flush=True)
        self._last, self._told = (stage, done), time.monotonic()

    def end(self) -> None:
        if self._last[0]:
            print(file=sys.stderr)


class _Stages:
    """Remembers what each stage did and how long it took."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, Any]] = {}
        self._began = time.monotonic()

    def done(self, stage: str, **counts: object) -> None:
        now = time.monotonic()
        self.seen[stage] = {**counts, "seconds": round(now - self._began, 2)}
        self._began = now


@contextmanager
def _progress(app: App, campaign_id: int, quiet: bool) -> Iterator[None]:
    """Tell on standard error, twice a second, how far a campaign is."""
    ended = threading.Event()

    def tell() -> None:
        last = ""
        while not ended.wait(0.5):
            job = campaigns.overview(app, campaign_id).job
            line = (
                f"{job.progress.stage} {job.progress.done}/{job.progress.total} {job.progress.message}" if job else ""
            )
            if line.strip() and line != last:
                print(line, file=sys.stderr)
                last = line

    thread = threading.Thread(target=tell, daemon=True)
    if not quiet:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        if not quiet:
            thread.join()


def _brief(options: argparse.Namespace, base: Brief) -> Brief:
    limits = ("limit", "max_pages", "max_minutes", "radius_km", "every_days")
    names = ("name", "place", "offer", "ideal_customer", "tone", "source", *limits)
    given = {name: getattr(options, name) for name in names if getattr(options, name, None) is not None}
    lists = ("websites", "directories")
    several = {name: tuple(getattr(options, name)) for name in lists if getattr(options, name, None)}
    said = sentence.read(getattr(options, "what", None) or "")
    if said.left:
        raise BadInput(f"Not understood: {', '.join(said.left)}.", todo="Try: cafés within 5 km of Ulm.")
    wanted = tuple(dict.fromkeys((*said.sectors, *map(_sector, options.sector or ()))))
    where = {"place": said.place, "radius_km": said.radius_km, "sectors": wanted}
    return replace(base, **{**{name: value for name, value in where.items() if value}, **several, **given})


def _sector(words: str) -> str:
    slug = sectors.of_words(words)
    if slug == sectors.OTHER:
        raise BadInput(f"There is no sector {words!r}.", todo=f"Choose of {', '.join(sectors.SECTORS)}.")
    return slug


def _tell(result: object, as_json: bool) -> int:
    print(json.dumps(result, indent=None if as_json else 2, ensure_ascii=False, default=str))
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="handpicked.py", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")

    def command(name: str, what: Any, words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(command=what)
        sub.add_argument("--json", action="store_true", help="print the result as one line of JSON")
        return sub

    one = command("run", run, "find, score, and perhaps pick, write, approve and deliver")
    one.add_argument("--demo", action="store_true", help="in the demo town, offline")
    one.add_argument("--pick", type=int, default=0, metavar="N", help="pick the best N and write to them")
    one.add_argument("--approve", action="store_true", help="approve every draft that nothing blocks, and deliver")
    one.add_argument("what", nargs="?", help="such as “dentists and physiotherapists within 8 km of Freiburg”")
    one.add_argument("--source", choices=("osm", "web", "demo"), help="where to look (default: osm)")
    one.add_argument("--radius", dest="radius_km", type=float, metavar="KM", help="from the middle of the place")
    one.add_argument("--directory", dest="directories", action="append", type=int, metavar="N", help="a directory too")
    one.add_argument("--website", dest="websites", action="append", metavar="URL", help="a web site too")
    _brief_options(one)
    one.add_argument("--limit", type=int, help="at most so many businesses")
    one.add_argument("--max-pages", type=int, help="at most so many pages")
    one.add_argument("--max-minutes", type=int, help="at most so many minutes")
    one.add_argument("--every", dest="every_days", type=int, metavar="DAYS", help="search again every so many days")
    command("status", status, "where every campaign stands")
    two = command("resume", resume, "let what was cut off go on")
    two.add_argument("campaign", nargs="?", type=int, help="one campaign, also one that was stopped (default: all)")
    two.add_argument("--now", action="store_true", help="without the undo time")
    three = command("import", import_file, "import a list: CSV, XLSX or GeoJSON")
    three.add_argument("file")
    _brief_options(three)
    four = command("export", export, "write leads to a file: CSV, Excel (.xlsx) or Parquet")
    four.add_argument("campaign", type=int, help="which one, by its number; 0 is the newest")
    four.add_argument("file", help="where to; its ending says the format")
    four.add_argument("--filter", default="", metavar="TEXT", help="only these, as the address of the screen says it")
    four.add_argument("--columns", metavar="NAMES", help=f"with commas between: {', '.join(lead_columns.COLUMNS)}")
    five = command("evaluate", evaluate, "judge the language models on briefs that none was trained on")
    five.add_argument("what", choices=("models",))
    five.add_argument(
        "--model", action="append", metavar="KEY", help="such as starter or local:NAME; may stand repeatedly"
    )
    five.add_argument("--count", type=int, metavar="N", help="only the first N briefs")
    five.add_argument(
        "--out", type=Path, metavar="FOLDER", help="where the report goes (default: reports in the data folder)"
    )
    command("doctor", examine, "what is missing, wrong or old, and how to mend it")
    return top


def _brief_options(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--name", help="what the campaign is called")
    sub.add_argument("--place", help="town or district")
    sub.add_argument("--sector", action="append", help="sector, may stand repeatedly; all where left out")
    sub.add_argument("--offer", help="finishes the sentence “We offer …”")
    sub.add_argument("--ideal-customer", help="whom you want to reach, in a few words")
    sub.add_argument("--tone", choices=TONES)


if __name__ == "__main__":
    sys.exit(main())
