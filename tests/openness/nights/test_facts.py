"""What a night tells, from real runs on record: what moved and why, what nobody could read, what waits for a person, what was left over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import Engine, insert, select, update

from openness import runs
from openness.nights.closing import close_night, write_night
from openness.nights.delivery import noted
from openness.nights.facts import night_of
from openness.nights.model import BodyNight, Night
from openness.pipeline import Pipeline
from reports.compared import Cause
from store import schema
from store.db import open_database
from store.harvest import Ledger, LedgerEntry
from store.orders import NIGHT_OVER, batches, orders
from store.strictyaml import ConfigError
from tests.conftest import ROOT
from tests.openness.comparing.pair import CRUMBS, LINKS, Faults, stored
from tests.openness.stored import Stored
from tests.scoring.kit import CONFIG

pytestmark = [pytest.mark.xdist_group("nights"), pytest.mark.costs(15)]
NOW = datetime(2026, 11, 21, 2, tzinfo=UTC)
DUE = "2026-11-20T20:00:00+00:00"
FIRST: Faults = {CRUMBS: ("missing", 1)}
SECOND: Faults = {CRUMBS: ("met", 1), LINKS: ("deficiency", 3)}
LINKED = LINKS.rpartition(".")[0]
SPITE = "<script>alert(1)</script>"


class Yard(NamedTuple):
    """A database with a night, and the run of the body that was audited in it, with the run before."""

    engine: Engine
    pipeline: Pipeline
    batch: int
    before: Stored
    run: Stored

    def night(self) -> Night:
        return night_of(self.pipeline, self.batch, [runs.find(self.engine, self.run.plan.run_id)], NOW)

    def body(self) -> BodyNight:
        (one,) = self.night().bodies
        return one


def order(engine: Engine, run: str, batch: int, standing: str, error: dict[str, Any] | None = None) -> None:
    with engine.begin() as db:
        db.execute(
            insert(orders).values(
                run_id=run, standing=standing, attempt=1, failures=0, host="example.gov.kz", asked_by="schedule night", asked_at=DUE,
                priority=0, batch=batch, error=None if error is None else json.dumps(error),
            )
        )  # fmt: skip


def copied(engine: Engine, run: str, name: str, code: str) -> str:
    """A run of another body on record that never came to anything."""
    with engine.begin() as db:
        row = dict(db.execute(select(schema.runs).where(schema.runs.c.id == run)).one()._mapping)
        plan = json.loads(row["plan"])
        plan["run_id"], plan["body"]["code"], plan["body"]["name"]["ru"] = name, code, f"Орган {code} {SPITE}"
        row |= {"id": name, "body": code, "state": "planned", "plan": json.dumps(plan), "coverage": None}
        db.execute(insert(schema.runs).values(**row))
    return name


def begun(one: Stored, engine: Engine, at: str) -> None:
    with engine.begin() as db:
        db.execute(update(schema.runs).where(schema.runs.c.id == one.plan.run_id).values(started_at=at))


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    before = stored(tmp_path, "before", FIRST, day="2026-11-19")
    run = stored(tmp_path, "run", SECOND)
    engine = open_database(run.db)
    begun(before, engine, "2026-11-19T20:00:00+00:00")
    begun(run, engine, DUE)
    with engine.begin() as db:
        made = insert(batches).values(schedule="night", due=DUE, plan=json.dumps({"left": ["mdb"]}), made_at=DUE)
        batch = int(db.execute(made.returning(batches.c.id)).scalar_one())
    order(engine, run.plan.run_id, batch, "done")
    yield Yard(engine, Pipeline(engine, run.db, CONFIG), batch, before, run)
    engine.dispose()


def result(one: Stored) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((one.out / "result.json").read_text("utf-8"))
    return found


def test_the_table_is_that_of_the_results(yard: Yard) -> None:
    night, one, told = yard.night(), yard.body(), result(yard.run)
    assert (night.id, night.counts, night.methodology) == ("night-20261120-2000", {"done": 1}, ("kz-2017 2017-12-28",))
    assert [str(one.total.low), str(one.total.high)] == told["total"]["range"]
    assert (one.max, one.decided) == (told["total"]["max"], told["coverage"]["decided"]["total"])
    titles = {grade["id"]: grade["title"]["ru"] for grade in told["methodology"]["grades"]}
    assert [grade.ru for grade in one.grades] == [titles[name] for name in dict.fromkeys(told["total"]["grade_range"])]
    assert (one.place.best, one.place.worst) == (1, 1)


def moved_by(one: BodyNight) -> tuple[Decimal, Decimal]:
    assert one.change is not None
    return one.total.low - one.change.total.low, one.total.high - one.change.total.high


def charging(one: Stored, requirement: str) -> int:
    """Findings of a run on a requirement that takes points, read apart from the product."""
    told = [json.loads(text) for text in (one.out / "findings.jsonl").read_text("utf-8").splitlines()]
    found = [
        finding for finding in told if finding["parameter"] == requirement and finding["outcome"] in ("missing", "deficiency")
    ]
    assert found
    return len(found)


def test_what_moved_is_told_with_its_cause(yard: Yard) -> None:
    one = yard.body()
    assert one.change is not None
    assert (one.change.run, one.change.note, one.change.why) == (yard.before.plan.run_id, "", ((Cause.SITE,),))
    rows = {row.id: row for row in one.change.rows}
    for row in one.change.rows:
        assert row.before is not None
        assert row.after is not None
        assert row.after.low - row.before.low == sum(move.low for move in row.moves) != 0
    assert rows.keys() == {CRUMBS, LINKED}
    assert (one.change.new, one.change.gone) == (charging(yard.run, LINKS), charging(yard.before, CRUMBS))
    assert rows[LINKED].new
    assert rows[CRUMBS].gone


def test_where_programs_differ_both_are_laid_side_by_side(yard: Yard) -> None:
    """Nothing is judged anew, the points are the same, and the causes are told as what they are: not separable."""
    exact = yard.body()
    with yard.engine.begin() as db:
        seen = yard.pipeline.coverage(yard.before.plan).model_copy(update={"programs": {"extract": "0" * 64, "check": "0" * 64}})
        where = schema.runs.c.id == yard.before.plan.run_id
        db.execute(update(schema.runs).where(where).values(coverage=seen.model_dump_json()))
    cheap = yard.body()
    assert cheap.change is not None
    assert exact.change is not None
    (why,) = cheap.change.why
    assert {Cause.SITE, Cause.PROGRAM} < set(why)
    assert moved_by(cheap) == moved_by(exact)
    assert [(row.id, row.before, row.after, row.new, row.gone) for row in cheap.change.rows] == [
        (row.id, row.before, row.after, row.new, row.gone) for row in exact.change.rows
    ]


def test_without_an_earlier_result_nothing_moved_is_claimed(yard: Yard) -> None:
    (yard.before.out / "result.json").write_text("{", encoding="utf-8")
    assert yard.body().change is None


def test_findings_that_cannot_be_read_cost_the_comparison_and_not_the_night(yard: Yard, tmp_path: Path) -> None:
    (yard.before.out / "findings.jsonl").write_text("{\n", encoding="utf-8")
    one = yard.body()
    assert one.change is not None
    assert (one.change.rows, one.change.values) == ((), {"at": "3"})
    write_night(yard.night(), tmp_path / "night", None)
    page = (tmp_path / "night" / "night.ru.html").read_text("utf-8")
    assert "файл изменён или обрезан" in page


def test_what_nobody_could_read_is_told_in_words(yard: Yard, tmp_path: Path) -> None:
    entries = (
        LedgerEntry(url=f"https://example.gov.kz/{SPITE}", ledger=Ledger.FAILED, reason="timeout", attempts=2),
        LedgerEntry(url="https://example.gov.kz/map", ledger=Ledger.HTTP_ERROR, status=503, attempts=1),
    )
    many = tuple(
        LedgerEntry(url=f"https://example.gov.kz/x/{n}", ledger=Ledger.FAILED, reason="timeout", attempts=2) for n in range(12)
    )
    more = {
        "unreachable": entries,
        "truncated": True,
        "truncated_by": "pages",
        "portals_unread": {"adilet": "portal-reading-failed"},
    }
    seen = yard.pipeline.coverage(yard.run.plan).model_copy(update=more)
    with yard.engine.begin() as db:
        db.execute(update(schema.runs).where(schema.runs.c.id == yard.run.plan.run_id).values(coverage=seen.model_dump_json()))
    one = yard.body()
    assert [it.why for it in one.unread] == ["timeout", "503", "portal-reading-failed"]
    assert one.cut == "pages"
    write_night(yard.night(), tmp_path / "night", None)
    with yard.engine.begin() as db:
        seen = seen.model_copy(update={"unreachable": many})
        db.execute(update(schema.runs).where(schema.runs.c.id == yard.run.plan.run_id).values(coverage=seen.model_dump_json()))
    assert (len(yard.body().unread), yard.body().unread_more) == (10, 3)
    for language, word in (("ru", "код 503"), ("kk", "503 коды")):
        page = (tmp_path / "night" / f"night.{language}.html").read_text("utf-8")
        assert word in page
        assert "timeout" not in page
        assert SPITE not in page


def test_what_waits_for_a_person_is_the_dearest_first(tmp_path: Path) -> None:
    run = stored(tmp_path, "open", {CRUMBS: ("unverified", 1), LINKS: ("unverified", 1)})
    engine = open_database(run.db)
    with engine.begin() as db:
        db.execute(insert(batches).values(id=7, schedule="night", due=DUE, plan="{}", made_at=DUE))
    order(engine, run.plan.run_id, 7, "done")
    (one,) = night_of(Pipeline(engine, run.db, CONFIG), 7, [runs.find(engine, run.plan.run_id)], NOW).bodies
    engine.dispose()
    points = [Decimal(row.points) for row in one.dearest]
    assert points == sorted(points, reverse=True)
    assert one.open >= 2
    assert Decimal(one.open_points) >= sum(points) > 0


def test_what_failed_and_what_was_left_over_are_told_apart(yard: Yard, tmp_path: Path) -> None:
    run = yard.run.plan.run_id
    order(yard.engine, copied(yard.engine, run, "f-1", "failed"), yard.batch, "failed", {"code": "fault", "status": 3})
    order(yard.engine, copied(yard.engine, run, "l-1", "late"), yard.batch, "cancelled", {"code": NIGHT_OVER})
    order(yard.engine, copied(yard.engine, run, "r-1", "asked"), yard.batch, "cancelled", {"code": "replaced"})
    night = yard.night()
    assert [(one.code, one.reason, one.values) for one in night.missed] == [("failed", "fault", {"status": "3"})]
    assert night.left == ("late", "mdb")
    assert night.counts == {"cancelled": 2, "done": 1, "failed": 1}
    write_night(night, tmp_path / "night", None)
    assert SPITE not in (tmp_path / "night" / "night.ru.html").read_text("utf-8")


def test_a_body_whose_result_is_broken_is_missed(yard: Yard) -> None:
    (yard.run.out / "result.json").write_text("[]", encoding="utf-8")
    night = yard.night()
    assert night.bodies == ()
    assert [one.run for one in night.missed] == [yard.run.plan.run_id]
    assert "object was expected" in night.missed[0].reason


def test_the_same_night_is_written_alike_and_as_published(yard: Yard, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_night(yard.night(), tmp_path / name, "https://openness.example.kz/")
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert sorted(files) == ["night.json", "night.kk.html", "night.kk.txt", "night.ru.html", "night.ru.txt"]
    published = json.loads((ROOT / "docs" / "schema" / "night.schema.json").read_text("utf-8"))
    told = json.loads(files["night.json"])
    Draft202012Validator(published).validate(told)
    assert Night.model_validate(told) == yard.night()
    del told["left"]
    assert not Draft202012Validator(published).is_valid(told)


def test_a_wrong_setting_costs_the_letters_and_not_the_night(yard: Yard, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    for entry in CONFIG.iterdir():
        if entry.name != "nights.yaml":
            (config / entry.name).symlink_to(entry)
    (config / "nights.yaml").write_text("schema: openness/nights/1\nwebhook: x\n", encoding="utf-8")
    pipeline = Pipeline(yard.engine, yard.run.db, config)
    plans = [runs.find(yard.engine, yard.run.plan.run_id)]
    with pytest.raises(ConfigError, match=r"nights\.yaml:2"):
        close_night(pipeline, yard.batch, plans, tmp_path / "night", NOW)
    assert (tmp_path / "night" / "night.ru.txt").is_file()
    (config / "nights.yaml").write_text("schema: openness/nights/1\n", encoding="utf-8")
    assert close_night(pipeline, yard.batch, plans, tmp_path / "night", NOW).bodies
    assert noted(tmp_path / "night") == ()
