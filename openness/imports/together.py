"""Figures of different rows that cannot be true together: ``config/imports/together.yaml``, each rule with its place in the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from openness.imports.faults import Faults
from openness.imports.figures import CONTRADICTION
from openness.imports.rows import Row
from store.base import Frozen, Language
from store.citation import Rule
from store.reported import NOTHING
from store.strictyaml import validate
from store.told import refusal

OFFICIAL: tuple[Language | None, ...] = ("kk", "ru", None)
Key = tuple[str, Language | None, str]


class Named(Frozen):
    """A figure of a row of the law."""

    row: str
    figure: str


class Together(Frozen):
    """One rule: figures that are ``equal``, of which the first is ``at_most`` the second, or of which 0 of the first makes 0 of the second."""

    equal: tuple[Named, ...] = ()
    at_most: tuple[Named, ...] = ()
    none: tuple[Named, ...] = ()
    rule: Rule

    @model_validator(mode="after")
    def _one_of_them(self) -> Together:
        given = [one for one in (self.equal, self.at_most, self.none) if one]
        if len(given) != 1 or len(given[0]) < 2 or (not self.equal and len(given[0]) != 2):
            raise refusal("a rule names figures under equal (two or more), at_most (two) or none (two); write one of them")
        return self

    def pairs(self) -> Iterator[tuple[Named, Named]]:
        """The figures two by two, the first one with each other."""
        first, *others = self.equal or self.at_most or self.none
        return ((first, other) for other in others)

    def hold(self, first: Decimal, second: Decimal) -> bool:
        """Whether two values can be true together."""
        if self.equal:
            return first == second
        return first <= second if self.at_most else first != 0 or second == 0


class TogetherFile(Frozen):
    """config/imports/together.yaml."""

    form: Literal["openness/together/1"] = Field(alias="schema")
    rules: tuple[Together, ...] = Field(min_length=1)


def load_together(config: Path) -> tuple[Together, ...]:
    """The rules.

    :raises ConfigError: a fault in the file, with its line.
    """
    return validate(config / "imports" / "together.yaml", TogetherFile).rules


def prove_rules(rules: tuple[Together, ...], sets: Mapping[Key, Mapping[str, Row]], faults: Faults) -> None:
    """Names both cells of every two figures that a rule does not let be true together.

    :param sets: the lines of a report by row, language and subject, then by figure.
    """
    for rule in rules:
        for first, second in rule.pairs():
            told: set[tuple[int, int]] = set()
            for one, other in _lines(first, second, sets):
                if (one.number, other.number) in told or rule.hold(Decimal(one["value"]), Decimal(other["value"])):
                    continue
                told.add((one.number, other.number))
                _note(faults, first, one, second, other)
                _note(faults, second, other, first, one)


def _lines(first: Named, second: Named, sets: Mapping[Key, Mapping[str, Row]]) -> Iterator[tuple[Row, Row]]:
    subjects = dict.fromkeys(subject for row, _, subject in sets if row in (first.row, second.row))
    for subject in subjects:
        for language in OFFICIAL:
            pair = [_line(one, language, subject, sets) for one in (first, second)]
            if pair[0] is not None and pair[1] is not None:
                yield pair[0], pair[1]


def _line(one: Named, language: Language | None, subject: str, sets: Mapping[Key, Mapping[str, Row]]) -> Row | None:
    for key in ((one.row, language, subject), (one.row, None, subject)):
        found: Any = sets.get(key, {}).get(one.figure)
        if found is not None and found["value"] not in (None, NOTHING):
            return found  # type: ignore[no-any-return]
    return None


def _note(faults: Faults, named: Named, line: Row, against: Named, other: Row) -> None:
    told = f"{against.row} {against.figure} = {other['value']} ({other.cell('value')})"
    faults.add(line.number, line.column("value"), CONTRADICTION, found=f"{named.figure} = {line['value']}", other=told)
