"""The edition as data: it is the printed one, and nothing spoiled gets through."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from scoring.methodology import available, choose, digest, find_parameter, load, orders, rows, write_lock
from store.base import Basis, BodyKind, Text
from store.methodology import Methodology
from store.strictyaml import ConfigError
from tests.plainyaml import read_yaml

CONFIG = Path(__file__).resolve().parents[2] / "config"
FOLDER = CONFIG / "methodology" / "kz-2017" / "2017-12-28"
Spoil = Callable[[str, str, str], int]


def mapped(edition: Methodology, kind: BodyKind) -> list[tuple[str, str]]:
    """(row or requirement, check) as mapping.yaml writes them, in the printed order of the rows of a kind of body."""
    written = read_yaml(FOLDER / "mapping.yaml")["mapping"]
    printed = [one.id for *_, row in rows(edition, kind) for one in (row, *row.elements)]
    return [(name, use["check"]) for name in printed if name in written for use in written[name]["checks"]]


def named() -> set[str]:
    """Every check that mapping.yaml names."""
    written = read_yaml(FOLDER / "mapping.yaml")
    return {use["check"] for part in written.values() for entry in part.values() for use in entry["checks"]}


def beside_rows() -> set[str]:
    """The checks that look for shortcomings beside the requirements of rows."""
    written = read_yaml(FOLDER / "mapping.yaml")["shortcomings"]
    return {use["check"] for entry in written.values() for use in entry["checks"]}


def printed(edition: Methodology, kind: BodyKind) -> dict[str, tuple[str, str, str]]:
    """Indicator → (its number, sum of its rows over the languages, its points)."""
    found: dict[str, Decimal] = {}
    heads = {}
    for _, indicator, _, row in rows(edition, kind):
        weight = row.weight if row.role == "points" else Decimal(0)
        found[indicator.id] = found.get(indicator.id, Decimal(0)) + weight * max(1, len(row.languages))
        heads[indicator.id] = (indicator.number, str(indicator.max))
    return {name: (heads[name][0], str(total), heads[name][1]) for name, total in found.items()}


def test_sums_of_central_bodies_are_the_printed_ones(edition: Methodology) -> None:
    assert printed(edition, "central") == {
        "kz-2017:a12.t1.1": ("1.1", "14.4", "20"),
        "kz-2017:a12.t1.2": ("1.2", "17.8", "20"),
        "kz-2017:a12.t1.3": ("1.3", "8.8", "20"),
        "kz-2017:a12.t1.4": ("1.4", "9.0", "20"),
        "kz-2017:a14": ("2.1", "10.00", "5"),
        "kz-2017:a15.t1": ("2.2", "100.0", "10"),
        "kz-2017:a16.t1": ("2.3", "50", "5"),
    }


def test_sums_of_local_bodies_are_the_printed_ones(edition: Methodology) -> None:
    assert printed(edition, "local") == {
        "kz-2017:a12.t2.1": ("1.1", "15.4", "20"),
        "kz-2017:a12.t2.2": ("1.2", "14.8", "20"),
        "kz-2017:a12.t2.3": ("1.3", "10.8", "20"),
        "kz-2017:a12.t2.4": ("1.4", "9.0", "20"),
        "kz-2017:a14": ("2.1", "10.00", "5"),
        "kz-2017:a15.t2": ("2.2", "100.0", "10"),
        "kz-2017:a16.t2": ("2.3", "50", "5"),
    }


def test_rows_of_appendix_14_are_all_there_in_printed_order(edition: Methodology) -> None:
    found = [
        (row.number, str(row.weight), len(row.elements)) for _, one, _, row in rows(edition, "local") if one.id == "kz-2017:a14"
    ]
    assert found == [
        ("1.1", "1", 0),
        ("2.1", "0.25", 8),
        ("2.2", "0.3", 0),
        ("2.3", "0.45", 5),
        ("2.4", "1", 0),
        ("2.5", "1", 4),
        ("2.6", "1", 4),
        ("2.7", "0.4", 2),
        ("2.8", "0.4", 2),
        ("2.9", "0.6", 3),
        ("2.10", "0.5", 3),
        ("2.11", "0.1", 0),
        ("3.1", "0.4", 0),
        ("3.2", "0.2", 0),
        ("3.3", "0.2", 0),
        ("3.4", "0.2", 0),
        ("3.5", "0.2", 0),
        ("3.6", "0.2", 0),
        ("3.7", "0.2", 0),
        ("4.1", "0.1", 0),
        ("4.2", "0.2", 0),
        ("4.3", "0.3", 2),
        ("4.4", "0.3", 0),
        ("4.5", "0.3", 0),
        ("4.6", "0.2", 0),
    ]


def test_orders_are_those_of_the_mapping(edition: Methodology) -> None:
    for kind in ("central", "local"):
        found = [(order.parameter, order.check) for order in orders(edition, kind)]
        beside = beside_rows()
        assert [one for one in found if one[1] not in beside] == mapped(edition, kind)
        served = {(row.id, use.check) for *_, row in rows(edition, kind) for use in row.shortcomings}
        assert {one for one in found if one[1] in beside} == served
        # The notes under appendix 16 name no shortcoming of acts.
        assert {row.split(".")[0] for row, check in served if check == "acts-in-force"} == {"kz-2017:a15"}
        assert {row.split(".")[0] for row, check in served if check == "sections-up-to-date"} == {"kz-2017:a15", "kz-2017:a16"}
        assert len({check for _, check in found}) > 1
    # Subordinate organisations publish nothing on the portals of open government (appendix 12).
    central = [order for order in orders(edition, "central") if not order.parameter.startswith("kz-2017:a12.")]
    assert orders(edition, "subordinate") == central


def test_orders_carry_options_and_languages(edition: Methodology) -> None:
    found = {order.parameter: order for order in orders(edition, "central")}
    assert found["kz-2017:a14.2.2"].options == {"max_clicks": "5", "report_clicks": "3", "share_percent": "50"}
    assert found["kz-2017:a14.3.6"].options == {"ratio": "4.5"}
    elements = [found[f"kz-2017:a14.2.3.{number}"].options["element"] for number in range(1, 5)]
    assert elements == ["main-navigation", "home-link", "site-map-link", "search-form"]
    kinds = [found[f"kz-2017:a15.t1.1.2.{number}"].options["kind"] for number in range(1, 4)]
    assert kinds == ["postal", "email", "phone"]
    assert found["kz-2017:a15.t1.1.2.1"].languages == ("kk", "ru")
    assert found["kz-2017:a14.2.9.1"].languages == ()
    assert found["kz-2017:p96"].languages == ()


def test_the_catalogue_of_checks_takes_every_order(edition: Methodology) -> None:
    from checks import runner  # the two stages meet in tests only

    catalogue = runner.catalogue()
    load(FOLDER, catalogue)
    for kind in ("central", "local", "subordinate"):
        for order in orders(edition, kind):
            catalogue[order.check].meta.options.model_validate(order.options)


def test_head(edition: Methodology) -> None:
    assert (edition.id, edition.edition) == ("kz-2017", "2017-12-28")
    assert (edition.valid_from, edition.valid_to) == (date(2017, 12, 28), date(2020, 3, 5))
    assert edition.max == {"central": Decimal(100), "local": Decimal(100), "subordinate": Decimal(20)}
    assert [(one.id, one.number, one.max, one.applies) for one in edition.criteria] == [
        ("kz-2017:a10.1", "1", Decimal(80), ("central", "local")),
        ("kz-2017:a10.2", "2", Decimal(20), ("central", "local", "subordinate")),
    ]
    assert [(one.id, one.low) for one in edition.grades] == [("high", 90), ("medium", 70), ("low", 50), ("ineffective", 0)]


def test_the_lock_closes_the_edition(edition: Methodology, copied: Path) -> None:
    assert edition.lock == "matches"
    assert (FOLDER / "LOCK").read_text(encoding="ascii") == f"sha256:{digest(FOLDER)}\n"
    head = copied / "methodology.yaml"
    head.write_text(head.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert load(copied).lock == "differs"
    assert write_lock(copied) == digest(copied) != edition.sha256
    assert load(copied).lock == "matches"
    (copied / "LOCK").unlink()
    assert load(copied).lock == "absent"


def texts(value: Any) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    if isinstance(value, tuple | list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, BaseModel):
        return [text for name in type(value).model_fields for text in texts(getattr(value, name))]
    return []


def test_every_text_is_in_both_languages(edition: Methodology) -> None:
    found = texts(edition)
    assert len(found) > 300
    for text in found:
        assert text.ru.strip()
        assert text.kk.strip()
        assert text.kk != text.ru
        # Letters of the Russian alphabet alone that no Kazakh word of these tables has.
        assert not re.search(r"\b(и|на|для|баллов|вычет)\b", text.kk), text.kk
        assert not re.search(r"\w \w \w \w ", text.ru), text.ru
        assert not text.kk_official


def test_every_rule_that_is_not_the_law_says_why(edition: Methodology) -> None:
    for kind in ("central", "local"):
        for _, indicator, _, row in rows(edition, kind):
            for rule in (row.rule, indicator.rule, *(element.rule for element in row.elements if element.rule)):
                assert rule.basis is Basis.LAW or rule.note is not None
    assert all(rule.note is not None for rule in edition.rules.values())


def test_find_parameter(edition: Methodology) -> None:
    row = find_parameter(edition, "kz-2017:a14.2.9")
    assert row is not None
    assert row.indicator is not None
    assert (row.parameter.number, row.element, row.indicator.id) == ("2.9", None, "kz-2017:a14")
    element = find_parameter(edition, "kz-2017:a15.t1.1.2.4")
    assert element is not None
    assert element.element is not None
    assert element.element.title.ru.startswith("Положение государственного органа")
    penalty = find_parameter(edition, "kz-2017:p15")
    assert penalty is not None
    assert penalty.criterion is None
    assert find_parameter(edition, "kz-2017:a14.9.9") is None


def test_available() -> None:
    found = [tuple(one[:4]) for one in available(CONFIG) if one.id == "kz-2017"]
    assert found == [("kz-2017", "2017-12-28", date(2017, 12, 28), date(2020, 3, 5))]


def test_the_edition_in_force_needs_no_note() -> None:
    for day in (date(2017, 12, 28), date(2019, 7, 1), date(2020, 3, 5)):
        edition, note = choose(CONFIG, "kz-2017", day)
        assert (edition.edition, note) == ("2017-12-28", None)


@pytest.mark.parametrize("day", [date(2017, 12, 27), date(2020, 3, 6), date(2026, 11, 20)])
def test_an_edition_not_in_force_comes_with_a_note(day: date) -> None:
    edition, note = choose(CONFIG, "kz-2017", day)
    assert edition.id == "kz-2017"
    assert note is not None
    assert f"{day:%d.%m.%Y}" in note.ru
    assert f"{day:%d.%m.%Y} күні" in note.kk
    assert "28.12.2017 – 05.03.2020" in note.ru


def test_without_an_edition_there_is_nothing_to_choose(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no methodology here"):
        choose(tmp_path, None, date(2026, 1, 1))
    with pytest.raises(ConfigError, match="unknown methodology «kz-1999»; use one of: kz-2017"):
        choose(CONFIG, "kz-1999", date(2026, 1, 1))


def test_a_folder_must_bear_the_name_of_its_edition(copied: Path) -> None:
    copied.rename(copied.parent / "2018-01-01")
    with pytest.raises(
        ConfigError, match=r"methodology\.yaml:\d+: the folder is named kz-2017/2018-01-01; name it as id/edition"
    ):
        available(copied.parents[2])


REFUSALS = [
    ("a14.yaml", 'weight: "0.25"', 'weight: "0.26"', "the rows of kz-2017:a14.2 add up to 6.01, but 6 is printed", False),
    (
        "a14.yaml",
        "formula: mean_of_tiers",
        "formula: median",
        "unknown formula «median»; formulas for rows: award, bands, deductions",
        True,
    ),
    ("a14.yaml", "formula: share_of_max", "formula: award", "unknown formula «award»; formulas for tables: coefficient", True),
    ("mapping.yaml", "check: pages-have-breadcrumbs", "check: pages-have-crumbs", "unknown check «pages-have-crumbs»", True),
    ("a14.yaml", "cap_share:", "cap_part:", "unknown key «cap_part»; remove it or correct its spelling (known: cap_share", True),
    ("mapping.yaml", "machine: negative", "machine: perhaps", "«machine» must be one of 'full', 'negative', not «perhaps»", True),
    (
        "a14.yaml",
        'number: "2.10"',
        'number: "2.10"\n            machine: full',
        "«machine» of kz-2017:a14.2.10 belongs into mapping.yaml",
        False,
    ),
    ("mapping.yaml", "kz-2017:a14.2.4:", "kz-2017:a14.2.44:", "«kz-2017:a14.2.44» is no row and no requirement", True),
    ("mapping.yaml", "kz-2017:a14.2.9.2:", "kz-2017:a14.2.9:", "kz-2017:a14.2.9 has requirements; name the checks at", True),
    ("a14.yaml", 'point: "88–89"', 'note: "x"', "«note» must hold keys", True),
    ("a14.yaml", 'number: "2.10"', 'number: "2.10"\n            weigth: "1"', "unknown key «weigth»", False),
    ("a14.yaml", 'upto: "20"', 'upto: "5"', "the tiers must be listed from the best position downwards", False),
    ("a14.yaml", 'deficiency: "0.15"', 'deficiency: "0.35"', "the levels met, deficiency, missing must not rise", False),
    ("a14.yaml", "id: kz-2017:a14.2.9.2", "id: kz-2017:a14.2.9.1", "the id «kz-2017:a14.2.9.1» stands twice", True),
    ("a14.yaml", "id: kz-2017:a14.2.9.2", "id: kz-2017:a14.2.8.9", "must begin with «kz-2017:a14.2.9.»", True),
    (
        "a15-t1.yaml",
        'points: "25"',
        'points: "51"',
        "the cap of kz-2017:a15.t1 must lie above 0 and at most at 50, not at 51",
        True,
    ),
    (
        "a16-t1.yaml",
        'points: "25"',
        'points: "0"',
        "the cap of kz-2017:a16.t1 must lie above 0 and at most at 25, not at 0",
        True,
    ),
    (
        "a14.yaml",
        'printed_total: "10"\n    formula',
        'printed_total: "10"\n    deductions_cap: {points: "5", per: table}\n    formula',
        "no row of kz-2017:a14 tells shortcomings from what is absent",
        False,
    ),
    (
        "a15-t1.yaml",
        'printed_total: "100"',
        'printed_total: "99"',
        "the rows of kz-2017:a15.t1 add up to 100.0, but 99 is printed",
        True,
    ),
    (
        "a16-t1.yaml",
        "coefficient: kz-2017:p96",
        "coefficient: kz-2017:p99",
        "«kz-2017:p99» is no row of this table with role coef",
        True,
    ),
    (
        "a16-t2.yaml",
        "role: coefficient",
        "role: factor",
        "role must be one of points, bonus, coefficient, deduction, condition, duty, not «factor»",
        True,
    ),
    ("methodology.yaml", "- a14.yaml", "- a41.yaml", "there is no file «a41.yaml» beside it", True),
    ("methodology.yaml", "  - a14.yaml\n", "", "the file «a14.yaml» lies in the folder but is not listed", False),
    ("methodology.yaml", "- kz-2017:a15.t1\n", "- kz-2017:a15.t3\n", "indicator «kz-2017:a15.t3» stands in no table file", True),
    (
        "methodology.yaml",
        'central: "100"\n  local: "100"\n  sub',
        'central: "101"\n  local: "100"\n  sub',
        "the criteria for central add up to 100, but 101 is written",
        True,
    ),
    ("methodology.yaml", 'low: "70"', 'low: "95"', "the grades must fall from the highest «low» to 0", False),
    ("methodology.yaml", 'valid_to: "2020-03-05"', 'valid_to: "soon"', "«valid_to» must be a date, not «soon»", True),
    ("methodology.yaml", 'valid_to: "2020-03-05"', 'valid_to: "2016-03-05"', "valid_to lies before valid_from", True),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected", "exact"), REFUSALS, ids=[f"{one[0]} {one[2][:30]}" for one in REFUSALS]
)
def test_a_spoiled_edition_is_refused(
    copied: Path, spoil: Spoil, edition: Methodology, name: str, old: str, new: str, expected: str, exact: bool
) -> None:
    line = spoil(name, old, new)
    with pytest.raises(ConfigError) as caught:
        load(copied, dict.fromkeys(named()))
    message = str(caught.value)
    assert expected in message
    assert re.match(rf"{re.escape(str(copied / name))}:{line if exact else '[0-9]+'}: ", message), message


def test_a_rule_without_a_place_in_the_law_is_refused(copied: Path) -> None:
    path = copied / "a14.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = next(number for number, line in enumerate(lines) if line.strip() == 'row: "2.4"')
    spoiled = [line for number, line in enumerate(lines) if not cut - 2 <= number <= cut]
    path.write_text("".join(spoiled), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"a14\.yaml:{cut - 3}: the citation names no place in the law; add point, appendix"):
        load(copied)


def test_a_missing_citation_is_refused(copied: Path) -> None:
    path = copied / "a16-t2.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  citation:\n")
    end = text.index("printed_total:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(ConfigError, match=r"a16-t2\.yaml:\d+: the key «citation» is missing; add it"):
        load(copied)


def test_an_unknown_law_is_refused(copied: Path) -> None:
    path = copied / "a12-t1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("law: V1700016160", "law: V9", 1), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"a12-t1\.yaml:\d+: unknown law «V9»; use one of: V1700014795, V1700016160"):
        load(copied)


def test_one_id_cannot_mean_two_things(copied: Path) -> None:
    path = copied / "a16-t2.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('deficiency: "3"', 'deficiency: "2"'), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"a16-t2\.yaml:\d+: «kz-2017:p96» is written differently in two tables"):
        load(copied)
