"""``nightly`` and ``schedule``: the nights over many bodies, when they are due, and one made by hand."""

import json as jsonlib
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from openness.cli import DONE, SHORT
from openness.commands.options import DEFAULT_DB, Shared, default_config, parse_date, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from reports.i18n import N_, t
from reports.numbers import moment

KINDS = ("central", "local")
LOOK = 2.0


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command and the group."""
    _nightly(app, _, language)
    group = typer.Typer(help=_("When nights over many bodies are due: added, paused, resumed, listed."), no_args_is_help=True)
    app.add_typer(group, name="schedule")
    _add(group, _, language)
    _list(group, _, language)
    _switch(group, _, language)


def _nightly(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    option = typer.Option
    name_ = Annotated[str | None, typer.Argument(metavar="NAME", help=_("schedule (default: the only one)"))]
    due_ = Annotated[str | None, option("--due", metavar="YYYY-MM-DD", help=_("the night of this day (default: one made now)"))]
    dry_ = Annotated[bool, option("--dry-run", help=_("say what would be done, and do nothing"))]
    follow_ = Annotated[bool, option("--follow", help=_("wait until the night is closed, then show its table"))]

    @app.command(
        "nightly",
        help=_("Makes a night of a schedule by hand: its portals and bodies go into the queue, workers carry them out."),
        epilog=_("Example: openness nightly republic --dry-run --db postgresql+psycopg://openness@db/openness"),
    )
    def nightly(
        name: name_ = None,
        due: due_ = None,
        dry_run: dry_ = False,
        follow: follow_ = False,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.jobs import nights, schedules
        from openness.jobs.base import opened
        from openness.pipeline import Pipeline

        pipeline = Pipeline(opened(db, "openness nightly"), db, config or default_config())
        wanted = name or schedules.only(pipeline.engine)
        parse_date(due, "--due")
        at = schedules.due_of(pipeline.engine, wanted, due)
        if dry_run:
            with pipeline.engine.connect() as connection:
                _tell_plan(nights.planned(pipeline, connection, wanted, at), _, language, json)
            return DONE
        batch = nights.make(pipeline, wanted, at.isoformat())
        if batch is None:
            say(t("The night of {at} is made already.", language, at=moment(at.isoformat(), language)))
            return SHORT
        if not follow:
            if json:
                print_json(jsonlib.dumps({"batch": batch, "schedule": wanted, "due": at.isoformat()}))
            else:
                tell(t("Night {batch} of {name} is in the queue.", language, batch=batch, name=wanted))
            return DONE
        return _followed(pipeline, batch, _, language, json)


def _tell_plan(night: Any, _: Callable[[str], str], language: str, json: bool) -> None:
    rows = [(plan.body.code, plan, plan.limits.max_pages) for plan in (*night.readings, *night.bodies)]
    if json:
        value = {
            "as_of": night.plan.as_of.isoformat(),
            "readings": [plan.portal for plan in night.readings],
            "bodies": [{"body": code, "max_pages": most, "first": code in night.first} for code, plan, most in rows if not plan.portal],
            "left": list(night.plan.left),
        }  # fmt: skip
        print_json(jsonlib.dumps(value, ensure_ascii=False, indent=1))
        return
    table = Table(box=None)
    for title in (_("Code"), _("Name"), _("Pages at most")):
        table.add_column(title, overflow="fold")
    for code, plan, most in rows:
        name = plan.body.name.kk if language == "kk" else plan.body.name.ru
        table.add_row(*(Text(cell) for cell in (code, name, "–" if plan.portal else str(most))))
    tell(table)
    if night.plan.left:
        say(t("No room for {count} bodies; they are the first of the next night: {codes}", language, count=len(night.plan.left),
              codes=", ".join(night.plan.left)))  # fmt: skip


def _followed(pipeline: Any, batch: int, _: Callable[[str], str], language: str, json: bool) -> int:
    """Tells now and then how the night goes; its summary at the end."""
    from openness.jobs import closing, following

    told = ""
    while (folder := closing.summary_of(pipeline, batch)) is None:
        counts = following.counts(pipeline.engine, batch)
        words = t("{done} of {all} done, {running} at work, {failed} failed", language, done=counts.get("done", 0),
                  all=sum(counts.values()), running=counts.get("running", 0), failed=counts.get("failed", 0))  # fmt: skip
        if words != told:
            say(words)
            told = words
        time.sleep(LOOK)
    night = jsonlib.loads((folder / "night.json").read_text(encoding="utf-8"))
    if json:
        print_json(jsonlib.dumps(night, ensure_ascii=False, indent=1))
    else:
        for line in (folder / f"night.{'kk' if language == 'kk' else 'ru'}.txt").read_text(encoding="utf-8").splitlines():
            tell(line)
        tell(t("Summary of the night: {folder}", language, folder=folder))
    return SHORT if following.counts(pipeline.engine, batch).get("failed") else DONE


def _add(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    option = typer.Option
    name_ = Annotated[str, typer.Argument(metavar="NAME", help=_("name of the schedule"))]
    cron_ = Annotated[str, option("--cron", help=_("when: minute, hour, day, month, weekday"))]
    zone_ = Annotated[str, option("--zone", help=_("zone in which that is meant"))]
    kind_ = Annotated[list[str] | None, option("--kind", help=_("bodies of this kind: central or local (default: both)"))]
    body_ = Annotated[list[str] | None, option("--body", metavar="CODE", help=_("this body of the register; may be repeated"))]
    subs_ = Annotated[bool, option("--subordinates", help=_("the organisations of the central bodies too"))]
    portal_ = Annotated[list[str] | None, option("--portal", metavar="NAME=URL", help=_("another address for a portal"))]
    no_portals_ = Annotated[bool, option("--no-portals", help=_("read no portal of open government"))]
    pages_ = Annotated[int | None, option("--max-pages", min=1, help=_("bound on pages read"))]
    time_ = Annotated[float | None, option("--max-time", min=1, metavar="SECONDS", help=_("bound on the time of the crawl"))]
    minutes_ = Annotated[
        int | None, option("--minutes", min=1, help=_("minutes after which nothing of the night begins any more"))
    ]
    requests_ = Annotated[
        int | None, option("--requests", min=1, help=_("requests of a whole night, shared fairly among its bodies"))
    ]
    render_ = Annotated[bool, option("--render/--no-render", help=_("look at a sample of pages with the browser"))]

    @group.command(
        "add", help=_("Adds a schedule of nights."),
        epilog=_("Example: openness schedule add republic --cron '0 1 * * *' --minutes 360 --subordinates"),
    )  # fmt: skip
    def add(
        name: name_,
        cron: cron_,
        zone: zone_ = "Asia/Almaty",
        kind: kind_ = None,
        body: body_ = None,
        subordinates: subs_ = False,
        methodology: shared.methodology = None,
        reading: shared.reading = None,
        as_of: shared.as_of = None,
        portal: portal_ = None,
        no_portals: no_portals_ = False,
        allow_private: shared.private = False,
        render: render_ = True,
        max_pages: pages_ = None,
        max_time: time_ = None,
        minutes: minutes_ = None,
        requests: requests_ = None,
        db: shared.db = DEFAULT_DB,
    ) -> int:
        from openness.jobs import schedules
        from openness.jobs.base import opened
        from openness.jobs.plans import NightPlan

        given = {key: value for key, value in locals().items() if key in NightPlan.model_fields}
        wrong = next((one for one in kind or () if one not in KINDS), None)
        if wrong is not None:
            raise WrongUse(N_("--kind «{given}»: one of {known} was expected"), given=wrong, known=", ".join(KINDS))
        given |= {"kinds": tuple(kind or KINDS), "bodies": tuple(body or ()), "readings": tuple(reading or ()),
                  "portals": tuple(portal or ()), "as_of": parse_date(as_of)}  # fmt: skip
        schedules.add(opened(db, "openness schedule"), name, cron, zone, NightPlan(**given))
        tell(t("Schedule {name} is added.", language, name=name))
        return DONE


def _list(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    name_ = Annotated[str | None, typer.Argument(metavar="NAME", help=_("schedule (default: the only one)"))]
    count_ = Annotated[int, typer.Option("--count", min=1, max=100, help=_("how many moments"))]

    @group.command(
        "list", help=_("Lists the schedules and how their last nights went."), epilog=_("Example: openness schedule list")
    )
    def listed(db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.jobs import schedules
        from openness.jobs.base import opened

        found = schedules.every(opened(db, "openness schedule"))
        if json:
            print_json(jsonlib.dumps(found, ensure_ascii=False, indent=1))
            return DONE
        if not found:
            tell(t("No schedule is on record.", language))
            return DONE
        table = Table(box=None)
        for title in (_("Schedule"), _("When"), _("Next night"), _("Last night"), _("Closed")):
            table.add_column(title, overflow="fold")
        for one in found:
            last = one["last"] or {}
            following = moment(one["next"], language) if one["next"] else t("paused", language)
            cells = (one["name"], f"{one['cron']} ({one['zone']})", following, _at(last.get("due"), language))
            table.add_row(*(Text(cell) for cell in (*cells, _at(last.get("closed_at"), language))))
        tell(table)
        for one in found:
            for line in _untold(one, language):
                say(line)
        return DONE

    @group.command(
        "next", help=_("Tells when a schedule is due next."), epilog=_("Example: openness schedule next republic --count 3")
    )
    def following(name: name_ = None, count: count_ = 3, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.jobs import schedules
        from openness.jobs.base import opened

        engine = opened(db, "openness schedule")
        moments = schedules.nexts(engine, name or schedules.only(engine), count)
        if json:
            print_json(jsonlib.dumps(moments))
        else:
            for at in moments:
                tell(moment(at, language))
        return DONE


def _untold(schedule: dict[str, Any], language: str) -> Iterator[str]:
    """What of the summary of a schedule's last night was not taken, a line each."""
    left = (schedule["last"] or {}).get("untold")
    if left is None:
        return
    for one in left["untaken"]:
        words = N_("{name}: the summary of the last night was not taken by {to} ({said}); it is sent again at {again}")
        never = N_("{name}: the summary of the last night was not taken by {to} ({said}); it is not sent again by itself")
        known = words if left["again"] else never
        yield t(known, language, name=schedule["name"], to=one["to"], said=one["said"], again=_at(left["again"], language))


