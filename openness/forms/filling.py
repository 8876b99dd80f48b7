"""Which of the printed forms a scored run fills, and how each layout is filled."""

from __future__ import annotations

from openness.forms.composed import Source
from openness.forms.composed import fill as fill_conclusion
from openness.forms.composed import is_told as concluded
from openness.forms.model import Filled
from openness.forms.reconciliation import LAYOUT, against, fill_act
from reports.forms.printed import Printed
from store.base import Language


def is_told(form: Printed, source: Source) -> bool:
    """Whether a run's result holds what a form tells; an act of reconciliation needs a fact against the body's own report."""
    return bool(against(form, source)) if form.layout == LAYOUT else concluded(form, source.results.result)


def fill(form: Printed, source: Source, language: Language) -> Filled:
    """The form in one language.

    :param form: one that ``is_told``. :param language: ``kk`` or ``ru``.
    :returns: a draft while what it tells is open.
    """
    return fill_act(form, source, language) if form.layout == LAYOUT else fill_conclusion(form, source, language)
