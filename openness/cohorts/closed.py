"""What may not be published: the rules of ``config/publication.yaml``, and what they say of a body and of a row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from store.base import Frozen
from store.citation import Rule
from store.strictyaml import ConfigError, convert, read_strict
from store.told import N_, refusal

FILE = "publication.yaml"
ABSENT = N_(
    "the rules on what may not be published are not there; give --config with a folder that holds them, or a file without rules"
)


class Closed(Frozen):
    """Bodies (by code or trait) and the rows of theirs that stay closed; the whole body where no rows are named."""

    id: str
    bodies: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    rule: Rule

    @model_validator(mode="after")
    def _names_something(self) -> Closed:
        if not (self.bodies or self.traits or self.parameters):
            raise refusal("a rule on closed information names bodies, traits or rows; write at least one of them")
        return self

    def holds(self, body: dict[str, Any]) -> bool:
        """Whether the rule is on a body, as result.json tells it; a rule that names neither bodies nor traits is on all."""
        named = body["code"] in self.bodies or any(trait in self.traits for trait in body["traits"])
        return named or not (self.bodies or self.traits)

    def closes(self, row: str) -> bool:
        """Whether a row of such a body stays closed."""
        return not self.parameters or any(row == name or row.startswith(f"{name}.") for name in self.parameters)


class ClosedFile(Frozen):
    """config/publication.yaml."""

    form: Literal["openness/publication/1"] = Field(alias="schema")
    closed: tuple[Closed, ...]


def load_closed(config: Path) -> tuple[Closed, ...]:
    """The rules of a configuration folder.

    :raises ConfigError: no such file – nothing is published by a configuration that does not say what is closed –, or one that cannot be
        read, with its line.
    """
    path = config / FILE
    if not path.is_file():
        raise ConfigError(path, ABSENT)
    return convert(read_strict(path), ClosedFile).closed


class Gate:
    """Says of bodies and rows whether they may be published, and remembers which rules closed something."""

    def __init__(self, rules: Iterable[Closed]) -> None:
        self._rules = tuple(rules)
        self._used: set[str] = set()

    def open_to(self, body: dict[str, Any]) -> bool:
        """Whether anything of a body may be published."""
        return not self._note(rule for rule in self._rules if not rule.parameters and rule.holds(body))

    def closed(self, body: dict[str, Any], row: str) -> bool:
        """Whether a row of a body stays closed."""
        return self._note(rule for rule in self._rules if rule.holds(body) and rule.closes(row))

    def used(self) -> tuple[Closed, ...]:
        """The rules that closed something so far."""
        return tuple(rule for rule in self._rules if rule.id in self._used)

    def _note(self, rules: Iterable[Closed]) -> bool:
        found = {rule.id for rule in rules}
        self._used |= found
        return bool(found)
