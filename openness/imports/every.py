"""The kinds of file that can be imported."""

from __future__ import annotations

from functools import cache

from openness.imports import assessments, events, figures, media_requests, positions, report, rulings, survey, unified_list
from openness.imports.kinds import Kind


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the documentation."""
    made = (
        report.KIND,
        events.KIND,
        media_requests.KIND,
        unified_list.KIND,
        survey.KIND,
        figures.SERVICES,
        figures.APPEALS,
        positions.KIND,
        assessments.KIND,
        rulings.KIND,
    )
    return {kind.code: kind for kind in made}
