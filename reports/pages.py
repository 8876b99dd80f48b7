"""The page of a parameter: what it asks, its law and weight, how it is checked, what a finding looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from reports import words
from reports.citing import place
from reports.explain import check_name, commas, imported, own, sentence
from reports.i18n import N_, t
from reports.needs import NEED
from reports.numbers import printed, shown
from reports.rules import element_rule, row_rule
from reports.tablerules import table_rule
from store import codes, factnames
from store.base import Text
from store.conclusion import Range, Step
from store.findings import Finding, Message
from store.methodology import CheckUse, Element, Exemption, Indicator, Parameter, Rule

NO_NAMES: Mapping[str, Text] = MappingProxyType({})
# Options that name what the row itself says in words.
LOOKED_FOR = frozenset({"concept", "concepts"})
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
    def needs(self) -> tuple[str, ...]: ...
    @property
    def messages(self) -> Mapping[str, Message]: ...
    @property
    def standards(self) -> tuple[str, ...]: ...


class KnownCheck(Protocol):
    """A check of the catalogue: what it says of itself, and its published page."""

    @property
    def meta(self) -> Any: ...
    @property
    def mend(self) -> Any: ...
    def page(self, language: str) -> str: ...


@dataclass(frozen=True)
class Example:
    """A finding made up for the page, and what the row gives for it: points at both ends, weight, steps in order."""

    finding: Finding
    range: Range
    weight: Decimal
    steps: tuple[Step, ...]


def explain_parameter(
    parameter: Parameter,
    element: Element | None,
    checks: Mapping[str, KnownCheck],
    language: str,
    table: Indicator | None = None,
    exemptions: Iterable[Exemption] = (),
    example: Example | None = None,
    act: Text | None = None,
    bodies: Mapping[str, Text] = NO_NAMES,
) -> RenderableType:
    """The page of a printed row, or of one requirement in it, for the terminal.

    :param parameter: the row; ``element``: the requirement asked for, or None for the whole row.
    :param checks: the catalogue of checks by id.
    :param language: kk, ru or en; the law itself stands in Russian for English readers, for lack of an official text.
    :param table: the table in which the row stands; ``exemptions``: those that touch the row; ``example``: a finding with
        its arithmetic; ``act``: the full name of the act that the row cites; ``bodies``: names of bodies by code.
    """
    parts: list[RenderableType] = [_head(parameter, language)]
    if act is not None:
        parts.append(fact(N_("Act"), own(act, language), language))
    parts += _facts(parameter, language)
    if table is not None:
        parts += _table(table, language)
    parts += exempted(exemptions, language, bodies)
    elements = parameter.elements if element is None else (element,)
    own_uses = parameter.checks if element is None else ()
    places = _places(parameter, elements, own_uses)
    shared = {check: served for check, served in places.items() if len(served) > 1}
    for one in elements:
        parts += _element(one, checks, language, shared)
    parts += _uses(own_uses, checks, language, shared)
    for check, served in shared.items():
        parts += _shared(check, served, checks, language)
    if example is not None:
        parts += _example(parameter, example, language)
    return Group(*parts)


def _places(parameter: Parameter, elements: Iterable[Element], uses: Iterable[CheckUse]) -> dict[str, list[str]]:
    """The ids that each check serves, in order."""
    found: dict[str, list[str]] = {}
    for name, orders in (*((one.id, one.checks) for one in elements), (parameter.id, uses)):
        for use in orders:
            served = found.setdefault(use.check, [])
            if name not in served:
                served.append(name)
    return found


def _shared(check: str, served: list[str], checks: Mapping[str, KnownCheck], language: str) -> Iterator[RenderableType]:
    """The page of a check that serves several requirements, once for all of them."""
    yield Line.assemble("\n", (check_name(check, language), "bold"))
    yield fact(N_("Used for"), ", ".join(served), language)
    yield _page(check, checks, language)


def _head(parameter: Parameter, language: str) -> Line:
    return Line.assemble(
        (f"{numbered(parameter.number, language)} {own(parameter.title, language)}", "bold"), f"\n{parameter.id}\n"
    )


def numbered(number: str, language: str) -> str:
    """A printed number with one full stop behind it."""
    told = printed(number, language)
    return told if told.endswith(".") else f"{told}."


def fact(key: str, value: str, language: str) -> Line:
    """A property with its name in words."""
    return Line.assemble((f"{t(key, language)}: ", "dim"), value)


def _facts(parameter: Parameter, language: str) -> Iterator[RenderableType]:
    yield fact(N_("Law"), place(parameter.rule.citation, language), language)
    if parameter.role != "duty":
        yield fact(N_("Weight"), weights(parameter, language), language)
    if parameter.role != "points":
        yield fact(N_("Role"), words.word(words.ROLE, parameter.role, language), language)
    if parameter.languages:
        spoken = ", ".join(words.word(words.LANGUAGE, name, language) for name in parameter.languages)
        yield fact(N_("Scored for each language"), spoken, language)
    yield fact(N_("Applies to"), ", ".join(words.word(words.BODY_KIND, kind, language) for kind in parameter.applies), language)
    yield fact(N_("Source of the rule"), source(parameter.rule, language), language)
    yield fact(N_("Arithmetic rule"), " ".join(row_rule(parameter, language)), language)
    if parameter.how is not None:
        yield fact(N_("How points are given"), own(parameter.how, language), language)
    for name, title in parameter.figures.items():
        yield fact(N_("Figure"), f"{own(title, language)} (`{name}`)", language)
    if not parameter.elements:
        yield fact(N_("Who decides"), decided(parameter, language), language)


def weights(parameter: Parameter, language: str) -> str:
    """The weight for one language; by kinds of bodies where the law prints several."""
    if not parameter.weights:
        return shown(parameter.weight, language)
    each = [(words.word(words.KIND_SHORT, kind, language), parameter.weight_of(kind)) for kind in parameter.applies]
    return "; ".join(f"{kind}: {shown(weight, language)}" for kind, weight in each)


def decided(parameter: Parameter, language: str) -> str:
    """Who closes a row: a machine, an import of figures, or a person."""
    if parameter.reported:
        kinds = ", ".join(imported(kind, language) for kind in parameter.reported)
        return t("Figures come by import: {kinds}; until then a person can enter them.", language, kinds=kinds)
    return t(MACHINE[parameter.machine], language) if parameter.machine in MACHINE else parameter.machine


def source(rule: Rule, language: str) -> str:
    """Where a rule comes from, with the note that says why."""
    said = words.word(words.RULE_BASIS, rule.basis, language)
    return said if rule.note is None else f"{said}. {own(rule.note, language)}"


def _table(table: Indicator, language: str) -> Iterator[RenderableType]:
    name = own(table.title, language)
    yield fact(
        N_("Table"),
        f"{numbered(table.number, language)} {name} ({table.id})" if table.number else f"{name} ({table.id})",
        language,
    )
    yield fact(N_("How the table becomes points"), " ".join(table_rule(table, language)), language)


def exempted(exemptions: Iterable[Exemption], language: str, bodies: Mapping[str, Text] = NO_NAMES) -> Iterator[RenderableType]:
    """Bodies that are not scored here, and what they get instead."""
    for one in exemptions:
        named = [own(bodies[code], language) if code in bodies else code for code in one.bodies]
        who = "; ".join([*named, *(words.word(words.TRAIT, trait, language) for trait in one.traits)])
        instead = words.word(words.INSTEAD, one.instead, language)
        cited = place(one.rule.citation, language)
        yield fact(N_("Exemption"), f"{who} – {instead} ({cited}; {source(one.rule, language)})", language)


def _example(parameter: Parameter, example: Example, language: str) -> Iterator[RenderableType]:
    finding = example.finding
    head = t("An example finding:", language)
    yield Line(f"\n{head}", style="dim")
    for key, value in _told(parameter, finding, language):
        yield Line(f"  {key}: {value}")
    taken = example.range.low < 0
    ends = (-example.range.high, -example.range.low) if taken else (example.range.low, example.range.high)
    low, high = (shown(end, language) for end in ends)
    points = low if low == high else f"{low} … {high}"
    if parameter.role != "duty":
        key = N_("The row then takes off") if taken else N_("The row then gives")
        yield fact(key, f"{points} / {shown(example.weight, language)}", language)
    for step in example.steps:
        yield Line(f"• {sentence(step, language)}")


def _told(parameter: Parameter, finding: Finding, language: str) -> Iterator[tuple[str, str]]:
    yield t("Check", language), check_name(finding.check, language)
    yield t("Parameter", language), finding.parameter
    if finding.language:
        yield t("Language", language), words.word(words.LANGUAGE, finding.language, language)
    yield t("Outcome", language), words.word(words.OUTCOME, finding.outcome.value, language)
    if finding.count:
        yield t("Counts as", language), str(finding.count)
    for name, value in finding.facts.items():
        title = own(parameter.figures[name], language) if name in parameter.figures else factnames.name_of(name, language)
        yield title, commas(codes.value(name, value, language), language)


def _element(
    element: Element, checks: Mapping[str, KnownCheck], language: str, shared: Mapping[str, list[str]]
) -> Iterator[RenderableType]:
    yield Line.assemble("\n", (own(element.title, language), "bold"), f"  {element.id}")
    rule = element_rule(element, language)
    if rule:
        yield fact(N_("Arithmetic rule"), rule, language)
    yield fact(N_("Who decides"), t(MACHINE.get(element.machine, element.machine), language), language)
    yield from _uses(element.checks, checks, language, shared)


def _uses(
    uses: Iterable[CheckUse], checks: Mapping[str, KnownCheck], language: str, shared: Mapping[str, list[str]]
) -> Iterator[RenderableType]:
    for use in uses:
        options = options_of(use.options, language)
        yield fact(N_("Check"), check_name(use.check, language) + (f" ({options})" if options else ""), language)
        if use.check not in shared:
            yield _page(use.check, checks, language)


def _page(check: str, checks: Mapping[str, KnownCheck], language: str) -> RenderableType:
    known = checks.get(check)
    missing = Line(t("This check is not in the catalogue.", language))
    return Padding(missing if known is None else Group(*_check(known, language)), (0, 0, 0, 2))


def options_of(options: Mapping[str, Any], language: str) -> str:
    """Options of a check with their values, in words; which indicators are looked for the row itself says."""
    return "; ".join(_option(name, value, language) for name, value in sorted(options.items()) if name not in LOOKED_FOR)


def _option(name: str, value: Any, language: str) -> str:
    return f"{factnames.option_of(name, language)}: {commas(codes.value(name, value, language), language)}"


def _check(known: KnownCheck, language: str) -> Iterator[RenderableType]:
    meta: Meta = known.meta
    yield Line(known.page(language))
    if meta.messages:
        reads = t("A finding reads:", language)
        yield Line(f"\n{reads}", style="dim")
        for name in sorted(meta.messages):
            yield Line(f"• {_template(getattr(meta.messages[name], language), language)}")
    if known.mend is not None:
        yield from _mend(known.mend, language)
    if meta.needs:
        yield fact(N_("What it reads"), "; ".join(words.word(NEED, need, language) for need in meta.needs), language)
    if meta.standards:
        yield fact(N_("Standards"), "; ".join(meta.standards), language)


def _mend(mend: Any, language: str) -> Iterator[RenderableType]:
    """How to mend it; what stood there and what is to stand there are markup, which the published page of the check shows."""
    yield Line.assemble("\n", (f"{t(N_('How to mend it'), language)}: ", "dim"), getattr(mend.mend, language))


_FIELD = re.compile(r"{([a-z_0-9-]+)}")


def _template(message: str, language: str) -> str:
    """A message of a check with the names of its values in place of the values."""
    return _FIELD.sub(lambda field: f"‹{factnames.name_of(field[1], language)}›", message)
