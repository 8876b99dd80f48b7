"""Subordinate organisations: one job for a body and its organisations, what their audits take from the body, and what stays open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from openness import runs
from openness.faults import WrongUse
from openness.imports.every import kinds
from openness.imports.register_in import take_in_register
from openness.imports.take import Wanted
from openness.pipeline import Pipeline
from openness.planning import Wish
from openness.shelf import Shelf
from openness.subordinates import job
from openness.subordinates.register import register_of
from reports.result import rows
from store import judged, schema
from store.db import open_database
from store.findings import Finding
from store.harvest import CrawlPlan
from store.objects import ObjectStore
from tests.databases import empty
from tests.openness.imports.helpers import NOW, write
from tests.reports import sample
from tests.scoring.kit import CONFIG, make

DAY = date(2026, 11, 20)
HEADER = ["code", "parent", "name-kk", "name-ru", "form", "site-kk", "site-ru", "since"]
LINES = [
    [code, "mam", f"{code} ұйымы", f"Организация {code}", "quasi-state", site, site, "2024-01-01"]
    for code, site in (("alma", "https://alma.kz/"), ("bidai", "https://bidai.kz/"), ("chai", "https://chai.kz/"), ("dan", ""))
]
pytestmark = pytest.mark.costs(25)
T9, T10, T11 = (f"kz-2025:a10.t{number}" for number in (9, 10, 11))
INFORMATION = {"concepts": ["body-statute", "body-structure", "contacts", "leadership", "news"]}


def seen_whole(engine: Engine, plan: CrawlPlan) -> None:
    """Notes with a run that its site was read whole."""
    seen = sample.coverage().model_copy(update={"unreachable": (), "truncated": False, "truncated_by": ""})
    with engine.begin() as db:
        db.execute(update(schema.runs).where(schema.runs.c.id == plan.run_id).values(coverage=seen.model_dump_json()))


@cache
def shelf() -> Shelf:
    """The editions, read once for all tests of this file; nobody changes them."""
    return Shelf(CONFIG)


class Job:
    """A database with a register and audits of organisations whose findings are written as checks write them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = empty(folder / "job.db")
        self.engine: Engine = open_database(self.db)
        self.pipeline = Pipeline(self.engine, self.db, CONFIG)
        self.pipeline.shelf = shelf()

    def register(self, lines: list[list[str]] = LINES) -> None:
        wanted = Wanted(
            kinds()["subordinates"], write(self.folder, "register.csv", [HEADER, *lines]), "mam", "central", "2026", DAY, CONFIG
        )
        take_in_register(self.engine, wanted, NOW)

    def wish(self, **more: Any) -> Wish:
        given: dict[str, Any] = {"methodology": "kz-2025", "as_of": DAY, "config": CONFIG, "render": False, "no_portals": True}
        return Wish(**(given | more))

    def parent(self) -> CrawlPlan:
        return self.put(self.wish(body="mam", out=self.folder / "mam"), [])

    def organisation(self, code: str, findings: list[Finding]) -> CrawlPlan:
        """The audit of one organisation, as far as its report."""
        with self.engine.connect() as db:
            found = register_of(db, "mam", "2026", DAY)
        assert found is not None
        one = next(one for one in found.organisations if one.code == code)
        plan = self.put(
            self.wish(body=code, kind="subordinate", organisation=one.body("register.csv"), out=self.folder / code), findings
        )
        self.pipeline.score(plan)
        return plan

    def put(self, wish: Wish, findings: list[Finding]) -> CrawlPlan:
        plan, _ = self.pipeline.begin(wish, DAY)
        page = ObjectStore(f"{plan.out}/evidence").put(b"<!doctype html><title>page</title>")
        seen_whole(self.engine, plan)
        with self.engine.begin() as db:
            judged.replace(db, plan.run_id, [one.model_copy(update={"evidence": (page,)}) for one in findings])
        runs.advance(self.engine, plan.run_id, "checked")
        return plan

    def scored(self) -> dict[str, Any]:
        plan = self.parent()
        self.pipeline.score(plan)
        value: dict[str, Any] = json.loads((Path(plan.out) / "result.json").read_text(encoding="utf-8"))
        return value


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Job]:
    made = Job(tmp_path)
    yield made
    made.engine.dispose()


