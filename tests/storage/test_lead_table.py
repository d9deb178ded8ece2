"""The table of leads: any filter in any order is what plain Python makes of the rows, page by page."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update
from sqlalchemy.orm import Session

from storage.errors import BadInput
from storage.folding import fold
from storage.lead_fields import CHANNELS, DECISIONS, FIELDS, Op
from storage.lead_filter import AS_GIVEN, BEST_FIRST, BY_NAME, NEWEST, Condition, LeadFilter, Order, leads_of
from storage.lead_place import FIRST, LAST, Place, at, from_text, to_text
from storage.lead_table import LeadTable, TablePage
from storage.lead_words import words_of
from storage.records import Business, Candidate, CandidateStatus, Trend, now
from storage.tables import CandidateRow, CandidateTagRow, TagRow
from storage.unit_of_work import UnitOfWork
from tests.parts import business
from tests.storage.conftest import Rows
from tests.storage.test_lead_filter import any_filter

Write = Callable[[], UnitOfWork]
CITIES = ("Freiburg", "freiburg", "München", "Munchen", "", "Ölde", "Zell", "Aarau")
TAGS = ("Freiburg", "a.b~c", "x-y")


def some_business(chance: random.Random, number: int) -> Business:
    return business(
        f"{chance.choice(('Café', 'äpfel', 'Zum', 'Éclair', 'ö'))} {chance.choice('abc')} {number}",
        street=f"Weg {number}",
        sector=chance.choice(("cafe", "hotel", "Freiburg")),
        city=chance.choice(CITIES),
        postcode=chance.choice(("79098", "79100", "80331", "")),
        rating=chance.choice((None, 1.0, 4.5, 4.5, 5.0)),
        reviews=chance.choice((None, 0, 70, 200)),
        email=chance.choice(("", "info@x.example")),
        email_kind=chance.choice(("role", "personal", "")),
        phone=chance.choice(("", "1")),
        website=chance.choice(("", "https://x.example")),
        social=chance.choice(((), ("https://s.example",))),
        languages=chance.choice(((), ("de",), ("de", "Freiburg"))),
        booking=chance.choice(("", "München", "x-y")),
    )


@pytest.fixture(scope="module")
def many() -> list[Business]:
    chance = random.Random(3)
    return [some_business(chance, number) for number in range(90)]


@pytest.fixture
def campaign(engine: Engine, rows: Rows, write: Write, many: list[Business]) -> int:
    """Ninety candidates with scores, decisions, trends and tags of every kind, and thirty of another campaign."""
    chance = random.Random(5)
    other, campaign = rows.campaign(), rows.campaign()
    rows.candidates(other, many[:30])
    ids = rows.candidates(campaign, many[:80])
    with write() as work:
        work.candidates.add(campaign, work.leads.store(many, "x-y", now() - timedelta(days=50)).ids)
        work.sweeps.set_scores({i: (chance.choice((10.0, 70.0, 70.0, 95.5)), []) for i in ids})
        trend = Trend("cafe", "x", 50.0, 0.7, date(2026, 1, 1), "fixed")
        work.sweeps.set_trends({i: replace(trend, change=chance.choice((0.7, -0.12, 0.0))) for i in ids[:40]}, now())
        work.commit()
    tagged = [{"candidate_id": i, "tag_id": n % 3 + 1} for n, i in enumerate(ids[:50])]
    with Session(engine.execution_options(write=True)) as session, session.begin():
        session.execute(update(CandidateRow), [decided(chance, i, n) for n, i in enumerate(ids[:60])])
        session.execute(insert(TagRow), [{"id": n, "name": name} for n, name in enumerate(TAGS, 1)])
        session.execute(insert(CandidateTagRow), tagged)
    return campaign


def decided(chance: random.Random, candidate_id: int, number: int) -> dict[str, object]:
    """Some decision, as the columns of the candidate."""
    status = chance.choice((CandidateStatus.SELECTED, CandidateStatus.REJECTED, CandidateStatus.DEFERRED))
    is_deferred = status == CandidateStatus.DEFERRED
    return {
        "id": candidate_id,
        "status": status,
        "decided_by": "ann",
        "decided_at": now() - timedelta(days=number * 3),
        "reason": chance.choice(("", "other", "bad data")),
        "assignee": chance.choice(("", "Freiburg", "a_b")),
        "deferred_until": date(2026, 1, 1) + timedelta(days=10 * number) if is_deferred else None,
    }


@pytest.fixture
def table(engine: Engine) -> Any:
    """With many rows from six on, so that both ways to a page are gone."""
    with Session(engine) as session:
        yield LeadTable(session, few=5)


def everyone(engine: Engine, campaign: int) -> dict[int, tuple[Candidate, str]]:
    """Each candidate with its tag, as plain records."""
    with UnitOfWork(engine, write=False) as work, Session(engine) as session:
        tags = {row.candidate_id: TAGS[row.tag_id - 1] for row in session.query(CandidateTagRow)}
        rows = [row for chunk in work.table.stream(LeadFilter(campaign, order=NEWEST), 50) for row in chunk]
        return {row.id: (row, tags.get(row.id, "")) for row in rows}


def told(one: Candidate, tag: str, name: str) -> Any:
    """What a field holds, as plain values; None or "" where nothing is known."""
    of = one.lead.business
    reach = {"email": of.email, "phone": of.phone, "website": of.website, "social": of.social}
    values: dict[str, Any] = {
        "decision": one.status, "score": one.score, "name": fold(of.name), "sector": of.sector,
        "city": fold(of.city), "postcode": of.postcode, "rating": of.rating, "reviews": of.reviews,
        "channel": {way for way in CHANNELS if reach[way]}, "tag": tag, "reason": one.reason,
        "mailbox": of.email_kind or ("unknown" if of.email else ""), "assignee": one.assignee,
        "found": one.lead.found_at,
        "decided": one.decided_at, "deferred": one.deferred_until, "source": one.lead.source,
        "language": of.languages, "booking": of.booking, "trend": one.trend.change * 100 if one.trend else None,
        "seen": one.lead.found_at, "run": "", "new": False, "gone": False, "duplicate": False, "added": one.id,
    }  # fmt: skip
    return values[name]


def holds(one: Condition, value: Any) -> bool:
    if one.op in (Op.EMPTY, Op.FILLED):
        return (value in (None, "", ())) == (one.op == Op.EMPTY)
    if one.op in (Op.YES, Op.NO):
        return bool(value) == (one.op == Op.YES)
    wanted = [fold(str(v)) if one.field in ("name", "city") else v for v in one.values]
    if one.op in (Op.IS, Op.IS_NOT):
        has = value if isinstance(value, set | tuple) else {value}
        return bool(set(wanted) & set(has)) == (one.op == Op.IS)
    if one.op == Op.STARTS:
        return any(value.startswith(each) for each in wanted)
    return value is not None and compared(one, value, wanted[0])


def compared(one: Condition, value: Any, wanted: Any) -> bool:
    if one.op == Op.WITHIN:
        return bool(value >= now() - timedelta(days=wanted))
    day = value.astimezone().date() if isinstance(value, datetime) else value
    rounded: Any = round(value, 6) if one.field == "trend" else day
    return bool(rounded >= wanted) if one.op in (Op.AT_LEAST, Op.FROM) else bool(rounded <= wanted)


def expected(rows: dict[int, tuple[Candidate, str]], where: LeadFilter) -> list[int]:
    """The ids that plain Python filters and sorts."""

    def matches(one: Candidate, tag: str) -> bool:
        held = [holds(c, told(one, tag, c.field)) for c in where.all_of]
        some = [holds(c, told(one, tag, c.field)) for c in where.any_of]
        return all(held) and (any(some) or not some)

    found = [(one, told(one, tag, where.order.field)) for one, tag in rows.values() if matches(one, tag)]
    if where.order.field == "decision":
        rank: dict[CandidateStatus, int] = {
            s: n for n, s in enumerate(reversed(DECISIONS) if where.order.is_descending else DECISIONS)
        }
        return [o.id for o, _ in sorted(found, key=lambda f: (rank[f[0].status], -(f[0].score or -1), -f[0].id))]
    known = sorted(((key, one.id) for one, key in found if key not in (None, "")), reverse=where.order.is_descending)
    lacking = sorted((one.id for one, key in found if key in (None, "")), reverse=where.order.is_descending)
    return [i for _, i in known] + lacking


def test_any_filter_in_any_order_gives_what_plain_python_gives(engine: Engine, campaign: int, table: LeadTable) -> None:
    rows = everyone(engine, campaign)
    assert len(rows) == 90
    hits = 0
    for seed in range(250):
        where = any_filter(random.Random(seed), campaign)
        wanted = expected(rows, where)
        hits += bool(wanted)
        assert table.ids(where) == wanted, where
        assert sorted(table.matching(where)) == sorted(wanted)
        assert table.count(where) == len(wanted)
        assert [row.id for row in table.page(where, FIRST, 7).rows] == wanted[:7], where
        assert forwards(table, where) == wanted, where
        assert backwards(table, where) == wanted, where
    assert hits > 120


def forwards(table: LeadTable, where: LeadFilter, size: int = 7) -> list[int]:
    return [row.id for page in turned(table, where, FIRST, size) for row in page.rows]


def backwards(table: LeadTable, where: LeadFilter, size: int = 7) -> list[int]:
    """The first page is shown whole, so it may hold rows of the second one too."""
    pages = turned(table, where, LAST, size)
    return list(dict.fromkeys(row.id for page in reversed(pages) for row in page.rows))


def turned(table: LeadTable, where: LeadFilter, place: Place, size: int) -> list[TablePage]:
    """Every page from the first on, or from the last one back, each place through its text."""
    pages = [table.page(where, place, size)]
    while (beside := pages[-1].before if place == LAST else pages[-1].after) is not None:
        pages.append(table.page(where, from_text(to_text(beside)), size))
        assert len(pages) < 60
    return pages


@pytest.mark.parametrize("order", [*(Order(n, d) for n, f in FIELDS.items() if f.is_sortable for d in (True, False))])
def test_every_order_turns_its_pages_both_ways(campaign: int, table: LeadTable, order: Order) -> None:
    where = LeadFilter(campaign, order=order)
    ids = table.ids(where)
    assert len(set(ids)) == 90
    assert forwards(table, where) == backwards(table, where) == ids
    assert forwards(table, where.decided(CandidateStatus.OPEN, CandidateStatus.REJECTED), 4) == table.ids(
        where.decided(CandidateStatus.OPEN, CandidateStatus.REJECTED)
    )


@pytest.mark.parametrize("order", [BEST_FIRST, BY_NAME, NEWEST, Order("city", True), Order("rating", False)])
@pytest.mark.parametrize("few", [5, 10_000])
def test_no_row_is_missed_or_shown_twice_while_others_are_added(
    engine: Engine, write: Write, campaign: int, order: Order, few: int
) -> None:
    where, chance = LeadFilter(campaign, order=order).having(Condition("score", Op.FILLED)), random.Random(1)
    seen: list[int] = []
    place: Place | None = FIRST
    number = 1000
    with Session(engine) as session:
        before = LeadTable(session).ids(where)
    while place is not None:
        with Session(engine) as session:
            page = LeadTable(session, few).page(where, place, 7)
        seen += [row.id for row in page.rows]
        place, number = page.after, number + 1
        if number < 1010:
            with write() as work:
                work.candidates.add(campaign, work.leads.store([some_business(chance, number)], "new", now()).ids)
                work.sweeps.set_scores({i.id: (50.0, []) for i in work.sweeps.to_score(campaign, 1)})
                work.commit()
    assert len(seen) == len(set(seen))
    assert [i for i in seen if i in set(before)] == before


def test_pages_know_their_number_and_how_many_match(campaign: int, table: LeadTable) -> None:
    everything = LeadFilter(campaign)
    assert [page.number for page in turned(table, everything, FIRST, 40)] == [0, 40, 80]
    assert [page.number for page in turned(table, everything, LAST, 40)] == [80, 40, 0]
    assert {page.count.number for page in turned(table, everything, FIRST, 40)} == {90}
    by_city = everything.having(Condition("city", Op.IS, ("Freiburg",)))
    count = table.page(by_city).count
    assert (count.number, count.is_exact) == (5, False)
    assert table.count(by_city) > 5
    assert table.count_up_to(by_city, 50).is_exact


def test_a_page_is_jumped_to_by_its_number_near_either_end(campaign: int, table: LeadTable) -> None:
    everything = LeadFilter(campaign, order=BY_NAME)
    ids = table.ids(everything)
    assert [row.id for row in table.page(everything, at(3), 3).rows] == ids[3:6]
    assert [row.id for row in table.page(everything, at(87), 2).rows] == ids[87:89]
    assert [row.id for row in table.page(everything, at(5000), 7).rows] == ids[84:]


def test_a_page_whose_rows_are_gone_shows_the_last_or_the_first(
    engine: Engine, campaign: int, table: LeadTable
) -> None:
    where = leads_of(campaign, (CandidateStatus.OPEN,))
    after = table.page(where, FIRST, 3).after
    with Session(engine.execution_options(write=True)) as session, session.begin():
        gone = LeadTable(session).ids(where)[2:]
        session.execute(update(CandidateRow), [{"id": i, "status": CandidateStatus.SELECTED} for i in gone])
    assert after is not None
    table = LeadTable(Session(engine), few=5)
    assert [len(table.page(where, place, 3).rows) for place in (after, LAST, FIRST)] == [2, 2, 2]
    assert table.page(LeadFilter(999)).rows == ()


HOSTILE = (
    '"', "'", "*", "caf*", "NEAR(a b)", "AND", "a OR b", "NOT", "name:caf", "-caf", "^caf", "{a}", "(", "a)", "\\",
    '""', "caf\"e", ";DROP TABLE leads", "\0", "\ud800", "🙂", "a\u0301",
    "ǅ", "ﬁ", "½", "١", "x" * 200, "% _", "日本", "ß",
)  # fmt: skip


@pytest.mark.parametrize("around", ["{}", "{} caf", "caf {}", "{}{}{}"])
def test_no_search_is_an_error_of_the_database(campaign: int, table: LeadTable, around: str) -> None:
    for text in HOSTILE:
        asked = leads_of(campaign, text=around.replace("{}", text))
        assert table.page(asked).count.number >= 0, text
        assert table.count(asked) <= 90, text


def test_a_search_finds_every_word_without_case_and_accents_and_the_last_as_a_beginning(
    rows: Rows, write: Write
) -> None:
    campaign = rows.campaign()
    rows.candidates(
        campaign,
        [
            business("Café Müller", street="Große Straße 5", city="Zürich", description="Kuchen, Torten"),
            business("Hotel Muller", street="Weg 5", city="Bern", details=("Garten", "Öl-Massage")),
        ],
    )
    found = {"cafe MULLER": 1, "muller": 2, "strasse grosse": 1, "STRASS": 1, "tras": 0, "zurich torten": 1}
    found |= {"zürich bern": 0, "ol massage": 1, "garten": 1, "mull": 2, "mu": 2, "m": 0, "12345": 2}
    with write() as work:
        assert {text: work.table.count(leads_of(campaign, text=text)) for text in found} == found


def test_what_is_found_follows_what_is_known_of_a_lead(rows: Rows, write: Write) -> None:
    campaign = rows.campaign()
    rows.candidates(campaign, [business("Café Alt", rating=None, languages=())])
    with write() as work:
        new = business("Café Alt", rating=3.0, languages=("fr",), description="neu", phone="1")
        assert work.leads.store([new], "test", now()).updated == 1
        work.commit()
    with write() as work:
        asked = [
            leads_of(campaign, text="neu"),
            LeadFilter(campaign, (Condition("rating", Op.AT_MOST, (3.0,)),)),
            LeadFilter(campaign, (Condition("language", Op.IS, ("fr",)),)),
            LeadFilter(campaign, (Condition("channel", Op.IS, ("phone",)),)),
        ]
        assert [work.table.count(one) for one in asked] == [1, 1, 1, 1]


def test_the_values_to_choose_from_are_those_that_occur(campaign: int, table: LeadTable) -> None:
    assert table.choices(campaign, "sector") == ["Freiburg", "cafe", "hotel"]
    assert table.choices(campaign, "booking") == ["München", "x-y"]
    assert table.choices(campaign, "assignee") == ["Freiburg", "a_b"]


def test_counts_by_decision_are_those_of_the_rows(engine: Engine, campaign: int, table: LeadTable) -> None:
    found = [row.status for row, _ in everyone(engine, campaign).values()]
    assert table.counts(campaign) == {status: found.count(status) for status in set(found)}


def test_words_are_letters_and_digits_that_every_tokenizer_takes_for_one() -> None:
    assert words_of("Café-Linde, Straße 5b!") == ["cafe", "linde", "strasse", "5b"]
    assert words_of("\0 *\"' 🙂") == []
    assert len(words_of("a " * 100)) == 12


@pytest.mark.parametrize(
    "text", ["x", "n.", "n.-1", "n.9999999999999999", "a.1.2.3", "a.1.0.q.4", "a..0.f_2e_2e.4", "last.", "b.1.0.tx.4"]
)
def test_a_page_of_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        from_text(text)


def test_an_order_as_given_needs_ids() -> None:
    with pytest.raises(BadInput):
        LeadFilter(1, order=AS_GIVEN)
