"""``openness inspect URL``: one page, no scoring – the findings of every check that can judge a page alone."""

import json as jsonlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from checks import runner
from checks.mends import mend_of
from openness.cli import DONE, SHORT
from openness.commands.audit import SHORTFALLS
from openness.commands.options import Shared, default_config, print_json, today
from openness.console import say, tell
from openness.inspection import Shown, arranged, in_order, probes_for
from openness.pipeline import Pipeline
from openness.planning import Wish, checked_address
from openness.progress import Reporter
from openness.shortfalls import shortfalls
from reports import shape
from reports.i18n import t
from reports.words import OUTCOME, word
from store import schema
from store.db import open_database
from store.findings import Finding, Outcome
from store.harvest import Coverage, CrawlPlan
from store.objects import ObjectStore
from store.place import evidence_of

PARAMETER = "page"
WANTING = frozenset({Outcome.DEFICIENCY, Outcome.MISSING})
PLACED = WANTING | {Outcome.UNVERIFIED}


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the command."""
    shared = Shared(_)
    strict_ = Annotated[bool, typer.Option("--strict", help=_("exit status 1 also where a check finds something wanting"))]

    @app.command(
        "inspect",
        help=_(
            "Looks at one page and shows what every page-level check finds; nothing is scored. Exit status: 0 the page was read, "
            "whatever was found in it; 1 the page or a part of what was asked of it could not be read, or, with --strict, something "
            "is wanting; 2 wrong use."
        ),
        epilog=_("Example: openness inspect https://example.gov.kz/ru/contacts"),
    )
    def inspect(
        url: str,
        allow_private: shared.private = False,
        out: shared.out = None,
        config: shared.config = None,
        strict: strict_ = False,
        json: shared.json = False,
    ) -> int:
        address = checked_address("URL", url)
        with tempfile.TemporaryDirectory() as folder, Reporter(language) as reporter:
            place = out or Path(folder) / "run"
            db = f"sqlite:///{folder}/inspect.db"
            pipeline = Pipeline(open_database(db), db, config or default_config(), reporter)
            wish = Wish(site=address, allow_private=allow_private, out=place, config=pipeline.config, page_only=True)
            wish.probes = probes_for(address)
            plan, _resumed = pipeline.begin(wish, today())
            pipeline.harvest(plan)
            pipeline.extract(plan)
            seen = pipeline.coverage(plan)
            found = pipeline.judge(plan, runner.page_orders(PARAMETER, home=seen.home_read))
            shown = _shown(pipeline, plan, found)
        short = _short(seen, found)
        if json:
            print_json(jsonlib.dumps([_value(one, out) for one in shown], ensure_ascii=False, indent=1, default=str))
        else:
            _print(shown, language, out)
        if seen.pages:
            _say_unasked(seen, language)
            for key in short:
                say(t("Not everything could be seen: {what}.", language, what=t(SHORTFALLS[key], language)))
        return DONE if seen.pages and not short and in_order(found, strict) else SHORT


def _shown(pipeline: Pipeline, plan: CrawlPlan, found: list[Finding]) -> list[Shown]:
    with pipeline.engine.connect() as db:
        artifacts = list(schema.read_artifacts(db, plan.run_id))
    return arranged(found, artifacts, ObjectStore(evidence_of(plan)))


def _short(seen: Coverage, found: list[Finding]) -> list[str]:
    """What of a page that was read could not be seen. Addresses around it and a home page were not asked for."""
    return [key for key in shortfalls(seen, found, wanted_render=True) if key not in ("home", "unreachable")]


def _say_unasked(seen: Coverage, language: str) -> None:
    """Says once how many checks one page is not enough for."""
    count = len(runner.catalogue()) - len(runner.page_checks(home=seen.home_read))
    say(
        t(
            "Not asked of a single page: checks that need the home page or the whole site ({count}); `openness audit` asks them.",
            language,
            count=count,
        )
    )


def _value(one: Shown, out: Path | None) -> dict[str, Any]:
    titles = {name: runner.catalogue()[name].meta.title.model_dump() for name in one.checks}
    picture = one.picture if out and one.picture else None
    mend = mend_of(one.finding.check) if one.finding.outcome in WANTING else None
    told = None if mend is None else mend.mend.model_dump()
    return {**shape.finding(one.finding), "checks": titles, "picture": picture, "mend": told}


def _print(shown: list[Shown], language: str, out: Path | None) -> None:
    told: set[str] = set()
    for number, one in enumerate(shown, 1):
        item = one.finding
        title = getattr(runner.catalogue()[item.check].meta.title, language)
        asked = t("checks: {count}", language, count=len(one.checks)) if len(one.checks) > 1 else title
        tell(f"{number}. {word(OUTCOME, item.outcome.value, language)} · {asked}")
        for line in [*_lines(one, language, out), *_mending(item, language, told)]:
            tell(f"   {line}")
    if out is None and any(one.picture for one in shown):
        say(t("Pictures of the places found are kept with --out DIR.", language))


def _mending(item: Finding, language: str, told: set[str]) -> list[str]:
    """What to do about a shortcoming; said once for each check, however many places it names. ``told`` holds those that were."""
    mend = mend_of(item.check) if item.outcome in WANTING and item.check not in told else None
    told.add(item.check)
    return [t("how to mend: {text}", language, text=mend.first(language))] if mend is not None else []


def _lines(one: Shown, language: str, out: Path | None) -> list[str]:
    """The sentence, where to look, and what stands there."""
    item, places = one.finding, one.finding.facts.get("elements")
    lines = [getattr(item.message, language)]
    if len(one.checks) > 1:
        names = [getattr(runner.catalogue()[name].meta.title, language) for name in one.checks]
        lines.append(t("not made: {names}", language, names="; ".join(names)))
    elif item.outcome in PLACED:
        where = item.locator.xpath or item.locator.css or t("the whole page", language)
        lines.append(t("where: {place}", language, place=where))
    if item.locator.quote:
        lines.append(t("what stands there: {quote}", language, quote=item.locator.quote))
    if isinstance(places, int) and places > 1:
        lines.append(t("such places: {count}", language, count=places))
    if out is not None and one.picture:
        lines.append(t("picture: {path}", language, path=one.picture))
    return lines