def audited(lacking: str, questions: tuple[str, str] | None = ("10", "10")) -> list[Finding]:
    """What the checks say of one organisation in Kazakh: of its information, its sets, its blog, and its answers."""
    outcome = {"0": "met", "1": "missing"}[lacking]
    facts = {"organisations": "1", "lacking": lacking}
    found = [make("organisation-information-placed", f"{T9}.1", outcome, language="kk", options=INFORMATION, facts=facts)]
    for row, duty in (("1", "placed"), ("2", "on-time"), ("3", "correct")):
        found.append(
            make("organisation-data-sets-in-order", f"{T10}.{row}", outcome, language="kk", options={"duty": duty}, facts=facts)
        )
    found.append(make("organisation-head-answers", f"{T11}.1", outcome, language="kk", options={"duty": "blog"}, facts=facts))
    told = {} if questions is None else {"questions": questions[0], "answered": questions[1]}
    said = "not-applicable" if questions is None else "met" if questions[0] == questions[1] else "deficiency"
    found.append(make("organisation-head-answers", f"{T11}.2", said, language="kk", options={"duty": "answers"}, facts=told))
    return found


def of(result: dict[str, Any], row: str, language: str = "kk") -> dict[str, Any]:
    return next(one for one in rows(result) if (one["id"], one["language"]) == (row, language))


def span(result: dict[str, Any], row: str, language: str = "kk") -> tuple[Decimal, ...]:
    """What a row takes, at both ends."""
    return tuple(Decimal(end) for end in of(result, row, language)["range"])


def ends(*given: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(end) for end in given)


