"""docs/schema: JSON Schema of the files that other systems read. ``python -m openness.cohorts.schemas`` writes it anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from openness.cohorts.model import Cohort
from openness.cohorts.publication import OpenRecord, Publication
from openness.nights.model import Night
from reports.files import canonical, write_whole
from reports.schemas.files import Finding, Result
from reports.schemas.parts import Shape

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path("docs/schema")


class OpenData(RootModel[tuple[OpenRecord, ...]]):
    """open-data.json."""


MODELS: dict[str, type[BaseModel]] = {
    "result.schema.json": Result,
    "finding.schema.json": Finding,
    "cohort.schema.json": Cohort,
    "publication.schema.json": Publication,
    "open-data.schema.json": OpenData,
    "night.schema.json": Night,
}


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a file. Further keys are allowed: later versions may add some, and change or drop none without a new number."""
    made = _open(model.model_json_schema())
    # Our own records write every key; a run's files leave some out, which their models tell by a default.
    return {"$schema": DRAFT, **(made if issubclass(model, Shape) else _whole(made))}


def files() -> dict[str, str]:
    """Every file of docs/schema by its name."""
    return {name: canonical(schema(model), indent=1) + "\n" for name, model in MODELS.items()}


def _open(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _open(item) for key, item in value.items() if not (key == "additionalProperties" and item is False)}
    return [_open(item) for item in value] if isinstance(value, list) else value


def _whole(value: Any) -> Any:
    """The same with every key of every object required."""
    if isinstance(value, dict):
        made = {key: _whole(item) for key, item in value.items()}
        named = isinstance(value.get("properties"), dict) and value.get("type") == "object"
        return made | {"required": list(value["properties"])} if named else made
    return [_whole(item) for item in value] if isinstance(value, list) else value


def main() -> int:
    """Writes the schemas into docs/schema of the working folder."""
    for name, text in files().items():
        write_whole(FOLDER / name, [text])
    return 0


if __name__ == "__main__":
    sys.exit(main())
