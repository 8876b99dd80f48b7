"""The folder of a cohort report, written body by body: of each only its totals stay in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from openness.cohorts.build import build
from openness.cohorts.closed import Closed, Gate
from openness.cohorts.columns import FINDINGS, PARAMETERS, FindingLine, RowLine
from openness.cohorts.model import FILE, Cohort
from openness.cohorts.page import pages
from openness.cohorts.publication import OPEN_DATA, PUBLICATION, open_data, publication
from openness.cohorts.summary import Summary, rows_of, summary
from openness.cohorts.tables import TableFile, written
from openness.cohorts.worst import Losses
from reports.files import canonical, write_whole
from reports.read import lines, read_result


def write_cohort(folder: Path, runs: Mapping[str, Path], closed: Iterable[Closed], earlier: Cohort | None = None) -> Cohort:
    """Writes every file of the report.

    :param folder: where they go; files of an earlier report there are replaced.
    :param runs: folder of each body's run by the body's code, all scored together by one edition.
    :param closed: rules on what may not be published; ``earlier``: the report on an earlier period.
    :returns: what was written as cohort.json.
    :raises ReportError: a run's file that cannot be read, a folder that cannot be written.
    :raises WrongUse: an earlier cohort that is not earlier.
    """
    gate = Gate(closed)
    summaries: list[Summary] = []
    kept: list[str] = []
    losses = Losses()
    with _tables(folder) as (parameters, findings):
        for code in sorted(runs):
            summaries.append(_take(runs[code], parameters, findings, losses, gate, kept))
    cohort = build(summaries, losses, earlier)
    write_whole(folder / FILE, (canonical(cohort.model_dump(mode="json", by_alias=True), indent=1), "\n"))
    for name, text in pages(cohort, len(runs)):
        write_whole(folder / name, text)
    write_whole(folder / OPEN_DATA, open_data(cohort, kept))
    write_whole(folder / PUBLICATION, publication(cohort, lambda code: read_result(runs[code]), gate))
    return cohort


def _take(run: Path, parameters: TableFile, findings: TableFile, losses: Losses, gate: Gate, kept: list[str]) -> Summary:
    result = read_result(run)
    for at in rows_of(result):
        parameters.add(RowLine(result, at))
    losses.add(result)
    if gate.open_to(result["body"]):
        kept.append(result["body"]["code"])
    for finding, _ in lines(run):
        findings.add(FindingLine(result, finding))
    return summary(result)


@contextmanager
def _tables(folder: Path) -> Iterator[tuple[TableFile, TableFile]]:
    """Both tables, finished at the end, taken away where something fails."""
    made: list[TableFile] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made += [TableFile(folder, PARAMETERS)]
        made += [TableFile(folder, FINDINGS)]
        yield made[0], made[1]
        for table in made:
            table.close()
    except OSError as fault:
        raise written(fault, folder) from fault
    finally:
        for table in made:
            table.drop()
