"""The job on the command line, over HTTP: a body and its organisation, each by a run of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.crawler.servant import serving
from tests.openness.small import PAGES, Run

pytestmark = pytest.mark.costs(25)
BODY = """schema: openness/bodies/1
source: "test"
bodies:
  - code: dala
    kind: central
    name: {{kk: "Дала министрлігі", ru: "Министерство степи"}}
    sites:
      - url: "{url}"
"""


def test_a_body_and_its_organisation_in_one_job(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    with serving(PAGES) as ministry, serving(PAGES) as organisation:
        (tmp_path / "config" / "bodies" / "dala.yaml").write_text(BODY.format(url=ministry.url), encoding="utf-8")
        lines = [
            "code;name-kk;name-ru;site-ru;since",
            f"zhol;Жол;Дорога;{organisation.url};2024-01-01",
            "kopir;Көпір;Мост;;2024-01-01",
        ]
        (tmp_path / "register.csv").write_text("\n".join(lines), encoding="utf-8")
        run = Run(tmp_path, ("--config", str(tmp_path / "config")))
        command = ("audit", "dala", "--subordinates", "--no-render", "--no-portals", "--allow-private", "--as-of", "2026-11-20",
                   "--methodology", "kz-2025", *run.arguments)  # fmt: skip
        refused = run.call(*command)
        assert (refused.returncode, "no register tells of the organisations of dala" in refused.stderr) == (2, True), (
            refused.stderr
        )
        assert not list(tmp_path.glob("var/runs/*"))
        taken = run.call("import", "subordinates", "register.csv", "--body", "dala", "--as-of", "2026-11-20", *run.arguments)
        assert taken.returncode == 0, taken.stderr
        first = run.call(*command)
        assert "audited now 1, audited before 0, without a site 1, not audited 0" in first.stderr, first.stderr
    (folder,) = tmp_path.glob("var/runs/dala-*")
    organisations = json.loads((folder / "result.json").read_text(encoding="utf-8"))["subordinates"]
    assert [one["state"] for one in organisations] == ["no-site", "audited"]
    report = (folder / organisations[1]["folder"] / "report.kk.html").resolve()
    assert report.is_file()
