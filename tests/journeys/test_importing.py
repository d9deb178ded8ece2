"""A list goes through the wizard, some rows fail, the file of those comes back, and the import is taken back."""

import csv
import io
from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from graph import leads
from storage.lead_filter import leads_of
from tests.journeys.screen import Tab
from tests.journeys.server import Server
from tests.pages.data import open_app

COLUMNS = ("Name", "Betrieb", "Straße", "PLZ", "Ort", "E-Mail", "Notiz")
NAMELESS = ("Frau Adler", "", "Weg 90", "89073", "Ulm", "adler@adler.example", "=1+1")
AGAIN = ("Herr Abt", "Backhaus Abt", "Weg 0", "89073", "Ulm", "abt@abt.example", "again")


def rows() -> list[tuple[str, ...]]:
    """Twelve that can be used, one of them with half an e-mail address; one without a name and one a second time."""
    names = ("Abt", "Beck", "Cron", "Dold", "Eble", "Fink", "Gall", "Hahn", "Jost", "Kern", "Lutz", "Mack")
    good = [
        (f"Herr {name}", f"Backhaus {name}", f"Weg {n}", "89073", "Ulm", f"{name.lower()}@{name.lower()}.example", "")
        for n, name in enumerate(names)
    ]
    good[3] = (*good[3][:5], "dold (at) dold", "")
    return [*good, NAMELESS, AGAIN]


def as_excel_writes_it() -> bytes:
    """Semicolons and the letters of Windows, as a German Excel saves a CSV."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([COLUMNS, *rows()])
    return file.getvalue().encode("cp1252")


def test_a_list_with_failed_rows_is_imported_and_taken_back(
    serve: Callable[..., Server], tab: Callable[..., Tab]
) -> None:
    server = serve()
    one = tab(server).open("find", "source=file").see("Choose a table with one business a row")
    give(one)
    one.see("14 rows · 7 columns").press("Next: Columns").settle()
    correct_the_name_column(one)
    reload_keeps_the_step(one)
    one.press("Next: Options").settle().choose("Update them").settle().press("Next: Check")
    see_the_check(one)
    one.press("Next: Campaign").settle()
    one.type("We offer …", "a booking calendar").type("Ideal customer", "family bakeries").settle()
    one.press("^Start$").see("has started.").settle()
    one.see("Rows read: 14 · created: 12 · updated: 0 · skipped: 0 · twice in the list: 1 · failed: 1", long=True)
    see_the_rows_that_were_left_out(one)
    see_that_it_was_imported_before(tab(server).open("find", "source=file"))
    take_back(one)
    assert names(server) == []


def give(one: Tab) -> None:
    file = FilePayload(name="Kundenliste März.csv", mimeType="text/csv", buffer=as_excel_writes_it())
    one.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    one.see("Kundenliste März.csv · 14 rows").settle()


def correct_the_name_column(one: Tab) -> None:
    """The persons stand under Name; the businesses stand elsewhere."""
    one.page.get_by_role("combobox", name="Name (needed)").click()
    one.page.get_by_role("option", name="Betrieb", exact=True).click()
    one.see("Not taken over (2): Name, Notiz.").settle()


def reload_keeps_the_step(one: Tab) -> None:
    one.page.reload()
    one.settle().see("Not taken over (2): Name, Notiz.")
    assert one.address["step"] == ["columns"]


def see_the_check(one: Tab) -> None:
    counts = {"Rows": 14, "New leads": 12, "Known before, updated": 0, "Twice in the list": 1, "Cannot be used": 1}
    for name, count in counts.items():
        metric = one.page.get_by_test_id("stMetric").filter(has=one.page.get_by_text(name, exact=True))
        expect(metric.get_by_test_id("stMetricValue")).to_have_text(str(count))
    one.see("What is wrong, by field and cause.").settle()


def see_the_rows_that_were_left_out(one: Tab) -> None:
    head, *left_out = downloaded(one, r"2 rows that gave no lead of their own \(CSV\)")
    assert tuple(head) == (*COLUMNS, "Why it was left out")
    assert [tuple(row[:6]) for row in left_out] == [NAMELESS[:6], AGAIN[:6]]
    assert left_out[0][6:] == ["'=1+1", "Row 14 has no name."]
    assert left_out[1][6:] == ["again", "Row 15 is the same business as row 2."]
    _, partly = downloaded(one, r"1 row with a field left out \(CSV\)")
    assert (partly[1], partly[5]) == ("Backhaus Dold", "dold (at) dold")


def downloaded(one: Tab, button: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(one.download(button).read_text("utf-8-sig"), newline="")))


def see_that_it_was_imported_before(one: Tab) -> None:
    give(one)
    one.see("This list was imported before").see("Importing it again creates nothing twice.")
    one.press("Next: Columns").see("Not taken over").settle()


def take_back(one: Tab) -> None:
    one.settle().press("^Take this import back").press("^Take it back$")
    one.see("The import was taken back: 12 leads removed.").settle()
    expect(one.page.get_by_role("button", name="Take this import back")).to_have_count(0)
    one.go("Leads").see("No lead is left in this campaign")


def names(server: Server) -> list[str]:
    app = open_app(server.folder)
    found = [row.lead.business.name for row in leads.page(app, leads_of(1)).rows]
    app.engine.dispose()
    return found
