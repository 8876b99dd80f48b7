"""The layout of a printed form as data: ``config/imports/forms/*.yaml``, joined with the titles and texts that the edition's proofs hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from openness.imports import columns as c
from openness.imports.columns import Choice, Column
from reports.i18n import N_
from scoring import methodology as law
from store.base import BodyKind, Frozen, Text
from store.citation import Rule
from store.demands import Proof
from store.strictyaml import Document, convert, read_strict

FOLDER = "imports/forms"
NO_PROOF = N_("the edition has no proof {proof}; name one of its duties.yaml, or write number, title and text here")
NO_COLUMN = N_("no column «{column}»; add it under columns")
NO_LIST = N_("no list «{list}» in this form")
NO_TITLE = N_("a row needs the number, title and text that the act prints, or the proof of the edition that holds them")
TWICE = N_("«{id}» stands twice; every list needs an id of its own")
NOT_IN_LIST = N_("the list has no column «{column}»")

Read = Literal["text", "link", "proof", "day", "year", "whole", "number", "choice", "languages"]
READERS: dict[Read, Any] = {
    "text": c.words,
    "link": c.link,
    "proof": c.proof,
    "day": c.day,
    "year": c.year,
    "whole": c.whole,
    "number": c.number,
    "choice": c.choice,
    "languages": c.choices,
}


class Option(Frozen):
    """One value that a cell may hold."""

    code: str
    title: Text


class FormColumn(Frozen):
    """A column inside the column of reported data."""

    title: Text
    read: Read
    choices: tuple[Option, ...] = ()


class Within(Frozen):
    """Every value of ``column`` stands in the same column of another list."""

    column: str
    list: str


class Limit(Frozen):
    """The last day of a term: so many days after the day in another column of the line."""

    after: str
    days: int = Field(ge=1, le=366)
    count: Literal["working", "calendar"]


class Gives(Frozen):
    """A figure counted of lists.

    ``count``: ``lines``, ``sum`` of a column, ``distinct`` values of it, lines ``with`` a value in it, different ``halves`` of the year among
    its days, lines ``in-time`` or ``late`` by ``limit``, the ``half-years-of-period``, or what the one line of a ``subject`` has ``told``.
    ``languages``: counted for each language of the lines, else for both together. ``where`` keeps lines of these values, ``subject`` counts
    apart for each value of a column, ``rows`` are those of the act it is meant for, where it is not meant for all that the printed row serves.
    """

    figure: str
    of: tuple[str, ...] = Field(min_length=1)
    count: Literal["lines", "sum", "distinct", "with", "halves", "in-time", "late", "half-years-of-period", "told"]
    column: str = ""
    also: tuple[str, ...] = ()
    languages: bool = False
    where: dict[str, tuple[str, ...]] = {}
    subject: str = ""
    limit: Limit | None = None
    rows: tuple[str, ...] = ()


class FormList(Frozen):
    """A list inside a printed row, and what must hold of its lines.

    ``title`` is the item of the act that it answers, where a row has several. Cells of ``blank`` columns may be empty. ``unique`` names columns
    that no two lines share, ``order`` days of which the second is not before the first, ``at_most`` numbers of which the first is no greater
    than the second, ``together`` columns that are filled in both or neither, ``in_period`` days of the period, ``ahead`` days that
    may be yet to come. ``dated`` is the column of the
    day on which a page was placed, ``claims`` those that say what it is about; ``others``: the pages are those of other organisations.
    ``single``: one line; ``least``: its number is no less than the lines of another list.
    """

    id: str
    title: Text | None = None
    columns: tuple[str, ...] = Field(min_length=1)
    blank: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    at_most: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    in_period: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    within: Within | None = None
    least: Within | None = None
    single: bool = False
    dated: str = ""
    claims: tuple[str, ...] = ()
    others: bool = False


class FormRow(Frozen):
    """A printed row: ``proof`` of the edition, or its own words; ``mark`` is the sign of a footnote behind its title."""

    proof: str = ""
    number: str = ""
    mark: str = ""
    title: Text | None = None
    text: Text | None = None
    serves: tuple[str, ...] = ()
    applies: tuple[BodyKind, ...] = ()
    lists: tuple[FormList, ...] = Field(min_length=1)
    gives: tuple[Gives, ...] = ()


class FormTable(Frozen):
    """A printed table."""

    number: str
    title: Text
    notes: tuple[Text, ...] = ()
    rows: tuple[FormRow, ...] = Field(min_length=1)

    @property
    def applies(self) -> frozenset[BodyKind]:
        """Kinds of bodies that any of its rows is for."""
        return frozenset(kind for row in self.rows for kind in row.applies)

    @property
    def widest(self) -> int:
        """The most columns that a list of the table has."""
        return max(len(one.columns) for row in self.rows for one in row.lists)


class Form(Frozen):
    """A printed form: what stands above its tables (``mark``: the appendix, and the word that it is a form), the heads of its columns, and the
    tables."""

    form: Literal["openness/form/1"] = Field(alias="schema")
    id: str
    law: str
    kind: Literal["report", "services", "appeals"]
    valid_from: date
    valid_to: date | None = None
    rule: Rule
    mark: tuple[Text, ...] = Field(min_length=1)
    title: Text
    body_caption: Text
    period_caption: Text
    head: tuple[Text, Text, Text]
    columns: dict[str, FormColumn]
    tables: tuple[FormTable, ...] = Field(min_length=1)

    def rows(self) -> tuple[FormRow, ...]:
        """Every printed row, in order."""
        return tuple(row for table in self.tables for row in table.rows)

    def lists(self) -> dict[str, FormList]:
        """Every list by its id."""
        return {one.id: one for row in self.rows() for one in row.lists}

    def read_as(self, given: FormList, name: str) -> Column:
        """A column as cells of it are read."""
        own = self.columns[name]
        choices = tuple(Choice(one.code, one.title.kk, one.title.ru) for one in own.choices)
        # English readers are told what stands in the file.
        return Column(own.title.ru, own.title.kk, own.title.ru, "", "", READERS[own.read], blank=name in given.blank,
                      choices=c.LANGUAGES if own.read == "languages" else choices)  # fmt: skip


def forms_of(config: Path, kind: str, methodology: str | None = None) -> list[Form]:
    """Forms of a kind of import, of one law or of all, the newest first.

    :raises ConfigError: a form that cannot be read.
    """
    return [one for one in load_forms(config) if one.kind == kind and methodology in (None, one.law)]


def in_force(config: Path, kind: str, methodology: str | None, day: date) -> Form | None:
    """The form of a kind that is valid on a day, else the newest one; None where no act prints one."""
    found = forms_of(config, kind, methodology)
    valid = [one for one in found if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)]
    return next(iter(valid or found), None)


def load_forms(config: Path) -> list[Form]:
    """Every form of a configuration, by law, the newest first."""
    found = [load_form(config, path) for path in sorted((config / FOLDER).glob("*.yaml"))]
    return sorted(sorted(found, key=lambda one: one.valid_from, reverse=True), key=lambda one: one.law)


def load_form(config: Path, path: Path) -> Form:
    """One form, proved and joined with the edition in force on the day that it is valid from.

    :raises ConfigError: a fault in the file, with its line.
    """
    document = read_strict(path)
    made = convert(document, Form)
    edition = law.choose(config, made.law, made.valid_from)[0]
    known = {one.id: one for one in edition.demands.proofs}
    tables = []
    for number, table in enumerate(made.tables):
        rows = tuple(_joined(document, ("tables", number, "rows", at), row, known) for at, row in enumerate(table.rows))
        tables.append(table.model_copy(update={"rows": rows}))
    form = made.model_copy(update={"tables": tuple(tables)})
    _prove(document, form)
    return form


def _joined(document: Document, place: tuple[str | int, ...], row: FormRow, known: dict[str, Proof]) -> FormRow:
    """A row with the words of its proof."""
    if not row.proof:
        if not row.number or row.title is None or (row.text is None and any(one.title is None for one in row.lists)):
            raise document.fault(place, NO_TITLE)
        return row if row.applies else row.model_copy(update={"applies": ("central", "local")})
    proof = known.get(row.proof)
    if proof is None:
        raise document.fault((*place, "proof"), NO_PROOF, proof=row.proof)
    given = {"number": proof.number, "title": proof.title, "text": proof.text, "serves": proof.rows, "applies": proof.applies}
    return row.model_copy(update={name: value for name, value in given.items() if not getattr(row, name)})


def _prove(document: Document, form: Form) -> None:
    """Every column and list that is named is there."""
    seen: set[str] = set()
    known = form.lists()
    for at, table in enumerate(form.tables):
        for place, row in enumerate(table.rows):
            where = ("tables", at, "rows", place)
            for one in row.lists:
                if one.id in seen:
                    raise document.fault(where, TWICE, id=one.id)
                seen.add(one.id)
                for name in one.columns:
                    if name not in form.columns:
                        raise document.fault(where, NO_COLUMN, column=name)
                for name in _named(one):
                    if name not in one.columns:
                        raise document.fault(where, NOT_IN_LIST, column=name)
            others = [one.list for given in row.lists for one in (given.within, given.least) if one is not None]
            for name in (*others, *(name for gives in row.gives for name in gives.of)):
                if name not in known:
                    raise document.fault(where, NO_LIST, list=name)
            for gives in row.gives:
                wanted = {*gives.where, *gives.also, *filter(None, (gives.column, gives.subject))}
                wanted |= {"languages"} if gives.languages else set()
                lacking = {name for name in wanted for given in gives.of if name not in known[given].columns}
                for name in sorted(lacking):
                    raise document.fault(where, NOT_IN_LIST, column=name)


def _named(one: FormList) -> set[str]:
    pairs = (*one.unique, *one.order, *one.at_most, *one.together)
    found = {*one.blank, *one.in_period, *one.ahead, *one.claims, *(name for pair in pairs for name in pair)}
    return found | ({one.dated} if one.dated else set()) | ({one.within.column} if one.within else set())
