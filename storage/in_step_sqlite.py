"""The triggers of SQLite: a lead's facts in its candidates, an FTS5 index of its words, counts by status.

They call ``fold``, which ``storage.database`` gives to every connection.
"""

from collections.abc import Iterable

from sqlalchemy import Index
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex

from storage.tables import Base

WORDS = "lead_words"
"""The full-text index; SQLite keeps it in tables whose names begin like this."""
# Beginnings of two and of three letters, as people type them, are looked up; longer ones are gathered from few words.
_MADE = "content='', detail=none, prefix='2 3', tokenize='unicode61 remove_diacritics 2'"
SEARCHED = ("name", "street", "postcode", "city", "description", "details")

# The pages of an index that many rows are moved in are read and written once each where all of them find room.
_CACHE_KB, USUAL_CACHE_KB = 100_000, 65_536

_DIRECT = {
    "sector": "sector",
    "postcode": "postcode",
    "rating": "rating",
    "reviews": "reviews",
    "email_kind": "email_kind",
    "languages": "languages",
    "booking": "booking",
    "source": "source",
    "lead_found_at": "found_at",
}
_REACHED = ("email", "phone", "website", "social")


def copied(lead: str) -> dict[str, str]:
    own = {name: f"{lead}.{column}" for name, column in _DIRECT.items()}
    return {"name_key": f"fold({lead}.name)", "city_key": f"fold({lead}.city)", "channels": _channels(lead), **own}


_SHAPE = {
    "candidates_by_score": "1000000 500000 150000 20",
    "candidates_added": "1000000 500000 1",
    "candidates_score": "1000000 500000 50",
    "candidates_name": "1000000 500000 2",
    "candidates_sector": "1000000 500000 20000",
    "candidates_city": "1000000 500000 500",
    "candidates_postcode": "1000000 500000 100",
    "candidates_rating": "1000000 500000 10000",
    "candidates_reviews": "1000000 500000 2000",
    "candidates_found": "1000000 500000 50",
    "candidates_trend": "1000000 500000 10000",
    "candidates_source": "1000000 500000 300000",
    "candidates_first_run": "1000000 500000 250000",
    "candidates_last_run": "1000000 500000 250000 50",
    "candidates_reach": "1000000 500000 60000 20000",
    "candidates_to_enrich": "1000000 500000 1",
    "candidates_decided": "300000 150000 50000 20",
    "candidates_reason": "150000 75000 50000 10000",
    "candidates_assignee": "100000 50000 10000",
    "candidates_gone_run": "10000 5000 5000",
    "candidates_booking": "50000 25000 2000",
    "candidates_languages": "1000000 500000 100000",
    "candidates_deferred": "50000 100",
    "candidates_of_lead": "1000000 2",
    "sqlite_autoindex_candidates_1": "1000000 500000 1",
}
"""How many rows a big table has, and how many share the first columns of each index, as sqlite_stat1 holds it.

Said once instead of measured: the plans of a statement are then the same at every size and on every machine.
"""


def loosening() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name}" for name in _triggers()]


def tying() -> list[str]:
    return [
        _index_of_words(),
        *(f"CREATE TRIGGER {name} {body}" for name, body in _triggers().items()),
        "ANALYZE preferences",
        "DELETE FROM sqlite_stat1 WHERE tbl IN ('candidates', 'preferences')",
        *_shaping(_SHAPE),
    ]


def refreshing() -> list[str]:
    sets = ", ".join(f"{name} = {value}" for name, value in copied("l").items())
    return [
        f"UPDATE candidates SET {sets} FROM leads AS l WHERE l.id = candidates.lead_id",
        "DELETE FROM candidate_counts",
        "INSERT INTO candidate_counts SELECT campaign_id, status, count(*) FROM candidates GROUP BY 1, 2",
        f"DROP TABLE {WORDS}",
        _index_of_words(),
        f"INSERT INTO {WORDS}(rowid, {', '.join(SEARCHED)}) SELECT id, {_words('leads')} FROM leads",
    ]


def uncounting() -> list[str]:
    """What stops that each candidate which moves is counted by itself."""
    return ["DROP TRIGGER IF EXISTS candidates_moved"]


def recounting(campaign_id: int) -> list[str]:
    """What counts a campaign's candidates anew, and each that moves from then on."""
    return [
        f"DELETE FROM candidate_counts WHERE campaign_id = {campaign_id:d}",
        "INSERT INTO candidate_counts SELECT campaign_id, status, count(*) FROM candidates"
        f" WHERE campaign_id = {campaign_id:d} GROUP BY 1, 2",
        f"CREATE TRIGGER candidates_moved {_counts()['candidates_moved']}",
    ]


