"""The stages of an audit, joined by stored data: each can be run again alone on what the stages before it stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine

from checks import runner
from openness import concepts, coverage, inputs, runs
from openness.decisions.settings import load_settings
from openness.faults import WrongUse
from openness.lanes import Lane
from openness.placing import note_positions
from openness.planning import SOFTWARE, Wish, make_plan, parsed
from openness.pointed import held as pointed
from openness.portals.evidence import bring
from openness.portals.found import views
from openness.portals.readings import Readings
from openness.programs import sign
from openness.registers import load_acts, load_bodies, load_indicators, load_lexicons
from openness.scored import Law, write_scored
from openness.shelf import Shelf, prove_applies
from openness.subordinates.standings import gathered
from openness.traits import told_traits
from reports.i18n import N_
from reports.withdraw import withdraw
from scoring import engine as scorer
from scoring import methodology as law
from scoring.choosing import under
from scoring.comparing import Again
from store import course, judged
from store.base import Text
from store.calendar import load_calendar
from store.conclusion import Mean
from store.findings import CheckOrder, Finding, Weighed
from store.harvest import Coverage, CrawlPlan
from store.methodology import Methodology
from store.objects import ObjectStore
from store.place import evidence_of
from store.portalview import PortalView
from store.snapshot import Snapshot

Progress = Callable[[str, dict[str, Any]], None]
NONE_GIVEN: Mapping[str, str] = MappingProxyType({})
# The stages in their order, each with the state that a run has when it is behind it.
STAGES = (("harvest", "harvested"), ("extract", "extracted"), ("check", "checked"), ("score", "scored"), ("report", "reported"))
STAGES_OF_PORTAL = STAGES[:2]


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def silent(stage: str, facts: dict[str, Any]) -> None:
    """A progress listener that says nothing."""


class Pipeline:
    """Runs stages of one database and one configuration folder; ``progress`` hears of long work, ``waiting`` is a lane started beforehand."""

    def __init__(
        self, engine: Engine, address: str, config: Path, progress: Progress = silent, waiting: Lane | None = None
    ) -> None:
        self.engine = engine
        self.address = address
        self.config = config
        self.progress = progress
        self.waiting = waiting
        self.shelf = Shelf(config)

    @property
    def reviewers(self) -> int:
        """How many people must say the same of an open question."""
        return load_settings(self.config).reviewers

    def edition(self, methodology: str | None, as_of: date) -> tuple[Methodology, Text | None]:
        """The edition to score by and, where it is not the one in force, the note that says so."""
        return self.shelf.chosen(methodology, as_of)

    def read(self, plan: CrawlPlan, readings: Mapping[str, str] | None = None) -> Methodology:
        """The edition of a run under readings: those given, else those of its plan. Raises ConfigError."""
        return self.shelf.read(plan, readings)

    def chosen(self, plan: CrawlPlan, given: Mapping[str, str]) -> dict[str, str]:
        """The choices of a run's last scoring with those now given put in, as they are noted. Raises ConfigError."""
        noted = inputs.of_run(self.engine, plan.run_id).readings
        before = plan.readings if noted is None else noted
        return self.read(plan, {**before, **given}).chosen

    def begin(self, wish: Wish, today: date) -> tuple[CrawlPlan, bool]:
        """The plan of the command: that of its unfinished run, or a new one; and whether it is an old one."""
        before = runs.unfinished(self.engine, wish.key())
        if before is not None:
            return before, True
        plan = self.planned(wish, today)
        runs.begin(self.engine, plan)
        return plan, False

    def planned(self, wish: Wish, today: date) -> CrawlPlan:
        """The plan of a new run of the command, of which nothing is written yet. Raises WrongUse or ConfigError."""
        edition, _ = self.edition(wish.methodology, wish.as_of or today)
        chosen = under(edition, parsed(wish.readings)).chosen
        plan = make_plan(wish, (edition.id, edition.edition), today, edition.period.each)
        plan = plan.model_copy(update={"readings": chosen})
        prove_applies(plan, edition)
        runs.prove_room(self.engine, Path(plan.out))
        return plan

    def harvest(self, plan: CrawlPlan) -> None:
        """Both lanes, each in its own process, and over HTTP again what only the browser met; goes on where it was cut off."""
        if not runs.reached(runs.state_of(self.engine, plan.run_id), "crawled"):
            self._lane("http", plan)
        if not runs.reached(runs.state_of(self.engine, plan.run_id), "harvested"):
            if plan.limits.max_rendered > 0:
                self.progress("browser", {"phase": "start"})
                self._lane("browser", plan)
                if runs.left(self.engine, plan):
                    self._lane("files", plan)
            else:
                coverage.note_unrendered(self.engine, plan)
            if not plan.portal:
                note_positions(self.engine, plan, self.config)
                self._readings().gather(plan, self._orders(plan))
            until = runs.observed_until(self.engine, plan.run_id) or _now()
            runs.advance(self.engine, plan.run_id, "harvested", finished_at=until.isoformat(timespec="seconds"))

    def _readings(self) -> Readings:
        return Readings(self.engine, self.config, self.progress, self.draw)

    def draw(self, plan: CrawlPlan, progress: Progress) -> None:
        """A reading of a portal as far as its items, with a listener of its own."""
        Pipeline(self.engine, self.address, self.config, progress).all(plan, "extract")

    def _lane(self, name: str, plan: CrawlPlan) -> None:
        lane = self.waiting if self.waiting is not None and self.waiting.name == name and not self.waiting.ordered else None
        (lane or Lane(name, self.address, self.config)).run(plan, self.progress)

    def extract(self, plan: CrawlPlan) -> None:
        """Records from captures; what an earlier extraction wrote is replaced, one that was cut off is gone on with."""
        from crawler.extract.batches import Batches
        from crawler.extract.run import extract as extract_records
        from crawler.scans.gather import read_scans
        from crawler.scans.graphics import read_graphics

        lexicons = load_lexicons(self.config)
        with self.engine.connect() as db:
            batches = Batches(db, plan, lexicons, SOFTWARE)
            extract_records(db, self._objects(plan), plan, lexicons, self._steps("extract"), batches)
            read_scans(db, plan, self._objects(plan), self._steps("scans"))
            read_graphics(db, plan, self._objects(plan))
            course.note_coverage(db, plan.run_id, **coverage.count(db, plan))
            sign(db, plan.run_id, "extract", self.config)
            course.move(db, plan.run_id, "extracted", again=True)
            db.commit()

    def check(self, plan: CrawlPlan) -> None:
        """Findings from records and artifacts; those of an earlier checking are replaced."""
        with self.engine.begin() as db:
            found = self._found(db, plan)
            bring(db, plan, self._objects(plan), self._views(db, plan).values(), found)
            judged.replace(db, plan.run_id, found)
            sign(db, plan.run_id, "check", self.config)
        runs.advance(self.engine, plan.run_id, "checked", again=True)

    def judge(self, plan: CrawlPlan, orders: Iterable[CheckOrder]) -> list[Finding]:
        """Findings of some orders on a run, not stored."""
        with self.engine.connect() as db:
            return self._findings(db, plan, tuple(orders))

    def score(self, plan: CrawlPlan, readings: Mapping[str, str] = NONE_GIVEN) -> None:
        """result.json and findings.jsonl from the stored findings, reported data, decisions, and averages known so far.

        :param readings: choices made now; all others stay as the run was scored last.
        """
        chosen = self.chosen(plan, readings)
        self.progress("score", {})
        before = inputs.of_run(self.engine, plan.run_id)
        # Averages of a cohort were counted under the readings of that day; under others they are not known.
        means = before.means if (before.readings or {}) == chosen else ()
        self.count(plan, self.current(plan, means, chosen))

    def current(self, plan: CrawlPlan, means: tuple[Mean, ...], chosen: dict[str, str]) -> inputs.Inputs:
        """What there is to take in now under these readings."""
        found = gathered(self.engine, plan, self.read(plan, chosen))
        return inputs.current(self.engine, plan, means, chosen, self.reviewers, found)

    def count(self, plan: CrawlPlan, taken: inputs.Inputs) -> None:
        """Scores a run with these inputs and notes them with it; reports of an earlier score are taken away before."""
        whole = inputs.take(self.engine, plan, self.read(plan, taken.readings), taken)
        with self.engine.connect() as db:
            inputs.prove(db, self._objects(plan), whole)
        times = runs.settled_times(self.engine, plan.run_id)
        noted: dict[str, Any] = {"finished_at": times.finished.isoformat(), "scored_at": _now().isoformat()}
        runs.advance(self.engine, plan.run_id, "checked", again=True)
        withdraw(Path(plan.out))
        times = times._replace(scored=datetime.fromisoformat(noted["scored_at"]))
        self._write(plan, Path(plan.out), self.findings(plan), times, self.coverage(plan), whole)
        runs.advance(self.engine, plan.run_id, "scored", inputs=inputs.written(taken), **noted)

    def member(self, plan: CrawlPlan, taken: inputs.Inputs) -> tuple[scorer.Case, Again]:
        """The same, with what its findings become under other readings."""
        whole = inputs.take(self.engine, plan, self.read(plan, taken.readings), taken)
        crawled = self._weighed(plan)
        case = scorer.Case(whole.subject, plan.body.kind, (*crawled, *whole.findings), whole.rulings)
        return case, whole.again(crawled)

    def report(self, plan: CrawlPlan) -> None:
        """The reports in both languages and the manifest of the evidence."""
        from openness.reporting import write_reports

        write_reports(self.engine, plan, self.progress)
        runs.advance(self.engine, plan.run_id, "reported", reported_at=_now().isoformat())

    def replay(self, plan: CrawlPlan, workspace: Path, scores_only: bool = False, keep: bool = False) -> list[str]:
        """Judges the stored harvest once more and returns the names of result files that came out otherwise.

        Extraction and checks run in a transaction that is rolled back unless ``keep``; the files of the run stay as they are.
        ``scores_only`` takes the stored findings as they are and recounts nothing but points.
        """
        found, seen = (self.findings(plan), self.coverage(plan)) if scores_only else self.judged_again(plan, keep)
        times = runs.times_of(self.engine, plan.run_id)
        noted = inputs.of_run(self.engine, plan.run_id)
        whole = inputs.take(self.engine, plan, self.read(plan, noted.readings), noted)
        self._write(plan, workspace, found, times, seen, whole)
        names = ("findings.jsonl", "result.json")
        return [name for name in names if (workspace / name).read_bytes() != (Path(plan.out) / name).read_bytes()]

    def judged_again(self, plan: CrawlPlan, keep: bool, edition: Methodology | None = None) -> tuple[list[Finding], Coverage]:
        """What today's program finds in the stored harvest, by the checks of an edition; nothing of it is stored unless ``keep``."""
        from crawler.extract.run import extract as extract_records

        with self.engine.connect() as db:
            change = db.begin()
            extract_records(db, self._objects(plan), plan, load_lexicons(self.config), self._steps("extract"))
            seen = course.note_coverage(db, plan.run_id, **coverage.count(db, plan))
            found = self._found(db, plan, edition)
            if keep:
                judged.replace(db, plan.run_id, found)
            change.commit() if keep else change.rollback()
        return found, seen

    def stage(self, name: str, plan: CrawlPlan, readings: Mapping[str, str] = NONE_GIVEN) -> bool:
        """One stage by its name, on a run that has come far enough; then those after it which the run had behind it.

        So a run never falls back, and nothing that it wrote before stands beside what the stage found now.

        :param readings: choices made now, for the stage ``score``.
        :returns: whether there was anything to do: a site is looked at once, a new look is a new run.
        :raises WrongUse: the run has not come far enough.
        """
        state = runs.state_of(self.engine, plan.run_id)
        self._prove_ready(name, plan, state)
        goal = "reported" if runs.was_reported(self.engine, plan.run_id) else state
        if name == "harvest" and runs.reached(state, "harvested"):
            return False
        names = [stage for stage, _ in STAGES]
        with runs.held(self.engine, plan):
            if name == "score":
                self.score(plan, readings)
            else:
                getattr(self, name)(plan)
            for after, end in STAGES[names.index(name) + 1 :]:
                if runs.reached(goal, end):
                    getattr(self, after)(plan)
        return True

    def _prove_ready(self, name: str, plan: CrawlPlan, state: str) -> None:
        if plan.portal and name not in dict(STAGES_OF_PORTAL):
            raise WrongUse(N_("run {run} is a reading of a portal: there is nothing to judge in it by itself"), run=plan.run_id)
        before = dict(zip((stage for stage, _ in STAGES), ("planned", *(end for _, end in STAGES)), strict=False))
        if not runs.reached(state, before[name]):
            missing = next(stage for stage, end in STAGES if not runs.reached(state, end))
            raise WrongUse(
                N_("run {run} has not come that far; first give `openness {command} {run}`"), run=plan.run_id, command=missing
            )

    def all(self, plan: CrawlPlan, stop_after: str | None = None) -> None:
        """Every stage that the run has not behind it."""
        with runs.held(self.engine, plan):
            for name, goal in STAGES_OF_PORTAL if plan.portal else STAGES:
                if not runs.reached(runs.state_of(self.engine, plan.run_id), goal):
                    if name == "check":
                        self._readings().look_up(plan, self._orders(plan))
                    getattr(self, name)(plan)
                if name == stop_after:
                    return

    def findings(self, plan: CrawlPlan) -> list[Finding]:
        """Stored findings of a run in the order they were made."""
        with self.engine.connect() as db:
            return list(judged.read(db, plan.run_id))

    def _weighed(self, plan: CrawlPlan) -> list[Weighed]:
        """The same findings as far as scoring reads them: a cohort holds those of all its bodies at once."""
        with self.engine.connect() as db:
            return list(judged.weighed(db, plan.run_id))

    def coverage(self, plan: CrawlPlan) -> Coverage:
        """Stored coverage of a run."""
        with self.engine.connect() as db:
            return course.read_coverage(db, plan.run_id)

    def _orders(self, plan: CrawlPlan) -> list[CheckOrder]:
        edition, _ = self.edition(plan.methodology, plan.as_of)
        return law.orders(edition, plan.body.kind)

    def _findings(self, db: Connection, plan: CrawlPlan, orders: Sequence[CheckOrder]) -> list[Finding]:
        words, acts = load_lexicons(self.config), load_acts(self.config)
        every = load_indicators(self.config)
        indicators = concepts.asked(every, [*self._orders(plan), *orders])
        views, calendar = self._views(db, plan), load_calendar(self.config)
        snapshot = Snapshot(db, self._objects(plan), plan, words, indicators, acts, views, calendar, every)

        def told(number: int, of: int, check: str) -> None:
            title = runner.catalogue()[check].meta.title.model_dump()
            self.progress("check", {"number": number - 1, "of": of, "what": title})

        return list(runner.run_checks(snapshot, orders, told))

    def _found(self, db: Connection, plan: CrawlPlan, edition: Methodology | None = None) -> list[Finding]:
        """What the checks of the edition (none: the plan's) find, and what the addresses of the body's report show."""
        by = edition or self.edition(plan.methodology, plan.as_of)[0]
        snapshot = Snapshot(db, self._objects(plan), plan, {}, portals=self._views(db, plan))
        told = pointed.findings(snapshot, by, load_bodies(self.config))
        return [*self._findings(db, plan, law.orders(by, plan.body.kind)), *told]

    def _views(self, db: Connection, plan: CrawlPlan) -> dict[str, PortalView]:
        return views(self.engine, db, plan, course.read_coverage(db, plan.run_id))

    def _write(
        self, plan: CrawlPlan, out: Path, crawled: list[Finding], times: runs.Times, seen: Coverage, taken: inputs.Taken
    ) -> None:
        default, note = self.edition(plan.methodology, plan.as_of)
        edition, without = self.read(plan, taken.inputs.readings), inputs.before_commissions(taken)
        before = None if without is None else inputs.take(self.engine, plan, edition, without)
        write_scored(out, plan, Law(default, edition, note, told_traits(self.config, plan)), crawled, times, seen, taken, before)

    def _objects(self, plan: CrawlPlan) -> ObjectStore:
        return ObjectStore(evidence_of(plan))

    def _steps(self, stage: str) -> Callable[[int, int], None]:
        return lambda number, of: self.progress(stage, {"number": number, "of": of})
