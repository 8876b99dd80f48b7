"""The page of a parameter: what it asks, its law and weight, how it is checked, what a finding looks like."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from reports import words
from reports.i18n import N_, t
from reports.numbers import shown
from store.base import Text
from store.findings import Message
from store.methodology import CheckUse, Citation, Element, Parameter, Rule

MACHINE = {
    "full": N_("A machine decides."),
    "negative": N_("A machine can establish shortcomings only; that nothing is lacking is left to a person."),
    "none": N_("No check is built for it, or a person decides; the row stays open."),
}


class Meta(Protocol):
    """What a check says of itself."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def title(self) -> Message: ...
    @property
    def messages(self) -> Mapping[str, Message]: ...
    @property
    def standards(self) -> tuple[str, ...]: ...


class KnownCheck(Protocol):
    """A check of the catalogue: what it says of itself, and its published page."""

    @property
    def meta(self) -> Any: ...
    @property
    def doc(self) -> str: ...


def explain_parameter(
    parameter: Parameter, element: Element | None, checks: Mapping[str, KnownCheck], language: str
) -> RenderableType:
    """The page of a printed row, or of one requirement in it, for the terminal.

    :param parameter: the row; ``element``: the requirement asked for, or None for the whole row.
    :param checks: the catalogue of checks by id.
    :param language: kk, ru or en; the law itself stands in Russian for English readers, for lack of an official text.
    """
    parts: list[RenderableType] = [_head(parameter, language)]
    parts += _facts(parameter, language)
    for one in parameter.elements if element is None else (element,):
        parts += _element(one, checks, language)
    if element is None:
        parts += _uses(parameter.checks, checks, language)
    return Group(*parts)


def _own(text: Text, language: str) -> str:
    return text.kk if language == "kk" else text.ru


def _head(parameter: Parameter, language: str) -> Line:
    return Line.assemble((f"{parameter.number}. {_own(parameter.title, language)}", "bold"), f"\n{parameter.id}\n")


def _fact(key: str, value: str, language: str) -> Line:
    return Line.assemble((f"{t(key, language)}: ", "dim"), value)


def _facts(parameter: Parameter, language: str) -> Iterator[RenderableType]:
    yield _fact(N_("Law"), place(parameter.rule.citation, language), language)
    yield _fact(N_("Weight"), shown(parameter.weight, language), language)
    if parameter.languages:
        spoken = ", ".join(words.word(words.LANGUAGE, name, language) for name in parameter.languages)
        yield _fact(N_("Scored for each language"), spoken, language)
    yield _fact(N_("Applies to"), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in parameter.applies), language)
    yield _fact(N_("Source of the rule"), _source(parameter.rule, language), language)
    if parameter.how is not None:
        yield _fact(N_("How points are given"), _own(parameter.how, language), language)
    if parameter.machine in MACHINE and not parameter.elements:
        yield _fact(N_("Who decides"), t(MACHINE[parameter.machine], language), language)


def _source(rule: Rule, language: str) -> str:
    said = words.word(words.RULE_BASIS, rule.basis, language)
    return said if rule.note is None else f"{said}. {_own(rule.note, language)}"


def place(citation: Citation, language: str) -> str:
    """Where a rule stands in the law, in words."""
    named = (
        (N_("point {number}"), citation.point),
        (N_("appendix {number}"), citation.appendix),
        (N_("table {number}"), citation.table),
        (N_("row {number}"), citation.row),
    )
    return ", ".join([citation.law, *(t(key, language, number=number) for key, number in named if number)])


def _element(element: Element, checks: Mapping[str, KnownCheck], language: str) -> Iterator[RenderableType]:
    yield Line.assemble("\n", (_own(element.title, language), "bold"), f"  {element.id}")
    if element.deduction is not None:
        yield _fact(N_("Deduction"), shown(element.deduction, language), language)
    yield _fact(N_("Who decides"), t(MACHINE.get(element.machine, element.machine), language), language)
    yield from _uses(element.checks, checks, language)


def _uses(uses: tuple[CheckUse, ...], checks: Mapping[str, KnownCheck], language: str) -> Iterator[RenderableType]:
    for use in uses:
        options = ", ".join(f"{name} = {_option(value)}" for name, value in sorted(use.options.items()))
        yield _fact(N_("Check"), use.check + (f" ({options})" if options else ""), language)
        known = checks.get(use.check)
        if known is None:
            yield Padding(Line(t("This check is not in the catalogue.", language)), (0, 0, 0, 2))
            continue
        yield Padding(Group(*_check(known, language)), (0, 0, 0, 2))


def _option(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


def _check(known: KnownCheck, language: str) -> Iterator[RenderableType]:
    meta: Meta = known.meta
    yield Line(f"{getattr(meta.title, language)} ({meta.id} {meta.version})", style="italic")
    yield Line(inspect.cleandoc(known.doc))
    if meta.messages:
        reads = t("A finding reads:", language)
        yield Line(f"\n{reads}", style="dim")
        for name in sorted(meta.messages):
            yield Line(f"• {getattr(meta.messages[name], language)}")
    if meta.standards:
        yield _fact(N_("Standards"), "; ".join(meta.standards), language)
