"""Traits of bodies that the law treats apart and that no crawler sees: which bodies have them, by which act, and in which days."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import Field

from openness.registers import load_bodies
from reports.explain import own
from reports.i18n import t
from reports.notes import noted
from reports.words import RULE_BASIS, TRAIT, word
from store.base import Frozen, Note
from store.citation import Rule
from store.harvest import Body, CrawlPlan
from store.strictyaml import convert, read_strict
from store.told import N_

UNKNOWN = N_("«{code}» is no body of the register; correct the code")
UNNAMED = N_("the trait «{trait}» has no name in the program; one of {known} was expected")
NOTE = N_("The body bears the trait «{trait}» since {since} (source: {basis}). {note}")


class Held(Frozen):
    """A trait that some bodies have from a day on, with the act that says so."""

    trait: str
    bodies: tuple[str, ...] = Field(min_length=1)
    valid_from: date
    valid_to: date | None = None
    rule: Rule

    def holds(self, code: str, day: date) -> bool:
        """Whether a body has it on a day."""
        return code in self.bodies and self.valid_from <= day <= (self.valid_to or day)


class TraitsFile(Frozen):
    """config/traits.yaml."""

    form: Literal["openness/traits/1"] = Field(alias="schema")
    traits: tuple[Held, ...]


def load_traits(config: Path) -> tuple[Held, ...]:
    """The traits of the register; none where the folder holds no file of them.

    :raises ConfigError: a file that cannot be read, a trait without a name, or one of a body that is not registered; with its line.
    """
    path = config / "traits.yaml"
    if not path.is_file():
        return ()
    document = read_strict(path)
    found, bodies = convert(document, TraitsFile).traits, load_bodies(config)
    for number, one in enumerate(found):
        if one.trait not in TRAIT:
            raise document.fault(("traits", number, "trait"), UNNAMED, trait=one.trait, known=", ".join(TRAIT))
        for at, code in enumerate(one.bodies):
            if code not in bodies:
                raise document.fault(("traits", number, "bodies", at), UNKNOWN, code=code)
    return found


def held_by(config: Path, code: str, day: date) -> tuple[Held, ...]:
    """The traits that a body has on a day."""
    return tuple(one for one in load_traits(config) if one.holds(code, day))


def with_traits(body: Body, config: Path, day: date) -> Body:
    """The body with the traits that it has on the day beside those of its own entry."""
    more = [one.trait for one in held_by(config, body.code, day)]
    return body if not more else body.model_copy(update={"traits": tuple(dict.fromkeys((*body.traits, *more)))})


def told_traits(config: Path, plan: CrawlPlan) -> tuple[Note, ...]:
    """What a reader must know of the traits that a run's body was scored with: since when, and by what."""
    held = [one for one in held_by(config, plan.body.code, plan.as_of) if one.trait in plan.body.traits]
    return tuple(noted(partial(_note, one)) for one in held)


def _note(one: Held, language: str) -> str:
    note = "" if one.rule.note is None else own(one.rule.note, language)
    told = {"trait": word(TRAIT, one.trait, language), "basis": word(RULE_BASIS, str(one.rule.basis), language)}
    return t(NOTE, language, since=f"{one.valid_from:%d.%m.%Y}", note=note, **told).strip()
