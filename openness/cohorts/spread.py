"""How totals are spread, as an inline picture: columns of bodies by share of the maximum, certain and possible ones apart."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from openness.cohorts.model import Bin
from reports.i18n import N_, t

WIDTH, HEIGHT, FOOT, HEAD = 600, 180, 22, 18
GAP = 8
LABEL = N_("Number of bodies by share of the maximum; the table below holds the same numbers.")


def spread(bins: Sequence[Bin], language: str) -> Markup:
    """A column for each part of the scale: solid as high as the bodies that lie there for certain, above it those that can.

    :param bins: the parts; their numbers stand above the columns, so that no colour alone tells anything.
    """
    most = max(one.possible for one in bins) or 1
    wide = WIDTH // len(bins)
    parts = [_column(one, number * wide, wide, most) for number, one in enumerate(bins)]
    svg = Markup('<svg class="spread" role="img" aria-label="{label}" viewBox="0 0 {width} {height}">{parts}</svg>')
    return svg.format(label=t(LABEL, language), width=WIDTH, height=HEIGHT, parts=Markup("").join(parts))


def _column(one: Bin, left: int, wide: int, most: int) -> Markup:
    room = HEIGHT - FOOT - HEAD
    sure, possible = (room * number // most for number in (one.certain, one.possible))
    foot = HEIGHT - FOOT
    drawn = Markup(
        '<rect class="bar-open" x="{x}" y="{top}" width="{wide}" height="{above}"/>'
        '<rect class="bar-sure" x="{x}" y="{low}" width="{wide}" height="{sure}"/>'
        '<text x="{middle}" y="{over}">{number}</text><text x="{middle}" y="{under}">{low_share}–{high_share}</text>'
    )
    number = str(one.certain) if one.certain == one.possible else f"{one.certain}–{one.possible}"
    return drawn.format(
        x=left + GAP // 2,
        wide=wide - GAP,
        top=foot - possible,
        above=possible - sure,
        low=foot - sure,
        sure=sure,
        middle=left + wide // 2,
        over=foot - possible - 5,
        under=HEIGHT - 6,
        number=number,
        low_share=one.low,
        high_share=one.high,
    )
