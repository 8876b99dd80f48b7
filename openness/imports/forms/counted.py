"""What a filled-in form gives: figures of rows of the act counted of its lists, and every link and document that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawler.addresses.links import normalise
from openness.imports.editions import RowPlan, judged
from openness.imports.faults import Faults
from openness.imports.finding import reported
from openness.imports.forms.filled import Entry, Filled, Listed
from openness.imports.forms.layout import Form, FormList, FormRow, Gives
from openness.imports.kinds import RANGES, Context, lines
from openness.imports.owners import Owners
from reports.i18n import N_
from store.base import Language
from store.calendar import Span, period_days
from store.reported import DOCUMENT, LINK, NOTHING, Fact

CONTRADICTION = N_("the list gives {figures}, which cannot be true together; correct the list")
OFFICIAL: tuple[Language, ...] = ("kk", "ru")


@dataclass(frozen=True)
class Counted:
    """A figure: its name, language and subject, its value, and the lines it was counted of."""

    name: str
    language: Language | None
    subject: str
    value: int | str
    of: tuple[Entry, ...]


def facts_of(form: Form, filled: Filled, context: Context, owners: Owners, faults: Faults) -> Iterator[Fact]:
    """Figures in the order of the form, then links and documents in the order of their lines."""
    if form.kind == "report":
        for row in form.rows():
            yield from _figures(form, row, filled, context, faults)
    else:
        yield from _direct(form, filled, context, faults)
    for row in form.rows():
        for one in row.lists:
            for entry in filled.entries(one.id):
                yield from _pointers(form, row, one, entry, owners)


def _figures(form: Form, row: FormRow, filled: Filled, context: Context, faults: Faults) -> Iterator[Fact]:
    plans = context.editions.of(form.law)[1]
    if any(filled.lists[one.id].released for one in row.lists if one.id in filled.lists):
        for name in row.serves:
            if name in plans and form.kind in plans[name].parameter.reported:
                yield Fact(name="", value=NOTHING, parameter=name)
        return
    counted = [(gives, found) for gives in row.gives if _told(gives, filled) for found in _counted(gives, filled, context)]
    for plan in plans.values():
        if form.kind in plan.parameter.reported:
            mine = [found for gives, found in counted if plan.parameter.id in (gives.rows or row.serves)]
            mine = [found for found in mine if found.name in plan.parameter.figures]
            _prove(plan, mine, faults)
            yield from (_fact(found, plan.parameter.id) for found in mine)


def _direct(form: Form, filled: Filled, context: Context, faults: Faults) -> Iterator[Fact]:
    """Figures that rows of the act find by their names, wherever in the form they stand."""
    gives = [one for row in form.rows() for one in row.gives if _told(one, filled)]
    counted = [found for one in gives for found in _counted(one, filled, context)]
    for plan in context.editions.of(form.law)[1].values():
        if form.kind in plan.parameter.reported:
            _prove(plan, [found for found in counted if found.name in plan.parameter.figures], faults)
    yield from (_fact(found, "") for found in counted)


def _told(gives: Gives, filled: Filled) -> bool:
    """Whether every list that a figure is counted of holds lines, or says that there are none."""
    found = [filled.lists.get(name, Listed()) for name in gives.of]
    return all(one.entries or one.none for one in found)


def _counted(gives: Gives, filled: Filled, context: Context) -> Iterator[Counted]:
    entries = [entry for name in gives.of for entry in filled.entries(name) if _kept(gives, entry)]
    for language in OFFICIAL if gives.languages else (None,):
        mine = [entry for entry in entries if language is None or language in (entry["languages"] or ())]
        subjects = dict.fromkeys(entry[gives.subject] for entry in mine) if gives.subject else {"": None}
        for subject in subjects:
            own = [entry for entry in mine if not gives.subject or entry[gives.subject] == subject]
            yield Counted(gives.figure, language, subject, _value(gives, own, filled, context), tuple(own))


def _kept(gives: Gives, entry: Entry) -> bool:
    return all(entry[name] in values for name, values in gives.where.items())


def _value(gives: Gives, entries: list[Entry], filled: Filled, context: Context) -> int | str:
    match gives.count:
        case "lines":
            return len(entries)
        case "sum":
            return sum(entry[gives.column] or 0 for entry in entries)
        case "told":
            return str(entries[0][gives.column])
        case "distinct":
            return len({_folded(entry[gives.column]) for entry in entries if entry[gives.column] is not None})
        case "with":
            return sum(all(entry[name] is not None for name in (gives.column, *gives.also)) for entry in entries)
        case "halves":
            places = {id(entry): name for name in gives.of for entry in filled.entries(name)}
            return len({(places[id(entry)], _half(entry[gives.column])) for entry in entries if entry[gives.column]})
        case "half-years-of-period":
            first, last = period_days(context.period)
            return len({_half(first), _half(last)})
        case "in-time":
            return sum(_in_time(gives, entry, context) is True for entry in entries)
        case "late":
            return sum(_in_time(gives, entry, context) is False for entry in entries)


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _half(day: date) -> tuple[int, bool]:
    return day.year, day.month > 6


def _in_time(gives: Gives, entry: Entry, context: Context) -> bool | None:
    """Whether the day lies within the term; None where either day is not told."""
    if gives.limit is None or entry[gives.column] is None or entry[gives.limit.after] is None:
        return None
    span = Span(days=gives.limit.days, count=gives.limit.count)
    return bool(entry[gives.column] <= context.calendar.end_of(span, entry[gives.limit.after]))


def _prove(plan: RowPlan, counted: Iterable[Counted], faults: Faults) -> None:
    """Refuses lists whose figures the formula of the row cannot take together."""
    sets: dict[tuple[Language | None, str], dict[str, Counted]] = {}
    found = list(counted)
    for one in found:
        for language in (
            plan.parameter.languages if one.language is None and any(other.language for other in found) else (one.language,)
        ):
            sets.setdefault((language, one.subject), {})[one.name] = one
    for given in sets.values():
        names = judged(
            plan, reported(plan.parameter.id, None, {name: str(one.value) for name, one in given.items()})
        ).contradiction
        told = [given[name] for name in names if name in given]
        at = next((entry for one in told for entry in one.of), None)
        if told and at is not None:
            faults.sheet = at.part
            faults.add(at.number, min(at.places.values()), CONTRADICTION, figures=[f"{one.name} = {one.value}" for one in told])


def _fact(found: Counted, parameter: str) -> Fact:
    return Fact(
        name=found.name,
        language=found.language,
        subject=found.subject,
        value=str(found.value),
        parameter=parameter,
        places=_places(found.of),
    )


def _places(entries: Iterable[Entry]) -> tuple[str, ...]:
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.part, []).append(entry)
    spans = [own[0].at(span) for own in parts.values() for span in lines(list(own))]
    return tuple(spans[:RANGES])


def _pointers(form: Form, row: FormRow, one: FormList, entry: Entry, owners: Owners) -> Iterator[Fact]:
    """The addresses of a line, each with what the line says of it, and documents that no crawler can see."""
    spoken = tuple(entry["languages"] or ())
    said = " ".join(str(entry[name]) for name in one.claims if entry[name] is not None)
    dated = entry[one.dated] if one.dated else None
    for name in one.columns:
        value = entry[name]
        if form.columns[name].read not in ("link", "proof") or value is None:
            continue
        address = value.lower().startswith(("http://", "https://"))
        details = {"list": one.id, "row": row.number, "languages": ",".join(spoken)}
        if address:
            details |= {"address": normalise(value), "owner": owners.of(value), "others": "yes" if one.others else ""}
            details |= {"said": said, "dated": dated.isoformat() if name == "link" and dated is not None else ""}
        yield Fact(
            name=LINK if address else DOCUMENT,
            language=spoken[0] if len(spoken) == 1 else None,
            subject=value,
            value="1",
            parameter=row.serves[0] if row.serves else "",
            places=(entry.place(name),),
            details={key: told for key, told in details.items() if told},
        )
