"""An edition of a law, read from its folder and proved; and which edition is in force on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from scoring.demands import DUTIES, load_demands
from scoring.tables import (
    CriterionFile,
    MethodologyFile,
    Place,
    TableFile,
    prove,
    prove_citation,
    prove_parameter,
    unique_ids,
)
from store.base import BodyKind, Text
from store.findings import CheckOrder
from store.methodology import CheckUse, Criterion, Direction, Element, Indicator, Methodology, Parameter, Section
from store.strictyaml import ConfigError, Document, convert, read_strict
from store.told import N_

HEAD = "methodology.yaml"
UNEQUAL_INDICATORS = N_("the indicators of {id} for {kind} add up to {found}, but {printed} is printed; correct one of them")
UNEQUAL_CRITERIA = N_("the criteria for {kind} add up to {found}, but {printed} is written; correct one of them")
BY_DATE = "openness"
"""What is assessed where nobody names a law: the edition on openness in force on the day."""
LOCK = "LOCK"
PER_LANGUAGE = ("points", "bonus")
"""Roles of rows that are scored in each language of their table."""


class Edition(NamedTuple):
    """One edition at hand: its law, its name (the day of entry into force), its validity and its folder."""

    id: str
    edition: str
    valid_from: date
    valid_to: date | None
    folder: Path
    assessment: str = BY_DATE


class Found(NamedTuple):
    """Where a parameter or a requirement stands. ``element`` is None when the id names the row itself."""

    criterion: Criterion | None
    indicator: Indicator | None
    section: Section | None
    parameter: Parameter
    element: Element | None


def available(config_dir: str | Path) -> list[Edition]:
    """The editions under ``config_dir/methodology``, by law and date.

    :raises ConfigError: a head that cannot be read, or a folder that does not bear its edition's name.
    """
    editions = []
    for path in sorted((Path(config_dir) / "methodology").glob(f"*/*/{HEAD}")):
        head, document = _head(path)
        editions.append(Edition(head.id, head.edition, head.valid_from, head.valid_to, path.parent, head.assessment))
        if (head.id, head.edition) != (path.parent.parent.name, path.parent.name):
            found = f"{path.parent.parent.name}/{path.parent.name}"
            raise document.fault(("edition",), "the folder is named {found}; name it as id/edition", found=found)
    return sorted(editions, key=lambda edition: (edition.id, edition.edition))


def choose(
    config_dir: str | Path, methodology_id: str | None, as_of: date, known_checks: Mapping[str, Any] | None = None
) -> tuple[Methodology, Text | None]:
    """The edition in force on ``as_of``; where none is, the latest that began before it with a note that says so.

    :param methodology_id: only editions of this law; None for all.
    :returns: the edition, and a note in kk and ru that must stand in the report (None where the edition is in force).
    :raises ConfigError: no edition, unknown law, or an edition that cannot be read.
    """
    folder = Path(config_dir) / "methodology"
    editions = available(config_dir)
    known = sorted({edition.id for edition in editions})
    if not editions:
        raise ConfigError(folder, "no methodology here; give the configuration folder with --config")
    if methodology_id is not None and methodology_id not in known:
        raise ConfigError(
            folder, "unknown methodology «{name}»; use one of: {known}", name=methodology_id, known=", ".join(known)
        )
    mine = [edition for edition in editions if methodology_id == edition.id]
    if methodology_id is None:
        mine = [edition for edition in editions if edition.assessment == BY_DATE] or editions
    in_force = [edition for edition in mine if edition.valid_from <= as_of and (edition.valid_to or as_of) >= as_of]
    begun = in_force or [edition for edition in mine if edition.valid_from <= as_of]
    chosen = max(begun, key=_age) if begun else min(mine, key=_age)
    return load(chosen.folder, known_checks), None if in_force else _not_in_force(chosen, as_of)


def _age(edition: Edition) -> tuple[date, str]:
    return edition.valid_from, edition.id


def load(folder: str | Path, known_checks: Mapping[str, Any] | None = None) -> Methodology:
    """Reads and proves one edition.

    :param folder: the edition's folder with methodology.yaml and its table files.
    :param known_checks: ids of the checks that exist (its keys); None to leave that unproved.
    :raises ConfigError: anything wrong, with file and line.
    """
    folder = Path(folder)
    head, document = _head(folder / HEAD)
    laws = frozenset(citation.law for citation in head.law)
    documents: dict[str, Document] = {}
    tables: dict[str, TableFile] = {}
    for number, name in enumerate(head.tables):
        if Path(name).name != name or not (folder / name).is_file():
            raise document.fault(("tables", number), "there is no file «{name}» beside it; correct the name", name=name)
        documents[name] = read_strict(folder / name)
        tables[name] = convert(documents[name], TableFile)
        prove(documents[name], tables[name], laws, known_checks)
    _prove_listed(folder, document, head)
    unique_ids(documents, tables)
    _prove_head(document, head, laws)
    found = {indicator.id: _inherit(indicator) for table in tables.values() for indicator in table.indicators}
    used: set[str] = set()
    criteria = _criteria(document, ("criteria",), head.criteria, found, used)
    _prove_maxima(document, (), head.max, criteria)
    directions = _directions(document, head, found, used)
    unused = sorted(set(found) - used)
    if unused:
        raise document.fault(("criteria",), "indicator «{name}» belongs to no criterion; name it in one", name=unused[0])
    _prove_exemptions(document, head, criteria, directions)
    sha256 = digest(folder)
    edition = Methodology(
        id=head.id,
        edition=head.edition,
        title=head.title,
        valid_from=head.valid_from,
        valid_to=head.valid_to,
        law=head.law,
        max={str(kind): points for kind, points in head.max.items()},
        places_for_bands=head.places_for_bands,
        criteria=criteria,
        grades=head.grades,
        rules=head.rules,
        sha256=sha256,
        partial=head.partial,
        missing=head.missing,
        penalty=head.penalty,
        assessment=head.assessment,
        exemptions=head.exemptions,
        excluded=head.excluded,
        floor={str(kind): points for kind, points in head.floor.items()},
        direction=head.direction,
        directions=directions,
        overall=head.overall,
        lock=_lock(folder, sha256),
    )
    return edition.model_copy(update={"demands": load_demands(folder, edition)})


def digest(folder: str | Path) -> str:
    """SHA-256 over the names and bytes of the YAML files of an edition, by name."""
    total = hashlib.sha256()
    for path in sorted(Path(folder).glob("*.yaml")):
        total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def write_lock(folder: str | Path) -> str:
    """Closes an edition: writes the digest of its files beside them and returns it.

    :raises ConfigError: the edition is not sound, or the folder cannot be written.
    """
    sha256 = load(folder).sha256
    try:
        (Path(folder) / LOCK).write_text(f"sha256:{sha256}\n", encoding="ascii")
    except OSError as fault:
        raise ConfigError(Path(folder) / LOCK, "cannot be written ({reason}); check its rights", reason=fault.strerror) from None
    return sha256


def orders(methodology: Methodology, kind: BodyKind) -> list[CheckOrder]:
    """The checks to be run for a body of this kind, in the printed order of what they serve."""
    made = []
    for parameter in parameters(methodology, kind):
        for use, served in _uses(parameter):
            made.append(order(use, served, parameter))
    return made


def order(use: CheckUse, served: str, parameter: Parameter) -> CheckOrder:
    """The order of one check for a row or a requirement of it."""
    return CheckOrder(check=use.check, parameter=served, languages=parameter.languages, options=use.options)


def rows(
    methodology: Methodology, kind: BodyKind, criteria: Iterable[Criterion] | None = None
) -> Iterator[tuple[Criterion, Indicator, Section, Parameter]]:
    """Every row that is scored for a body of this kind, in printed order; of the openness criteria where none are given."""
    for criterion in methodology.criteria if criteria is None else criteria:
        if kind not in criterion.applies:
            continue
        for indicator in criterion.indicators:
            if kind not in indicator.applies:
                continue
            for section in indicator.sections:
                for parameter in section.parameters:
                    if kind in parameter.applies:
                        yield criterion, indicator, section, parameter


def parameters(methodology: Methodology, kind: BodyKind) -> Iterator[Parameter]:
    """Every row of every direction, and the rows of the penalties, for a body of this kind."""
    yield from (row for *_, row in rows(methodology, kind))
    if methodology.penalty is not None:
        yield methodology.penalty
    for direction in methodology.directions:
        yield from (row for *_, row in rows(methodology, kind, direction.criteria))
        if direction.penalty is not None:
            yield direction.penalty


def find_parameter(methodology: Methodology, parameter_id: str) -> Found | None:
    """Where a row or a requirement of a row stands, or None for an unknown id."""
    for criterion, indicator, section, parameter in _everything(methodology):
        if parameter.id == parameter_id:
            return Found(criterion, indicator, section, parameter, None)
        for element in parameter.elements:
            if element.id == parameter_id:
                return Found(criterion, indicator, section, parameter, element)
    for penalty in (methodology.penalty, *(direction.penalty for direction in methodology.directions)):
        if penalty is not None and penalty.id == parameter_id:
            return Found(None, None, None, penalty, None)
    return None


def _everything(methodology: Methodology) -> Iterator[tuple[Criterion, Indicator, Section, Parameter]]:
    """Every row of every criterion of every direction, whatever kind of body it is for."""
    directions = [methodology.criteria, *(direction.criteria for direction in methodology.directions)]
    for criterion in (one for criteria in directions for one in criteria):
        for indicator in criterion.indicators:
            for section in indicator.sections:
                for parameter in section.parameters:
                    yield criterion, indicator, section, parameter


def _uses(parameter: Parameter) -> Iterator[tuple[CheckUse, str]]:
    for use in parameter.checks:
        yield use, parameter.id
    for element in parameter.elements:
        for use in element.checks:
            yield use, element.id


def _head(path: Path) -> tuple[MethodologyFile, Document]:
    document = read_strict(path)
    return convert(document, MethodologyFile), document


def _prove_listed(folder: Path, document: Document, head: MethodologyFile) -> None:
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in {HEAD, DUTIES, *head.tables}:
            unlisted = N_("the file «{name}» lies in the folder but is not listed; list or remove it")
            raise document.fault(("tables",), unlisted, name=path.name)


def _prove_head(document: Document, head: MethodologyFile, laws: frozenset[str]) -> None:
    for name, rule in head.rules.items():
        prove_citation(document, ("rules", name, "rule"), rule, laws)
    for number, grade in enumerate(head.grades):
        prove_citation(document, ("grades", number, "rule"), grade.rule, laws)
    lows = [grade.low for grade in head.grades]
    if lows and (lows != sorted(set(lows), reverse=True) or lows[-1] != 0):
        raise document.fault(("grades",), "the grades must fall from the highest «low» to 0, each once; correct their order")
    for number, entry in enumerate(head.criteria):
        prove_citation(document, ("criteria", number, "rule"), entry.rule, laws)
    for number, exemption in enumerate(head.exemptions):
        prove_citation(document, ("exemptions", number, "rule"), exemption.rule, laws)
    if head.overall is not None:
        prove_citation(document, ("overall", "rule"), head.overall.rule, laws)
    if head.penalty is not None:
        prove_parameter(document, ("penalty",), head.penalty, laws, None)
    for number, direction in enumerate(head.directions):
        prove_citation(document, ("directions", number, "rule"), direction.rule, laws)
        if direction.penalty is not None:
            prove_parameter(document, ("directions", number, "penalty"), direction.penalty, laws, None)
    if head.valid_to is not None and head.valid_to < head.valid_from:
        raise document.fault(("valid_to",), "valid_to lies before valid_from; correct one of them")


def _criteria(
    document: Document, place: Place, entries: tuple[CriterionFile, ...], found: Mapping[str, Indicator], used: set[str]
) -> tuple[Criterion, ...]:
    criteria = []
    for number, entry in enumerate(entries):
        for at, name in enumerate(entry.indicators):
            if name not in found or name in used:
                wrong = N_("indicator «{name}» stands in no table file or is named twice; correct the id")
                raise document.fault((*place, number, "indicators", at), wrong, name=name)
            used.add(name)
        values = entry.model_dump(exclude={"indicators"})
        criteria.append(Criterion(**values, indicators=tuple(found[name] for name in entry.indicators)))
    return tuple(criteria)


def _directions(
    document: Document, head: MethodologyFile, found: Mapping[str, Indicator], used: set[str]
) -> tuple[Direction, ...]:
    made = []
    for number, entry in enumerate(head.directions):
        criteria = _criteria(document, ("directions", number, "criteria"), entry.criteria, found, used)
        _prove_maxima(document, ("directions", number), entry.max, criteria)
        values = entry.model_dump(exclude={"criteria"})
        made.append(Direction(**values, criteria=criteria))
    return tuple(made)


def _inherit(indicator: Indicator) -> Indicator:
    """Rows of points are scored in the languages of their table, and for its kinds of bodies."""
    sections = []
    for section in indicator.sections:
        parameters = tuple(
            row.model_copy(
                update={
                    "languages": indicator.languages if row.role in PER_LANGUAGE else (),
                    "applies": tuple(kind for kind in row.applies if kind in indicator.applies),
                }
            )
            for row in section.parameters
        )
        sections.append(section.model_copy(update={"parameters": parameters}))
    return indicator.model_copy(update={"sections": tuple(sections)})


def _prove_maxima(document: Document, place: Place, maxima: Mapping[BodyKind, Decimal], criteria: tuple[Criterion, ...]) -> None:
    for kind, printed in maxima.items():
        total = Decimal(0)
        for number, criterion in enumerate(criteria):
            if kind not in criterion.applies:
                continue
            found = sum((one.max for one in criterion.indicators if kind in one.applies), Decimal(0))
            found = Decimal(0) if criterion.role == "penalty" else found
            if found != criterion.max:
                sums = {"id": criterion.id, "kind": kind, "found": found, "printed": criterion.max}
                raise document.fault((*place, "criteria", number, "max"), UNEQUAL_INDICATORS, **sums)
            total += found
        if total != printed:
            raise document.fault((*place, "max", kind), UNEQUAL_CRITERIA, kind=kind, found=total, printed=printed)


def _prove_exemptions(
    document: Document, head: MethodologyFile, criteria: tuple[Criterion, ...], directions: tuple[Direction, ...]
) -> None:
    known: set[str] = set()
    for criterion in (*criteria, *(one for direction in directions for one in direction.criteria)):
        known.add(criterion.id)
        for indicator in criterion.indicators:
            known.add(indicator.id)
            for section in indicator.sections:
                known |= {section.id, *(row.id for row in section.parameters)}
    for number, exemption in enumerate(head.exemptions):
        if not (exemption.bodies or exemption.traits):
            raise document.fault(("exemptions", number), "the exemption names no bodies and no traits; name one of them")
        for at, name in enumerate(exemption.parameters):
            if name not in known:
                wrong = N_("«{name}» is no row, section, table or criterion of this edition; correct the id")
                raise document.fault(("exemptions", number, "parameters", at), wrong, name=name)


def _lock(folder: Path, sha256: str) -> str:
    try:
        text = (folder / LOCK).read_text(encoding="ascii")
    except FileNotFoundError:
        return "absent"
    except (OSError, UnicodeDecodeError):
        return "differs"
    return "matches" if text.split() == [f"sha256:{sha256}"] else "differs"


def _not_in_force(edition: Edition, as_of: date) -> Text:
    day, since = _day(as_of), _day(edition.valid_from)
    period = f"{since} – {_day(edition.valid_to)}" if edition.valid_to else f"{since} – …"
    return Text(
        ru=(
            f"На {day} ни одна редакция методики {edition.id} не действует; применена ближайшая по времени: редакция "
            f"{edition.edition} (срок действия: {period}). Результат не является оценкой по методике, действующей на эту дату."
        ),
        kk=(
            f"{day} күні {edition.id} әдістемесінің бірде-бір редакциясы күшінде емес; уақыты бойынша ең жақыны қолданылды: "
            f"{edition.edition} редакциясы (қолданылу мерзімі: {period}). Нәтиже осы күні қолданыстағы әдістеме бойынша "
            "берілген баға болып табылмайды."
        ),
    )


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
