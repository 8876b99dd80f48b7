"""The bars that show points: what is certain, what is still open, and the most there can be – or be taken off."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from reports.i18n import t

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
    return _drawn(label, solid, open_to, slim)


def loss_bar(low: str, high: str, most: str, language: str, slim: bool = False) -> Markup:
    """The same for points that can only be taken off: ``low`` and ``high`` are 0 or below, ``most`` is what can be taken."""
    taken, may_be = -Decimal(high), -Decimal(low)
    label = t(
        "Taken off for certain: {low} of {most}; possible: up to {high}.", language, low=taken, high=may_be, most=Decimal(most)
    )
    return _drawn(label, _place(str(taken), most), _place(str(may_be), most), slim, " bar-loss")


def _drawn(label: str, solid: int, open_to: int, slim: bool, more: str = "") -> Markup:
    height = 10 if slim else 28
    svg = Markup(
        '<svg class="bar{more}" role="img" aria-label="{label}" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
        'height="{height}"><rect class="bar-ground" width="{width}" height="{height}"/>'
        '<rect class="bar-open" x="{solid}" width="{open}" height="{height}"/>'
        '<rect class="bar-sure" width="{solid}" height="{height}"/></svg>'
    )
    return svg.format(more=more, label=label, width=WIDTH, height=height, solid=solid, open=max(open_to - solid, 0))


def _place(points: str, most: str) -> int:
    if Decimal(most) <= 0:
        return 0
    return max(0, min(WIDTH, int(Decimal(points) / Decimal(most) * WIDTH)))
