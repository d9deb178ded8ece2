"""Rows by the ten thousand, as the driver takes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, column, func, insert, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session


def add(session: Session, into: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns; one that is left out gets the default that the database has for it.

    Binding each row by itself takes as long as storing it: here a column is converted at once, if it has to be.
    """
    if rows:
        dialect = session.connection().dialect
        types = {name: into.c[name].type.dialect_impl(dialect) for name in rows[0]}
        columns = [_bound(map(itemgetter(name), rows), of.bind_processor(dialect)) for name, of in types.items()]
        add_bound(session, into, tuple(types), zip(*columns, strict=True))


def add_bound(session: Session, into: Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows of values that need no conversion, in the order of ``names``."""
    connection = session.connection()
    # Only the columns that are given: of the table itself those with a default of ours would come too.
    given = table(into.name, *(column(name, into.c[name].type) for name in names))
    statement = str(insert(given).compile(connection))
    if connection.dialect.positional:
        connection.exec_driver_sql(statement, list(rows))
    else:
        connection.exec_driver_sql(statement, [dict(zip(names, row, strict=True)) for row in rows])


def within_reach(session: Session, column: InstrumentedAttribute[int], ids: Iterable[int]) -> list[int]:
    """Those of some ids that an indexed column can hold: none above its highest, as those of rows that are new."""
    highest = session.scalar(select(func.max(column))) or 0
    return [i for i in ids if i <= highest]


def _bound(values: Iterable[Any], convert: Callable[[Any], Any] | None) -> Iterable[Any]:
    return values if convert is None else _converted(values, convert)


def _converted(values: Iterable[Any], convert: Callable[[Any], Any]) -> Iterator[Any]:
    """Each value as the driver takes it; of a row of the same ones, such as a moment, the first is converted."""
    last: Any = object()
    bound: Any = None
    for value in values:
        if value is not last:
            last, bound = value, convert(value)
        yield bound
