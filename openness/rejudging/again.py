"""The payload of a package judged again: extraction, checks, points and reports, each compared with what the package says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import TemplateError

from openness.faults import WrongUse
from openness.pipeline import Pipeline, silent
from openness.rejudging.build import build
from openness.rejudging.differing import findings_differ, result_differs
from openness.rejudging.packed import CONFIG, JUDGING, MADE_BY
from openness.rejudging.restored import Restored, restore
from openness.reporting import write_reports
from reports import index
from reports.counsel import COUNSEL_FILE, read_counsel
from reports.errors import ReportError
from reports.evidence import REPORTS
from reports.expected import AnyObject
from reports.i18n import t
from reports.jsonread import read_object
from reports.ledger import LEDGER_FILE
from reports.methodology_files import digest_of
from reports.read import read_lines, read_result
from reports.result import FINDINGS_FILE, RESULT_FILE
from reports.since import SINCE_FILE
from scoring import methodology as law
from store import schema
from store.harvest import CrawlPlan
from store.told import N_, Told
from store.visible import line

OTHERWISE = N_("data/{file}: made again from what the package holds, it comes out otherwise.")
OTHER_LAW = N_(
    "data/config: the edition {name} in the package is not the one that this program has (digest {found}, here {here})."
)
UNPACKED_LAW = N_("data/methodology: not the edition in data/config that the points were counted by.")
UNMADE = N_("data/judging: nothing could be judged again: {fault}")
OTHER_BUILD = N_("The package was made by another build of the program ({made}; here {here}): what differs may come from that.")
OTHER_CONFIG = N_("Taken as they stand in the package, for this program has them otherwise: {files}.")
SINCE_TAKEN = N_("{file} is taken as the package has it: the earlier run that it tells of is not in the package")
FORMS_TAKEN = N_("{file} is taken as the package has it: forms are proved by their digests and are not made again")
SHOWN = 10
# What a comparison with an earlier run told: that run is not in the package.
COMPARED = "records-changed"

Said = tuple[str, dict[str, Any]]


class Judged(NamedTuple):
    """What judging again gave: ``problems`` and ``notes`` as texts of the catalogues with their fields, ``findings`` made again."""

    problems: list[Said]
    notes: list[Said]
    findings: int


def judge(data: Path, own_config: Path, language: str = "en", progress: Callable[[str, dict[str, Any]], None] = silent) -> Judged:
    """Judges the payload ``data`` of an unpacked package again, in a database and a folder that are gone afterwards.

    :param own_config: the folder of registers and methodologies that this program came with.
    :param language: of a fault that keeps anything from being judged.
    :param progress: told of the stages.
    :returns: problems where anything comes out otherwise; notes about what was taken as the package has it.
    """
    with tempfile.TemporaryDirectory(prefix="openness-judge-", dir=data.parent) as room:
        try:
            restored = restore(data, Path(room))
            try:
                return _compared(data, restored, own_config, Path(room), progress)
            finally:
                restored.engine.dispose()
        except (Told, WrongUse, TemplateError, ValueError, KeyError, OSError) as fault:
            return Judged([(UNMADE, {"fault": _short(fault, language)})], list(_notes(data, own_config)), 0)


def _compared(
    data: Path, restored: Restored, own_config: Path, room: Path, progress: Callable[[str, dict[str, Any]], None]
) -> Judged:
    pipeline = Pipeline(restored.engine, restored.address, restored.config, progress)
    plan, workspace = restored.plan, room / "again"
    workspace.mkdir()
    problems: list[Said] = list(_laws(restored, data, own_config, plan))
    differing = pipeline.replay(plan, workspace, keep=True)
    if FINDINGS_FILE in differing:
        problems += findings_differ(read_lines(data), read_lines(workspace))
    if RESULT_FILE in differing:
        problems += result_differs(read_result(data), read_result(workspace))
    try:
        problems += [(OTHERWISE, {"file": name}) for name in _derived(data, restored, room, progress)]
    except (TemplateError, ValueError, KeyError):
        # What was forged so that no report can be made of it was found already.
        if not problems:
            raise
    if differing and not problems:
        problems += [(OTHERWISE, {"file": name}) for name in differing]
    return Judged(problems, list(_notes(data, own_config)), len(read_lines(workspace)))


def _laws(restored: Restored, data: Path, own_config: Path, plan: CrawlPlan) -> Iterator[Said]:
    """The law itself: a closed edition never changes, so the package's must be this program's."""
    place = Path("methodology") / plan.methodology / plan.edition
    used = digest_of(restored.config / place)
    if used != digest_of(data / "methodology"):
        yield UNPACKED_LAW, {}
    known = {(one.id, one.edition): one.folder for one in law.available(own_config)}
    folder = known.get((plan.methodology, plan.edition))
    if folder is not None and digest_of(folder) != used:
        yield OTHER_LAW, {"name": f"{plan.methodology} {plan.edition}", "found": used, "here": digest_of(folder)}


def _derived(data: Path, restored: Restored, room: Path, progress: Callable[[str, dict[str, Any]], None]) -> Iterator[str]:
    """Files of the package that are made of others and read otherwise when they are made again."""
    plan, out = restored.plan, Path(restored.plan.out)
    told = read_counsel(out)
    write_reports(restored.engine, plan, progress, [one for one in told if one["code"] == COMPARED])
    # Packages of earlier versions hold neither advice nor a report in English; their results explain nothing in English either.
    english = "en" in read_result(data)["total"]["explanation"]
    later = [name for name in REPORTS[2:] if english or (data / name).exists()]
    for name in (LEDGER_FILE, *REPORTS[:2], *later, *((COUNSEL_FILE,) if (data / COUNSEL_FILE).exists() else ())):
        if not (data / name).exists() or (data / name).read_bytes() != (out / name).read_bytes():
            yield name
    with restored.engine.connect() as db:
        captures, artifacts = list(schema.read_captures(db, plan.run_id)), list(schema.read_artifacts(db, plan.run_id))
    pages = room / "index"
    pages.mkdir()
    index.write(pages, index.entries(captures, artifacts, read_lines(data)), read_result(data))
    for made in sorted(pages.iterdir()):
        if not (data / made.name).exists() or (data / made.name).read_bytes() != made.read_bytes():
            yield made.name


def _notes(data: Path, own_config: Path) -> Iterator[Said]:
    here = build()
    try:
        made, _ = read_object(data / JUDGING / MADE_BY, AnyObject)
    except ReportError:
        made = {}
    if made.get("program") != here["program"] or made.get("libraries") != here["libraries"]:
        yield OTHER_BUILD, {"made": _named(made), "here": _named(here)}
    yield from _taken(data)
    files = sorted(_other_files(data / CONFIG, own_config))
    if files:
        more = ["…"] if len(files) > SHOWN else []
        yield OTHER_CONFIG, {"files": ", ".join([*files[:SHOWN], *more])}


def _taken(data: Path) -> Iterator[Said]:
    """What of a package rests on things that lie outside it, so that it is proved by its digest alone."""
    if (data / SINCE_FILE).exists():
        yield SINCE_TAKEN, {"file": SINCE_FILE}
    if (data / "forms").is_dir():
        yield FORMS_TAKEN, {"file": "forms/"}


def _named(made: dict[str, Any]) -> str:
    return f"{str(made.get('program', '?'))[:12]}, Python {str(made.get('python', '?'))[:20]}"


def _other_files(config: Path, own: Path) -> Iterator[str]:
    for path in config.rglob("*"):
        place = path.relative_to(config)
        if path.is_file() and (not (own / place).is_file() or (own / place).read_bytes() != path.read_bytes()):
            yield place.as_posix()


def _short(fault: Exception, language: str) -> str:
    if isinstance(fault, Told):
        return fault.line(lambda text, **values: t(text, language, **values))
    return line(str(fault) or type(fault).__name__, 500)
