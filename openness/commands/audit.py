"""``openness audit`` and ``openness plan``: the main job for one body, and its first step alone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, default_config, parse_date, print_json, today
from openness.console import say, tell
from openness.elsewhere import unread
from openness.faults import WrongUse
from openness.fresh import IN_MEMORY, proven
from openness.lanes import Lane
from openness.periods import told_period
from openness.planning import Wish
from openness.progress import Reporter
from reports.i18n import N_, t
from reports.read import read_result
from reports.summary import summary_table
from store.harvest import CrawlPlan

if TYPE_CHECKING:
    from openness.pipeline import Pipeline
    from openness.subordinates.job import Done

KINDS = ("central", "local", "subordinate")
SHORTFALLS = {
    "home": N_("the home page could not be read"),
    "truncated": N_("the crawl was cut short by a bound"),
    "unreachable": N_("some addresses could not be reached or read"),
    "render": N_("the browser could not look at every page it should"),
    "crashed": N_("a check failed by a fault of its own"),
}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds both commands to the program."""
    shared = Shared(_)
    option = typer.Option
    body_ = Annotated[str | None, typer.Argument(metavar="BODY", help=_("code of a body in the register"))]
    site_ = Annotated[str | None, option("--site", metavar="URL", help=_("a site that is in no register"))]
    kk_ = Annotated[str | None, option("--site-kk", metavar="URL", help=_("address of its Kazakh version"))]
    ru_ = Annotated[str | None, option("--site-ru", metavar="URL", help=_("address of its Russian version"))]
    kind_ = Annotated[str | None, option("--kind", help=_("central, local or subordinate"))]
    name_ru_ = Annotated[str | None, option("--name-ru", help=_("name of the body in Russian"))]
    name_kk_ = Annotated[str | None, option("--name-kk", help=_("name of the body in Kazakh"))]
    period_ = Annotated[str | None, option("--period", help=_("period under audit: 2026, 2026-H2 or 2026-Q4"))]
    portal_ = Annotated[list[str] | None, option("--portal", metavar="NAME=URL", help=_("another address for a portal"))]
    pages_ = Annotated[int | None, option("--max-pages", min=1, help=_("bound on pages read"))]
    time_ = Annotated[float | None, option("--max-time", min=1, metavar="SECONDS", help=_("bound on the time of the crawl"))]
    no_portals_ = Annotated[bool, option("--no-portals", help=_("read no portal of open government"))]
    render_ = Annotated[bool, option("--render/--no-render", help=_("look at a sample of pages with the browser"))]
    subordinates_ = Annotated[
        bool, option("--subordinates", help=_("audit the subordinate organisations of its register too, within smaller bounds"))
    ]
    stop_ = Annotated[str | None, option("--stop-after", help=_("end after this stage: harvest, extract, check or score"))]

    @app.command(
        "audit",
        help=_("Audits one body: harvest, check, score, report."),
        epilog=_("Example: openness audit --site https://example.gov.kz --kind central --as-of 2026-11-20"),
    )
    def audit(
        body: body_ = None,
        site: site_ = None,
        site_kk: kk_ = None,
        site_ru: ru_ = None,
        kind: kind_ = None,
        name_ru: name_ru_ = None,
        name_kk: name_kk_ = None,
        methodology: shared.methodology = None,
        reading: shared.reading = None,
        as_of: shared.as_of = None,
        period: period_ = None,
        portal: portal_ = None,
        no_portals: no_portals_ = False,
        allow_private: shared.private = False,
        max_pages: pages_ = None,
        max_time: time_ = None,
        render: render_ = True,
        out: shared.out = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        subordinates: subordinates_ = False,
        stop_after: stop_ = None,
        queue: shared.queue = False,
        follow: shared.follow = False,
        json: shared.json = False,
    ) -> int:
        given = {**locals()}
        wanted = _wish(**{name: given[name] for name in WISHED}, subordinates=subordinates)
        if queue or follow:
            from openness.commands.audit_queued import demanded

            return demanded(db, wanted, queue, stop_after, follow, json, language)
        if stop_after not in (None, "harvest", "extract", "check", "score"):
            raise WrongUse(N_("--stop-after «{given}»: harvest, extract, check or score was expected"), given=stop_after)
        with Lane("http", db, wanted.config) as lane, Reporter(language) as reporter:
            pipeline = pipeline_for(db, wanted, reporter, lane)
            if subordinates:
                prove_register(pipeline, wanted)
            plan, resumed = pipeline.begin(wanted, today())
            if resumed:
                say(t("Going on with the unfinished run {run}.", language, run=plan.run_id))
            edition, unforced = pipeline.edition(plan.methodology, plan.as_of)
            for note in (*((unforced,) if unforced is not None else ()), *told_period(edition, plan.period)):
                say(note.kk if language == "kk" else note.ru)
            for name in unread(plan):
                say(t("--portal {name}: the body does not lie on this portal, so nothing is asked there.", language, name=name))
            done = with_organisations(pipeline, plan, wanted, stop_after) if subordinates else None
            pipeline.all(plan, stop_after)
        if done is not None:
            tell_organisations(done, language)
        if stop_after is not None:
            tell(plan.run_id)
            return DONE
        status = conclude(pipeline, plan, language, json)
        return SHORT if done is not None and done.failed else status

    @app.command(
        "plan",
        help=_("Writes the plan of an audit down without asking the site anything."),
        epilog=_("Example: openness plan --site https://example.gov.kz --kind central, then openness harvest RUN"),
    )
    def plan(
        body: body_ = None,
        site: site_ = None,
        site_kk: kk_ = None,
        site_ru: ru_ = None,
        kind: kind_ = None,
        name_ru: name_ru_ = None,
        name_kk: name_kk_ = None,
        methodology: shared.methodology = None,
        reading: shared.reading = None,
        as_of: shared.as_of = None,
        period: period_ = None,
        portal: portal_ = None,
        no_portals: no_portals_ = False,
        allow_private: shared.private = False,
        max_pages: pages_ = None,
        max_time: time_ = None,
        render: render_ = True,
        out: shared.out = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        given = {**locals()}
        wanted = _wish(**{name: given[name] for name in WISHED})
        made, _resumed = pipeline_for(db, wanted).begin(wanted, today())
        if json:
            print_json(made.model_dump_json(indent=1))
        else:
            tell(made.run_id)
        return DONE


def _wish(**given: Any) -> Wish:
    kind = given.pop("kind")
    if given["body"] is None and kind is None and (given["site"] or given["site_kk"] or given["site_ru"]):
        raise WrongUse(N_("--kind is missing; say what the site's owner is: central, local or subordinate"))
    if kind is not None and kind not in KINDS:
        raise WrongUse(N_("--kind «{given}»: one of {known} was expected"), given=kind, known=", ".join(KINDS))
    given["as_of"] = parse_date(given["as_of"])
    given["portals"] = tuple(given.pop("portal") or ())
    given["config"] = given["config"] or default_config()
    return Wish(kind=kind or "central", readings=tuple(given.pop("reading") or ()), **given)


WISHED = (
    "body", "site", "site_kk", "site_ru", "kind", "name_ru", "name_kk", "methodology", "reading", "as_of", "period", "portal",
    "no_portals", "allow_private", "max_pages", "max_time", "render", "out", "config",
)  # fmt: skip


def pipeline_for(db: str, wanted: Wish, *parts: Any) -> "Pipeline":
    """The pipeline of a database, which is made only for a command that can be carried out.

    Loaded here, while the lane that was started before loads its engine.
    """
    from openness.pipeline import Pipeline

    engine = proven(db, lambda empty: Pipeline(empty, IN_MEMORY, wanted.config).planned(wanted, today()))
    return Pipeline(engine, db, wanted.config, *parts)


def prove_register(pipeline: "Pipeline", wanted: Wish) -> None:
    """Refuses a job of organisations that cannot be done before anything of it is on record. Raises WrongUse."""
    from openness.subordinates.job import proven as in_register

    in_register(pipeline, pipeline.planned(wanted, today()))


def with_organisations(pipeline: "Pipeline", plan: CrawlPlan, wanted: Wish, stop_after: str | None) -> "Done | None":
    """Judges the body's own site, then audits its organisations; nothing of these where the command ends before the score."""
    from openness.subordinates.job import audit_all

    if stop_after in ("harvest", "extract", "check"):
        return None
    pipeline.all(plan, "check")
    return audit_all(pipeline, plan, wanted, today())


def _said(language: str, text: str, **fields: str) -> str:
    return t(text, language, **fields)


def tell_organisations(done: "Done", language: str) -> None:
    """Says what became of the organisations."""
    said = t(
        "Subordinate organisations: audited now {audited}, audited before {known}, without a site {without}, not audited {failed}.",
        language,
        audited=done.audited,
        known=done.known,
        without=done.without_site,
        failed=len(done.failed),
    )
    say(said)
    for one, fault in done.failed:
        say(f"{one.name.kk if language == 'kk' else one.name.ru} ({one.code}): {fault.line(partial(_said, language))}")


def conclude(pipeline: "Pipeline", plan: CrawlPlan, language: str, as_json: bool) -> int:
    """Shows the result of a finished run and says what could not be read; returns the exit status."""
    from openness import runs
    from openness.shortfalls import shortfalls

    out = Path(plan.out)
    if as_json:
        print_json((out / "result.json").read_text(encoding="utf-8"))
    else:
        tell(summary_table(read_result(out), language))
        report = out / f"report.{language}.html"
        if runs.state_of(pipeline.engine, plan.run_id) == "reported":
            tell(t("Report: {path}", language, path=str(report)))
        else:
            tell(t("Result: {path}. No report yet; `openness report {run}` writes it.", language, path=str(out / "result.json"),
                   run=plan.run_id))  # fmt: skip
    short = shortfalls(pipeline.coverage(plan), pipeline.findings(plan), plan.limits.max_rendered > 0)
    if not short:
        return DONE
    seen = pipeline.coverage(plan)
    if "home" in short:
        reason = next((f"{entry.url} – {entry.said or entry.ledger.value}" for entry in seen.unreachable), "–")
        say(t("The site {site} could not be read: {reason}.", language, site=plan.body.sites[0].url, reason=reason))
    words = "; ".join(t(SHORTFALLS[key], language) for key in short)
    say(t("Done, but {what}: the score is a range; see {path}.", language, what=words, path=str(out / "result.json")))
    return SHORT