def _at(text: str | None, language: str) -> str:
    return moment(datetime.fromisoformat(text).isoformat(), language) if text else "–"


def _switch(group: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    name_ = Annotated[str, typer.Argument(metavar="NAME", help=_("name of the schedule"))]

    def engine_of(db: str) -> Any:
        from openness.jobs.base import opened

        return opened(db, "openness schedule")

    @group.command(
        "pause",
        help=_("Makes no nights of a schedule until it is resumed."),
        epilog=_("Example: openness schedule pause republic"),
    )
    def pause(name: name_, db: shared.db = DEFAULT_DB) -> int:
        from openness.jobs import schedules

        schedules.enable(engine_of(db), name, False)
        tell(t("Schedule {name} is paused.", language, name=name))
        return DONE

    @group.command(
        "resume", help=_("Makes nights of a paused schedule again, from the next one on."),
        epilog=_("Example: openness schedule resume republic"),
    )  # fmt: skip
    def resume(name: name_, db: shared.db = DEFAULT_DB) -> int:
        from openness.jobs import schedules

        schedules.enable(engine_of(db), name, True)
        tell(t("Schedule {name} is resumed.", language, name=name))
        return DONE

    @group.command(
        "remove",
        help=_("Forgets a schedule; its nights and their runs stay."),
        epilog=_("Example: openness schedule remove republic"),
    )
    def remove(name: name_, db: shared.db = DEFAULT_DB) -> int:
        from openness.jobs import schedules

        schedules.remove(engine_of(db), name)
        tell(t("Schedule {name} is removed.", language, name=name))
        return DONE
