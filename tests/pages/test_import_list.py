"""Import a list: five steps in the address, nothing lost between them, and what became of the rows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph import campaigns, imports
from graph.app import App
from storage.records import Known
from tests.pages.data import import_list, to_csv, work
from tests.pages.screen import Screen
from tests.parts import BRIEF, TWELVE, WHO, business

Open = Callable[..., Screen]
MESSY = (
    b"Name,City,Mail,Sector,Notes\nTea House,Ulm,tea@tea.example,cafe,a\n,Ulm,x@x.example,cafe,b\n"
    b"Tea House,Ulm,,cafe,c\nKrone,Ulm,nothing,restaurant,d\n"
)


def at_step(screen: Open, step: str, upload: int = 1) -> Screen:
    return screen("find", source="file", list=str(upload), step=step)


def test_a_list_goes_through_five_steps_and_becomes_leads(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("my list.csv", to_csv(list(TWELVE)))
    assert "my list.csv" in find.text
    assert "12 rows" in find.text
    find.press("list_next")
    assert list(find.table["Name"][:2]) == ["Café Linde", "Café Morgen"]
    find.press("list_next").press("list_next")
    assert "Every row can be taken over whole." in find.text
    find.press("list_next").type("file_offer", "a calendar").type("file_ideal", "small cafés").press("start")
    assert "list" not in find.address
    assert not find.at.file_uploader and find.address["step"] == "result"
    work(empty)
    assert campaigns.overview(empty, 1).campaign.brief.name == "my list"
    assert len(screen("leads").names) == 12
    assert "created: 12 · updated: 0 · skipped: 0 · failed: 0" in screen("find").text


def test_a_column_can_be_mapped_anew_and_what_is_not_taken_over_is_said(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("list.csv", b"name,Who,Sales\nshop,Tea House,5\n").press("list_next")
    assert find.table["Name"][0] == "shop"
    find.choose("list_1_column_name", "Who")
    assert find.table["Name"][0] == "Tea House"
    assert "Not taken over (2): name, Sales." in find.text
    again = at_step(screen, "columns")
    assert again.table["Name"][0] == "Tea House", "a reload keeps it"


def test_a_list_without_a_name_column_is_asked_for_it(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("list.csv", to_csv(list(TWELVE))).press("list_next")
    find.choose("list_1_column_name", "(leave out)")
    assert "Say which column holds the name of the business." in find.text
    assert not find.is_enabled("list_next")
    assert at_step(screen, "campaign").address["step"] == "columns"


def test_the_check_counts_what_would_become_of_the_rows_before_anything_is_stored(empty: App, screen: Open) -> None:
    screen("find", source="file").upload("list.csv", MESSY)
    find = at_step(screen, "check")
    assert [(one.label, one.value) for one in find.at.metric] == [
        ("Rows", "4"), ("New leads", "2"), ("Known before, gaps filled", "0"), ("Twice in the list", "1"),
        ("Cannot be used", "1"),
    ]  # fmt: skip
    assert list(find.table["What is wrong"]) == ["has no name", "is no e-mail address that a person reads"]
    assert "Row 4 is the same business as row 2." in find.text
    with empty.read() as store:
        assert store.leads.count() == 0


def test_a_check_is_made_anew_when_something_else_is_chosen(found: App, screen: Open) -> None:
    upload = imports.keep(found, "again.csv", to_csv(list(TWELVE)))
    assert at_step(screen, "check", upload.id).at.metric[2].label == "Known before, gaps filled"
    find = at_step(screen, "options", upload.id).choose(f"list_{upload.id}_known", Known.SKIP).press("list_next")
    assert (find.at.metric[2].label, find.at.metric[2].value) == ("Known before, skipped", "12")


def test_what_was_typed_for_the_campaign_stays_while_other_steps_are_open(empty: App, screen: Open) -> None:
    screen("find", source="file").upload("list.csv", MESSY)
    find = at_step(screen, "campaign").type("file_offer", "a calendar").press("list_back").press("list_next")
    assert find.value("file_offer") == "a calendar"


def test_a_list_that_was_imported_before_says_so(found: App, screen: Open) -> None:
    assert "was imported before" not in screen("find", source="file").upload("other.csv", MESSY).text
    name = campaigns.overview(found, 1).campaign.brief.file
    data = (found.settings.imports / name).read_bytes()
    find = screen("find", source="file").upload("renamed.csv", data)
    assert "This list was imported before" in find.text
    assert "Cafés of Lindental" in find.text


def test_a_sheet_an_encoding_and_a_delimiter_can_be_chosen(empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload("list.csv", "Name;Ort\nCafé Öz;Köln\n".encode("cp1252"))
    encoding, delimiter = find.at.selectbox
    assert encoding.options[0] == "guessed (Windows-1252 (Western Europe))"
    assert delimiter.options[0] == "guessed (semicolon)"
    find.choose("list_1_delimiter", ",")
    assert "1 column ·" in find.text
    find.choose("list_1_encoding", "utf-16")
    assert find.at.error[0].value.startswith("list")
    assert "1 column ·" in find.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
        ("broken.xlsx", b"PK\x03\x04 this is no workbook"),
        ("broken.geojson", b'{"type": "FeatureColl'),
        ("old.xls", b"\xd0\xcf\x11\xe0 old"),
        ("cut off.vcf", b"BEGIN:VCARD\nFN:Linde\n"),
        ("wide.csv", (",".join(f"c{n}" for n in range(16_000)) + "\n" + "x," * 16_000).encode()),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(name: str, data: bytes, empty: App, screen: Open) -> None:
    find = screen("find", source="file").upload(name, data)
    assert len(find.at.error) == 1
    assert not find.has("list_next")
    assert not list(empty.settings.imports.glob("*"))


@pytest.mark.parametrize("wanted", ["99", "x", "²", "-1", "9" * 30, "1 OR 1"])
def test_an_address_that_names_no_list_says_so_and_leads_back(empty: App, screen: Open, wanted: str) -> None:
    find = screen("find", source="file", list=wanted)
    assert len(find.at.error) == 1
    assert find.press("leave_list").at.file_uploader[0].label == "Your list"


def test_an_import_tells_what_became_of_its_rows(found: App, screen: Open) -> None:
    data = to_csv([*TWELVE[:2], TWELVE[0]]) + b",cafe,,,Ulm,,,,\r\nNeu,cafe,,,Ulm,,,,\r\n"
    brief = imports.brief_of(imports.keep(found, "second.csv", data), replace(BRIEF, name="Second"))
    campaigns.start(found, brief, WHO)
    work(found)
    find = screen("find", campaign="2")
    told = (
        "Rows read: 5 · created: 1 · updated: 0 · known and unchanged: 2 · skipped: 0 · "
        "twice in the list: 1 · failed: 1"
    )
    assert f"**Second** · {told}" in find.text
    assert [one.proto.label for one in find.at.get("download_button")] == [
        "2 rows that gave no lead of their own (CSV)", "as Excel",
    ]  # fmt: skip


def test_after_the_start_another_list_is_imported_with_one_press(found: App, screen: Open) -> None:
    find = screen("find", source="file", step="result")
    assert "created: 13" in find.text and not find.at.file_uploader
    assert find.press("another_list").at.file_uploader[0].label == "Your list"


def test_leads_of_a_list_that_were_merged_are_told_with_the_way_to_them(empty: App, screen: Open) -> None:
    twins = business("Café Linde"), business("Cafe Linde GmbH", street="Lindenweg 1", email=TWELVE[0].email)
    import_list(empty, [*twins, *TWELVE[2:5]])
    find = screen("find", source="file")
    assert "created: 5" in find.text
    assert len(screen("leads").names) == 4
    assert "duplicates?show=merged" in find.links


def test_an_import_is_started_again_from_the_list_that_was_kept(found: App, screen: Open) -> None:
    find = screen("find", again="1")
    assert "13 rows" in find.text
    find.type("file_1_offer", "something else").press("start")
    again = campaigns.overview(found, 2).campaign.brief
    assert (again.offer, again.file) == ("something else", campaigns.overview(found, 1).campaign.brief.file)


def test_a_list_that_is_no_longer_kept_says_so(found: App, screen: Open) -> None:
    (found.settings.imports / campaigns.overview(found, 1).campaign.brief.file).unlink()
    find = screen("find", again="1")
    assert "is no longer there. Import it again." in find.text
    assert not find.has("start")


def test_an_import_is_taken_back_on_its_screen(found: App, screen: Open) -> None:
    find = screen("find", campaign="1").press("take_back")
    assert "The import was taken back: 13 leads removed" in find.text
    assert not find.has("take_back")
