"""Program and mapping told from the site: the stored harvest of the earlier run is judged again, or they are not told apart at all."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from openness import runs
from openness.comparing.runs import compare
from openness.pipeline import Pipeline
from reports.compared import Compared
from store import course, judged
from store.db import open_database
from store.findings import Finding, Outcome
from tests.openness.comparing.pair import LINKS, causes, proved
from tests.openness.small import Run
from tests.scoring.kit import CONFIG

pytestmark = [pytest.mark.xdist_group("stages"), pytest.mark.costs(45)]


class Twice:
    """A site audited twice, the second time perhaps with another configuration."""

    def __init__(self, first: Run, config: Path = CONFIG) -> None:
        self.run, self.config = first, config
        before = first.id
        done = first.call(*first.arguments[:-1], str(config))
        assert done.returncode in (0, 1), done.stderr
        listed = json.loads(first.call("runs", "list", "--json").stdout)
        self.ids = [before, *(one["run"] for one in listed if one["run"] != before)]
        self.outs = {one["run"]: Path(one["out"]) for one in listed}

    def result(self, number: int) -> dict[str, Any]:
        value: dict[str, Any] = json.loads((self.outs[self.ids[number]] / "result.json").read_text(encoding="utf-8"))
        return value

    def compared(self, *numbers: int) -> Compared:
        engine = open_database(self.run.db)
        pipeline = Pipeline(engine, self.run.db, self.config)
        found = compare(pipeline, *(runs.find(engine, self.ids[number]) for number in numbers))
        engine.dispose()
        proved(found, *(self.result(number) for number in numbers))
        return found

    def of_another_program(self, number: int) -> None:
        """Makes the findings of a run those of a program that saw no dead link, and scores it."""
        engine = open_database(self.run.db)
        name = self.ids[number]
        with engine.begin() as db:
            found = [blind(one) for one in judged.read(db, name)]
            judged.replace(db, name, found)
            course.note_coverage(db, name, programs={"extract": "0" * 64, "check": "0" * 64})
        engine.dispose()
        assert self.run.call("score", name, "--config", str(self.config)).returncode in (0, 1)


def blind(one: Finding) -> Finding:
    found = one.parameter == LINKS and one.outcome is Outcome.DEFICIENCY
    return one.model_copy(update={"outcome": Outcome.MET}) if found else one


@pytest.fixture(scope="module")
def twice(finished: Run, tmp_path_factory: pytest.TempPathFactory) -> Twice:
    return Twice(finished.copied(tmp_path_factory.mktemp("twice") / "copy"))


def test_the_same_site_audited_twice_moves_nothing(twice: Twice) -> None:
    found = twice.compared(0, 1)
    assert causes(found) == set()
    assert not found.seen("new")
    assert not found.seen("gone")
    assert found.seen("unchanged")
    assert found.before.program == found.after.program != ""


def test_another_program_is_told_from_the_site_as_long_as_the_harvest_is_there(twice: Twice, tmp_path: Path) -> None:
    before = twice.result(0)
    twice.of_another_program(0)
    assert twice.result(0)["total"] != before["total"]
    stored = {path: path.read_bytes() for path in twice.outs[twice.ids[0]].glob("*.json*")}
    assert causes(twice.compared(0, 1)) == {("program",)}
    assert causes(twice.compared(1, 0)) == {("program",)}
    assert {path: path.read_bytes() for path in stored} == stored
    # The harvest of the run that this program judged is not needed, that of the other one is.
    for number, expected in ((1, {("program",)}), (0, {("site", "program")})):
        evidence = twice.outs[twice.ids[number]] / "evidence"
        evidence.rename(tmp_path / "lost")
        assert causes(twice.compared(0, 1)) == expected
        (tmp_path / "lost").rename(evidence)


def test_another_mapping_is_told_from_the_site(finished: Run, tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    mapping = config / "methodology" / "kz-2017" / "2017-12-28" / "mapping.yaml"
    text, number = re.subn(rf"^  {LINKS}:\n(?:    .*\n)+", "", mapping.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert number == 1
    mapping.write_text(text, encoding="utf-8")
    found = Twice(finished.copied(tmp_path / "copy"), config).compared(0, 1)
    assert causes(found) == {("mapping",)}
    assert {one.id for one in found.of("row")} == {"kz-2017:a14.2.9"}
