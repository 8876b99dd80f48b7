"""Work in a process beside: results in the order of the pieces, whichever of them end the process and however large they are."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from crawler.extract.bounded import AHEAD, Bounds, Ended, bounded

BOUNDS = Bounds(60, 1_000_000_000)


@pytest.mark.parametrize("number", [0, 1, AHEAD - 1, AHEAD, AHEAD + 1, 3 * AHEAD + 5])
def test_every_piece_has_its_result_in_order(number: int) -> None:
    assert list(bounded(str, iter(range(number)), BOUNDS)) == [(piece, str(piece)) for piece in range(number)]


def test_pieces_that_end_the_process_cost_themselves_alone() -> None:
    """First and last ones of what goes over at once, and two in a row."""
    deadly = {0, 3, AHEAD - 1, AHEAD, 2 * AHEAD + 4}

    def do(piece: int) -> int:
        if piece in deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return piece * piece

    number = 2 * AHEAD + 5
    wanted = [(piece, Ended("died") if piece in deadly else piece * piece) for piece in range(number)]
    assert list(bounded(do, range(number), BOUNDS)) == wanted


def test_pieces_and_results_larger_than_any_pipe_hold_nobody_up() -> None:
    pieces = [bytes([number]) * 300_000 for number in range(2 * AHEAD)]
    found = list(bounded(lambda piece: piece * 4, iter(pieces), BOUNDS))
    assert found == [(piece, piece * 4) for piece in pieces]


def test_a_fault_is_raised_after_the_results_before_it() -> None:
    def do(piece: int) -> int:
        if piece == 5:
            raise LookupError("gone")
        return piece

    found: list[int] = []
    with pytest.raises(LookupError, match="gone"):
        found.extend(piece for piece, _ in bounded(do, range(AHEAD), BOUNDS))
    assert found == [0, 1, 2, 3, 4]


def test_the_process_ends_with_whoever_asked_for_no_more() -> None:
    def numbers() -> Iterator[int]:
        number = 0
        while True:
            yield number
            number += 1

    results = bounded(lambda _piece: os.getpid(), numbers(), BOUNDS)
    (_, worker), _ = next(results), next(results)
    results.close()  # type: ignore[attr-defined]
    assert isinstance(worker, int)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
