"""Steps of a migration that pass over what is there already.

A kill in the middle of an upgrade by an earlier version left SQLite with the new columns and the old number of the schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op


def add_columns(table: str, columns: Iterable[sa.Column[Any]]) -> None:
    """Adds the columns that the table lacks."""
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}
    with op.batch_alter_table(table, schema=None) as batch:
        for column in columns:
            if column.name not in there:
                batch.add_column(column)


def create_table(name: str, *parts: Any) -> None:
    """Makes the table unless it is there."""
    if not sa.inspect(op.get_bind()).has_table(name):
        op.create_table(name, *parts)


def create_index(table: str, columns: list[str]) -> None:
    """Makes the index of one table over the columns, named as the schema names it, unless it is there."""
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    if name not in {index["name"] for index in sa.inspect(op.get_bind()).get_indexes(table)}:
        op.create_index(name, table, columns, unique=False)