def unindexing() -> list[str]:
    """What takes away the indexes that hold what a decision changes."""
    return [f"DROP INDEX {index.name}" for index in _moving()]


def reindexing() -> list[str]:
    """What makes these indexes anew, with what the database was told of them."""
    made = [str(CreateIndex(index).compile(dialect=dialect())) for index in _moving()]
    return [*made, *_shaping([str(index.name) for index in _moving()])]


def _moving() -> list[Index]:
    held = {"status", "reason", "decided_at", "deferred_until"}
    indexes = Base.metadata.tables["candidates"].indexes
    return sorted((one for one in indexes if held & set(one.columns.keys())), key=lambda one: str(one.name))


def _shaping(names: Iterable[str]) -> list[str]:
    told = (f"INSERT INTO sqlite_stat1 VALUES ('candidates', '{name}', '{_SHAPE[name]}')" for name in names)
    return [*told, "ANALYZE sqlite_schema"]


def room(is_wide: bool) -> list[str]:
    """What gives a connection much memory for pages, or the usual."""
    return [f"PRAGMA cache_size = -{_CACHE_KB if is_wide else USUAL_CACHE_KB}"]


def _index_of_words() -> str:
    return f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5({', '.join(SEARCHED)}, {_MADE})"


def _channels(lead: str) -> str:
    nothing = ("''", "''", "''", "'[]'")
    each = zip(_REACHED, nothing, strict=True)
    bits = (f"{2**bit} * ({lead}.{name} <> {none})" for bit, (name, none) in enumerate(each))
    return " + ".join(bits)


def _words(lead: str) -> str:
    """The texts to be found, "ß" as "ss": the tokenizer takes accents away but leaves that letter."""
    return ", ".join(f"replace({lead}.{name}, 'ß', 'ss')" for name in SEARCHED)


def _triggers() -> dict[str, str]:
    return {**_copies(), **_index(), **_counts()}


def _copies() -> dict[str, str]:
    """One trigger a fact: a candidate's indexes are only touched by what changed."""
    copies, triggers = copied("new"), {}
    of = {"name_key": ("name",), "city_key": ("city",), "channels": _REACHED}
    for name, value in copies.items():
        facts = of.get(name) or (_DIRECT[name],)
        changed = " OR ".join(f"old.{fact} IS NOT new.{fact}" for fact in facts)
        triggers[f"leads_{name}_copied"] = (
            f"AFTER UPDATE OF {', '.join(facts)} ON leads WHEN {changed} BEGIN"
            f" UPDATE candidates SET {name} = {value} WHERE lead_id = new.id; END"
        )
    return triggers


def _index() -> dict[str, str]:
    columns = ", ".join(SEARCHED)
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in SEARCHED)
    add = f"INSERT INTO {WORDS}(rowid, {columns}) VALUES (new.id, {_words('new')});"
    drop = f"INSERT INTO {WORDS}({WORDS}, rowid, {columns}) VALUES ('delete', old.id, {_words('old')});"
    return {
        "leads_words_added": f"AFTER INSERT ON leads BEGIN {add} END",
        "leads_words_changed": f"AFTER UPDATE OF {columns} ON leads WHEN {changed} BEGIN {drop} {add} END",
        "leads_words_dropped": f"AFTER DELETE ON leads BEGIN {drop} END",
    }


def _counts() -> dict[str, str]:
    def moved(row: str, by: str) -> str:
        return (
            f"UPDATE candidate_counts SET count = count {by} 1"
            f" WHERE campaign_id = {row}.campaign_id AND status = {row}.status;"
        )

    known = "INSERT OR IGNORE INTO candidate_counts VALUES (new.campaign_id, new.status, 0);"
    return {
        "candidates_counted": f"AFTER INSERT ON candidates BEGIN {known} {moved('new', '+')} END",
        "candidates_moved": (
            "AFTER UPDATE OF status, campaign_id ON candidates WHEN old.status <> new.status"
            f" OR old.campaign_id <> new.campaign_id BEGIN {moved('old', '-')} {known} {moved('new', '+')} END"
        ),
        "candidates_gone": f"AFTER DELETE ON candidates BEGIN {moved('old', '-')} END",
    }
