"""Fills the act of reconciliation: the facts that speak against a body's own report, as people decided them, and what they take off."""

from __future__ import annotations

from typing import Any

from openness.forms.composed import DRAFT, NONE, OPENNESS, OUR_WORDS, Source, made_from
from openness.forms.model import Filled, Part, Row, plain
from openness.objections.places import TAKING
from openness.seen import addressed, at
from reports.decisions import counted
from reports.forms.printed import Printed
from reports.i18n import N_, t
from reports.numbers import period, shown
from store.base import Language

LAYOUT, UNSETTLED = "reconciliation", "unverified"
# A finding that holds several facts takes off for each of them.
SEVERAL = N_("{text} (facts: {n})")


def against(form: Printed, source: Source) -> list[dict[str, Any]]:
    """The facts on the rule on false data that a form tells, decided or open, in the order of the result.

    :param form: of the layout of this act, and of openness: the other directions bring no facts of their own.
    """
    if form.layout != LAYOUT or form.tells != OPENNESS:
        return []
    named = source.results.result["total"].get("findings", ())
    known = (source.results.findings.get(name) for name in named)
    return [one for one in known if one is not None and counted(one)["outcome"] in TAKING]


def fill_act(form: Printed, source: Source, language: Language) -> Filled:
    """The act in one language: a draft while a fact is open, whatever else of the result is.

    :param form: a form of this layout. :param language: ``kk`` or ``ru``.
    """
    result, words = source.results.result, form.words.of(language)
    facts = against(form, source)
    open_ = [one for one in facts if counted(one)["outcome"] == UNSETTLED]
    decided = [one for one in facts if counted(one)["outcome"] != UNSETTLED]
    points = NONE if open_ else shown(result["total"]["penalty"], language)
    said = []
    for number, one in enumerate(decided, 1):
        told = str(one["message"][language])
        facts_in = counted(one)["count"]
        told = t(SEVERAL, language, text=told, n=facts_in) if facts_in > 1 else told
        said += [
            (0, plain(words.item.format(number=number, title=told))),
            *([(1, plain(at(one, language)))] if addressed(one) else []),
        ]
    sums = (words.deducted, words.deducted_all)
    notes = [made_from(source, language), *([t(OUR_WORDS, language)] if words.source != "law" else [])]
    return Filled(
        form=form,
        language=language,
        body=plain(result["body"]["name"][language]),
        period=plain(period(source.results.plan.period, language)),
        rows=(Row(("1", words.penalty or "", points)), Row(("", words.final or "", points), strong=True)),
        parts=(Part("", tuple(said)),),
        conclusions=tuple(plain(text.format(points=points)) for text in sums if text is not None),
        notes=tuple(map(plain, notes)),
        draft=t(DRAFT, language) if open_ else "",
        open_rows=len(open_),
    )
