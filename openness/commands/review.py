"""``openness review``: a person's decisions on findings, entered and told in the terminal."""

import json as jsonlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from openness.cli import DONE, WRONG
from openness.commands.options import DEFAULT_DB, Shared, print_json
from openness.console import say, tell
from openness.planning import WrongUse
from reports.i18n import N_, t
from reports.numbers import moment
from reports.words import OUTCOME, RULING_REASON, word
from store import base
from store.db import open_database
from store.findings import Outcome, RulingReason
from store.rulings import Source

if TYPE_CHECKING:
    from openness.decisions.book import Entry
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
    _listed(group, shared, _, language)


class _Shared(Shared):
    """Annotated types of this group's options."""

    def __init__(self, _: Callable[[str], str]) -> None:
        super().__init__(_)
        option = typer.Option
        self.body: Any = Annotated[str, option("--body", metavar="BODY", help=_("code of the body that the finding is of"))]
        self.finding: Any = Annotated[
            str, typer.Argument(metavar="FINDING", help=_("id of a finding, from the report or findings.jsonl"))
        ]
        outcomes, reasons = ", ".join(Outcome), ", ".join(RulingReason)
        self.outcome: Any = Annotated[
            str, option("--outcome", help=_("what the finding counts as: {list}").format(list=outcomes))
        ]
        self.reason: Any = Annotated[str, option("--reason", help=_("ground of the decision: {list}").format(list=reasons))]
        self.kk: Any = Annotated[str, option("--note-kk", help=_("why, in Kazakh"))]
        self.ru: Any = Annotated[str, option("--note-ru", help=_("why, in Russian"))]
        self.author: Any = Annotated[str, option("--author", help=_("who decided"))]
        self.count: Any = Annotated[int, option("--count", min=0, help=_("how many shortcomings it counts as"))]
        self.supersedes: Any = Annotated[
            str | None, option("--supersedes", metavar="CODE", help=_("id of the earlier decision that this one replaces"))
        ]
        self.id: Any = Annotated[str, option("--id", metavar="CODE", help=_("id of the decision (default: made of its content)"))]


def _decide(group: typer.Typer, shared: _Shared, _: Callable[[str], str], language: str) -> None:
    @group.command(
        "decide",
        help=_("Puts a decision on one finding on record; the next scoring takes it in."),
        epilog=_(
            "Example: openness review decide 0123456789abcdef --body mam --outcome met --reason false-positive "
            '--note-kk "…" --note-ru "…" --author "…"'
        ),
    )
    def decide(
        finding: shared.finding,
        body: shared.body,
        outcome: shared.outcome,
        reason: shared.reason,
        note_kk: shared.kk,
        note_ru: shared.ru,
        author: shared.author,
        count: shared.count = 1,
        supersedes: shared.supersedes = None,
        id: shared.id = "",
        db: shared.db = DEFAULT_DB,
        json: shared.json = False,
    ) -> int:
        from openness.decisions import book
        from openness.decisions.proof import RefusedError

        draft = book.Draft(
            finding=finding,
            outcome=_one_of(Outcome, "--outcome", outcome),
            reason=_one_of(RulingReason, "--reason", reason),
            note=base.Text(kk=note_kk, ru=note_ru),
            author=author,
            count=count,
            supersedes=supersedes,
            id=id,
        )
        engine = open_database(db, create=False)
        try:
            made = book.decide(engine, body, draft, Source.TERMINAL, datetime.now(UTC))
        except RefusedError as refused:
            _tell_wrong(refused.wrong, language)
            return WRONG
        with engine.connect() as connection:
            chain = book.history(connection, body, finding)
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
        help=_("Tells the decisions on one finding in the order they were made."),
        epilog=_("Example: openness review history 0123456789abcdef --body mam"),
    )
    def history(finding: shared.finding, body: shared.body, db: shared.db = DEFAULT_DB, json: shared.json = False) -> int:
        from openness.decisions import book

        with open_database(db, create=False).connect() as connection:
            _show(book.history(connection, body, finding), json, language)
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
