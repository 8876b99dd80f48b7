"""``openness review``: a person's decisions on findings, entered and told in the terminal."""

import json as jsonlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from openness.cli import DONE, WRONG
from openness.commands import review_candidates, review_open
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import say, tell
from openness.faults import WrongUse
from reports.i18n import N_, t
from reports.numbers import moment
from reports.words import OUTCOME, RULING_REASON, word
from store import base
from store.db import open_database
from store.findings import Outcome, RulingReason
from store.rulings import Source

if TYPE_CHECKING:
    from openness.decisions.book import Draft, Entry
    from openness.decisions.proof import Wrong

T = TypeVar("T", bound=StrEnum)
SCHEMA = "openness/ruling/1"
# Where on the line the fields of a decision stand.
PLACES = {
    "id": "--id",
    "finding": N_("FINDING"),
    "author": "--author",
    "note_kk": "--note-kk",
    "note_ru": "--note-ru",
    "supersedes": "--supersedes",
}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group with its commands."""
    group = typer.Typer(help=_("People's decisions on findings: each an entry that is never changed."), no_args_is_help=True)
    app.add_typer(group, name="review")
    shared = _Shared(_)
    _decide(group, shared, _, language)
    _history(group, shared, _, language)
    review_open.register(group, shared, _, language)
    review_candidates.register(group, shared, _, language)
    _listed(group, shared, _, language)


class _Shared(Shared):
    """Annotated types of this group's options."""

    def __init__(self, _: Callable[[str], str]) -> None:
        super().__init__(_)
        option = typer.Option
        self.body: Any = Annotated[str, option("--body", metavar="BODY", help=_("code of the body that the finding is of"))]
        self.one_body: Any = Annotated[
            str | None, option("--body", metavar="BODY", help=_("code of the body that the finding is of"))
        ]
        self.finding: Any = Annotated[
            str,
            typer.Argument(
                metavar="FINDING", help=_("id of a finding, from the report or findings.jsonl; of a question with --run")
            ),
        ]
        self.of_run: Any = Annotated[
            str | None, option("--run", metavar="RUN", help=_("run whose open question it is: its id or folder"))
        ]
        decisions = "present, partial, absent, not-applicable, cannot-tell"
        self.decision: Any = Annotated[
            str | None, option("--decision", help=_("what is decided of an open question: {list}").format(list=decisions))
        ]
        self.figure: Any = Annotated[
            list[str] | None, option("--figure", metavar="NAME=NUMBER", help=_("a figure of the row; may be given again"))
        ]
        self.link: Any = Annotated[
            list[str] | None, option("--link", metavar="URL", help=_("address that proves it; may be given again"))
        ]
        self.file: Any = Annotated[
            list[str] | None,
            option("--file", metavar="FILE", help=_("file below this folder that proves it; may be given again")),
        ]
        outcomes, reasons = ", ".join(Outcome), ", ".join(RulingReason)
        self.outcome: Any = Annotated[
            str | None, option("--outcome", help=_("what the finding counts as: {list}").format(list=outcomes))
        ]
        self.reason: Any = Annotated[str, option("--reason", help=_("ground of the decision: {list}").format(list=reasons))]
        self.kk: Any = Annotated[str, option("--note-kk", help=_("why, in Kazakh"))]
        self.ru: Any = Annotated[str, option("--note-ru", help=_("why, in Russian"))]
        self.author: Any = Annotated[str, option("--author", help=_("who decided"))]
        self.count: Any = Annotated[int | None, option("--count", min=0, help=_("how many shortcomings it counts as"))]
        self.supersedes: Any = Annotated[
            str | None, option("--supersedes", metavar="CODE", help=_("id of the earlier decision that this one replaces"))
        ]
        self.id: Any = Annotated[str, option("--id", metavar="CODE", help=_("id of the decision (default: made of its content)"))]


