"""``python -m benchmarks.labels [--blind] [SITE…]``: how findings stand against labels made by hand on saved sites, or on the blind ones.

Each labelled site is served on loopback and audited by the program, or with ``--runs FOLDER`` the finished run
``FOLDER/SITE/run`` is taken (the site's name, whole or without ``site-kz-``). Told per site and table: how much of what is absent, lacks a
part or is there was found; how many charges and passes are wrong; what share of the points is decided; and every disagreement in a line.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.report import RESULTS
from tests.corpus.labels import BLIND, EDITIONS, HOME, Labels, every
from tests.corpus.serving import served
from tests.corpus.standing import WRONG_CHARGES, WRONG_MET, Answer, Standing, standing, table_of
from tests.settings import ROOT


class Scored(NamedTuple):
    """One site: its labels, how the findings stand, and the decided shares of the run's tables."""

    labels: Labels
    standing: Standing
    decided: dict[str, Any]


def scored(labels: Labels, run: Path) -> Scored:
    """Reads a finished run."""
    lines = (run / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    coverage = json.loads((run / "result.json").read_text(encoding="utf-8"))["coverage"]
    return Scored(labels, standing(labels, map(json.loads, lines)), coverage["decided"]["tables"])


def audited(labels: Labels, folder: Path, more: Iterable[str] = ()) -> Path:
    """Audits a labelled site as its labels say; gives the folder of the run.

    :raises SystemExit: the audit failed; with what the program said.
    """
    with served(labels.folder) as site:
        command = [
            sys.executable,
            "-m",
            "openness",
            "audit",
            "--site",
            site + labels.start,
            "--kind",
            labels.kind,
            "--allow-private",
        ]
        command += ["--methodology", labels.methodology, "--as-of", labels.as_of.isoformat(), "--lang", "en", *more]
        command += ["--out", str(folder / "run"), "--db", f"sqlite:///{folder}/audit.db"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{labels.site}: the audit failed: {done.stderr[-400:]}")
    return folder / "run"


def found_run(labels: Labels, runs: Path) -> Path:
    """The run of a site below a folder of runs.

    :raises SystemExit: there is none.
    """
    names = (labels.site, labels.site.removeprefix("site-kz-"), labels.site.removeprefix("site-kz-").rpartition("-")[2])
    for name in names:
        if (runs / name / "run" / "findings.jsonl").is_file():
            return runs / name / "run"
    raise SystemExit(f"{runs}: no finished run of {labels.site}; name its folder {names[1]}/run")


def markdown(sites: list[Scored], home: Path = HOME) -> str:
    """The whole report; ``home`` is the folder of the labels."""
    everything = Standing(tuple(answer for site in sites for answer in site.standing.answers))
    wrong = _listed("Wrong", sites, lambda answer: answer.wrong)
    missed = _listed("Left open or told too mildly", sites, lambda answer: answer.missed and not answer.wrong)
    return "\n".join([*_head(everything, home), *_tables(sites), *wrong, *missed, ""])


def _head(whole: Standing, home: Path) -> Iterator[str]:
    yield "# Findings against labels made by hand"
    yield ""
    made = "python -m benchmarks.labels" + (" --blind" if home == BLIND else "" if home == HOME else f" --edition {home.name}")
    yield f"{datetime.now(UTC):%Y-%m-%d}. Labels: `{home.relative_to(ROOT)}/`; made by `{made}`. «Cannot tell» counts neither way."
    yield ""
    yield f"- charged and wrong: {whole.wrong_charges} (goal: at most {WRONG_CHARGES} %)"
    yield f"- met and wrong: {whole.wrong_met} (goal: at most {WRONG_MET} %)"
    yield f"- absences found: {whole.absences} (goal: at least 85 %); shortcomings found: {whole.shortcomings}; what is there passed: {whole.met}"
    yield ""


def _tables(sites: list[Scored]) -> Iterator[str]:
    yield "| site | table | decided | absences found | shortcomings found | charges wrong | there, passed | passes wrong |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for site in sites:
        tables = dict.fromkeys(table_of(answer.label.row) for answer in site.standing.answers)
        for table in tables:
            part = Standing(tuple(answer for answer in site.standing.answers if table_of(answer.label.row) == table))
            cells = (part.absences, part.shortcomings, part.wrong_charges, part.met, part.wrong_met)
            decided = ", ".join(f"{key} {value}" for key, value in site.decided.get(table, {}).items()) or "–"
            yield f"| {site.labels.site} | {table} | {decided} | {' | '.join(map(str, cells))} |"


def _listed(title: str, sites: list[Scored], which: Callable[[Answer], bool]) -> Iterator[str]:
    yield from ("", f"## {title}")
    for site in sites:
        lines = [answer.line() for answer in site.standing.answers if which(answer)]
        yield from ("", f"### {site.labels.site}: {len(lines)}", "")
        yield from (f"- {line}" for line in lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.labels", description="Findings against labels made by hand.")
    parser.add_argument("sites", nargs="*", metavar="SITE", help="labelled sites; all where none is named")
    parser.add_argument(
        "--blind", action="store_true", help="the sites of tests/portals/blind, labelled before the program saw them"
    )
    parser.add_argument(
        "--edition", choices=sorted(EDITIONS), metavar="EDITION", help=f"labels of a newer edition: {', '.join(sorted(EDITIONS))}"
    )
    parser.add_argument(
        "--runs", type=Path, metavar="FOLDER", help="take the finished runs below this folder instead of auditing"
    )
    parser.add_argument("--no-render", action="store_true", help="audit without the browser")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where the report goes (default: benchmarks/results/DATE-labels.md or DATE-labels-blind.md, DATE-labels-EDITION.md)",
    )
    asked = parser.parse_args(arguments)
    if asked.blind and asked.edition:
        parser.error("--edition is of the saved sites; each blind site has the edition that its labels name: give one of the two")
    home = BLIND if asked.blind else HOME / asked.edition if asked.edition else HOME
    known = {labels.site: labels for labels in every(home)}
    if strange := [name for name in asked.sites if name not in known]:
        parser.error(f"{strange[0]} is not labelled; labelled are {', '.join(known)}")
    chosen = [known[name] for name in asked.sites or known]
    if not asked.runs and (lacking := [labels.folder for labels in chosen if not labels.folder.is_dir()]):
        parser.error(f"{lacking[0]} is not here: the saved sites lie beside the project; or give finished runs by --runs")
    sites = [_one(labels, asked) for labels in chosen]
    target: Path = asked.output or RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-labels{'' if home == HOME else f'-{home.name}'}.md"
    target.write_text(markdown(sites, home), encoding="utf-8")
    print(target)
    return 0


def _one(labels: Labels, asked: argparse.Namespace) -> Scored:
    if asked.runs:
        return scored(labels, found_run(labels, asked.runs))
    with tempfile.TemporaryDirectory() as folder:
        return scored(labels, audited(labels, Path(folder), ["--no-render"] if asked.no_render else []))


if __name__ == "__main__":
    sys.exit(main())
