"""Everything that the browser lane measures, on pages of the stand-in, as an audit orders it when nobody says otherwise."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import create_engine

from crawler.browser.probes import ON_HOMES
from store import schema
from store.harvest import Artifact, ArtifactKind, Device
from store.objects import ObjectStore
from tests.e2e.conftest import MEASURED, Audit, openness
from tests.settings import PROBES

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.xdist_group("measured"), pytest.mark.costs(80)]
AT_HOME = {probe.name for probe in ON_HOMES}
# Pages that were opened for the places that scripts make, and not measured.
LIGHT = "light"
# These pages have neither a text that axe leaves open nor a form besides the search.
NOTHING_THERE = {ArtifactKind.CONTRAST, ArtifactKind.FORMS}


@pytest.fixture(scope="module")
def artifacts(measured: Audit) -> list[Artifact]:
    engine = create_engine(measured.db)
    with engine.connect() as db:
        found = list(schema.read_artifacts(db, measured.result["run"]["id"]))
    engine.dispose()
    return found


def test_every_probe_measures_every_page(measured: Audit, artifacts: list[Artifact]) -> None:
    pages = {item.url for item in artifacts if item.kind is ArtifactKind.PAGE and item.note != LIGHT}
    homes = {measured.site + language for language in ("kk/", "ru/", "en/")}
    assert len(pages) == MEASURED
    assert homes < pages
    for name, kind in PROBES.items():
        looked = {item.url for item in artifacts if item.kind is kind and item.ok}
        assert looked == (homes if name in AT_HOME else pages), name


def test_reports_of_probes_say_what_they_saw(measured: Audit, artifacts: list[Artifact]) -> None:
    objects = ObjectStore(str(measured.out / "evidence"))
    told = [(item.kind, json.loads(objects.get(item.object_sha256))) for item in artifacts if item.kind in PROBES.values()]
    assert {value["status"] for _, value in told} <= {"done", "not-applicable"}
    done = {kind for kind, value in told if value["status"] == "done"}
    assert done >= set(PROBES.values()) - NOTHING_THERE


def test_telephones_and_other_engines_were_asked_too(measured: Audit, artifacts: list[Artifact]) -> None:
    assert {item.device for item in artifacts if item.kind is ArtifactKind.PHONE} == {Device.PHONE_IPHONE, Device.PHONE_ANDROID}
    assert [item for item in artifacts if item.kind is ArtifactKind.ENGINE]
    assert measured.status == 0, measured.stderr
    assert "Traceback" not in measured.stderr


def test_replay_gives_the_same_bytes(measured: Audit) -> None:
    """Of a whole site so does judging its package again (``test_planted.py``)."""
    done = openness("replay", str(measured.out), "--db", measured.db, "--lang", "en")
    assert (done.returncode, done.stdout.strip().endswith("byte for byte.")) == (0, True), done.stderr


def test_stages_can_be_run_again(measured: Audit) -> None:
    """A stage again makes all that follow anew; each by itself is proved on a small site (``tests/openness/test_stages.py``)."""
    before = (measured.out / "findings.jsonl").read_bytes()
    done = openness("extract", str(measured.out), "--db", measured.db)
    assert done.returncode in (0, 1), done.stderr
    assert (measured.out / "findings.jsonl").read_bytes() == before
