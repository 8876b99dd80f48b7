"""``openness objection decide``: what a commission decided, put on record, scored, and the difference told."""

import json as jsonlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from openness import runs
from openness.cli import DONE, SHORT, WRONG
from openness.commands.objection_at import FILES, NOT_POINTS, Desk, at, told_wrong
from openness.commands.options import DEFAULT_DB, Shared, default_config, parse_date, print_json, today
from openness.console import say, tell
from openness.faults import WrongUse
from openness.progress import Reporter
from reports.i18n import N_, t
from store.demands import Side
from store.findings import Outcome, RulingReason
from store.objections import OUTCOMES, Decision

if TYPE_CHECKING:
    from openness.objections.deciding import Draft
    from openness.objections.settle import Given
    from store.objections import Member

DECIDED = N_(
    "The sitting {id} is on record; decisions on facts and open questions – {count}. By {law} the conclusion goes on by {day}."
)
AS_BEFORE = N_("{id} is on record already; nothing was changed.")
LATE = N_("{id}: the commission sat on {day}, but the last day was {last} ({law}); the decision is on record as late")
NOT_MEMBER = N_("--member «{given}»: SIDE:NAME was expected, SIDE one of {known}")
NOT_NAMED = N_("--took-part «{given}»: no --member has this name")
NO_ENTRY = N_("«{given}»: an id of objections was expected, as O-… or O-…/2; see `openness objection list`")
NEEDED = N_("{option} is missing; without --table it says what was decided")
BESIDE = N_("{option} does not go with {mode}; leave one of them out")
SIDES: tuple[str, ...] = get_args(Side)
ONE_OF = N_("{option} «{given}»: one of {known} was expected")


