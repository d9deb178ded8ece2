"""The triggers of Postgres: a lead's facts in its candidates, a text search vector of its words, counts by status."""

from storage import in_step_sqlite
from storage.folding import FOLDS
from storage.in_step_sqlite import SEARCHED

WORDS = "words"
"""The column of ``leads`` that holds the words to find."""


def folded(text: str) -> str:
    """The SQL of ``storage.folding.fold``."""
    each = text
    for letter, base in FOLDS.items():
        each = f"replace({each}, '{letter}', '{base}')"
    beyond_ascii = f"octet_length({text}) <> char_length({text})"
    return f'lower((CASE WHEN {beyond_ascii} THEN {each} ELSE {text} END) COLLATE "C")'


def copied(lead: str) -> dict[str, str]:
    told = ("email <> ''", "phone <> ''", "website <> ''", "social::text <> '[]'")
    bits = (f"CASE WHEN {lead}.{is_told} THEN {2**bit} ELSE 0 END" for bit, is_told in enumerate(told))
    own = {**in_step_sqlite.copied(lead), "languages": f"{lead}.languages::text", "channels": " + ".join(bits)}
    return {**own, "name_key": folded(f"{lead}.name"), "city_key": folded(f"{lead}.city")}


def loosening() -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table, _, _ in _triggers()]


def tying() -> list[str]:
    statements = [
        f"ALTER TABLE leads ADD COLUMN IF NOT EXISTS {WORDS} tsvector",
        f"CREATE INDEX IF NOT EXISTS leads_words ON leads USING gin ({WORDS})",
    ]
    for name, table, when, body in _triggers():
        function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        statements.append(f"{function} BEGIN {body} END $$")
        statements.append(f"CREATE TRIGGER {name} {when.format(table)} EXECUTE FUNCTION {name}()")
    return statements


def refreshing() -> list[str]:
    sets = ", ".join(f"{name} = {value}" for name, value in copied("l").items())
    return [
        f"UPDATE leads SET {WORDS} = {_vector('leads')}",
        f"UPDATE candidates SET {sets} FROM leads AS l WHERE l.id = candidates.lead_id",
        "DELETE FROM candidate_counts",
        "INSERT INTO candidate_counts SELECT campaign_id, status, count(*) FROM candidates GROUP BY 1, 2",
    ]


def _vector(lead: str) -> str:
    """Letters and digits of every language are words, all else parts them; folded as the search is."""
    texts = " || ' ' || ".join(f"{lead}.{name}::text" for name in SEARCHED)
    return f"to_tsvector('simple', regexp_replace({folded(f'({texts})')}, '[^[:alnum:]]+', ' ', 'g'))"


def _triggers() -> list[tuple[str, str, str, str]]:
    """(name, table, when, body) of each; counts change once a statement, however many rows it moved."""
    sets = ", ".join(f"{name} = {value}" for name, value in copied("new").items())
    count = "INSERT INTO candidate_counts AS c SELECT campaign_id, status, {}count(*) FROM {} GROUP BY 1, 2"
    upsert = " ON CONFLICT (campaign_id, status) DO UPDATE SET count = c.count + excluded.count;"
    more, fewer = count.format("", "after") + upsert, count.format("-", "before") + upsert
    each = "AFTER {} ON {{}} REFERENCING {} FOR EACH STATEMENT"
    both = "OLD TABLE AS before NEW TABLE AS after"
    words = f"new.{WORDS} := {_vector('new')}; RETURN new;"
    copy = f"UPDATE candidates SET {sets} WHERE lead_id = new.id; RETURN NULL;"
    return [
        ("leads_words_kept", "leads", "BEFORE INSERT OR UPDATE ON {} FOR EACH ROW", words),
        ("leads_copied", "leads", "AFTER UPDATE ON {} FOR EACH ROW", copy),
        ("candidates_counted", "candidates", each.format("INSERT", "NEW TABLE AS after"), f"{more} RETURN NULL;"),
        ("candidates_gone", "candidates", each.format("DELETE", "OLD TABLE AS before"), f"{fewer} RETURN NULL;"),
        ("candidates_moved", "candidates", each.format("UPDATE", both), f"{fewer} {more} RETURN NULL;"),
    ]
