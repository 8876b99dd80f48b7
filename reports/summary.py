"""The table that the command line prints at the end: tables, and their rows that have something to tell."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from reports import words
from reports.i18n import t, tn
from reports.numbers import counted, shown

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
    for criterion in result["criteria"]:
        for indicator in criterion["indicators"]:
            _add_indicator(table, indicator, language)
    total = result["total"]
    table.add_section()
    table.add_row(
        "",
        Text(t("Together", language), style="bold"),
        "",
        "",
        *_points(total["points"], total["max"], total["range"], language),
        "",
    )
    return table


def _title(result: dict[str, Any], language: str) -> Text:
    return Text(f"{result['body']['name'][_own(language)]} · {result['methodology']['id']} {result['methodology']['edition']}")


def _own(language: str) -> str:
    return "kk" if language == "kk" else "ru"


def _add_indicator(table: Table, indicator: dict[str, Any], language: str) -> None:
    table.add_section()
    title = Text(indicator["title"][_own(language)], style="bold")
    points = _points(indicator["points"], indicator["max"], indicator["range"], language)
    rows = indicator["parameters"]
    waiting = sum(row["status"] == "unverified" for row in rows)
    standing = tn("{n} row open", "{n} rows open", waiting, language) if waiting else ""
    table.add_row(Text(indicator["number"], style="bold"), title, "", "", *points, Text(standing, style=_STYLE["unverified"]))
    for row in rows:
        if row["findings"] or row["deductions"]:
            status = Text(words.word(words.STATUS, row["status"], language), style=_STYLE.get(row["status"], ""))
            table.add_row(
                row["number"],
                Text(row["title"][_own(language)]),
                words.word(words.LANGUAGE_SHORT, row["language"] or "", language),
                counted(len(row["findings"]), language) if row["findings"] else "–",
                *_points(row["points"], row["weight"], row["range"], language),
                status,
            )


def _points(points: str, most: str, ends: list[str], language: str) -> tuple[str, str, str]:
    low, high = ends
    span = "–" if low == high else f"{shown(low, language)}–{shown(high, language)}"
    return shown(points, language), shown(most, language), span