def register(group: typer.Typer, shared: Shared, _: Callable[[str], str], language: str) -> None:
    """Adds the command to the group ``objection``."""
    option = typer.Option
    what_ = Annotated[
        str, typer.Argument(metavar="OBJECTION", help=_("id of objections (O-…) or of one line (O-…/2); with --table the run"))
    ]
    sat_ = Annotated[str | None, option("--sat", metavar="YYYY-MM-DD", help=_("day of the sitting (default: today)"))]
    member_ = Annotated[
        list[str],
        option(
            "--member",
            metavar="SIDE:NAME",
            help=_("a member; SIDE is one of: {list}; given for each").format(list=", ".join(SIDES)),
        ),
    ]
    took_ = Annotated[
        list[str] | None,
        option("--took-part", metavar="NAME", help=_("a member who took part in the assessment; may be given again")),
    ]
    decision_ = Annotated[
        str | None, option("--decision", help=_("what the commission decided: {list}").format(list=", ".join(Decision)))
    ]
    for_ = Annotated[int | None, option("--for", min=0, help=_("how many members voted for accepting"))]
    against_ = Annotated[int | None, option("--against", min=0, help=_("how many voted against"))]
    abstained_ = Annotated[int | None, option("--abstained", min=0, help=_("how many abstained"))]
    kk_ = Annotated[str | None, option("--note-kk", help=_("why, in Kazakh"))]
    ru_ = Annotated[str | None, option("--note-ru", help=_("why, in Russian"))]
    reason_ = Annotated[str | None, option("--reason", help=_("ground of the decision on facts (default: by the decision)"))]
    outcome_ = Annotated[
        str | None, option("--outcome", help=_("what the facts count as once accepted: {list}").format(list=", ".join(OUTCOMES)))
    ]
    count_ = Annotated[
        int | None, option("--count", min=1, help=_("where it is accepted in part: how many shortcomings of the fact stand"))
    ]
    fall_ = Annotated[
        list[str] | None,
        option("--fall", metavar="FINDING", help=_("where it is accepted in part: a fact that falls; may be given again")),
    ]
    figure_ = Annotated[
        list[str] | None, option("--figure", metavar="NAME=NUMBER", help=_("a figure of the row; may be given again"))
    ]
    final_ = Annotated[
        str | None, option("--final", metavar="NUMBER", help=_("points that the commission named; held to the arithmetic"))
    ]
    table_ = Annotated[
        Path | None, option("--table", metavar="FILE", help=_("table of disagreements filled in by the commission"))
    ]
    file_ = Annotated[list[str] | None, option("--file", metavar="FILE", help=_(FILES))]
    supersedes_ = Annotated[str | None, option("--supersedes", metavar="CODE", help=_("id of the sitting that was told wrongly"))]

    @group.command(
        "decide",
        help=_("Puts a commission's decision on record, scores the run again and tells what changed."),
        epilog=_(
            "Example: openness objection decide O-… --decision accepted --for 5 --against 0 --member assessor:… (five or more) "
            '--note-kk "…" --note-ru "…"'
        ),
    )
    def decide(
        what: what_,
        member: member_,
        sat: sat_ = None,
        took_part: took_ = None,
        decision: decision_ = None,
        pro: for_ = None,
        against: against_ = None,
        abstained: abstained_ = None,
        note_kk: kk_ = None,
        note_ru: ru_ = None,
        reason: reason_ = None,
        outcome: outcome_ = None,
        count: count_ = None,
        fall: fall_ = None,
        figure: figure_ = None,
        final: final_ = None,
        table: table_ = None,
        file: file_ = None,
        supersedes: supersedes_ = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        needed = {"--decision": decision, "--for": pro, "--against": against, "--note-kk": note_kk, "--note-ru": note_ru}
        besides = {"--abstained": abstained, "--reason": reason, "--outcome": outcome, "--count": count, "--fall": fall,
                   "--figure": figure, "--final": final}  # fmt: skip
        for name, value in needed.items():
            if table is None and value is None:
                raise WrongUse(NEEDED, option=name)
        _refuse_beside_table({**needed, **besides} if table is not None else {})
        from openness.imports.faults import FaultyFileError
        from openness.objections import filled
        from openness.objections.deciding import Draft

        folder = config or default_config()
        desk = at(db, folder, what if table is not None else _run_of(db, what))
        papers, form = desk.papers(file or ()), None
        try:
            if table is None:
                given = tuple(_typed(desk, what, needed, besides))
            else:
                form = filled.read(table)
                given = filled.decided(form)
                papers.append((form.name, form.content))
            day = parse_date(sat, "--sat") or today()
            draft = Draft(day, tuple(_members(member, took_part or ())), given, tuple(papers), supersedes)
            return _put(desk, db, draft, form, language, json)
        except FaultyFileError as fault:
            for one in fault.faults.lines(language):
                say(one)
            return WRONG


def _refuse_beside_table(given: dict[str, Any]) -> None:
    for name, value in given.items():
        if value is not None:
            raise WrongUse(BESIDE, option=name, mode="--table")


def _run_of(db: str, what: str) -> str:
    from store import objections
    from store.db import open_database

    with open_database(db, create=False).connect() as connection:
        run = objections.run_of(connection, what.partition("/")[0])
    if run is None:
        raise WrongUse(NO_ENTRY, given=what)
    return run


def _members(given: Iterable[str], took_part: Iterable[str]) -> "Iterable[Member]":
    from store.objections import Member

    took = {" ".join(name.split()).casefold(): name for name in took_part}
    for one in given:
        side, _, name = one.partition(":")
        name = " ".join(name.split())
        if side not in SIDES or not name:
            raise WrongUse(NOT_MEMBER, given=one, known=", ".join(SIDES))
        yield Member(name=name, side=side, took_part=took.pop(name.casefold(), None) is not None)  # type: ignore[arg-type]
    for name in took.values():
        raise WrongUse(NOT_NAMED, given=name)


def _typed(desk: Desk, what: str, needed: dict[str, Any], besides: dict[str, Any]) -> "Iterable[Given]":
    """The decision of the command line, on every line that it names."""
    from openness.commands.review_open import figures
    from openness.imports.columns import WrongCellError
    from openness.objections.settle import Given
    from openness.objections.table import COLUMNS, points
    from store.base import Text
    from store.objections import Votes

    name, mark, number = what.partition("/")
    if mark and not (number.isascii() and number.isdigit()):
        raise WrongUse(NO_ENTRY, given=what)
    known = next((one for one in desk.book().objections if one.id == name), None)
    numbers = [int(number)] if mark else [one.number for one in known.lines] if known is not None else [1]
    try:
        final = None if besides["--final"] is None else points(COLUMNS[0], besides["--final"])
    except WrongCellError:
        raise WrongUse(NOT_POINTS, option="--final", given=besides["--final"]) from None
    outcome = None if besides["--outcome"] is None else _one_of(Outcome, OUTCOMES, "--outcome", besides["--outcome"])
    reason = None if besides["--reason"] is None else _one_of(RulingReason, RulingReason, "--reason", besides["--reason"])
    decision = _one_of(Decision, Decision, "--decision", needed["--decision"])
    for each in numbers or [1]:
        yield Given(
            objection=name,
            number=each,
            decision=decision,
            votes=Votes(pro=needed["--for"], contra=needed["--against"], abstained=besides["--abstained"] or 0),
            note=Text(kk=needed["--note-kk"], ru=needed["--note-ru"]),
            reason=reason,
            outcome=outcome,
            count=besides["--count"],
            findings=tuple(besides["--fall"] or ()),
            figures=figures(besides["--figure"]),
            final=final,
            place=each,
        )


def _one_of(kind: Any, known: Iterable[str], option: str, given: str) -> Any:
    if given not in list(known):
        raise WrongUse(ONE_OF, option=option, given=given, known=", ".join(known))
    return kind(given)


def _put(desk: Desk, db: str, draft: "Draft", form: Any, language: str, json: bool) -> int:
    from openness.decisions.proof import RefusedError
    from openness.objections import deciding
    from openness.pipeline import Pipeline
    from reports.objections_view import change_table
    from reports.read import read_result

    bench = deciding.Desk(desk.engine, desk.config, desk.results, desk.rules, desk.book())
    try:
        made, new = deciding.decide(bench, draft, datetime.now(UTC))
    except RefusedError as refused:
        told_wrong(refused.wrong if form is None else form.tell(refused.wrong), language)
        return WRONG
    if new:
        with Reporter(language) as reporter:
            plan = runs.find(desk.engine, desk.plan.run_id)
            Pipeline(desk.engine, db, desk.config, reporter).stage("score", plan)
    told = read_result(Path(desk.plan.out))["objections"]
    if json:
        print_json(jsonlib.dumps(told, ensure_ascii=False, indent=1))
    else:
        count = sum(len(one.rulings) for one in made.resolutions)
        by, day = desk.law("forward", language), desk.rules.last("forward", made.sat)
        tell(t(DECIDED if new else AS_BEFORE, language, id=made.id, count=count, law=by, day=day))
        if told["change"] is not None:
            tell(change_table(told["change"], language))
    if made.late:
        say(t(LATE, language, id=made.id, day=made.sat, last=made.last, law=desk.law("decide", language)))
        return SHORT
    return DONE
