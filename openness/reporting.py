"""The reports of a run: what a reader opens, and the manifest of what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from checks.counsel import counsel
from checks.mends import mend_of
from reports.counsel import write_counsel
from reports.html.page import write_html
from reports.html.pictures import Copies
from reports.i18n import LANGUAGES, t
from reports.ledger import write_ledger
from reports.manifest import write_manifest
from reports.read import read_lines, read_result
from reports.since import read_since
from store import schema
from store.earlier import run_before
from store.harvest import CrawlPlan
from store.objects import ObjectStore
from store.place import evidence_of
from store.snapshot import Snapshot


def write_reports(
    engine: Engine, plan: CrawlPlan, progress: Callable[[str, dict[str, Any]], None], compared: Iterable[dict[str, Any]] = ()
) -> None:
    """Writes the reports in each language, the ledger, the counsel and the manifest of the evidence of a run that was scored.

    :param progress: told of each file.
    :param compared: lines of counsel that rest on an earlier run, where that run is not at hand.
    """
    out, objects = Path(plan.out), ObjectStore(evidence_of(plan))
    result, lines = read_result(out), read_lines(out)
    with engine.connect() as db:
        artifacts = list(schema.read_artifacts(db, plan.run_id))
        write_ledger(out, schema.read_ledger(db, plan.run_id))
        earlier = run_before(db, plan)
        before = Snapshot(db, ObjectStore(evidence_of(earlier)), earlier, {}) if earlier is not None else None
        told = write_counsel(out, counsel(Snapshot(db, objects, plan, {}), before), compared)
    copies, since = Copies(), read_since(out, result, lines)
    known = {check: mend_of(check) for check in sorted({line["check"] for line in lines})}
    mends = {check: mend.model_dump() for check, mend in known.items() if mend is not None}
    for number, language in enumerate(LANGUAGES):
        progress("report", {"number": number, "of": len(LANGUAGES) + 1, "what": f"report.{language}.html"})
        write_html(out, language, result, lines, objects, artifacts, told, copies, since, mends)
    last = {language: t("list of the evidence", language) for language in LANGUAGES}
    progress("report", {"number": len(LANGUAGES), "of": len(LANGUAGES) + 1, "what": last})
    write_manifest(out / "evidence", evidence_of(plan))
