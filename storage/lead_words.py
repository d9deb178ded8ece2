"""Quick search: a text that a person types as words to find, by SQLite's FTS5 or Postgres' text search."""

import unicodedata

from sqlalchemy import ColumnElement, Integer, Select, Text, column, func, literal, select, table

from storage.folding import fold

MOST_WORDS = 12
SHORTEST_BEGINNING = 2
_index = table("lead_words", column("rowid", Integer), column("lead_words", Text))
_leads = table("leads", column("id", Integer), column("words"))


def words_of(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits.

    Only what was a letter or digit in Unicode 3.2 counts: each is one for the tokenizer of FTS5 too, which knows
    Unicode 6.1, so a word never falls apart there.
    """
    marked = unicodedata.normalize("NFC", fold(unicodedata.normalize("NFC", text)))
    letters = (c if _is_of_word(c) else "" if unicodedata.category(c) == "Mn" else " " for c in marked)
    return "".join(letters).split()[:MOST_WORDS]


def found(text: str, dialect: str) -> Select[int] | None:
    """The ids of the leads that hold every word, the last one as the beginning of a word; None where no word is."""
    words = words_of(text)
    if not words:
        return None
    begins = len(words[-1]) >= SHORTEST_BEGINNING or not words[-1].isascii()
    if dialect == "sqlite":
        query = " ".join(f'"{word}"' for word in words) + "*" * begins
        return select(_index.c.rowid).where(_index.c.lead_words.op("MATCH")(query))
    query = " & ".join(f"'{word}'" for word in words) + ":*" * begins
    is_found: ColumnElement[bool] = _leads.c.words.op("@@")(func.to_tsquery(literal("simple"), query))
    return select(_leads.c.id).where(is_found)


def _is_of_word(letter: str) -> bool:
    return unicodedata.ucd_3_2_0.category(letter)[0] in "LN"
