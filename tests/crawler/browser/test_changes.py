"""What changes in frames, however few or many of them a busy machine draws."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from crawler.browser.probes.frames import CHANGED, Changes, Frame, boxes, changes

LONG = 5.0


def frame(at: float, shade: float) -> Frame:
    """A ground with a square of this shade."""
    picture = Image.new("RGB", (80, 60), (255, 255, 255))
    picture.paste((round(shade),) * 3, (20, 20, 40, 40))
    out = BytesIO()
    picture.save(out, "PNG")
    return Frame(100 + at, out.getvalue())


def drift(every: float, seconds: float) -> list[Frame]:
    """A shade that rises and falls by twice the bound and a little in a second, and stands still after so many seconds."""
    times = [step * every for step in range(round(7 / every))]
    moved = [min(at, seconds) for at in times]
    return [frame(at, 40 + (2 * CHANGED + 4) * min(so_far, 7 - so_far)) for at, so_far in zip(times, moved, strict=True)]


@pytest.mark.parametrize("every", [0.05, 0.2, 0.9])
def test_what_drifts_slowly_is_seen_at_any_rate_of_frames(every: float) -> None:
    (region,) = boxes(changes(drift(every, 7)), LONG)
    assert region["long"]


def test_what_came_to_rest_is_not_long_for_being_held_against_an_older_frame() -> None:
    (region,) = boxes(changes(drift(0.05, 4.9)), LONG)
    assert (region["long"], region["last"] <= 4.9) == (False, True)


def test_frames_taken_bit_by_bit_tell_the_same() -> None:
    frames, bit = drift(0.1, 7), Changes()
    for end in (0, 1, 5, 40, len(frames)):
        told = bit.add(frames[:end])
    assert told == changes(frames)
