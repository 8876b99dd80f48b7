"""Items made from rows without validation are those that validation would give, field by field and type by type."""

from __future__ import annotations

import types
import typing
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import create_engine, insert, select

from store import schema
from store.base import Frozen
from store.harvest import Artifact, Capture, FetchFailure, LedgerEntry
from store.records import LinkRecord, PageRecord
from store.rows import reader_of

AT = datetime(2026, 11, 20, 6, 0, 1, 250_000, tzinfo=UTC)
MODELS: tuple[type[Frozen], ...] = (*schema.RECORD_TABLES, LedgerEntry, Capture, FetchFailure, Artifact)


def full(annotation: Any, seed: int) -> Any:
    """A value of this type that is no default."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return full(next(part for part in parts if part is not type(None)), seed)
    if origin is typing.Annotated:
        return full(parts[0], seed)
    if origin is typing.Literal:
        return parts[seed % len(parts)]
    if origin is tuple:
        inner = [parts[0]] * 2 if parts[-1] is Ellipsis else parts
        return tuple(full(part, seed + index) for index, part in enumerate(inner))
    if origin is dict:
        return {f"кілт{seed}": full(parts[1], seed)}
    if annotation is Any:
        return [seed, "ә", None]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return list(annotation)[seed % len(annotation)]
    return {str: f"мәтін\n«{seed}»", int: seed + 1, bool: True, float: seed / 4, datetime: AT}[annotation]


def items(model: type[Frozen]) -> list[Frozen]:
    hints = typing.get_type_hints(model, include_extras=True)
    whole = [model.model_validate({name: full(hints[name], seed) for name in model.model_fields}) for seed in range(6)]
    needed = {name: full(hints[name], 9) for name, field in model.model_fields.items() if field.is_required()}
    return [*whole, model.model_validate(needed)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_row_gives_the_item_that_was_written(model: type[Frozen]) -> None:
    engine = create_engine("sqlite://")
    schema.metadata.create_all(engine)
    table = schema.table_of(model)
    for item in items(model):
        with engine.connect() as db:
            db.execute(insert(table), [schema.to_row("run-1", item)])
            row = db.execute(select(table)).one()
            names = reader_of(model).names
            assert names == tuple(model.model_fields)
            for made in (schema.from_row(model, row), reader_of(model).read(row._mapping[name] for name in names)):
                assert made == item
                assert repr(made) == repr(item)
                assert made.model_dump_json() == item.model_dump_json()
                assert [type(getattr(made, name)) for name in names] == [type(getattr(item, name)) for name in names]
                assert model.model_validate(made.model_dump()) == item


def test_what_is_made_so_is_frozen_and_copies_stand_alone() -> None:
    first, second = (
        reader_of(LinkRecord).read(schema.to_row("r", item)[name] for name in LinkRecord.model_fields)
        for item in items(LinkRecord)[:2]
    )
    copy = first.model_copy(update={"text": "басқа"})
    assert (copy.text, first.text) == ("басқа", "мәтін\n«0»")
    assert copy.model_fields_set is not first.model_fields_set
    assert second.model_fields_set == set(LinkRecord.model_fields)
    with pytest.raises(ValidationError):
        first.text = "x"  # type: ignore[misc]


def test_a_row_with_another_number_of_columns_is_refused() -> None:
    row = [schema.to_row("r", items(PageRecord)[0])[name] for name in PageRecord.model_fields]
    with pytest.raises(ValueError, match="zip"):
        reader_of(PageRecord).read(row[:-1])
