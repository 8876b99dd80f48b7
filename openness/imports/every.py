"""The kinds of file that can be imported."""

from __future__ import annotations

from functools import cache

from openness.imports import (
    assessments,
    events,
    feedback,
    figures,
    media_requests,
    positions,
    report,
    rulings,
    subordinates,
    survey,
    unified_list,
)
from openness.imports.kinds import Kind


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the documentation."""
    made = (
        report.KIND,
        events.KIND,
        media_requests.KIND,
        feedback.KIND,
        unified_list.KIND,
        subordinates.KIND,
        survey.KIND,
        figures.SERVICES,
        figures.APPEALS,
        positions.KIND,
        assessments.KIND,
        rulings.KIND,
    )
    return {kind.code: kind for kind in made}
