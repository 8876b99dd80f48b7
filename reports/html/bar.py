"""The bar that shows certain points, what is still open, and the maximum."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from reports.i18n import t
from reports.numbers import shown

WIDTH = 1000


def bar(low: str, high: str, most: str, language: str, slim: bool = False) -> Markup:
    """An inline SVG: solid up to ``low``, hatched from ``low`` to ``high``, empty up to ``most`` (exact decimals as text)."""
    solid, open_to = _place(low, most), _place(high, most)
    label = t(
        "Certain: {low} of {most}; possible: up to {high}.",
        language,
        low=Decimal(low),
        high=Decimal(high),
        most=Decimal(most),
    )
    height = 10 if slim else 28
    svg = Markup(
        '<svg class="bar" role="img" aria-label="{label}" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
        'height="{height}"><rect class="bar-ground" width="{width}" height="{height}"/>'
        '<rect class="bar-open" x="{solid}" width="{open}" height="{height}"/>'
        '<rect class="bar-sure" width="{solid}" height="{height}"/></svg>'
    )
    return svg.format(label=label, width=WIDTH, height=height, solid=solid, open=max(open_to - solid, 0))


def _place(points: str, most: str) -> int:
    if Decimal(most) <= 0:
        return 0
    return max(0, min(WIDTH, int(Decimal(points) / Decimal(most) * WIDTH)))


def range_words(low: str, high: str, language: str) -> str:
    """A range as people write it; one number where both ends are equal."""
    return shown(low, language) if low == high else f"{shown(low, language)}–{shown(high, language)}"
