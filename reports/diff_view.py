"""The comparison of two editions for people: a table for the terminal, and one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group as Together
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Line

from reports.diff import LAW, Change, Comparison, Entry
from reports.explain import own
from reports.i18n import N_, t
from reports.numbers import day

STATE = {
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
}
_STYLE = {"added": "green", "removed": "red", "changed": "yellow"}

GROUP = {
    "head": N_("The edition as a whole"),
    "criterion": N_("Criteria"),
    "table": N_("Tables"),
    "row": N_("Rows"),
    "exemption": N_("Exemptions"),
    "grade": N_("Grades"),
    "demand": N_("Terms, duties and proofs"),
    "reading": N_("Readings of what the act leaves open"),
    "mapping": N_("Checks that serve the rows (no part of the law)"),
}

FIELD = {
    "title": N_("Title"),
    "validity": N_("Validity"),
    "period": N_("Assessment period"),
    "total": N_("Total"),
    "floor": N_("Least total"),
    "excluded": N_("Not applied to"),
    "direction": N_("Direction"),
    "overall": N_("Joined total"),
    "overall total": N_("Maximum of the joined total"),
    "weight": N_("Weight"),
    "printed total": N_("Printed total of the rows"),
    "role": N_("Role"),
    "applies": N_("Applies to"),
    "languages": N_("Scored for each language"),
    "formula": N_("Arithmetic rule"),
    "check": N_("Check"),
    "machine": N_("Who decides"),
    "choice": N_("Reading"),
    "default": N_("Read by default"),
    "imports": N_("Imports"),
    "requirement": N_("Requirement"),
    "basis": N_("Source of the rule"),
    "citation": N_("Place in the law"),
    "bodies": N_("Bodies"),
    "traits": N_("Traits of bodies"),
    "rows": N_("Rows"),
    "instead": N_("Given instead"),
    "of": N_("Average of"),
    "when": N_("Holds"),
    "low": N_("From points"),
    "below": N_("Less than points"),
    "who": N_("Who"),
    "due": N_("By when"),
}


def field(change: Change, language: str) -> str:
    """The name of a property in words, with its number where there are several."""
    name = t(FIELD[change.field], language)
    return f"{name} {change.mark}" if change.mark else name


def summary(found: Comparison, language: str) -> str:
    """How many rows were added, removed, changed and left as they are."""
    rows = [entry.state for entry in found.entries if entry.group == "row"]
    counts = {"law": 0, "reading": 0, "mapping": 0}
    for entry in found.entries:
        counts["law" if entry.group in LAW else entry.group] += 1
    apart = t("Changes of the law: {law}; of readings: {reading}; of the mapping to checks: {mapping}.", language, **counts)
    return (
        apart
        + " "
        + t(
            "Rows added: {added}; removed: {removed}; changed: {changed}; unchanged: {same}.",
            language,
            added=rows.count("added"),
            removed=rows.count("removed"),
            changed=rows.count("changed"),
            same=found.same,
        )
    )


def heading(found: Comparison, language: str) -> list[str]:
    """Both editions in one line each: id, edition, validity, title, and that an edition is not whole."""
    lines = []
    for side in (found.before, found.after):
        upto = day(side.valid_to, language) if side.valid_to else "…"
        line = f"{side.id} {side.edition} ({day(side.valid_from, language)} – {upto}): {own(side.title, language)}"
        lines.append(line if side.partial is None else f"{line}. {own(side.partial, language)}")
    return lines


def diff_table(found: Comparison, language: str) -> RenderableType:
    """The comparison for the terminal: one table a group."""
    parts: list[RenderableType] = [Line("\n".join(heading(found, language))), Line(summary(found, language), style="bold")]
    for group, name in GROUP.items():
        entries = [entry for entry in found.entries if entry.group == group]
        if entries:
            parts.append(_table(entries, t(name, language), language))
    return Together(*parts)


def _table(entries: list[Entry], name: str, language: str) -> Table:
    table = Table(title=Line(name, style="bold"), title_justify="left", show_edge=False, pad_edge=False)
    table.add_column(t("What became of it", language), no_wrap=True)
    table.add_column(t("Requirement", language), overflow="fold", ratio=4)
    table.add_column(t("Before", language), overflow="fold", ratio=5)
    table.add_column(t("After", language), overflow="fold", ratio=5)
    for entry in entries:
        for cells in _lines(entry, language):
            table.add_row(*cells)
        table.add_section()
    return table


def _lines(entry: Entry, language: str) -> Iterator[tuple[RenderableType, ...]]:
    state = Line(t(STATE[entry.state], language), style=_STYLE[entry.state])
    name = Line(f"{entry.number} {own(entry.title, language)}".strip(), style="bold")
    weight = "" if entry.weight is None else own(entry.weight, language)
    if entry.state == "changed":
        yield state, name, Line(entry.before), Line(entry.after)
    elif entry.state == "added":
        yield state, name, Line("–"), Line(f"{entry.after}\n{weight}".strip())
    else:
        yield state, name, Line(f"{entry.before}\n{weight}".strip()), Line("–")
    for change in entry.changes:
        yield (
            "",
            Line(field(change, language)),
            Line(own(change.before, language) or "–"),
            Line(own(change.after, language) or "–"),
        )


def diff_html(found: Comparison, language: str) -> str:
    """The comparison as one file without anything from outside.

    :param language: ``kk`` or ``ru``.
    """
    from reports.html.page import environment

    groups = [(name, [entry for entry in found.entries if entry.group == group]) for group, name in GROUP.items()]
    return (
        environment(language)
        .get_template("diff.html")
        .render(
            found=found,
            language=language,
            groups=[(t(name, language), entries) for name, entries in groups if entries],
            heading=heading(found, language),
            summary=summary(found, language),
            state={name: t(word, language) for name, word in STATE.items()},
            field=field,
        )
    )
