"""Importing a list: what is kept and shown, what a bad file answers, and a source that goes on where it was."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agents.discovery.source import Past, Query
from graph import campaigns, imports, journey
from graph.app import App
from graph.imports import FileSource
from graph.worker import Worker
from storage.errors import BadInput, NotFound, StorageFailed
from storage.records import CandidateStatus
from tests.parts import BRIEF, WHO, Desk

LIST = (
    "Firma;PLZ;Ort;E-Mail\nCafé Linde;12345;Lindental;a@linde.example\n"
    ";12345;Lindental;b@x.example\nHotel Post;12346;See;\n"
)


@pytest.fixture
def file_desk(make_desk: Callable[..., Desk]) -> Iterator[Desk]:
    desk = make_desk()
    folder = desk.app.settings.imports
    sources = {"file": lambda brief: FileSource(folder / Path(brief.file).name, brief.columns, brief.place)}
    yield replace(desk, app=replace(desk.app, sources=sources))


def rows(count: int) -> bytes:
    lines = (f"Shop {n},{10000 + n},Town,s{n}@shop.example" for n in range(count))
    return "\n".join(["name,postcode,city,email", *lines]).encode()


def query(limit: int = 10_000, sector: str = "", found: int = 0) -> Query:
    return Query("", (sector,) if sector else (), limit, 1, found)


def kept(app: App, data: bytes) -> FileSource:
    preview = imports.keep(app, "list.csv", data)
    return FileSource(app.settings.imports / preview.file, tuple(preview.mapping.items()), "")


def test_a_preview_shows_the_columns_the_guess_the_count_and_the_first_rows(app: App) -> None:
    preview = imports.keep(app, "list.csv", LIST.encode("cp1252"))
    assert preview.mapping == {"name": "Firma", "postcode": "PLZ", "city": "Ort", "email": "E-Mail"}
    assert (preview.rows, preview.first[0]["Firma"]) == (3, "Café Linde")


def test_the_same_file_is_kept_once(app: App) -> None:
    names = {imports.keep(app, "list.csv", LIST.encode()).file for _ in range(2)}
    assert [path.name for path in app.settings.imports.iterdir()] == list(names)


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "a" * 300 + ".csv"])
def test_a_files_name_never_leads_out_of_the_imports(app: App, name: str) -> None:
    preview = imports.keep(app, name, LIST.encode())
    assert [path.name for path in app.settings.imports.iterdir()] == [preview.file]


@pytest.mark.parametrize(
    ("name", "data"), [("empty.csv", b""), ("head.csv", b"name,city\n"), ("x.exe", b"MZ"), ("b.xlsx", b"no zip")]
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(app: App, name: str, data: bytes) -> None:
    with pytest.raises(BadInput):
        imports.keep(app, name, data)
    assert not app.settings.imports.exists() or not list(app.settings.imports.iterdir())


def test_an_imports_folder_that_cannot_be_written_says_so(app: App) -> None:
    app.settings.imports.write_text("a file stands where the folder should be")
    with pytest.raises(StorageFailed, match=r"list\.csv could not be kept"):
        imports.keep(app, "list.csv", LIST.encode())


def test_an_imported_list_becomes_scored_leads_and_names_the_rows_that_gave_nothing(file_desk: Desk) -> None:
    preview = imports.keep(file_desk.app, "list.csv", LIST.encode())
    campaign = campaigns.start(file_desk.app, imports.brief_of(preview, replace(BRIEF, place="")), WHO).id
    view = journey.drive(Worker(file_desk.app), campaign)
    assert view.candidates == {CandidateStatus.OPEN: 2}
    assert campaigns.problems(file_desk.app, campaign) == [("rows 1 to 3", "Row 3 has no name.")]


def test_a_second_import_of_the_same_file_adds_no_lead(file_desk: Desk) -> None:
    brief = imports.brief_of(imports.keep(file_desk.app, "list.csv", rows(700)), BRIEF)
    for name in ("first", "second"):
        campaign = campaigns.start(file_desk.app, replace(brief, name=name), WHO).id
        file_desk.work()
        assert file_desk.view(campaign).candidates == {CandidateStatus.OPEN: 700}
    outcome = imports.outcome(file_desk.app, campaign)
    assert outcome is not None
    assert (outcome.new, outcome.known) == (0, 700)


def test_the_same_import_is_recognised(file_desk: Desk) -> None:
    brief = imports.brief_of(imports.keep(file_desk.app, "list.csv", LIST.encode()), BRIEF)
    assert imports.same_import(file_desk.app, brief) is None
    campaign = campaigns.start(file_desk.app, brief, WHO)
    assert imports.same_import(file_desk.app, brief) == campaign
    assert imports.same_import(file_desk.app, replace(brief, offer="other")) is None


def test_a_file_source_leaves_out_the_rows_that_are_done(app: App) -> None:
    source = kept(app, rows(1200))
    steps = list(source.find(query(), Past(), lambda: False))
    assert [step.item for step in steps] == ["rows 1 to 500", "rows 501 to 1000", "rows 1001 to 1200", "all rows"]
    rest = list(source.find(query(found=500), Past({"rows 1 to 500"}), lambda: False))
    assert rest == steps[1:]


def test_a_file_source_stops_between_two_steps_and_keeps_to_its_limit(app: App) -> None:
    source = kept(app, rows(1200))
    asked = iter([False, True])
    assert len(list(source.find(query(), Past(), lambda: next(asked)))) == 1
    assert sum(len(step.found) for step in source.find(query(limit=600), Past(), lambda: False)) == 600


def test_every_row_of_an_import_is_counted_once(file_desk: Desk) -> None:
    brief = imports.brief_of(imports.keep(file_desk.app, "first.csv", rows(2)), BRIEF)
    campaigns.start(file_desk.app, brief, WHO)
    file_desk.work()
    data = rows(4) + b"\nShop 3,10003,Town,other@shop.example\n,10009,Town,x@shop.example\nShop 0,10000,Town,"
    second = campaigns.start(
        file_desk.app, imports.brief_of(imports.keep(file_desk.app, "second.csv", data), BRIEF), WHO
    )
    assert imports.outcome(file_desk.app, second.id) is None
    file_desk.work()
    outcome = imports.outcome(file_desk.app, second.id)
    assert outcome == imports.Outcome(rows=7, new=2, known=2, duplicates=2, failed=1, other_sector=0)
    assert outcome.left_out == 3


def test_rows_of_another_sector_are_counted_apart(file_desk: Desk) -> None:
    data = b"name,city,sector\nLinde,Ulm,cafe\nKrone,Ulm,restaurant\nPost,Ulm,hotel\n"
    brief = imports.brief_of(imports.keep(file_desk.app, "list.csv", data), replace(BRIEF, sectors=("cafe",)))
    campaign = campaigns.start(file_desk.app, brief, WHO)
    file_desk.work()
    outcome = imports.outcome(file_desk.app, campaign.id)
    assert outcome is not None
    assert (outcome.new, outcome.other_sector, outcome.failed) == (1, 2, 0)


def test_a_search_that_is_no_import_has_no_rows_to_tell_of(desk: Desk) -> None:
    assert imports.outcome(desk.app, desk.start()) is None


def test_the_rows_left_out_are_written_with_number_and_reason(app: App) -> None:
    data = b"name,city,sector\nLinde,Ulm,cafe\n,Ulm,cafe\nKrone,Ulm,restaurant\nLinde,Ulm,cafe\n"
    brief = imports.brief_of(imports.keep(app, "list.csv", data), replace(BRIEF, sectors=("cafe",)))
    file = io.StringIO()
    assert imports.left_out(app, brief, file) == 3
    assert list(csv.reader(file.getvalue().splitlines())) == [
        ["row", "reason"],
        ["3", "Row 3 has no name."],
        ["4", "Row 4 is of another sector: restaurants."],
        ["5", "Row 5 is the same business as row 2."],
    ]


def test_the_figures_of_a_list_that_was_cut_off_are_those_of_the_whole_list(app: App) -> None:
    source = kept(app, rows(1200))
    whole = list(source.find(query(), Past(), lambda: False))[-1]
    done = {"rows 1 to 500", "rows 501 to 1000", "rows 1001 to 1200", "all rows"}
    assert list(source.find(query(found=1200), Past(done), lambda: False)) == [whole]
    assert whole.figures == {"rows": 1200, "duplicates": 0, "failed": 0, "other_sector": 0}


def test_of_many_rows_without_a_name_some_are_named_and_the_rest_counted(app: App) -> None:
    step = next(iter(kept(app, b"name,city\n" + b",Ulm\n" * 25).find(query(), Past(), lambda: False)))
    assert "Row 21 has no name. 5 more of these rows" in step.problem


def test_a_kept_list_is_shown_again_with_the_columns_chosen_then(app: App) -> None:
    preview = imports.keep(app, "list.csv", LIST.encode())
    chosen = replace(preview, mapping={"name": "Ort"})
    assert imports.kept(app, imports.brief_of(chosen, BRIEF)) == chosen


def test_the_plan_of_an_import_reads_no_row(app: App) -> None:
    preview = imports.keep(app, "list.xlsx.csv", rows(50))
    (app.settings.imports / preview.file).write_bytes(b"\x00 no table any more")
    assert FileSource(app.settings.imports / preview.file, (), "").plan(query(limit=20)).pages == 0


def test_the_plan_of_an_import_counts_its_rows_and_fetches_no_page(app: App) -> None:
    plan = kept(app, rows(50)).plan(query(limit=20))
    assert (plan.where, plan.pages) == (("file list.csv",), 0)
    assert plan.seconds > 0


def test_an_imported_file_that_was_removed_says_so(file_desk: Desk) -> None:
    preview = imports.keep(file_desk.app, "list.csv", LIST.encode())
    (file_desk.app.settings.imports / preview.file).unlink()
    with pytest.raises(NotFound, match="no longer there"):
        campaigns.plan(file_desk.app, imports.brief_of(preview, BRIEF))
