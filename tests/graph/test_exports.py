"""Exports: every lead that matches, as the screen says it, in a file that comes back as the same leads."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from agents.discovery import files
from agents.discovery import tags as mapped
from agents.discovery.mailboxes import PERSONAL
from graph import decisions, exports, lead_columns, leads, tags
from graph.exporter import Exporter
from graph.lead_columns import COLUMNS
from storage.errors import BadInput, NotAllowed, NotFound, StorageFailed
from storage.lead_fields import Op
from storage.lead_filter import Condition, LeadFilter, Order, leads_of
from storage.records import Business, CandidateStatus, ExportStatus, Quote, now
from tests.parts import NAMES, WHO, Desk, business

ALL = tuple(COLUMNS)


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def exported(desk: Desk, where: LeadFilter, columns: tuple[str, ...] = ALL) -> list[dict[str, str]]:
    return read(exports.at_once(desk.app, where, columns, "csv", WHO))


def test_an_export_has_the_columns_and_the_order_that_were_chosen(desk: Desk) -> None:
    campaign = desk.start()
    where = LeadFilter(campaign, order=Order("name", is_descending=False))
    rows = exported(desk, where, ("city", "name"))
    assert list(rows[0]) == ["City", "Name"]
    assert [row["Name"] for row in rows] == [row.lead.business.name for row in leads.page(desk.app, where).rows]
    assert sorted(row["Name"] for row in rows) == sorted(NAMES)


def test_an_export_says_what_was_decided_in_the_words_of_the_screen(desk: Desk) -> None:
    campaign = desk.start()
    where = leads_of(campaign)
    decisions.reject(desk.app, where, "bad data", "too old", WHO)
    decisions.assign(desk.app, where, "Ann", WHO)
    tags.tag(desk.app, where, "Warm", WHO)
    tags.tag(desk.app, where, "Near", WHO)
    row = exported(desk, where)[0]
    told = [row[name] for name in ("Decision", "Reason", "Note", "Assigned to", "Tags", "Decided by")]
    assert told == ["rejected", "bad data", "too old", "Ann", "Near; Warm", WHO]


def test_an_export_holds_only_what_matches(desk: Desk) -> None:
    campaign = desk.start()
    decisions.select(desk.app, [1, 2], WHO)
    assert len(exported(desk, leads_of(campaign, [CandidateStatus.SELECTED]))) == 2
    assert len(exported(desk, leads_of(campaign, ids=(3, 1)))) == 2


def test_an_export_of_every_column_holds_score_and_factors_best_first(desk: Desk) -> None:
    rows = exported(desk, leads_of(desk.start()))
    scores = [float(row["Score"]) for row in rows]
    assert len(rows) == 12 and scores == sorted(scores, reverse=True)
    assert "fit" in rows[0]["Why this score"] and rows[0]["E-mail"].endswith(".example")


def test_an_export_names_the_licence_of_facts_from_openstreetmap(desk: Desk) -> None:
    campaign = desk.start()
    with desk.app.write() as work:
        lead = work.table.rows(leads_of(campaign), limit=1)[0].lead.id
        work.evidence.store([(lead, Quote("name", "Linde", f"{mapped.SITE}node/1"))], "OpenStreetMap", now())
        work.commit()
    assert [row["Licence"] for row in exported(desk, leads_of(campaign))] == [mapped.ATTRIBUTION] + [""] * 11


def test_an_export_of_many_thousands_holds_each_lead_once(desk: Desk) -> None:
    desk.source.businesses = [business(f"Café {n}") for n in range(2100)]
    rows = exported(desk, leads_of(desk.start(limit=3000)), ("name",))
    assert len({row["Name"] for row in rows}) == len(rows) == 2100


def test_one_persons_mailbox_is_marked(desk: Desk) -> None:
    desk.source.businesses = [business("Café Linde", email="ann.berg@linde.example", email_kind=PERSONAL)]
    (row,) = exported(desk, leads_of(desk.start()), ("email", "mailbox"))
    assert row == {"E-mail": "ann.berg@linde.example", "Mailbox": "one person's"}


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1", "a;=cmd|x", 'a";"=1'])
def test_no_name_becomes_a_formula(desk: Desk, start: str) -> None:
    desk.source.businesses = [business(start)]
    content = exports.at_once(desk.app, leads_of(desk.start()), ["name"], "csv", WHO).decode("utf-8-sig")
    for delimiter in ",;\t":
        cells = [cell for line in csv.reader(io.StringIO(content), delimiter=delimiter) for cell in line]
        assert not [cell for cell in cells if cell.strip('" ')[:1] in ("=", "+", "-", "@", "＝")]


def test_an_exported_list_imports_as_the_same_leads(desk: Desk) -> None:
    whole = Business(
        key="", name="=Café „Linde“; Haus", sector="cafe", description="Warm, und nah", street="Am Ring 3",
        postcode="80331",
        city="München", country="Germany", lat=-48.137, lon=11.575, email="info@linde.example", phone="+49 89 123456",
        website="https://linde.example/", opening_hours="Mo-Fr 08:00-18:00", rating=4.5, reviews=12,
        details=("terrace", "vegan cakes"),
    )  # fmt: skip
    desk.source.businesses = [whole, business("Hotel Post")]
    content = exports.at_once(desk.app, leads_of(desk.start()), ALL, "csv", WHO)
    table = files.read_table("leads.csv", content)
    found = [
        one for _, one in files.to_found(table, files.guess_mapping(table.columns), "file") if not isinstance(one, str)
    ]
    back = next(one.business for one in found if "Linde" in one.business.name)
    names = [
        name for name in vars(whole) if name in Business.__dataclass_fields__ and name != "key" and getattr(whole, name)
    ]
    assert {name: getattr(back, name) for name in names} == {name: getattr(whole, name) for name in names}


@pytest.mark.parametrize(
    ("columns", "format", "cause"), [([], "csv", "No column"), (["x"], "csv", "'x'"), (["name"], "exe", "exe")]
)
def test_what_cannot_be_exported_is_named(desk: Desk, columns: list[str], format: str, cause: str) -> None:
    campaign = desk.start()
    for export in (exports.at_once, exports.ask):
        with pytest.raises(BadInput, match=cause):
            export(desk.app, leads_of(campaign), columns, format, WHO)


@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_a_file_is_written_in_the_background_and_is_got_by_its_link(desk: Desk, format: str) -> None:
    campaign = desk.start()
    where = LeadFilter(campaign, (Condition("decision", Op.IS, (CandidateStatus.OPEN,)),))
    asked = exports.ask(desk.app, where, ["name"], format, WHO)
    assert Exporter(desk.app).work_once()
    (done,) = exports.listed(desk.app, campaign)
    assert (done.status, done.done, done.total) == (ExportStatus.DONE, 12, 12)
    path, name = exports.file_of(desk.app, exports.link(asked).rpartition("/")[2])
    assert path.stat().st_size == done.size > 0
    assert name.startswith("leads-") and name.endswith(f".{format}")
    assert not Exporter(desk.app).work_once()


def test_ticked_leads_are_never_written_in_the_background(desk: Desk) -> None:
    campaign = desk.start()
    with pytest.raises(NotAllowed, match="ticked"):
        exports.ask(desk.app, leads_of(campaign, ids=(3, 1)), ["name"], "csv", WHO)
    assert exports.listed(desk.app, campaign) == []


def test_a_stopped_export_leaves_no_file(desk: Desk) -> None:
    campaign = desk.start()
    asked = exports.ask(desk.app, leads_of(campaign), ["name"], "csv", WHO)
    with desk.app.write() as work:
        work.exports.claim(now())
        work.commit()
    exports.stop(desk.app, asked.id, WHO)
    with desk.app.write() as work:
        assert not work.exports.report(asked.id, 0, 12)
    with pytest.raises(exports.Stopped):
        exports.write(
            desk.app, leads_of(campaign), ["name"], desk.app.settings.data_folder / "x", "csv", lambda *_: False
        )
    with pytest.raises(NotFound):
        exports.file_of(desk.app, asked.token)


def test_an_export_that_waits_is_stopped_at_once(desk: Desk) -> None:
    campaign = desk.start()
    asked = exports.ask(desk.app, leads_of(campaign), ["name"], "csv", WHO)
    exports.stop(desk.app, asked.id, WHO)
    assert not Exporter(desk.app).work_once()
    assert exports.listed(desk.app, campaign)[0].status == ExportStatus.STOPPED


def test_a_file_is_deleted_after_a_day_and_what_nobody_knows_at_once(desk: Desk, tmp_path: Path) -> None:
    campaign = desk.start()
    asked = exports.ask(desk.app, leads_of(campaign), ["name"], "csv", WHO)
    exporter = Exporter(desk.app)
    exporter.work_once()
    stray = desk.app.settings.exports / "stray.part"
    stray.write_text("x")
    exporter.tidy()
    assert exports.place(desk.app, asked).is_file() and not stray.exists()
    with desk.app.write() as work:
        work.exports.expire(timedelta(seconds=-1))
        work.commit()
    exporter.tidy()
    assert list(desk.app.settings.exports.iterdir()) == []
    with pytest.raises(NotFound, match="kept for a day"):
        exports.file_of(desk.app, asked.token)


@pytest.mark.parametrize("token", ["", "x", "../handpicked.db", "%2e%2e/x", "a" * 43])
def test_a_link_that_was_never_given_finds_nothing(desk: Desk, token: str) -> None:
    with pytest.raises(NotFound):
        exports.file_of(desk.app, token)


def test_a_file_of_ones_own_is_whole_or_not_there(desk: Desk, tmp_path: Path) -> None:
    campaign = desk.start()
    assert exports.to_path(desk.app, leads_of(campaign), ["name"], tmp_path / "x.csv", "csv", WHO) == 12
    with pytest.raises(StorageFailed):
        exports.to_path(desk.app, leads_of(campaign), ["name"], tmp_path / "none" / "x.csv", "csv", WHO)
    assert [path.name for path in tmp_path.glob("*.csv")] == ["x.csv"]


def test_an_export_shows_the_leads_of_one_moment(desk: Desk, tmp_path: Path) -> None:
    campaign = desk.start()

    def report(done: int, total: int) -> bool:
        if not done:
            decisions.reject(desk.app, leads_of(campaign), "other", "", "ben")
        return True

    exports.write(desk.app, leads_of(campaign), ["decision"], tmp_path / "x.csv", "csv", report)
    assert {row["Decision"] for row in read((tmp_path / "x.csv").read_bytes())} == {"to pick"}


def test_whoever_exports_is_in_the_audit_trail(desk: Desk) -> None:
    campaign = desk.start()
    exported(desk, leads_of(campaign, sector="hotel"))
    with desk.app.read() as work:
        entry = work.audit.page(1)[0]
    assert (entry.actor, entry.action, entry.detail["leads"]) == (WHO, "export", 3)


def test_the_columns_that_were_chosen_last_stay_chosen(desk: Desk) -> None:
    assert lead_columns.chosen(desk.app) == lead_columns.DEFAULT
    lead_columns.choose(desk.app, ["name", "tags", "name"])
    assert lead_columns.chosen(desk.app) == ("name", "tags")
    with pytest.raises(BadInput):
        lead_columns.choose(desk.app, ["nothing"])
