"""Reads the printed forms: which act prints them, for which assessment, the words of the form in both languages, and its columns."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from store.base import BodyKind, Frozen, Language
from store.strictyaml import ConfigError, convert, read_strict
from store.told import N_, refusal

FOLDER = Path(__file__).parent
FILE = "form.yaml"
OTHER_FOLDER = N_("the form must bear the name of its folder: {name}; rename one of the two")
HEADS = N_("{heads} headings for {columns} columns; write one heading for each column")
NO_FIELD = N_("«{item}»: the place {place} was expected in it; write it where its value is to stand")
Column = Literal["number", "criterion", "points", "max"]
Said = Annotated[str, StringConstraints(min_length=1)]


class Words(Frozen):
    """What a form says in one language. ``source`` tells whose wording it is: of the act (``law``) or ours (``assumed``).

    ``overall``, ``penalty`` and ``final`` name the rows that sum up, as far as a form prints them; ``deducted`` and ``deducted_all`` say
    below what is taken off, with its ``{points}``.

    ``item`` names a criterion in the analysis by its ``{number}`` and ``{title}``; ``heads`` are the headings of the columns.
    """

    source: Literal["law", "assumed"]
    mark: Said
    kind: Said
    title: Said
    of_body: Said
    of_period: Said
    heads: tuple[Said, ...]
    overall: Said | None = None
    penalty: Said | None = None
    final: Said | None = None
    analysis: Said
    item: Said
    conclusions: Said | None = None
    deducted: Said | None = None
    deducted_all: Said | None = None
    signatures: tuple[Said, ...] = Field(min_length=1)
    signed: Said
    dated: Said | None = None

    @model_validator(mode="after")
    def _names_its_criteria(self) -> Words:
        for place in ("{number}", "{title}"):
            if place not in self.item:
                raise refusal(NO_FIELD, item=self.item, place=place)
        for item in (self.deducted, self.deducted_all):
            if item is not None and "{points}" not in item:
                raise refusal(NO_FIELD, item=item, place="{points}")
        return self


class Spoken(Frozen):
    """The words of a form in both official languages."""

    kk: Words
    ru: Words

    def of(self, language: Language) -> Words:
        """The words of one language."""
        return self.kk if language == "kk" else self.ru


class Printed(Frozen):
    """A printed form: whose results it tells, and its columns from the left. Its ``layout`` is a conclusion by criteria, or the act of
    reconciliation of a body's own data.

    ``tells`` is ``openness``, the id of another direction, or ``together`` for the directions joined; ``kinds`` are the kinds of bodies that it
    is printed for, all where none is named. ``criteria`` are the numbers of those it tells, in its order, all where none is named;
    ``penalty_most`` is what the print has for the most points in the row of the deduction.
    """

    form: Literal["openness/form/1"] = Field(alias="schema")
    name: Said
    methodology: Said
    tells: Said
    layout: Literal["conclusion", "reconciliation"] = "conclusion"
    kinds: tuple[BodyKind, ...] = ()
    criteria: tuple[Said, ...] = ()
    penalty_most: str = ""
    law: Said
    appendix: Said
    columns: tuple[Column, ...] = Field(min_length=2)
    words: Spoken

    @model_validator(mode="after")
    def _every_column_has_a_head(self) -> Printed:
        for words in (self.words.kk, self.words.ru):
            if len(words.heads) != len(self.columns):
                raise refusal(HEADS, heads=len(words.heads), columns=len(self.columns))
        return self


def read_form(folder: Path) -> Printed:
    """One form.

    :param folder: where its ``form.yaml`` lies; its name is the form's.
    :raises ConfigError: file, line, what was expected and how to mend it.
    """
    document = read_strict(folder / FILE)
    found = convert(document, Printed)
    if found.name != folder.name:
        raise document.fault(("name",), OTHER_FOLDER, name=folder.name)
    return found


@lru_cache(maxsize=4)
def forms(folder: Path = FOLDER) -> tuple[Printed, ...]:
    """Every form that lies in a folder of its own, by name. Raises ConfigError."""
    return tuple(read_form(path.parent) for path in sorted(folder.glob(f"*/{FILE}")))


def forms_of(methodology: str, kind: BodyKind) -> tuple[Printed, ...]:
    """The forms that an act prints for the results of a kind of bodies; none where it prints none."""
    return tuple(one for one in forms() if one.methodology == methodology and (not one.kinds or kind in one.kinds))


__all__ = ["ConfigError", "Printed", "Words", "forms", "forms_of", "read_form"]
