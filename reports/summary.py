"""The table that the command line prints at the end: tables, and their rows that have something to tell."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from reports import words
from reports.decided import of_table, sentence
from reports.decisions import standing
from reports.i18n import t, tn
from reports.numbers import counted, printed, range_words, shown
from reports.objections import standing as objected
from reports.readings import otherwise

_STYLE = {"met": "green", "partly": "yellow", "missing": "red", "unverified": "blue", "exempt": "dim"}
NARROW = 60


def summary_table(result: dict[str, Any], language: str) -> Table:
    """Tables with their points and the number of their open rows, and under each the rows with findings.

    :param result: the value of result.json.
    :param language: kk, ru or en; titles of the law stand in Russian for English readers, for lack of an official text.
    """
    table = Table(title=_title(result, language), title_justify="left", show_edge=False, pad_edge=False)
    table.add_column(t("No.", language), no_wrap=True)
    table.add_column(t("Requirement", language), overflow="fold", max_width=NARROW)
    table.add_column(t("Language", language))
    for name in ("Findings", "Points", "Maximum", "Range"):
        table.add_column(t(name, language), justify="right", no_wrap=True)
    table.add_column(t("Standing", language), no_wrap=True)
    directions = result.get("directions", [])
    for part in (result, *directions):
        for criterion in part["criteria"]:
            for indicator in criterion["indicators"]:
                _add_indicator(table, result, indicator, language)
        _add_total(table, _name(part, result, language), part["total"], language)
    told = [
        one
        for one in (sentence(result, language), standing(result, language), objected(result, language), _read(result, language))
        if one
    ]
    if told:
        table.caption, table.caption_justify = Text("\n".join(told)), "left"
    if result.get("overall"):
        overall = result["overall"]
        _add_total(table, overall["title"][_own(language)], {**overall, "points": overall["range"][0]}, language)
    return table


def _read(result: dict[str, Any], language: str) -> str:
    """Which open questions of the act were read otherwise than by default."""
    names = ", ".join(f"{one['id']}={one['choice']}" for one in otherwise(result.get("readings", [])))
    return t("Read otherwise than by default: {names}.", language, names=names) if names else ""


def _name(part: dict[str, Any], result: dict[str, Any], language: str) -> str:
    """The name of a direction; plainly «together» where the edition has one part only."""
    title = part.get("title")
    if title is None and result.get("directions"):
        title = result["methodology"].get("direction")
    return t("Together", language) if title is None else str(title[_own(language)])


def _add_total(table: Table, title: str, total: dict[str, Any], language: str) -> None:
    table.add_section()
    points = _points(total["points"], total["max"], total["range"], language)
    table.add_row("", Text(title, style="bold"), "", "", *points, "")


def _title(result: dict[str, Any], language: str) -> Text:
    return Text(f"{result['body']['name'][_own(language)]} · {result['methodology']['id']} {result['methodology']['edition']}")


def _own(language: str) -> str:
    return "kk" if language == "kk" else "ru"


def _add_indicator(table: Table, result: dict[str, Any], indicator: dict[str, Any], language: str) -> None:
    table.add_section()
    share = of_table(result, indicator["id"], language)
    title = Text(indicator["title"][_own(language)], style="bold")
    points = _points(indicator["points"], indicator["max"], indicator["range"], language)
    rows = indicator["parameters"]
    waiting = sum(row["status"] == "unverified" for row in rows)
    settled = [t("decided {percent}", language, percent=share)] if share and waiting else []
    standing = ", ".join([tn("{n} row open", "{n} rows open", waiting, language), *settled]) if waiting else ""
    table.add_row(
        Text(printed(indicator["number"], language), style="bold"),
        title,
        "",
        "",
        *points,
        Text(standing, style=_STYLE["unverified"]),
    )
    for row in rows:
        if row["findings"] or row["deductions"]:
            status = Text(words.word(words.STATUS, row["status"], language), style=_STYLE.get(row["status"], ""))
            table.add_row(
                printed(row["number"], language),
                Text(row["title"][_own(language)]),
                words.word(words.LANGUAGE_SHORT, row["language"] or "", language),
                counted(len(row["findings"]), language) if row["findings"] else "–",
                *_points(row["points"], row["weight"], row["range"], language),
                status + _decided(row, language),
            )


def _decided(row: dict[str, Any], language: str) -> Text:
    """Says of a row that people decided on its facts."""
    return Text(f", {words.word(words.BASIS, row['basis'], language)}" if row["basis"] == "override" else "")


def _points(points: str, most: str, ends: list[str], language: str) -> tuple[str, str, str]:
    low, high = ends
    span = "–" if low == high else range_words(low, high, language)
    return shown(points, language), shown(most, language), span
