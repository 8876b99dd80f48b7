"""A finished run in a folder of its own, made once for all tests that only read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from reports.html import write_html
from reports.manifest import write_manifest
from reports.methodology_files import digest_of, mapping_digest_of
from reports.read import read_lines, read_result
from reports.result import write_run
from store.harvest import Artifact, Capture
from store.warc import Exchange, WarcWriter
from tests.reports import sample
from tests.reports.sample_score import conclusion


class Run(NamedTuple):
    """A run's folder, the folder of its edition, and what the database would say of its harvest."""

    out: Path
    edition: Path
    case: sample.Case
    captures: tuple[Capture, ...]
    artifacts: tuple[Artifact, ...]


def make_run(root: Path, identity: str = "2026-11-20-mam-01", minutes: int = 0) -> Run:
    """A whole run: objects, WARC with the page's exchange, result, findings, reports, manifest, plan."""
    edition = root / "edition"
    edition.mkdir(parents=True)
    (edition / "a14.yaml").write_text("id: kz-2017:a14\n", "utf-8")
    (edition / "methodology.yaml").write_text("id: kz-2017\n", "utf-8")
    (edition / "mapping.yaml").write_text("mapping: {}\n", "utf-8")
    (edition / "LOCK").write_text(f"sha256:{digest_of(edition)}\n", "utf-8")
    out = root / "run"
    case = sample.Case(out / "evidence")
    law = sample.methodology().model_copy(update={"sha256": digest_of(edition), "mapping_sha256": mapping_digest_of(edition)})
    info = sample.run_info(identity, minutes)
    write_run(out, info, sample.body(), law, sample.coverage(), conclusion(case), case.findings)
    captures = (fetch(case, out / "evidence" / "warc"),)
    result, lines = read_result(out), read_lines(out)
    for language in ("kk", "ru", "en"):
        write_html(out, language, result, lines, case.objects, case.artifacts)
    (out / "run.json").write_text(json.dumps({"run_id": identity}) + "\n", "utf-8")
    write_manifest(out / "evidence")
    return Run(out, edition, case, captures, case.artifacts)


def fetch(case: sample.Case, folder: Path) -> Capture:
    """One exchange in a WARC file, and the capture that points to it."""
    url = f"{sample.SITE}/ru/documents"
    page = case.objects.get(case.page)
    sent = [("Content-Type", "text/html; charset=utf-8")]
    writer = WarcWriter(folder, {}, "openness 0.1.0")
    place = writer.write(Exchange(url, sample.SEEN, "GET", [("Host", "example.gov.kz")], 200, "OK", sent, page, "127.0.0.1"))
    writer.close()
    capture = sample.capture(url, case.page, warc_file=place.file, warc_offset=place.offset, warc_record_id=place.record_id)
    return capture.model_copy(update={"headers": tuple(sent)})


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return make_run(tmp_path_factory.mktemp("run"))
