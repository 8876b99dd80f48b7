"""Things of an edition made comparable: criteria, tables, rows, exemptions, grades with their properties as keys and words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from reports import words
from reports.citing import place
from reports.demands import actor, when
from reports.explain import commas, imported
from reports.law import rows, tables
from reports.pages import MACHINE
from reports.rules import element_rule, row_rule
from reports.tablerules import table_rule
from store.base import BodyKind, Frozen, Text
from store.demands import Duty, LawTerm
from store.methodology import CheckUse, Citation, Criterion, Element, Exemption, Grade, Indicator, Methodology, Parameter, Rule

KINDS: tuple[BodyKind, ...] = ("central", "local", "subordinate")
Group = Literal["head", "criterion", "table", "row", "exemption", "grade", "demand", "reading", "mapping"]
_WORDS = re.compile(r"\w+")


class Value(Frozen):
    """A property made comparable: two are equal when their keys are."""

    key: str
    text: Text


Fields = dict[tuple[str, str], Value]


class Item(Frozen):
    """A thing of an edition made comparable: its place, title and properties by name and mark."""

    group: Group
    id: str
    place: str
    number: str
    title: Text
    fields: Fields

    @property
    def weight(self) -> Text | None:
        """Its points, where it has any."""
        found = self.fields.get(("weight", ""))
        return None if found is None else found.text


def heads(edition: Methodology) -> Iterable[Item]:
    """Validity, totals, floors and the way of joining directions, as one thing."""
    fields: Fields = {("title", ""): _titled(edition.title)}
    fields["validity", ""] = _plainly(f"{edition.valid_from} – {edition.valid_to or '…'}")
    fields["period", ""] = _worded(words.PERIOD, edition.period.each)
    fields["total", ""] = _by_kind(edition.max)
    fields["floor", ""] = _by_kind(edition.floor)
    fields["excluded", ""] = _plainly(", ".join(sorted(edition.excluded)))
    for direction in edition.directions:
        fields["direction", direction.number] = _titled(direction.title)
        fields["total", direction.number] = _by_kind(direction.max)
    if edition.overall is not None:
        fields["overall", ""] = _titled(edition.overall.title)
        fields["overall total", ""] = _number(edition.overall.max)
    yield Item(group="head", id=edition.id, place="", number="", title=edition.title, fields=fields)


def criteria(edition: Methodology) -> Iterable[Item]:
    seen: dict[str, Criterion] = {}
    for found in tables(edition):
        if found.criterion is not None:
            seen.setdefault(found.criterion.id, found.criterion)
    for one in seen.values():
        fields = {("title", ""): _titled(one.title), ("weight", ""): _number(one.max), ("role", ""): _role(one.role)}
        fields |= {("applies", ""): _kinds(one.applies), **_rule(one.rule)}
        yield _item("criterion", one.id, one.number, one.title, fields)


def printed_tables(edition: Methodology) -> Iterable[Item]:
    seen: dict[str, Indicator] = {}
    for found in tables(edition):
        if found.indicator is not None:
            seen.setdefault(found.indicator.id, found.indicator)
    for one in seen.values():
        fields = {("title", ""): _titled(one.title), ("weight", ""): _number(one.max)}
        fields |= {("printed total", ""): _number(one.printed_total), ("languages", ""): _languages(one.languages)}
        fields |= {("applies", ""): _kinds(one.applies), **_rule(one.rule)}
        fields["formula", ""] = Value(key=_key(one.formula, one.options), text=_table_words(one))
        yield _item("table", one.id, one.number, one.title, fields)


def printed_rows(edition: Methodology) -> Iterable[Item]:
    seen: set[str] = set()
    for found in rows(edition):
        one = found.parameter
        if one is not None and one.id not in seen:
            seen.add(one.id)
            yield _item("row", one.id, one.number, one.title, _row(one))


def _row(one: Parameter) -> Fields:
    fields = {("title", ""): _titled(one.title), ("weight", ""): _by_kind({kind: one.weight_of(kind) for kind in one.applies})}
    fields |= {("role", ""): _role(one.role), ("languages", ""): _languages(one.languages)}
    rule = _both(lambda language: " ".join(row_rule(one, language)))
    fields["formula", ""] = Value(key=_key(one.formula, one.options), text=rule)
    fields["imports", ""] = Value(
        key=",".join(one.reported), text=_both(lambda language: ", ".join(imported(kind, language) for kind in one.reported))
    )
    for element in one.elements:
        key = f"{plain(element.title)} {element.deduction} {_key('', element.options)}"
        fields["requirement", element.id.rsplit(".", 1)[-1]] = Value(key=key, text=_element_words(element))
    return fields | _rule(one.rule)


def _table_words(one: Indicator) -> Text:
    return _both(lambda language: " ".join(table_rule(one, language)))


def _element_words(element: Element) -> Text:
    def told(language: str) -> str:
        rule = element_rule(element, language)
        return f"{getattr(element.title, language)}. {rule}" if rule else str(getattr(element.title, language))

    return _both(told)


def exemptions(edition: Methodology) -> Iterable[Item]:
    for one in edition.exemptions:
        title = _plainly(", ".join(_place(name) for name in one.parameters)).text
        yield _item("exemption", one.id, "", title, _exemption(one))


def _exemption(one: Exemption) -> Fields:
    fields = {("bodies", ""): _plainly(", ".join(sorted(one.bodies))), ("traits", ""): _plainly(", ".join(sorted(one.traits)))}
    fields["rows", ""] = _plainly(", ".join(_place(name) for name in one.parameters))
    fields["instead", ""] = _worded(words.INSTEAD, one.instead)
    fields["when", ""] = _worded(words.EXEMPT_WHEN, one.when)
    return fields | {("of", ""): _kinds(one.of), **_rule(one.rule)}


def grades(edition: Methodology) -> Iterable[Item]:
    for one in edition.grades:
        yield Item(group="grade", id=one.id, place=one.id, number="", title=one.title, fields=_grade(one))


def _grade(one: Grade) -> Fields:
    fields = {("title", ""): _titled(one.title), ("low", ""): _number(one.low), ("applies", ""): _kinds(one.applies)}
    if one.below is not None:
        fields["below", ""] = _number(one.below)
    return fields | _rule(one.rule)


def demands(edition: Methodology) -> Iterable[Item]:
    """Terms, duties, proofs and words of the act, in the order of their file."""
    held = edition.demands
    for term in held.terms:
        yield _item("demand", term.id, "", term.text, _done(edition, term))
    for duty in held.duties:
        yield _item("demand", duty.id, "", duty.text, _done(edition, duty))
    for proof in held.proofs:
        fields = {("title", ""): _titled(proof.text), ("rows", ""): _rows(proof.rows), **_rule(proof.rule)}
        yield _item("demand", proof.id, proof.number, proof.title, fields)
    for one in held.definitions:
        yield _item("demand", one.id, "", one.word, {("title", ""): _titled(one.text), **_rule(one.rule)})


def _done(edition: Methodology, one: LawTerm | Duty) -> Fields:
    who = _both(lambda language: actor(one, language))
    fields: Fields = {("title", ""): _titled(one.text), ("who", ""): Value(key=who.ru, text=who), ("rows", ""): _rows(one.rows)}
    if isinstance(one, LawTerm):
        due = one.due
        said = _both(lambda language: when(edition, due, language))
        fields["due", ""] = Value(key=due.model_dump_json(exclude_none=True), text=said)
    return fields | _rule(one.rule)


def _rows(names: Iterable[str]) -> Value:
    return _plainly(", ".join(_place(name) for name in names))


def readings(edition: Methodology) -> Iterable[Item]:
    """The open questions with their choices; a question is known by its id."""
    for one in edition.readings:
        fields = {("title", ""): _titled(one.question), ("citation", ""): _cited(one.citation)}
        fields["default", ""] = _plainly(one.default.id)
        for choice in one.choices:
            key = json.dumps([choice.sentence.ru, choice.source.basis, [change.model_dump() for change in choice.changes]])
            fields["choice", choice.id] = Value(key=key, text=choice.sentence)
        yield Item(group="reading", id=one.id, place=one.id, number="", title=one.question, fields=fields)


def mappings(edition: Methodology) -> Iterable[Item]:
    """What serves each row and requirement: checks with their options and figures. No part of the law."""
    seen: set[str] = set()
    for found in rows(edition):
        one = found.parameter
        if one is not None and one.id not in seen:
            seen.add(one.id)
            items: tuple[Parameter | Element, ...] = (one, *one.elements)
            for item in items:
                if item.checks:
                    fields = {("machine", ""): _worded(MACHINE, item.machine)}
                    for use in item.checks:
                        fields["check", use.check] = _used(use)
                    yield _item("mapping", item.id, one.number, item.title, fields)
            if one.shortcomings and not one.checks:
                beside = {("check", use.check): _used(use) for use in one.shortcomings}
                yield _item("mapping", one.id, one.number, one.title, beside)


def _used(use: CheckUse) -> Value:
    """Options and figures of a check; in words where it has any."""
    key = json.dumps([use.options, use.figures], sort_keys=True)
    told = [f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in use.options.items()]
    if use.figures:
        told.append(", ".join(use.figures))
    return Value(key=key, text=_plainly("; ".join(told) or use.check).text)


def _item(group: Group, name: str, number: str, title: Text, fields: Fields) -> Item:
    return Item(group=group, id=name, place=_place(name), number=number, title=title, fields=fields)


def _place(name: str) -> str:
    return name.partition(":")[2] or name


def _both(told: Callable[[str], str]) -> Text:
    return Text(kk=told("kk"), ru=told("ru"))


def _plainly(text: str) -> Value:
    """A value that is no wording: equal in both languages."""
    return Value(key=text, text=Text(kk=text, ru=text))


def _titled(title: Text) -> Value:
    """A wording; a Kazakh translation of ours that was mended is no change of the law."""
    return Value(key=" ".join(title.ru.split()), text=title)


def _worded(table: Mapping[str, str], key: str) -> Value:
    return Value(key=key, text=_both(lambda language: words.word(dict(table), key, language)))


def _role(role: str) -> Value:
    return _worded({"points": words.POINTS, **words.ROLE}, role)


def _number(value: Decimal) -> Value:
    plain = format(value.normalize(), "f")
    return Value(key=plain, text=_both(lambda language: commas(plain, language)))


def _kinds(kinds: Sequence[BodyKind]) -> Value:
    text = _both(lambda language: ", ".join(words.word(words.KIND_SHORT, kind, language) for kind in kinds))
    return Value(key=",".join(kinds), text=text)


def _languages(languages: Sequence[str]) -> Value:
    text = _both(lambda language: ", ".join(words.word(words.LANGUAGE, name, language) for name in languages))
    return Value(key=",".join(languages), text=text)


def _cited(citation: Citation) -> Value:
    cited = _both(lambda language: place(citation, language))
    return Value(key=cited.ru, text=cited)


def _by_kind(values: Mapping[Any, Decimal]) -> Value:
    """Numbers by kind of body, kinds with equal numbers together: «ЦГО, МИО: 1,5»."""
    groups: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind in values:
            groups.setdefault(_number(values[kind]).key, []).append(kind)

    def told(language: str) -> str:
        parts = []
        for number, kinds in groups.items():
            named = ", ".join(words.word(words.KIND_SHORT, kind, language) for kind in kinds)
            parts.append(f"{named}: {commas(number, language)}")
        return "; ".join(parts)

    return Value(key=json.dumps(groups), text=_both(told))


def _rule(rule: Rule) -> Fields:
    return {("basis", ""): _worded(words.RULE_BASIS, rule.basis), ("citation", ""): _cited(rule.citation)}


def _key(formula: str, options: Mapping[str, Any]) -> str:
    return formula + json.dumps(options, ensure_ascii=False, sort_keys=True, default=str)


NOTHING = _plainly("")


def plain(title: Text) -> str:
    """A Russian title without punctuation, spaces and capitals, by which titles are equal."""
    return " ".join(_WORDS.findall(title.ru.lower()))
