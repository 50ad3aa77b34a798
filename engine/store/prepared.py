"""Statements that are put together once and run on the driver itself.

For a small statement SQLAlchemy's own path costs many times what the database needs. What every
act and every poll asks is therefore compiled once per kind of database, from the same tables and
with the same types, and given to the driver of the caller's connection: inside its transaction.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import UpdateBase

Convert = Callable[[Any], Any]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement for one kind of database: its text, and how values go in and come out."""

    sql: str
    order: tuple[str, ...] | None
    fixed: Values
    into: tuple[tuple[str, Convert], ...]
    out: tuple[tuple[int, Convert], ...]
    row: Callable[[Sequence[Any]], Any]


class Prepared:
    """One statement with its parameters; an insert or update names the columns it is given."""

    def __init__(self, statement: Select[Any] | UpdateBase, *columns: str) -> None:
        self._statement = statement
        self._columns = list(columns) or None
        self._plans: dict[str, _Plan] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Run it once for its effect."""
        plan = self._plan(connection.dialect)
        connection.connection.cursor().execute(plan.sql, _given(plan, values))

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it once for each of the rows."""
        plan = self._plan(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.executemany(plan.sql, [_given(plan, row) for row in rows])

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        """What it finds, as tuples with named columns."""
        return self.rows_on(connection.connection.cursor(), connection.dialect, values)

    def rows_on(self, cursor: Any, dialect: Dialect, values: Values) -> list[Any]:
        """The same, with a cursor of the driver."""
        plan = self._plan(dialect)
        cursor.execute(plan.sql, _given(plan, values))
        return [_row(plan, found) for found in cursor.fetchall()]

    def _plan(self, dialect: Dialect) -> _Plan:
        plan = self._plans.get(dialect.name)
        if plan is None:
            plan = self._plans[dialect.name] = self._compiled(dialect)
        return plan

    def _compiled(self, dialect: Dialect) -> _Plan:
        done: Any = self._statement.compile(dialect=dialect, column_keys=self._columns)
        names = tuple(done.binds)
        types = {name: bind.type.dialect_impl(dialect) for name, bind in done.binds.items()}
        into = {name: types[name].bind_processor(dialect) for name in names}
        chosen = getattr(self._statement, "selected_columns", ())
        out = [c.type.dialect_impl(dialect).result_processor(dialect, None) for c in chosen]
        return _Plan(
            sql=str(done),
            order=tuple(done.positiontup) if done.positional else None,
            fixed={n: bind.effective_value for n, bind in done.binds.items() if not bind.required},
            into=tuple((name, convert) for name, convert in into.items() if convert),
            out=tuple((at, convert) for at, convert in enumerate(out) if convert),
            row=_row_of([c.key for c in chosen]),
        )


def _row_of(names: list[str]) -> Callable[[Sequence[Any]], Any]:
    row: Any = namedtuple("Row", names)  # type: ignore[misc] # noqa: PYI024 - as selected
    make: Callable[[Sequence[Any]], Any] = row._make
    return make


def _given(plan: _Plan, values: Values) -> Any:
    given = {**plan.fixed, **values}
    for name, convert in plan.into:
        given[name] = convert(given[name])
    return given if plan.order is None else [given[name] for name in plan.order]


def _row(plan: _Plan, found: Sequence[Any]) -> Any:
    if plan.out:
        values = list(found)
        for at, convert in plan.out:
            values[at] = convert(values[at])
        found = values
    return plan.row(found)
