"""Column types: PostgreSQL keeps moments and nested values as such, so that the server can ask into them; SQLite keeps their text.

On our side both are text – ISO 8601 in UTC, and JSON – whatever the database, so the same code reads both and reads them alike.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Integer, String, Text, cast
from sqlalchemy.types import TypeEngine, UserDefinedType

# PostgreSQL sorts text by locale; the fixed order of records is that of code points everywhere.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
# The escape of the sign NUL, which no text of a database may hold; behind an odd backslash it is the text of that escape.
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


class _Timestamp(UserDefinedType[str]):
    """``timestamptz``, given and taken as ISO 8601."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in SQL."""
        return "TIMESTAMP WITH TIME ZONE"

    def bind_processor(self, dialect: Any) -> Callable[[str | None], datetime | None]:  # noqa: ARG002
        """From our text to the driver's value."""
        return lambda value: None if value is None else datetime.fromisoformat(value)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[datetime | None], str | None]:  # noqa: ARG002
        """From the driver's value, which bears the zone of the session, to our text."""
        return lambda value: None if value is None else value.astimezone(UTC).isoformat()


class _Json(UserDefinedType[str]):
    """``jsonb``, given and taken as text: models read JSON faster than Python's values."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type's name in SQL."""
        return "JSONB"

    def column_expression(self, colexpr: Any) -> Any:
        """Asks for the text."""
        return cast(colexpr, Text)

    def bind_processor(self, dialect: Any) -> Callable[[str | None], str | None]:  # noqa: ARG002
        """Leaves out what the type refuses."""
        return lambda value: None if value is None else without_nul(value)


def moment(length: int | None = None) -> TypeEngine[Any]:
    """The type of a column for moments. ``length`` is that of the text where the database has no such type."""
    return (String(length) if length else Text()).with_variant(_Timestamp(), "postgresql")


def nested() -> TypeEngine[Any]:
    """The type of a column for JSON."""
    return Text().with_variant(_Json(), "postgresql")


def without_nul(text: str) -> str:
    """JSON with the sign for what cannot be shown in place of every NUL."""
    return _NUL.sub("\\1�", text) if "\\u0000" in text else text


def column_of(name: str, annotation: Any) -> Column[Any]:
    """The column that keeps a field of a model, by the field's annotation."""
    origin = typing.get_origin(annotation)
    optional = False
    if origin in (typing.Union, types.UnionType):
        parts = [part for part in typing.get_args(annotation) if part is not type(None)]
        optional = True
        annotation, origin = parts[0], typing.get_origin(parts[0])
    kind: Any = TEXT
    if annotation is bool:
        kind = Boolean
    elif annotation is int:
        kind = Integer
    elif annotation is datetime:
        kind = moment()
    elif origin in (tuple, dict, list):
        kind = nested()
    return Column(name, kind, nullable=optional)
