"""What scenarios let the stand-in body hand in and announce: every file is taken in, every announcement is reached and leads to its portal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from openness.imports.every import kinds
from openness.imports.take import Wanted, take_in
from openness.registers import load_bodies
from store.db import open_database
from tests.portals.handed import handed_in
from tests.portals.noticed import written
from tests.portals.register import configured
from tests.portals.scenarios import files
from tests.portals.standin import pages_of, served, walk_of

PORTALS = {name: f"http://{name}.example/" for name in files.FOLDERS}
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("law", files.PERIODS)
def test_every_file_is_taken_in(tmp_path: Path, law: str) -> None:
    config = configured(tmp_path, {"dala": "http://127.0.0.1:9/"})
    body = load_bodies(config)["dala"]
    engine = open_database(f"sqlite:///{tmp_path}/a.db")
    found = []
    for kind, path in handed_in("dala", law, tmp_path):
        wanted = Wanted(
            kind=kinds()[kind], path=path, body="dala", body_kind=body.kind, period=files.PERIODS[law],
            as_of=date.fromisoformat(files.AS_OF), config=config, methodology=law,
        )  # fmt: skip
        assert take_in(engine, wanted, NOW).item.facts
        found.append(kind)
    assert (
        sorted(found)
        == {
            "kz-2025": ["assessments", "events", "media-requests", "report", "survey", "unified-list"],
            "kz-2017": ["assessments", "unified-list"],
        }[law]
    )


def test_every_announcement_is_reached_and_leads_to_its_portal(tmp_path: Path) -> None:
    news = written("dala", PORTALS, tmp_path / "news.json")
    with served("--flawless", "--news", str(news)) as port:
        pages = pages_of(walk_of(port))
    told = [page for one in files.scenarios("dala").values() for page in one.site]
    assert told
    for page in told:
        address = f"/{page.language}/news/{'-'.join(page.path.strip('/').split('/')[1:])}/"
        shown = pages[address].page
        assert shown is not None
        assert page.text in "".join(shown.text)
        targets = {str(values.get("href")) for tag, values in shown.elements if tag == "a"}
        wanted = {PORTALS[name].rstrip("/") + path for name, _, path in (link.partition(":") for link in page.links)}
        assert wanted <= targets