def _decide(group: typer.Typer, shared: _Shared, _: Callable[[str], str], language: str) -> None:
    @group.command(
        "decide",
        help=_("Puts a decision on record, on a finding (--body) or on an open question (--run); the next scoring takes it in."),
        epilog=_(
            "Example: openness review decide 0123456789abcdef --run RUN --decision present --reason confirmed "
            '--link https://… --note-kk "…" --note-ru "…" --author "…"'
        ),
    )
    def decide(
        finding: shared.finding,
        reason: shared.reason,
        note_kk: shared.kk,
        note_ru: shared.ru,
        author: shared.author,
        body: shared.one_body = None,
        outcome: shared.outcome = None,
        run: shared.of_run = None,
        decision: shared.decision = None,
        count: shared.count = None,
        figure: shared.figure = None,
        link: shared.link = None,
        file: shared.file = None,
        supersedes: shared.supersedes = None,
        id: shared.id = "",
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        note = base.Text(kk=note_kk, ru=note_ru)
        ground = _one_of(RulingReason, "--reason", reason)
        if run is not None:
            _refuse({"--body": body, "--outcome": outcome, "--id": id or None}, {"--decision": decision}, "--run")
            said = (decision or "", ground, note, author.strip())
            return _answer(db, config, run, finding, said, (count, figure, link, file, supersedes), language, json)
        besides = {"--decision": decision, "--figure": figure, "--link": link, "--file": file}
        _refuse(besides, {"--body": body, "--outcome": outcome}, "--body")
        from openness.decisions.book import Draft

        draft = Draft(
            finding=finding,
            outcome=_one_of(Outcome, "--outcome", outcome or ""),
            reason=ground,
            note=note,
            author=author,
            count=1 if count is None else count,
            supersedes=supersedes,
            id=id,
        )
        return _on_finding(db, body or "", draft, language, json)


def _refuse(besides: dict[str, Any], needed: dict[str, Any], mode: str) -> None:
    """Raises WrongUse where options of the other way to decide are given, or one of this way is not."""
    for name, value in besides.items():
        if value is not None:
            raise WrongUse(N_("{option} does not go with {mode}; leave one of them out"), option=name, mode=mode)
    for name, value in needed.items():
        if value is None:
            words = N_(
                "{option} is missing; a finding is decided with --body and --outcome, an open question with --run and --decision"
            )
            raise WrongUse(words, option=name)


def _answer(
    db: str, config: Path | None, run: str, name: str, said: tuple[str, RulingReason, base.Text, str],
    more: tuple[int | None, list[str] | None, list[str] | None, list[str] | None, str | None], language: str, json: bool,
) -> int:  # fmt: skip
    from openness.decisions.answering import Answer
    from openness.decisions.outcomes import Decision

    decision, reason, note, author = said
    count, figure, link, file, supersedes = more
    for option, text in (("--author", author), ("--note-kk", note.kk), ("--note-ru", note.ru)):
        if not text.strip():
            raise WrongUse(N_("{option} is empty; words were expected"), option=option)
    for url in link or ():
        if not url.lower().startswith(("http://", "https://")):
            raise WrongUse(N_("--link «{given}»: an address with http:// or https:// was expected"), given=url)
    given = Answer(
        decision=_one_of(Decision, "--decision", decision),
        reason=reason,
        note=note,
        reviewer=author,
        made_at=datetime.now(UTC),
        count=count,
        figures=review_open.figures(figure),
        links=tuple(link or ()),
        files=tuple(file or ()),
        supersedes=supersedes,
    )
    engine, sheet = review_open.opened(db, config, run, every=True)
    return review_open.answer(engine, sheet, name, given, language, json)


def _on_finding(db: str, body: str, draft: "Draft", language: str, json: bool) -> int:
    from openness.decisions import book
    from openness.decisions.proof import RefusedError

    engine = open_database(db, create=False)
    try:
        made = book.decide(engine, body, draft, Source.TERMINAL, datetime.now(UTC))
    except RefusedError as refused:
        _tell_wrong(refused.wrong, language)
        return WRONG
    with engine.connect() as connection:
        chain = book.history(connection, body, draft.finding)
    entry = next(one for one in chain if one.stored.ruling.id == made.ruling.id)
    if json:
        print_json(jsonlib.dumps({"schema": SCHEMA, **_value(entry)}, ensure_ascii=False, indent=1))
    else:
        tell(t("Decision {id} is on record; `openness score RUN` takes it in.", language, id=made.ruling.id))
    clashing = [one.stored.ruling.id for one in book.clashing(chain)]
    if clashing:
        words = N_("decisions on this finding contradict each other, so its row stays open: {list}; see --supersedes")
        say(t(words, language, list=", ".join(clashing)))
    return DONE


def _history(group: typer.Typer, shared: _Shared, _: Callable[[str], str], language: str) -> None:
    @group.command(
        "history",
        help=_("Tells the decisions on a finding, or on an open question of a run, in the order they were made."),
        epilog=_("Example: openness review history 0123456789abcdef --body mam"),
    )
    def history(
        finding: shared.finding,
        body: shared.one_body = None,
        run: shared.of_run = None,
        db: shared.db = DEFAULT_DB,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        from openness.decisions import book

        if run is not None:
            _refuse({"--body": body}, {}, "--run")
            engine, sheet = review_open.opened(db, config, run, every=True)
            with engine.connect() as connection:
                _show(
                    book.on_question(connection, sheet.plan.body.code, review_open.named(sheet, finding).question), json, language
                )
            return DONE
        _refuse({}, {"--body": body}, "--body")
        with open_database(db, create=False).connect() as connection:
            _show(book.history(connection, body or "", finding), json, language)
        return DONE


def _listed(group: typer.Typer, shared: _Shared, _: Callable[[str], str], language: str) -> None:
    @group.command(
        "list",
        help=_("Lists the decisions on the findings of a body."),
        epilog=_("Example: openness review list --body mam"),
    )
    def listed(body: shared.body, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.decisions import book

        with open_database(db, create=False).connect() as connection:
            _show(book.listed(connection, body), json, language)
        return DONE


def _one_of(kind: type[T], option: str, given: str) -> T:
    try:
        return kind(given)
    except ValueError:
        words = N_("{option} «{given}»: one of {known} was expected")
        raise WrongUse(words, option=option, given=given, known=", ".join(kind)) from None


def _tell_wrong(wrong: "Iterable[Wrong]", language: str) -> None:
    for one in wrong:
        say(f"openness: {t(PLACES[one.field], language)}: {t(one.key, language, **one.values)}")


def _show(entries: "list[Entry]", json: bool, language: str) -> None:
    if json:
        print_json(jsonlib.dumps([_value(one) for one in entries], ensure_ascii=False, indent=1))
        return
    for line in _lines(entries, language):
        tell(line)
    if not entries:
        tell(t("There are no decisions.", language))


def _value(entry: "Entry") -> dict[str, Any]:
    stored = entry.stored
    proved = {"source": stored.source, "file": stored.file or None, "sha256": stored.sha256}
    return {**stored.ruling.model_dump(mode="json"), **proved, "replaced_by": list(entry.replaced_by)}


def _lines(entries: "Iterable[Entry]", language: str) -> Iterator[str]:
    for one in entries:
        said = one.stored.ruling
        outcome = word(OUTCOME, said.outcome, language) + (f" ({said.count})" if said.count != 1 else "")
        yield f"{said.id}: {said.finding} → {outcome} – {word(RULING_REASON, said.reason, language)}"
        yield f"    {said.note.kk if language == 'kk' else said.note.ru}"
        yield f"    {said.author}, {moment(said.made_at, language)}"
        if one.replaced_by:
            yield f"    {t('Replaced by', language)}: {', '.join(one.replaced_by)}"