def test_what_organisations_lack_is_taken_from_their_body_and_the_rest_stays_open(work: Job) -> None:
    # Four organisations: alma keeps everything, bidai lacks everything and answered 8 of 10; chai is not audited yet, dan has no site.
    # In Kazakh 1 to 3 of 4 fall short: row 9.1 takes 1.5 × 1 ÷ 4 = 0.375 at least and 1.5 × 3 ÷ 4 = 1.125 at most. Row 11.2: alma keeps 1,
    # bidai 0, chai and dan 0 to 1: the mean lies between 0.25 and 0.75, so 0.25 to 0.75 are taken.
    work.register()
    alma = work.organisation("alma", audited("0"))
    work.organisation("bidai", audited("1", ("10", "8")))
    result = work.scored()
    assert span(result, f"{T9}.1") == ends("-1.125", "-0.375")
    assert span(result, f"{T10}.1") == ends("-0.375", "-0.125")
    assert span(result, f"{T11}.2") == ends("-0.75", "-0.25")
    assert span(result, f"{T9}.1", "ru") == ends("-1.5", "0"), "nothing is known in Russian"
    told = {one["code"]: one for one in result["subordinates"]}
    assert {code: one["state"] for code, one in told.items()} == {
        "alma": "audited",
        "bidai": "audited",
        "chai": "waiting",
        "dan": "no-site",
    }
    assert (told["alma"]["run"], told["alma"]["folder"]) == (alma.run_id, "../alma")
    (finding,) = [json.loads(line) for line in (work.folder / "mam" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
                  if f'"{T9}.1"' in line and '"kk"' in line and '"language":"kk"' in line]  # fmt: skip
    assert (finding["check"], finding["facts"]["lacking"], finding["outcome"]) == ("subordinates", ["1", "3"], "unverified")
    assert finding["facts"]["lacking_organisations"] == ["Организация bidai"]


def test_all_audited_the_rows_close_and_one_reading_takes_all(work: Job) -> None:
    # Two organisations, one of them short: 1.5 × 1 ÷ 2 = 0.75; 0.5 × 1 ÷ 2 = 0.25 each row of table 10 and the blog; answers: 8 of 10 is less
    # than 90 %, the mean of 1 and 0 is 0.5. With the reading «any» each row takes its whole weight: 1.5, 0.5 and 1.
    work.register(LINES[:2])
    work.organisation("alma", audited("0"))
    work.organisation("bidai", audited("1", ("10", "8")))
    result = work.scored()
    took = {row: str(span(result, row)[0].normalize()) for row in (f"{T9}.1", f"{T10}.2", f"{T11}.1", f"{T11}.2")}
    assert took == {f"{T9}.1": "-0.75", f"{T10}.2": "-0.25", f"{T11}.1": "-0.25", f"{T11}.2": "-0.5"}
    assert of(result, f"{T9}.1")["basis"] == "automatic"
    other = next(one for one in result["readings"] if one["id"] == "several-organisations")
    (any_,) = other["others"]
    moved = {(row["id"], row["language"]): row["after"] for row in any_["rows"]}
    assert [Decimal(end) for end in moved[f"{T9}.1", "kk"]] == [Decimal("-1.5")] * 2
    assert [Decimal(end) for end in moved[f"{T11}.2", "kk"]] == [-1, -1]


def test_an_organisation_of_which_answers_are_not_asked_is_left_out_of_the_mean(work: Job) -> None:
    # Of two organisations one is held wholly by the state: the mean is that of the other, which answered all.
    work.register(LINES[:2])
    work.organisation("alma", audited("0"))
    work.organisation("bidai", audited("0", None))
    assert span(work.scored(), f"{T11}.2") == ends("0", "0")


def test_a_body_without_organisations_loses_nothing(work: Job) -> None:
    work.register([])
    result = work.scored()
    assert [Decimal(one["points"]) for one in rows(result) if one["id"].startswith((T9, T10, T11))] == [0] * 12
    assert result["subordinates"] == []


def test_without_a_register_the_rows_wait_for_the_bodys_report(work: Job) -> None:
    result = work.scored()
    assert span(result, f"{T9}.1") == ends("-1.5", "0")
    assert "subordinates" not in result


def test_a_score_is_replayed_as_it_was_though_organisations_were_audited_since(work: Job, tmp_path: Path) -> None:
    work.register()
    work.organisation("alma", audited("0"))
    plan = work.parent()
    work.pipeline.score(plan)
    before = (Path(plan.out) / "result.json").read_bytes()
    work.organisation("bidai", audited("1"))
    assert work.pipeline.replay(plan, tmp_path / "again", scores_only=True) == []
    work.pipeline.score(plan)
    assert (Path(plan.out) / "result.json").read_bytes() != before, "the next score takes in what is known now"


def test_what_the_findings_rest_on_lies_among_the_evidence(work: Job) -> None:
    work.register(LINES[:1])
    work.organisation("alma", audited("0"))
    plan = work.parent()
    work.pipeline.score(plan)
    lines = [json.loads(line) for line in (Path(plan.out) / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    objects = ObjectStore(f"{plan.out}/evidence")
    gathered = [one for one in lines if one["check"] == "subordinates"]
    assert gathered
    for sha256 in {digest for one in gathered for digest in one["evidence"]}:
        assert objects.get(sha256)
    told = json.loads(objects.get(gathered[0]["evidence"][0]))
    assert [one["code"] for one in told["organisations"]] == ["alma"]


def test_reports_show_the_organisations_with_links(work: Job) -> None:
    work.register()
    work.organisation("alma", audited("1"))
    plan = work.parent()
    work.pipeline.score(plan)
    work.pipeline.report(plan)
    for language, title in (("ru", "Подведомственные организации"), ("kk", "Ведомстволық бағынысты ұйымдар")):
        page = (Path(plan.out) / f"report.{language}.html").read_text(encoding="utf-8")
        assert title in page
        assert f'href="../alma/report.{language}.html"' in page


@pytest.mark.parametrize(("wish", "said"), [({"body": "abay"}, "only subordinate organisations of central"), ({"body": "mam"}, "no register"),
                                            ({"body": "mam", "methodology": "kz-2017"}, "does not assess")])  # fmt: skip
def test_a_job_that_cannot_be_done_is_refused(work: Job, wish: dict[str, Any], said: str) -> None:
    plan = work.pipeline.planned(work.wish(**wish), DAY)
    with pytest.raises(WrongUse) as refused:
        job.proven(work.pipeline, plan)
    assert said in str(refused.value)


def test_the_job_audits_each_once_and_goes_on_where_it_was_cut_off(work: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    # The stages themselves are proved elsewhere: here only which organisations are audited, in which order, and what a fault of one does.
    work.register()
    seen: list[str] = []

    def harvested(pipeline: Pipeline, plan: CrawlPlan, stop_after: str | None = None) -> None:
        seen.append(plan.body.code)
        assert plan.limits.max_pages == 300
        assert (plan.body.kind, plan.body.traits) == ("subordinate", ("quasi-state",))
        if plan.body.code == "bidai" and seen.count("bidai") == 1:
            raise KeyboardInterrupt
        if plan.body.code == "chai":
            raise WrongUse("«{given}»", given="chai")
        runs.advance(work.engine, plan.run_id, "checked")
        runs.advance(work.engine, plan.run_id, "scored")
        pipeline.progress("score", {})

    heard: list[Any] = []
    monkeypatch.setattr(Pipeline, "all", harvested)
    plan, wish = work.parent(), work.wish(body="mam")
    work.pipeline.progress = lambda stage, facts: heard.append((stage, facts))
    with pytest.raises(KeyboardInterrupt):
        job.audit_all(work.pipeline, plan, wish, DAY)
    done = job.audit_all(work.pipeline, plan, wish, DAY)
    assert seen == ["alma", "bidai", "bidai", "chai"]
    assert (done.audited, done.known, done.without_site, [one.code for one, _ in done.failed]) == (1, 1, 1, ["chai"])
    assert heard[-1][1]["organisation_number"] == 2
    with work.engine.connect() as db:
        assert len(db.execute(schema.runs.select().where(schema.runs.c.body == "bidai")).all()) == 1, (
            "the same run is gone on with"
        )
