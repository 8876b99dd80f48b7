"""The portal's own counts of all bodies, and the points that the law's rows give for them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from openness.officialcounts import Counted, counted, swapped

CONFIG = Path(__file__).parents[2] / "config"
AS_OF = date(2026, 11, 20)


def answer(*bodies: tuple[str, int, int, int]) -> bytes:
    told = [
        {"nameRu": name, "nameKk": name, "nameEn": "", "govAgency": name, "allPlacedDatasetsCount": required, "placedDatasetsCount": placed,
         "actualPlacedDatasetsCount": fresh, "allDatasetsCount": 99, "allActualDatasetsCount": 9}
        for name, required, placed, fresh in bodies
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()


def points(body: Counted) -> tuple[Decimal, Decimal]:
    assert body.published[0] == body.published[1]
    assert body.timely[0] == body.timely[1]
    return body.published[0], body.timely[0]


def test_points_follow_from_sets_required_placed_and_up_to_date() -> None:
    half, none, zero = counted([answer(("А", 40, 20, 10), ("Б", 8, 0, 0)), answer(("В", 0, 0, 0))], CONFIG, AS_OF)
    assert points(half) == (Decimal("1.25"), Decimal("0.75"))  # 2.5 × 20 ÷ 40, 3 × 10 ÷ 40
    assert points(none) == (0, 0)
    assert points(zero) == (Decimal("2.5"), 3)  # no set of the list: the greatest score, note «*» of the table


@pytest.mark.parametrize(
    ("kk", "ru", "en", "found"),
    [
        ("FMA RK", "АФМ РК", "ҚР ҚМА", ("en",)),
        ("ҚР ЖАП", "ВАП РК", "SAC RK", ()),
        ("KTZ", "ҚТЖ", "KTZ", ("ru",)),
        ('"KazAID"', '"KazAID"', '"KazAID"', ()),
        ("", "Орган", "Office", ()),
    ],
)
def test_names_under_each_other_are_told(kk: str, ru: str, en: str, found: tuple[str, ...]) -> None:
    assert swapped({"kk": kk, "ru": ru, "en": en}) == found


@pytest.mark.corpus
def test_all_bodies_of_the_stored_answers_in_one_call(corpus: Path) -> None:
    files = sorted((corpus / "data-kz-egov" / "opengov-data-egov-kz").rglob("getstatistics*.json"))
    bodies = counted([path.read_bytes() for path in files], CONFIG, AS_OF)
    assert len(bodies) == 1230
    # ``allPlaced`` is what is required: never less than what is placed, sometimes more than all that the body has, and 54 for every region.
    assert all(body.required >= body.placed >= body.up_to_date for body in bodies)
    assert sum(body.required == 54 for body in bodies) == 20
    assert [body.names["ru"] for body in bodies if body.swapped and "РК" in body.names["ru"]] == [
        "АФМ РК",
        "МНЭ РК",
        "МСХ РК",
        "МЭПР РК",
    ]
    empty = [body for body in bodies if body.required == 0]
    assert len(empty) == 999
    assert {points(body) for body in empty} == {(Decimal("2.5"), Decimal(3))}
    for body in bodies:
        if body.required:
            share = Decimal(body.placed) / body.required, Decimal(body.up_to_date) / body.required
            assert points(body) == pytest.approx((share[0] * Decimal("2.5"), share[1] * 3), abs=Decimal("0.0001"))
    told = {body.names["ru"]: body for body in bodies}
    spelt = {"АСПР РК": ("2.4533", "2.2290"), "МЗ РК": ("2.3148", "1.4444"), "Актюбинская обл": ("2.4074", "1.0556"),
             "НЦАГиП": ("0.1515", "0.1818"), "АО КазАгроФинанс": ("2.5", "3")}  # fmt: skip
    for name, (published, timely) in spelt.items():
        given = points(told[name])
        assert [round(one, 4) for one in given] == [Decimal(published), Decimal(timely)], name
