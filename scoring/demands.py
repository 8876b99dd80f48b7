"""duties.yaml of an edition: terms, duties, proofs and definitions of the act, proved against the rows of its tables."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from pathlib import Path

from scoring.readings import prove_named
from scoring.tables import Place, prove_citation
from store.base import BodyKind
from store.citation import Rule
from store.demands import Demands, Due
from store.methodology import Criterion, Methodology, Parameter
from store.strictyaml import Document, convert, read_strict
from store.told import N_

DUTIES = "duties.yaml"
WAYS = ("day", "after", "every", "law", "before_event")
_LEAP = 2024


def load_demands(folder: Path, edition: Methodology) -> Demands:
    """Reads ``duties.yaml`` beside the edition's head.

    :param edition: the edition as far as it was read: its name, its acts and its rows.
    :returns: what it demands; nothing where the folder has no such file.
    :raises ConfigError: an id that stands twice or is not the edition's, an unknown row, event or act, a term without a day or
        with two, a row that has neither a proof nor a word why it has none.
    """
    if not (folder / DUTIES).is_file():
        return Demands()
    document = read_strict(folder / DUTIES)
    demands = convert(document, Demands)
    _prove_ids(document, demands, edition)
    _prove_rules(document, demands, frozenset(one.law for one in edition.law), [one.id for one in edition.readings])
    _prove_terms(document, demands)
    _prove_objections(document, demands)
    _prove_rows(document, demands, edition)
    return demands


def _prove_ids(document: Document, demands: Demands, edition: Methodology) -> None:
    taken = set(_kinds(edition))
    for part in ("terms", "duties", "proofs", "definitions"):
        for number, one in enumerate(getattr(demands, part)):
            place = (part, number, "id")
            if not one.id.startswith(f"{edition.id}:"):
                raise document.fault(place, "the id «{id}» must begin with «{law}:»", id=one.id, law=edition.id)
            if one.id in taken:
                raise document.fault(place, "the id «{id}» stands twice; give each row its own", id=one.id)
            taken.add(one.id)
    seen: set[str] = set()
    for number, event in enumerate(demands.events):
        if event.id in seen:
            raise document.fault(("events", number, "id"), "the id «{id}» stands twice; give each row its own", id=event.id)
        seen.add(event.id)


def _prove_rules(document: Document, demands: Demands, laws: frozenset[str], readings: list[str]) -> None:
    for place, rule in rules(demands):
        prove_citation(document, place, rule, laws)
        prove_named(document, place, rule.readings, readings)
    for part in ("terms", "duties"):
        for number, one in enumerate(getattr(demands, part)):
            if one.who == "other" and one.by is None:
                raise document.fault((part, number), "{id} is the duty of another body; name it with «by»", id=one.id)
            if one.form is not None:
                prove_citation(document, (part, number, "form"), one.rule.model_copy(update={"citation": one.form}), laws)


def rules(demands: Demands) -> Iterator[tuple[Place, Rule]]:
    """Every rule of the file with its place."""
    for part in ("terms", "duties", "proofs", "unproved", "definitions"):
        for number, one in enumerate(getattr(demands, part)):
            yield (part, number, "rule"), one.rule
    if demands.objections is not None:
        for name in ("late", "commission", "vote"):
            yield ("objections", name, "rule"), getattr(demands.objections, name).rule


def _prove_objections(document: Document, demands: Demands) -> None:
    held = demands.objections
    if held is None:
        return
    known = {term.id: term for term in demands.terms}
    for name in ("term", "notice", "decide", "forward"):
        term = known.get(getattr(held, name))
        if term is None or term.due.after is None:
            wrong = N_("«{name}» is no term of this edition that runs from an event; correct the id")
            raise document.fault(("objections", name), wrong, name=getattr(held, name))
    for name, sides in (("sides", held.commission.sides), ("apart", held.commission.apart)):
        if len(set(sides)) != len(sides) or not set(sides) <= set(held.commission.sides):
            raise document.fault(("objections", "commission", name), "each side once, and only such as «sides» names")


def _prove_terms(document: Document, demands: Demands) -> None:
    events = {event.id for event in demands.events}
    for number, term in enumerate(demands.terms):
        place: Place = ("terms", number, "due")
        ways = [way for way in WAYS if getattr(term.due, way) is not None]
        if len(ways) != 1 and ways != ["day", "before_event"]:
            known = ", ".join(WAYS)
            raise document.fault(place, "{id} must say by when in one way of: {known}", id=term.id, known=known)
        for event in _named(term.due):
            if event not in events:
                unknown = N_("unknown event «{name}»; use one of: {known}")
                raise document.fault(place, unknown, name=event, known=", ".join(sorted(events)) or "–")
        day = term.due.day
        if day is not None and day.day > monthrange(_LEAP, day.month)[1]:
            raise document.fault((*place, "day"), "there is no day {day} in month {month}", day=day.day, month=day.month)


def _named(due: Due) -> Iterator[str]:
    if due.after is not None:
        yield due.after.event
    if due.law is not None:
        yield due.law.event
    if due.before_event is not None:
        yield due.before_event


def _prove_rows(document: Document, demands: Demands, edition: Methodology) -> None:
    """Rows named are rows at hand; and where proofs are told at all, each row has one or is told to have none."""
    known = _kinds(edition)
    proved: set[str] = set()
    named = [(part, number, one) for part in ("terms", "duties", "proofs") for number, one in enumerate(getattr(demands, part))]
    for part, number, one in named:
        for at, name in enumerate(one.rows):
            _prove_known(document, (part, number, "rows", at), name, known)
            if part == "proofs":
                proved.add(name)
    excused: set[str] = set()
    for number, entry in enumerate(demands.unproved):
        for at, name in enumerate(entry.rows):
            _prove_known(document, ("unproved", number, "rows", at), name, known)
            if name in proved or name in excused:
                twice = N_("«{name}» is told to have no proof, but stands elsewhere too; keep one of them")
                raise document.fault(("unproved", number, "rows", at), twice, name=name)
            excused.add(name)
    if not (proved or excused):
        return
    for row, above in _rows(edition):
        if not (proved | excused).intersection({row.id, *above}):
            lacking = N_("row {id} has no proof; name it in «proofs», or in «unproved» with the reason")
            raise document.fault(("proofs",), lacking, id=row.id)


def _prove_known(document: Document, place: Place, name: str, known: Mapping[str, tuple[BodyKind, ...]]) -> None:
    if name not in known:
        wrong = N_("«{name}» is no row, section, table or criterion of this edition; correct the id")
        raise document.fault(place, wrong, name=name)


def _rows(edition: Methodology) -> Iterator[tuple[Parameter, tuple[str, ...]]]:
    """Every row with the ids of what it stands in and of its requirements."""
    for criterion in _criteria(edition):
        for indicator in criterion.indicators:
            for section in indicator.sections:
                for row in section.parameters:
                    below = (element.id for element in row.elements)
                    yield row, (criterion.id, indicator.id, section.id, *below)
    for penalty in (edition.penalty, *(direction.penalty for direction in edition.directions)):
        if penalty is not None:
            yield penalty, ()


def _criteria(edition: Methodology) -> Iterator[Criterion]:
    yield from edition.criteria
    for direction in edition.directions:
        yield from direction.criteria


def _kinds(edition: Methodology) -> dict[str, tuple[BodyKind, ...]]:
    """Every id of the edition's tables with the kinds of bodies that it is for."""
    found: dict[str, tuple[BodyKind, ...]] = {}
    for row, around in _rows(edition):
        for name in (row.id, *around):
            found[name] = (*found.get(name, ()), *row.applies)
    return found
