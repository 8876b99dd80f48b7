"""A filled-in form taken in: told from a flat file by what it holds, read whole, proved whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openness.faults import WrongUse
from openness.imports.columns import folded
from openness.imports.faults import Faults
from openness.imports.forms.counted import facts_of
from openness.imports.forms.filled import read_filled
from openness.imports.forms.layout import Form, forms_of
from openness.imports.forms.part import Part
from openness.imports.forms.parts import Parts, first_rows, is_document, taken_apart
from openness.imports.forms.proved import prove_head, prove_lists
from openness.imports.forms.words import plain
from openness.imports.grid import RawRow
from openness.imports.kinds import NO_LINES, Context, Gathered, Kind
from openness.imports.owners import Owners
from openness.registers import load_bodies
from reports.i18n import N_

FORMS = frozenset({"report", "services", "appeals"})
"""Kinds of import for which an act prints a form."""
NO_FORM = N_("{file}: a DOCX file is read for the printed forms of {known}; save the table as XLSX or CSV")
NOT_A_FORM = N_(
    "{file}: none of the printed forms known for «{kind}»; make one by `openness import template {kind} -o form.docx`"
)
LOOKED = 12


@dataclass(frozen=True)
class Taken:
    """A form read: its media type, the number of lines that tell something, and what they give."""

    media_type: str
    rows: int
    gathered: Gathered


def take(name: str, content: bytes, kind: Kind, context: Context, faults: Faults) -> Taken | None:
    """What a printed form gives; None where the file is a flat one, or of a kind without forms.

    :param faults: every wrong cell is noted here.
    :raises WrongUse: a file that cannot be read, a document that is no form.
    :raises FaultyFileError: more rows or columns than are read.
    """
    document = is_document(content)
    if kind.code not in FORMS:
        if document:
            raise WrongUse(NO_FORM, file=name, known=", ".join(sorted(FORMS)))
        return None
    forms = forms_of(context.config, kind.code, context.editions.methodology)
    parts = taken_apart(name, content, faults) if document else None
    form = _form(first_rows(name, content, LOOKED) if parts is None else parts.parts, forms, kind)
    if form is None:
        if document:
            raise WrongUse(NOT_A_FORM, file=name, kind=kind.code)
        return None
    return _read(form, parts or taken_apart(name, content, faults), context, faults)


def _form(parts: list[Part], forms: list[Form], kind: Kind) -> Form | None:
    """The form whose title stands in the file; a file whose first line names columns of the flat kind is none."""
    first = next((row for part in parts for row in part.rows), None)
    if first is None or _flat(first, kind):
        return None
    told = {plain(cell) for part in parts for row in part.rows[:LOOKED] for cell in row.cells if isinstance(cell, str)}
    for form in forms:
        if told & {plain(form.title.kk), plain(form.title.ru)}:
            return form
    captions = [form for form in forms if told & set(_captions(form))]
    return captions[0] if captions else None


def _captions(form: Form) -> Iterable[str]:
    for table in form.tables:
        yield plain(f"таблица {table.number}. {table.title.ru}")
        yield plain(f"{table.number}-кесте. {table.title.kk}")


def _flat(row: RawRow, kind: Kind) -> bool:
    names = {folded(name) for column in kind.columns for name in (column.code, column.kk, column.ru)}
    return sum(isinstance(cell, str) and folded(cell) in names for cell in row.cells) > 1


def _read(form: Form, parts: Parts, context: Context, faults: Faults) -> Taken:
    faults.tables = parts.tables
    faults.sheets = list(dict.fromkeys(part.name for part in parts.parts))
    filled = read_filled(form, parts.parts, faults)
    prove_head(form, filled, context, faults)
    if not filled.number and not faults:
        faults.sheet = faults.sheets[0] if faults.sheets else ""
        faults.add(1, 1, NO_LINES)
    prove_lists(form, filled, context, faults)
    owners = Owners(load_bodies(context.config))
    facts = () if faults else tuple(facts_of(form, filled, context, owners, faults))
    return Taken(parts.media_type, filled.number, Gathered() if faults else Gathered(facts=facts))


__all__ = ["FORMS", "Taken", "take"]
