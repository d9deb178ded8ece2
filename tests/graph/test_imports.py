"""Importing a list: what is kept and shown, what a bad file answers, and rows that become leads once."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from graph import campaigns, imported, imports, journey, leads
from graph.app import App
from graph.nodes.find import find
from graph.nodes.import_list import BATCH_ROWS
from graph.run import Run, StopAsked
from graph.worker import Worker
from storage.errors import BadInput, NotAllowed, NotFound, StorageFailed
from storage.lead_filter import leads_of
from storage.records import Brief, CandidateStatus, Known, Lead, RowKind
from tests.parts import BRIEF, WHO, Desk

LIST = (
    "Firma;PLZ;Ort;E-Mail\nCafé Linde;12345;Lindental;a@linde.example\n"
    ";12345;Lindental;b@x.example\nHotel Post;12346;See;\n"
)


def rows(count: int) -> bytes:
    lines = (f"Shop {n},{10000 + n},Town,s{n}@shop.example" for n in range(count))
    return "\n".join(["name,postcode,city,email", *lines]).encode()


def brief_on(app: App, data: bytes, name: str = "list.csv", **options: object) -> Brief:
    """The brief of an import of ``data``; what is an option of lists is set there."""
    upload = imports.keep(app, name, data)
    said = {"known": Known.FILL, "sector": "", "country": "", **options}
    decided = imports.decide(app, upload.id, Known(str(said["known"])), str(said["sector"]), str(said["country"]))
    return imports.brief_of(decided, replace(BRIEF, name=name))


def take(desk: Desk, data: bytes, **options: object) -> int:
    """A campaign that imported ``data``; its id."""
    campaign_id = campaigns.start(desk.app, brief_on(desk.app, data, **options), WHO).id  # type: ignore[arg-type]
    desk.work()
    return campaign_id


def told(desk: Desk, campaign_id: int) -> imported.Outcome:
    outcome = imported.outcome(desk.app, campaign_id)
    assert outcome is not None
    return outcome


def lead(desk: Desk, name: str, campaign_id: int) -> Lead:
    with desk.app.read() as work:
        found = work.table.rows(leads_of(campaign_id))
    return next(one.lead for one in found if one.lead.business.name == name)


def test_a_list_that_is_kept_shows_its_columns_the_guess_the_count_and_its_first_rows(app: App) -> None:
    upload = imports.keep(app, "list.csv", LIST.encode("cp1252"))
    assert upload.mapping == {"name": "Firma", "postcode": "PLZ", "city": "Ort", "email": "E-Mail"}
    assert (upload.rows, upload.preview["first"][0][0]) == (3, "Café Linde")
    assert upload.preview["samples"]["PLZ"] == ["12345", "12346"]
    assert upload.preview["read_as"] == {"encoding": "cp1252", "delimiter": ";", "sheet": ""}


def test_the_same_file_is_kept_once_with_what_was_chosen_for_it(app: App) -> None:
    first = imports.keep(app, "list.csv", LIST.encode())
    imports.map_columns(app, first.id, {"name": "Ort"})
    again = imports.keep(app, "list.csv", LIST.encode())
    assert (again.id, again.mapping) == (first.id, {"name": "Ort"})
    assert [path.name for path in app.settings.imports.iterdir()] == [first.file]


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "a" * 300 + ".csv"])
def test_a_files_name_never_leads_out_of_the_imports(app: App, name: str) -> None:
    upload = imports.keep(app, name, LIST.encode())
    assert [path.name for path in app.settings.imports.iterdir()] == [upload.file]


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


def test_a_list_is_read_another_way_and_its_columns_are_guessed_anew(app: App) -> None:
    upload = imports.keep(app, "list.csv", "name,Umsatz;Ort\nLinde,5;Köln\n".encode("cp850"))
    other = imports.read_as(app, upload.id, "cp850", ";", "")
    assert other.columns == ("name,Umsatz", "Ort")
    assert other.preview["first"][0] == ["Linde,5", "Köln"]
    with pytest.raises(BadInput):
        imports.read_as(app, upload.id, "utf-16", "", "")
    assert imports.get(app, upload.id) == other


def test_what_cannot_be_chosen_for_a_list_is_refused_by_name(app: App) -> None:
    upload = imports.keep(app, "list.csv", LIST.encode())
    with pytest.raises(BadInput, match='no column "Umsatz"'):
        imports.map_columns(app, upload.id, {"name": "Umsatz"})
    with pytest.raises(BadInput, match="no sector 'moon'"):
        imports.decide(app, upload.id, Known.FILL, "moon", "")
    with pytest.raises(BadInput, match="no country 'Germany'"):
        imports.decide(app, upload.id, Known.FILL, "", "Germany")
    with pytest.raises(NotFound, match="not kept here"):
        imports.get(app, 99)


def test_an_imported_list_becomes_scored_leads_and_names_the_rows_that_gave_nothing(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, brief_on(desk.app, LIST.encode()), WHO).id
    view = journey.drive(Worker(desk.app), campaign)
    assert view.candidates == {CandidateStatus.OPEN: 2}
    with desk.app.read() as work:
        assert [(note.row, note.reason) for note in work.imports.notes(campaign)] == [(3, "Row 3 has no name.")]


def test_a_second_import_of_the_same_list_changes_nothing(desk: Desk) -> None:
    first = take(desk, rows(1200))
    second = take(desk, rows(1200), name="copy.csv")
    assert (told(desk, first).created, told(desk, first).left_out) == (1200, 0)
    assert (told(desk, second).created, told(desk, second).updated, told(desk, second).unchanged) == (0, 0, 1200)
    with desk.app.read() as work:
        assert (work.leads.count(), work.imports.changes(second)) == (1200, [])


def test_the_same_import_is_recognised_and_so_is_the_same_file_under_another_name(desk: Desk) -> None:
    brief = brief_on(desk.app, LIST.encode())
    assert imports.same_import(desk.app, brief) is None
    campaign = campaigns.start(desk.app, brief, WHO)
    assert imports.same_import(desk.app, brief) == campaign
    assert imports.same_import(desk.app, replace(brief, offer="other")) is None
    assert imports.earlier(desk.app, imports.keep(desk.app, "other name.csv", LIST.encode())) == [campaign]


def stopped_after(app: App, campaign_id: int, batches: int) -> None:
    """Import until so many batches are stored, as a worker that is told to stop does."""
    answers: Iterator[bool] = iter([False] * batches + [True] * 3)
    with pytest.raises(StopAsked):
        find(Run(app, WHO, lambda progress: None, lambda: next(answers)), campaign_id)


def test_an_import_that_was_stopped_goes_on_behind_its_last_batch_and_ends_as_one_that_was_not(desk: Desk) -> None:
    shops = BATCH_ROWS + 300
    data = rows(shops) + b"\nShop 3,10003,Town,\n,1,Town,\n"
    campaign = campaigns.start(desk.app, brief_on(desk.app, data), WHO).id
    stopped_after(desk.app, campaign, 1)
    with desk.app.read() as work:
        state = work.imports.of(campaign)
    assert state is not None
    assert (state.done, state.finished_at, imported.outcome(desk.app, campaign)) == (BATCH_ROWS, None, None)
    desk.work()
    expected = imported.Outcome(shops + 2, shops, 0, 0, skipped=0, duplicates=1, failed=1, other_sector=0, partly=0)
    assert told(desk, campaign) == expected
    with desk.app.read() as work:
        assert work.leads.count() == shops


def test_every_row_of_an_import_is_counted_once(desk: Desk) -> None:
    take(desk, rows(2))
    data = rows(4) + b"\nShop 3,10003,Town,other@shop.example\n,10009,Town,x@shop.example\nShop 0,10000,Town,"
    outcome = told(desk, take(desk, data))
    assert outcome == imported.Outcome(7, 2, 0, 2, skipped=0, duplicates=2, failed=1, other_sector=0, partly=0)
    assert outcome.left_out == 3


def test_rows_of_another_sector_are_counted_apart(desk: Desk) -> None:
    data = b"name,city,sector\nLinde,Ulm,cafe\nKrone,Ulm,restaurant\nPost,Ulm,hotel\n"
    campaign = campaigns.start(desk.app, replace(brief_on(desk.app, data), sectors=("cafe",)), WHO)
    desk.work()
    outcome = told(desk, campaign.id)
    assert (outcome.created, outcome.other_sector, outcome.failed) == (1, 2, 0)


OLD = b"name,postcode,street,email,phone\nLinde,12345,Weg 1,old@linde.example,\n"
NEW = b"name,postcode,street,email,phone\nLinde,12345,Weg 1,new@linde.example,0891234567\nKrone,12345,Weg 2,,\n"


def test_a_known_business_gains_what_it_lacked_and_keeps_the_rest(desk: Desk) -> None:
    take(desk, OLD)
    second = take(desk, NEW, country="DE")
    business = lead(desk, "Linde", second).business
    assert (business.email, business.phone, business.phone_e164) == ("old@linde.example", "0891234567", "+49891234567")
    assert (told(desk, second).created, told(desk, second).updated) == (1, 1)


def test_overwriting_keeps_what_each_fact_was_before(desk: Desk) -> None:
    take(desk, OLD)
    second = take(desk, NEW, known=Known.OVERWRITE)
    one = lead(desk, "Linde", second)
    assert one.business.email == "new@linde.example"
    with desk.app.read() as work:
        ((_, change),) = work.imports.changes_of(one.id)
        quoted = [item.quote.text for item in work.evidence.of([one.id])[one.id] if item.quote.field == "email"]
    assert change.before["email"] == "old@linde.example"
    assert quoted == ["old@linde.example", "new@linde.example"]


def test_overwriting_with_an_empty_cell_loses_nothing(desk: Desk) -> None:
    take(desk, OLD)
    second = take(desk, b"name,postcode,street,email,phone\nLinde,12345,Weg 1,,\n", known=Known.OVERWRITE)
    assert lead(desk, "Linde", second).business.email == "old@linde.example"


def test_known_businesses_are_skipped_where_that_is_asked_for(desk: Desk) -> None:
    take(desk, OLD)
    second = take(desk, NEW, known=Known.SKIP)
    assert desk.view(second).candidates == {CandidateStatus.OPEN: 1}
    assert (told(desk, second).created, told(desk, second).skipped) == (1, 1)


def test_every_row_is_a_lead_of_its_own_where_that_is_asked_for_and_still_only_once(desk: Desk) -> None:
    data = OLD + b"Linde,12345,Weg 1,third@linde.example,\n"
    take(desk, OLD)
    assert told(desk, take(desk, data, known=Known.CREATE)).created == 2
    assert told(desk, take(desk, data, known=Known.CREATE)).created == 0


def test_rows_that_give_no_sector_get_the_one_that_was_chosen(desk: Desk) -> None:
    data = b"name,city,sector\nLinde,Ulm,cafe\nKrone,Ulm,\nMond,Ulm,moon base\n"
    campaign = take(desk, data, sector="dentist")
    found = {name: lead(desk, name, campaign).business.sector for name in ("Linde", "Krone", "Mond")}
    assert found == {"Linde": "cafe", "Krone": "dentist", "Mond": "other"}
    assert told(desk, campaign).partly == 1


def test_a_search_that_is_no_import_has_no_rows_to_tell_of(desk: Desk) -> None:
    assert imported.outcome(desk.app, desk.start()) is None


def test_the_rows_left_out_are_written_as_they_came_with_the_reason(desk: Desk, tmp_path: object) -> None:
    data = b"name,city,sector\nLinde,Ulm,cafe\n,Ulm,=1+1\nLinde,Ulm,cafe\n"
    campaign = take(desk, data)
    lines: list[str] = []

    class Lines:
        write = lines.append

    assert imported.write_csv(desk.app, campaign, imported.LEFT_OUT, Lines()) == 2  # type: ignore[arg-type]
    assert lines == [
        '"name","city","sector","Why it was left out"\r\n',
        '"","Ulm","\'=1+1","Row 3 has no name."\r\n',
        '"Linde","Ulm","cafe","Row 4 is the same business as row 2."\r\n',
    ]


def test_the_columns_chosen_in_an_earlier_campaign_are_there_again(app: App) -> None:
    brief = replace(brief_on(app, LIST.encode()), columns=(("name", "Ort"),))
    assert imports.brief_of(imports.of_brief(app, brief), BRIEF).columns == (("name", "Ort"),)


def test_the_plan_of_an_import_reads_no_row(app: App) -> None:
    brief = brief_on(app, rows(50))
    (app.settings.imports / brief.file).write_bytes(b"\x00 no table any more")
    plan = campaigns.plan(app, brief)
    assert (plan.where, plan.pages, plan.usual) == (("file list.csv",), 0, 50)


def test_an_imported_file_that_was_removed_says_so(make_desk: Callable[..., Desk]) -> None:
    app = make_desk().app
    upload = imports.keep(app, "list.csv", LIST.encode())
    (app.settings.imports / upload.file).unlink()
    with pytest.raises(NotFound, match="no longer there"):
        campaigns.plan(app, imports.brief_of(upload, BRIEF))
    with pytest.raises(NotFound, match="no longer there"):
        imports.get(app, upload.id)


def test_rows_are_counted_by_kind(desk: Desk) -> None:
    campaign = take(desk, LIST.encode())
    with desk.app.read() as work:
        assert work.imports.note_counts(campaign) == {RowKind.FAILED: 1}


def test_an_import_is_taken_back_with_what_it_changed_and_only_once(desk: Desk) -> None:
    first = take(desk, OLD)
    second = take(desk, NEW, known=Known.OVERWRITE)
    assert imported.take_back(desk.app, second, WHO) == imported.TakenBack(removed=1, restored=1, kept=0)
    assert lead(desk, "Linde", first).business.email == "old@linde.example"
    assert lead(desk, "Linde", first).business.phone == ""
    assert desk.view(second).candidates.get(CandidateStatus.OPEN, 0) == 0
    with desk.app.read() as work:
        assert work.leads.count() == 1
    with pytest.raises(NotAllowed, match="taken back already"):
        imported.take_back(desk.app, second, WHO)


def test_taking_an_import_back_leaves_alone_what_a_person_decided_on(desk: Desk) -> None:
    campaign = take(desk, rows(3))
    chosen = leads.page(desk.app, leads_of(campaign)).rows[0].id
    leads.select(desk.app, [chosen], WHO)
    assert imported.take_back(desk.app, campaign, WHO) == imported.TakenBack(removed=2, restored=0, kept=1)
    assert [row.id for row in leads.page(desk.app, leads_of(campaign)).rows] == [chosen]


def test_taking_an_import_back_leaves_leads_that_another_campaign_has(desk: Desk) -> None:
    first, second = take(desk, rows(2)), take(desk, rows(2), name="copy.csv")
    assert imported.take_back(desk.app, first, WHO).removed == 0
    assert desk.view(second).candidates == {CandidateStatus.OPEN: 2}


def test_an_import_that_is_at_work_is_not_taken_back(desk: Desk) -> None:
    campaign = campaigns.start(desk.app, brief_on(desk.app, rows(2)), WHO).id
    with pytest.raises(NotAllowed, match="still at work"):
        imported.take_back(desk.app, campaign, WHO)
