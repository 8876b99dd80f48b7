"""Writing the report: Jinja2 templates with escaping always on, style and one small script inside the page, no network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports import compared_words, decided, decisions, objections, words
from reports import counsel as counsels
from reports.advice_view import span, together
from reports.citing import stands
from reports.errors import ReportError
from reports.explain import check_name, commas
from reports.files import write_whole
from reports.html import safe, spoken
from reports.html.allowance import QUOTE, URL, WORDS
from reports.html.bar import bar, loss_bar
from reports.html.charted import losses_chart, shares_chart, trend_chart
from reports.html.compiled import Compiled
from reports.html.first import charges
from reports.html.mends import ticked
from reports.html.pages import MOST, pages
from reports.html.pictures import Copies, Pictures
from reports.html.sides import differences, sides
from reports.html.view import View, build
from reports.i18n import LANGUAGES, t, tn
from reports.numbers import counted, day, edition, moment, period, printed, range_words, shown
from reports.since import Since
from reports.view import falls, least, penal
from store import codes, factnames
from store.harvest import Artifact
from store.objects import ObjectStore

COMPILED = Compiled()

# Values of a fact that a card lists; findings.jsonl holds them all.
LISTED = 8
# Findings that are new or gone which the report lists; since.json holds them all.
SINCE_LISTED = 200
# Places where two versions differ which a card lists.
DIFFERENCES_LISTED = 10


def write_html(
    out: Path,
    language: str,
    result: dict[str, Any],
    findings: list[dict[str, Any]],
    objects: ObjectStore,
    artifacts: Iterable[Artifact] = (),
    counsel: Sequence[dict[str, Any]] = (),
    copies: Copies | None = None,
    since: Since | None = None,
    mends: Mapping[str, dict[str, Any]] | None = None,
) -> Path:
    """Writes report.<language>.html into the folder ``out``.

    :param language: one that the program speaks.
    :param result: the value of result.json; ``findings``: the lines of findings.jsonl.
    :param objects: where pictures lie; a picture that is absent or damaged is left out of the report.
    :param artifacts: what the browser stored in the harvest; pictures are looked up among them.
    :param counsel: advice without points, as counsel.json holds it.
    :param since: what changed since an earlier run, where the report is to tell it.
    :param mends: how what a check finds is put right, by check: ``mend``, ``before`` and ``after`` by language.
    :param copies: small copies of pictures, for reports of one run in several languages; what is lacking is made.
    :returns: the path of the report.
    :raises ReportError: an unknown language, or a folder that cannot be written.
    """
    if language not in LANGUAGES:
        raise ReportError(out, "a report is written in {known}, not in «{given}»", known=", ".join(LANGUAGES), given=language)
    view = build(result, findings, Pictures(objects, artifacts, copies=copies), counsel, since, mends)
    target = out / f"report.{language}.html"
    write_whole(target, render(view, language))
    return target


def render(view: View, language: str) -> Iterable[str]:
    """The report's text in pieces."""
    return environment(language).get_template("report.html").generate(view=view, result=view.result, language=language)


@cache
def environment(language: str) -> Environment:
    """Templates bound to one language."""
    env = Environment(
        loader=PackageLoader("reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    script = files("reports.html").joinpath("static/report.js").read_text(encoding="utf-8")
    env.globals.update(
        _=partial(_text, language),
        tn=partial(_number, language),
        words=words,
        style=Markup(files("reports.html").joinpath("static/report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_digest=f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
        bar=partial(bar, language=language),
        loss_bar=partial(loss_bar, language=language),
        shares_chart=partial(shares_chart, language=language),
        losses_chart=partial(losses_chart, language=language),
        falls=falls,
        charges=charges,
        penal=penal,
        least=least,
        anchor=safe.anchor,
        counsel_sentence=partial(counsels.sentence, language=language),
        counsel_change=partial(counsels.change, language=language),
        gain=partial(span, language=language),
        gained_together=partial(together, language=language),
        decided_sentence=partial(decided.sentence, language=language),
        decided_of_total=partial(decided.of_total, language=language),
        decided_of_criterion=partial(decided.of_criterion, language=language),
        decided_of_table=partial(decided.of_table, language=language),
        seen_languages=seen_languages,
        objected=partial(objections.standing, language=language),
        objection_words=objections.DECISION,
        points_difference=partial(objections.difference, language=language),
        moved_why=partial(compared_words.why, language=language),
        moved_step=partial(compared_words.step, language=language),
        moved_ends=partial(compared_words.ends, language=language),
        moved_name=partial(compared_words.name, language=language),
        moved_heading=partial(compared_words.heading, language=language),
        moved_counts=partial(compared_words.counts, language=language),
        moved_places=compared_words.PLACES,
        moved_findings=compared_words.FINDINGS,
        since_listed=SINCE_LISTED,
        trend_chart=partial(trend_chart, language=language),
        by_page=pages,
        pages_listed=MOST,
        sides=sides,
        differences=differences,
        differences_listed=DIFFERENCES_LISTED,
        sitting_members=partial(objections.members, language=language),
    )
    env.filters.update(
        points=partial(shown, language=language),
        count=partial(counted, language=language),
        day=partial(day, language=language),
        moment=partial(moment, language=language),
        edition=partial(edition, language=language),
        period=partial(period, language=language),
        printed=partial(printed, language=language),
        stands=partial(stands, language=language),
        check=partial(check_name, language=language),
        fact_name=partial(factnames.name_of, language=language),
        fact=partial(_fact, language),
        word=lambda key, table: words.word(table, key, language),
        grade=partial(_grade, language),
        href=safe.href,
        counted=decisions.counted,
        commas=partial(commas, language=language),
        span=lambda ends: range_words(ends[0], ends[1], language),
        address=lambda url: safe.cut(url, URL),
        quote=lambda text: safe.cut(text, QUOTE),
        words=lambda text: safe.cut(str(text), WORDS),
        ticked=ticked,
        own=partial(spoken.own, language),
        plain=partial(spoken.plain, language),
        lines=partial(spoken.lines, language),
    )
    return env


def _text(language: str, key: str, **values: Any) -> str:
    return t(key, language, **values)


def _number(language: str, one: str, many: str, number: int, **values: Any) -> str:
    return tn(one, many, number, language, **values)


def _fact(language: str, value: Any, name: str) -> str:
    if name in codes.MOMENTS and value:
        return moment(value, language)
    if not isinstance(value, list) or len(value) <= LISTED:
        return codes.value(name, value, language)
    more = tn("and {n} more", "and {n} more", len(value) - LISTED, language)
    return f"{codes.value(name, value[:LISTED], language)} {more}"


def _grade(language: str, name: str, grades: list[dict[str, Any]]) -> str:
    return next((spoken.plain(language, grade["title"]) for grade in grades if grade["id"] == name), name)


def seen_languages(coverage: dict[str, Any]) -> list[str]:
    """Languages of what was read: the official ones first and always, then the others."""
    seen = {key for part in ("pages", "documents", "rendered") for key in coverage[part]}
    return ["kk", "ru", *sorted(seen - {"kk", "ru"})]
