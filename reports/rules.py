"""The arithmetic rule of a row or a table in words: the formula by its name, with the options that the edition sets.

The options are read as the edition's files hold them, so that a page of the law can be written without scoring anything. A
formula that has no words here is told by its name and its options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from reports.besides import besides
from reports.explain import own
from reports.i18n import N_, t
from reports.ruletext import Options, formula, number, percent, plain
from store.base import Text
from store.methodology import Element, Parameter

NONE = {
    "full": N_("Where there is nothing to count, the full weight is given."),
    "zero": N_("Where there is nothing to count, 0 is given."),
    "average": N_("Where there is nothing to count, the average of other bodies is given."),
    "open": N_("Where there is nothing to count, the row stays open: the act does not say what is given."),
}
MANY = {
    "mean": N_("Each case gives its own points; their mean counts."),
    "worst": N_("Each case gives its own points; the worst of them counts."),
}
ABSENT = {
    "all": N_("Where what is asked for is absent, the row gives 0."),
    "every-element": N_("Where everything that is asked for is absent, the row gives 0."),
    "cap": N_("Where what is asked for is absent, the most is taken off that may be taken off."),
    "shortcoming": N_("What is absent counts as one shortcoming."),
    "equal-share": N_("Each absent indicator takes an equal share of the weight."),
}
ROUNDED = {
    "gaps": N_("Between two printed bands the value is rounded half up; decimal places: {places}."),
    "first": N_("The value is rounded half up before it is compared; decimal places: {places}."),
}


def row_rule(row: Parameter, language: str) -> list[str]:
    """The rule of a row, one sentence an item."""
    known = ROWS.get(row.formula)
    told = plain(row.formula, row.options, language) if known is None else known(row, language)
    return [*told, *besides(row, language)]


def element_rule(element: Element, language: str) -> str:
    """How a requirement inside a row is counted; empty where it has no deduction of its own."""
    if element.deduction is None:
        return ""
    deduction = number(str(element.deduction), language)
    if element.options.get("count", "once") == "once":
        return t("Deduction {deduction}, once.", language, deduction=deduction)
    share = element.options.get("cap_share")
    if share is None:
        return t("Deduction {deduction} for each fact.", language, deduction=deduction)
    return t(
        "Deduction {deduction} for each fact, at most {share} % of the weight of the row.",
        language,
        deduction=deduction,
        share=percent(share, language),
    )


def titled(row: Parameter, name: str, language: str) -> str:
    """A figure by its title, in quotation marks."""
    return f"«{own(row.figures[name], language)}»" if name in row.figures else name


def _sum(row: Parameter, names: Any, language: str) -> str:
    told = " + ".join(titled(row, name, language) for name in names)
    return f"({told})" if len(names) > 1 else told


def weight_told(row: Parameter, language: str) -> str:
    """The weight as a formula writes it; a word where it differs between kinds of bodies."""
    return t("weight of the row", language) if row.weights else number(row.weight, language)


def _none(options: Options, language: str) -> str:
    """What is given where there was nothing to count, and the sentence of the act that allows it."""
    none = options.get("none", "open")
    gives, rule = (none, None) if isinstance(none, str) else (none["gives"], none.get("rule"))
    told = t(NONE[gives], language)
    if rule is None:
        return told
    ground = t("Ground: {text}", language, text=own(Text(**rule["note"]), language))
    return f"{told} {ground}"


def _presence(_: Parameter, language: str) -> Iterator[str]:
    yield t("Full weight where every requirement is met, otherwise 0.", language)


def _deductions(row: Parameter, language: str) -> Iterator[str]:
    yield t(
        "For each shortcoming {deduction} is taken off, at most {share} % of the weight in all.",
        language,
        deduction=number(row.options["per_shortcoming"], language),
        share=percent(row.options["cap_share"], language),
    )
    yield t(ABSENT[row.options.get("absent", "all")], language)


def _section(row: Parameter, language: str) -> Iterator[str]:
    if Decimal(row.options["cap_share"]) < 1:
        yield from _deductions(row, language)
        return
    deduction = number(row.options["per_shortcoming"], language)
    yield t("For each shortcoming {deduction} is taken off; the row does not fall below 0.", language, deduction=deduction)
    yield t(ABSENT[row.options["absent"]], language)


def _elements(_: Parameter, language: str) -> Iterator[str]:
    yield t("Each requirement takes its own deduction; the row does not fall below 0.", language)


def _award(row: Parameter, language: str) -> Iterator[str]:
    levels = {name: number(row.options[name], language) for name in ("met", "deficiency", "missing")}
    yield t("By the level reached: the first {met}, the second {deficiency}, otherwise {missing}.", language, **levels)


def _tiers(row: Parameter, language: str) -> Iterator[str]:
    tiers = "; ".join(f"≤ {tier['upto']}: {number(tier['points'], language)}" for tier in row.options["tiers"])
    sources = ", ".join(row.options["sources"])
    yield t(
        "Mean over the sources {sources} of the points by position: {tiers}; otherwise 0.", language, sources=sources, tiers=tiers
    )


def measured(row: Parameter, measure: Options, language: str) -> tuple[str, str]:
    """What is compared with the bands, and its unit."""
    if "figure" in measure:
        return titled(row, measure["figure"], language), ""
    if "part" in measure:
        return f"{titled(row, measure['part'], language)} ÷ {titled(row, measure['whole'], language)} × 100 %", " %"
    before, after = titled(row, measure["before"], language), titled(row, measure["after"], language)
    return f"({before} − {after}) ÷ {before} × 100 %", " %"


def _bands(row: Parameter, language: str) -> Iterator[str]:
    options = row.options
    value, unit = measured(row, options["measure"], language)
    yield t("Measured: {text}.", language, text=value)
    yield t("Bands: {text}.", language, text="; ".join(dict.fromkeys(bands_told(row, unit, language))))
    if options.get("places") is not None:
        yield t(ROUNDED[options.get("rounding", "gaps")], language, places=options["places"])
    if any(band.get("upto") is not None for band in options["bands"]):
        yield t("A value between two printed bands falls to the lower one.", language)
    cases = options.get("many", "sum")
    if cases in MANY:
        yield t(MANY[cases], language)
    yield _none(options, language)


def bands_told(row: Parameter, unit: str, language: str, penal: bool = False) -> list[str]:
    """Each band with its points, or with what it takes off; in the words of the act where the edition has them, each once."""
    rest = row.options.get("otherwise", "0")
    named = [(_band(band, unit, language), band["points"]) for band in row.options["bands"]]
    told = []
    for said, points in (*named, (t("otherwise", language), rest)):
        words = row.options.get("words", {}).get(str(points))
        worth = Decimal(str(row.weight)) - Decimal(str(points)) if penal else points
        told.append(f"{said if words is None else own(Text(**words), language)}: {number(worth, language)}")
    return list(dict.fromkeys(told))


def _band(band: Options, unit: str, language: str) -> str:
    low = f"{'>' if _true(band.get('above')) else '≥'} {number(band['low'], language)}{unit}"
    if band.get("upto") is not None:
        low += f", {'<' if _true(band.get('below')) else '≤'} {number(band['upto'], language)}{unit}"
    return low


def _true(value: Any) -> bool:
    return str(value).lower() == "true"


def _ratio(row: Parameter, language: str) -> Iterator[str]:
    options = row.options
    done = _sum(row, options["done"], language)
    less = "".join(f" − {titled(row, name, language)}" for name in options.get("less", ()))
    top = f"({done.strip('()')}{less})" if less else done
    under = number(options["of"], language) if options.get("of") else titled(row, options["required"], language)
    if options.get("at_least"):
        under = f"max({under}; {number(options['at_least'], language)})"
    yield formula(f"{weight_told(row, language)} × {top} ÷ {under}", language)
    if "none" in options or not (options.get("of") or options.get("at_least")):
        yield _none(options, language)


def _mean_of_ratios(row: Parameter, language: str) -> Iterator[str]:
    options = row.options
    shares = [f"{titled(row, one['done'], language)} ÷ {titled(row, one['required'], language)}" for one in options["shares"]]
    weight = weight_told(row, language)
    if options.get("reading", "mean") == "mean":
        yield formula(f"({' + '.join(shares)}) ÷ {len(shares)} × {weight}", language)
    else:
        yield formula(f"{' × '.join(shares)} × {weight}", language)
    yield t("A share of nothing counts as 1.", language)


def _rate_off(row: Parameter, language: str) -> Iterator[str]:
    options = row.options
    per = number(options["per"], language) if options.get("per") else t("number of cases by the scale", language)
    rate = f"{_sum(row, options['part'], language)} ÷ {titled(row, options['whole'], language)} × {per}"
    weight = weight_told(row, language)
    subtract = options.get("reading", "subtract") == "subtract"
    yield formula(f"max(0; {weight} − {rate})" if subtract else f"max(0; {weight} × (1 − {rate}))", language)
    if options.get("scale"):
        steps = [_scale(one, language) for one in options["scale"]]
        whole = titled(row, options["whole"], language)
        yield t("Number of cases by the size of {whole}: {text}.", language, whole=whole, text="; ".join(steps))
    yield _none(options, language)


def _scale(one: Options, language: str) -> str:
    upto = f", ≤ {number(one['upto'], language)}" if one.get("upto") else ""
    return f"≥ {number(one['from'], language)}{upto}: {number(one['per'], language)}"


def _weighted_shares(row: Parameter, language: str) -> Iterator[str]:
    whole = titled(row, row.options["whole"], language)
    terms = [
        f"{titled(row, one['figure'], language)} ÷ {whole} × {number(one['weight'], language)}" for one in row.options["terms"]
    ]
    yield formula(" + ".join(terms), language)
    yield _none(row.options, language)


def _services(row: Parameter, language: str) -> Iterator[str]:
    options = row.options
    names = {name: titled(row, options[name], language) for name in ("way", "received", "possible", "factor", "approved")}
    points = t("points of the way", language)
    yield formula(f"{names['received']} ÷ {names['possible']} × {points} × {names['factor']} × {names['approved']}", language)
    ways = "; ".join(_way(one, language) for one in options["ways"])
    yield t("Points by {way}: {ways}.", language, way=names["way"], ways=ways)
    yield t("Every service gives its own points; their mean counts.", language)
    yield _none(options, language)


def _way(one: Options, language: str) -> str:
    named = f"{one['number']}. {own(Text(**one['words']), language)}" if one.get("words") else one["number"]
    return f"{named}: {number(one['points'], language)}"


EVERY = {
    "year": N_("Last day, of the year after the reporting one: {day}."),
    "half-year": N_("Last day, after each half-year: {day}."),
    "quarter": N_("Last day, after each quarter: {day}."),
}
EVERY_BEFORE = {
    "year": N_("Before this day of the year after the reporting one: {day}."),
    "half-year": N_("After each half-year, before this day: {day}."),
    "quarter": N_("After each quarter, before this day: {day}."),
}


EACH = {
    "year": N_("Period: each year."),
    "half-year": N_("Period: each half-year."),
    "quarter": N_("Period: each quarter."),
}


def _duty(row: Parameter, language: str) -> Iterator[str]:
    yield t("A duty without points: it is told whether it is fulfilled.", language)
    deadline = row.options.get("deadline")
    if deadline and deadline.get("day"):
        table = EVERY_BEFORE if _true(deadline.get("before")) else EVERY
        month = f".{int(deadline['month']):02}" if deadline.get("month") else ""
        yield t(table[deadline.get("every", "year")], language, day=f"{int(deadline['day']):02}{month}")
    elif deadline:
        yield t(EACH[deadline.get("every", "year")], language)
    if row.options.get("times"):
        yield t("How many times in the period: {times}.", language, times=row.options["times"])


ROWS: dict[str, Callable[[Parameter, str], Iterator[str]]] = {
    "presence": _presence,
    "deductions": _deductions,
    "section_presence": _section,
    "elements": _elements,
    "award": _award,
    "mean_of_tiers": _tiers,
    "bands": _bands,
    "ratio": _ratio,
    "mean_of_ratios": _mean_of_ratios,
    "rate_off": _rate_off,
    "weighted_shares": _weighted_shares,
    "mean_of_services": _services,
    "duty": _duty,
}
"""Formula of a row → its words."""
