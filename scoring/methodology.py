"""An edition of a law, read from its folder and proved; and which edition is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scoring.demands import DUTIES, load_demands
from scoring.lock import LOCK, MAPPING, digest, lock_state, mapping_digest, mapping_files
from scoring.mapping import Mapped, refuse_in_head, refuse_in_law
from scoring.proofs import headed, inherit, joined_criteria, joined_directions, prove_exemptions, prove_head, prove_maxima
from scoring.readings import READINGS, with_readings
from scoring.tables import MethodologyFile, TableFile, prove, unique_ids
from store.base import BodyKind, Note, Text
from store.findings import CheckOrder
from store.methodology import AssessmentPeriod, CheckUse, Criterion, Element, Indicator, Methodology, Parameter, Section
from store.strictyaml import ConfigError, Document, convert, read_strict
from store.told import N_

HEAD = "methodology.yaml"
BY_DATE = "openness"
"""What is assessed where nobody names a law: the edition on openness in force on the day."""


class Edition(NamedTuple):
    """One edition at hand: its law, its name (the day of entry into force), its validity and its folder."""

    id: str
    edition: str
    valid_from: date
    valid_to: date | None
    folder: Path
    assessment: str
    period: AssessmentPeriod


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
        editions.append(Edition(head.id, head.edition, head.valid_from, head.valid_to, path.parent, head.assessment, head.period))
        if (head.id, head.edition) != (path.parent.parent.name, path.parent.name):
            found = f"{path.parent.parent.name}/{path.parent.name}"
            raise document.fault(("edition",), "the folder is named {found}; name it as id/edition", found=found)
    return sorted(editions, key=lambda edition: (edition.id, edition.edition))


def choose(
    config_dir: str | Path, methodology_id: str | None, as_of: date, known_checks: Mapping[str, Any] | None = None
) -> tuple[Methodology, Text | None]:
    """The edition in force on ``as_of``, read and proved; where none is, the latest that began before it with a note that says so.

    :param methodology_id: only editions of this law; None for all.
    :returns: the edition, and a note in kk and ru that must stand in the report (None where the edition is in force).
    :raises ConfigError: no edition, unknown law, or an edition that cannot be read.
    """
    chosen, in_force = chosen_on(config_dir, methodology_id, as_of)
    return load(chosen.folder, known_checks), None if in_force else _not_in_force(chosen, as_of)


def chosen_on(config_dir: str | Path, methodology_id: str | None, as_of: date) -> tuple[Edition, bool]:
    """Which edition a day means, by the heads alone, and whether it is in force on it.

    :param methodology_id: only editions of this law; None for all.
    :raises ConfigError: no edition, unknown law, or a head that cannot be read.
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
    return max(begun, key=_age) if begun else min(mine, key=_age), bool(in_force)


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
    mapped = Mapped(folder, known_checks)
    documents: dict[str, Document] = {}
    tables: dict[str, TableFile] = {}
    for number, name in enumerate(head.tables):
        if Path(name).name != name or not (folder / name).is_file():
            raise document.fault(("tables", number), "there is no file «{name}» beside it; correct the name", name=name)
        documents[name] = read_strict(folder / name)
        tables[name] = convert(documents[name], TableFile)
        refuse_in_law(documents[name], tables[name])
        prove(documents[name], tables[name], laws)
    refuse_in_head(document, head)
    _prove_listed(folder, document, head)
    unique_ids(documents, tables)
    prove_head(document, head, laws)
    tables = {name: mapped.table(table) for name, table in tables.items()}
    found = {indicator.id: inherit(indicator) for table in tables.values() for indicator in table.indicators}
    used: set[str] = set()
    criteria = joined_criteria(document, ("criteria",), head.criteria, found, used)
    prove_maxima(document, (), head.max, criteria)
    directions = mapped.penalties(joined_directions(document, head, found, used))
    unused = sorted(set(found) - used)
    if unused:
        raise document.fault(("criteria",), "indicator «{name}» belongs to no criterion; name it in one", name=unused[0])
    prove_exemptions(document, head.exemptions, criteria, directions)
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
        period=head.period,
        criteria=criteria,
        grades=head.grades,
        rules=head.rules,
        sha256=sha256,
        partial=head.partial,
        missing=head.missing,
        tables=tuple(headed(documents[name], table) for name, table in tables.items()),
        penalty=None if head.penalty is None else mapped.row(head.penalty),
        assessment=head.assessment,
        exemptions=head.exemptions,
        excluded=head.excluded,
        floor={str(kind): points for kind, points in head.floor.items()},
        direction=head.direction,
        directions=directions,
        overall=head.overall,
        lock=lock_state(folder, sha256),
        mapping_sha256=mapping_digest(folder),
    )
    mapped.close()
    edition = with_readings(edition, folder, (document, *documents.values()))
    return edition.model_copy(update={"demands": load_demands(folder, edition)})


def write_lock(folder: str | Path) -> str:
    """Closes an edition: writes the digest of the files of the law beside them and returns it.

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
        made += [order(use, served, parameter) for use, served in _uses(parameter) if use.serves(kind)]
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
    for use in (*parameter.checks, *parameter.shortcomings):
        yield use, parameter.id
    for element in parameter.elements:
        for use in element.checks:
            yield use, element.id


def _head(path: Path) -> tuple[MethodologyFile, Document]:
    document = read_strict(path)
    return convert(document, MethodologyFile), document


def _prove_listed(folder: Path, document: Document, head: MethodologyFile) -> None:
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in {HEAD, READINGS, DUTIES, *head.tables} and path not in mapping_files(folder):
            unlisted = N_("the file «{name}» lies in the folder but is not listed; list or remove it")
            raise document.fault(("tables",), unlisted, name=path.name)


def _not_in_force(edition: Edition, as_of: date) -> Note:
    day, since = _day(as_of), _day(edition.valid_from)
    period = f"{since} – {_day(edition.valid_to)}" if edition.valid_to else f"{since} – …"
    return Note(
        en=(
            f"On {day} no edition of the methodology {edition.id} is in force; the nearest one in time is applied: edition {edition.edition} "
            f"(in force: {period}). The result is no assessment by the methodology in force on that day."
        ),
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


__all__ = [
    "BY_DATE",
    "HEAD",
    "LOCK",
    "MAPPING",
    "READINGS",
    "Edition",
    "Found",
    "available",
    "choose",
    "digest",
    "find_parameter",
    "load",
    "mapping_digest",
    "order",
    "orders",
    "parameters",
    "rows",
    "write_lock",
]
