"""What was watched on one page is taken over by another only where all that it rests on is the same."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from crawler.browser.probes import moved
from crawler.browser.probes.base import Scene
from crawler.browser.probes.moved import Known, Moves

CONTROL = {"xpath": "/html/body/button", "name": "Пауза"}
BOX = [40, 120, 200, 80]
SEEN = {"general": 0, "red": 0, "fault": ""}
SPARSE = {"general": None, "red": None, "fault": "sparse-frames"}
GROUND, BAND = ("/html/body/canvas", 0, 0, 1280, 2400), ("/html/body/div", 0, 100, 600, 200)


def scene(url: str, memory: dict[str, Any]) -> Scene:
    return cast("Scene", SimpleNamespace(url=url, memory=memory))


def region(**more: Any) -> dict[str, Any]:
    return {"box": BOX, "first": 0.1, "last": 5.8, "changes": 40, "long": True, "control": None, "tag": "i", **more}


def known(*regions: tuple[int, dict[str, Any]]) -> Known:
    return Known("https://example.gov.kz/one", list(regions), SEEN, [GROUND, BAND])


def test_what_was_watched_is_known_by_the_name_of_what_moves() -> None:
    memory: dict[str, Any] = {}
    moved.learn(scene("/one", memory), Moves("a", [GROUND, BAND]), [region()], SEEN)
    found = moved.known(scene("/two", memory), Moves("a", [GROUND, BAND]))
    assert found is not None
    assert (found.url, found.regions[0][0]) == ("/one", 1)
    assert moved.known(scene("/two", memory), Moves("b", [GROUND, BAND])) is None


def test_sparse_frames_are_learnt_from_a_second_page() -> None:
    memory: dict[str, Any] = {}
    own = Moves("a", [BAND])
    for url, expected in (("/one", None), ("/two", "/two")):
        moved.learn(scene(url, memory), own, [region()], SPARSE)
        found = moved.known(scene("/next", memory), own)
        assert (found.url if found else None) == expected


@pytest.mark.parametrize("own", [None, Moves("a", [BAND])])
def test_a_page_on_which_nothing_was_seen_to_move_teaches_nothing(own: Moves | None) -> None:
    memory: dict[str, Any] = {}
    moved.learn(scene("/one", memory), own, [], SEEN)
    assert memory == {}


def test_a_region_lies_beside_its_mover() -> None:
    lower = ("/html/body/div", 20, 400, 600, 200)
    assert moved.placed(known((1, region()), (0, region())), Moves("a", [GROUND, lower])) == [[60, 420, 200, 80], BOX]


@pytest.mark.parametrize("other", [("/html/body/div", 0, 100, 300, 200), ("/html/body/div", 0, 100, 600, 900)])
def test_a_mover_of_another_size_is_watched(other: tuple[str, int, int, int, int]) -> None:
    assert moved.placed(known((1, region())), Moves("a", [GROUND, other])) is None


@pytest.mark.parametrize("top", [-200, 2400])
def test_what_would_lie_outside_the_picture_is_watched(top: int) -> None:
    assert moved.placed(known((1, region())), Moves("a", [GROUND, ("/html/body/div", 0, top, 600, 200)])) is None


def test_what_lies_there_is_told_of_the_page_itself_and_times_of_the_one_watched() -> None:
    before = known((1, region(control=CONTROL, stopped=True)))
    there = [{"control": {**CONTROL, "xpath": "/html/body/div[2]/button"}, "tag": "b", "others": []}]
    (taken,) = moved.taken(before, [[0, 0, 200, 80]], there) or []
    assert (taken["long"], taken["changes"], taken["stopped"]) == (True, 40, True)
    assert (taken["tag"], taken["box"], taken["control"]["xpath"]) == ("b", [0, 0, 200, 80], "/html/body/div[2]/button")


@pytest.mark.parametrize(("there", "here"), [(None, CONTROL), (CONTROL, None), (CONTROL, {**CONTROL, "name": "Стоп"})])
def test_what_can_be_stopped_otherwise_is_watched(there: dict[str, str] | None, here: dict[str, str] | None) -> None:
    assert moved.taken(known((1, region(control=there))), [BOX], [{"control": here, "tag": "i"}]) is None
