"""Strict YAML: text stays text, and every fault names file, line and mend."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from reports.i18n import LANGUAGES, t
from store.base import Frozen
from store.strictyaml import ConfigError, convert, read_strict, validate


class Inner(Frozen):
    weight: Decimal
    names: tuple[str, ...] = ()


class Bounded(Frozen):
    """A model whose values have bounds, each refused in words of ours."""

    more: Decimal = Field(default=Decimal(1), gt=0)
    least: int = Field(default=1, ge=1)
    most: int = Field(default=1, le=9)
    pause: float = 1.0
    code: str = Field(default="a", pattern="^[a-z]+$")
    name: str = Field(default="a", min_length=1)
    items: tuple[str, ...] = Field(default=("a",), min_length=1)
    kind: Literal["a", "b"] = "a"
    sure: bool = True
    since: date = date(2026, 1, 1)


class Outer(Frozen):
    id: str
    count: int = 1
    rows: tuple[Inner, ...] = ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def test_scalars_stay_as_written(file: Path) -> None:
    file.write_text("a: 1.10\nb: no\nc: 2018-01-01\nd: 0x10\ne: '2.3'\nf: 1_000\n", encoding="utf-8")
    assert read_strict(file).value == {"a": "1.10", "b": "no", "c": "2018-01-01", "d": "0x10", "e": "2.3", "f": "1_000"}


def test_a_model_is_made_of_the_text(file: Path) -> None:
    file.write_text("id: x\ncount: 7\nrows:\n  - weight: 0.30\n    names: [a, б]\n", encoding="utf-8")
    made = validate(file, Outer)
    assert made == Outer(id="x", count=7, rows=(Inner(weight=Decimal("0.30"), names=("a", "б")),))
    assert str(made.rows[0].weight) == "0.30"


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("id: x\nid: y\n", 2, "the key «id» stands twice; keep one of them"),
        ("id: x\nrows:\n  - weight: 1\n    weight: 2\n", 4, "the key «weight» stands twice; keep one of them"),
        ("id: x\ncolour: red\n", 2, "unknown key «colour»; remove it or correct its spelling (known: count, id, rows)"),
        ("id: x\nrows:\n  - weight: 1\n  - weight: a lot\n", 4, "«weight» must be a decimal number, not «a lot»; write"),
        ("id: x\nrows:\n  - weight: [1]\n", 3, "«weight» must be a decimal number, not «['1']»; write"),
        ("id: x\ncount: [1]\n", 2, "«count» must be a whole number, not «['1']»; write"),
        ("id: x\nrows:\n  - names: [a]\n", 3, "the key «weight» is missing; add it"),
        ("id: x\ncount: 1.5\n", 2, "«count» must be a whole number, not «1.5»"),
        ("id: x\nrows: none\n", 2, "«rows» must be a list"),
        ("id: x\nrows:\n  - one\n", 3, "«0» must hold keys"),
        ("id: [a, b]\n", 1, "«id» must be one text"),
        ("id:\n", 1, "a value was expected"),
        ("id: null\n", 1, "a value was expected"),
        ("id: &a x\nrows: *a\n", 1, "anchors and aliases (& and *) are not used here"),
        ("id: x\n  rows: 1\n", 2, "broken YAML"),
        ("rows: [1, 2\n", 2, "broken YAML"),
        ("id: x\n---\nid: y\n", 2, "a second document"),
        ("{a: b}: c\n", 1, "a key must be one word"),
        ("id: 'x\x07'\n", 1, "a character that YAML does not allow; remove it"),
        ("", 1, "the file is empty"),
        ("- a\n", 1, "the file must hold keys"),
        ("a: " + "[" * 60 + "]" * 60 + "\n", 1, "nested too deeply"),
        ("a: " + "[" * 1500 + "]" * 1500 + "\n", 1, "nested too deeply"),
    ],
)
def test_refusals_name_file_and_line(file: Path, text: str, line: int, expected: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        validate(file, Outer)
    message = str(caught.value)
    assert message.startswith(f"{file}:{line}: ")
    assert expected in message
    assert "\n" not in message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("more: 0\n", "«more» must be more than 0, not 0"),
        ("least: 0\n", "«least» must be 1 or more, not 0"),
        ("most: 10\n", "«most» must be 9 or less, not 10"),
        ("pause: long\n", "«pause» must be a decimal number, not «long»; write for example 0.5"),
        ("code: A1\n", "«code» must match the pattern ^[a-z]+$, «A1» does not"),
        ('name: ""\n', "«name» is empty; write it"),
        ("items: []\n", "the list «items» is too short; items needed at least: 1"),
        ("kind: c\n", "«kind» must be one of 'a', 'b', not «c»"),
        ("sure: perhaps\n", "«sure» must be true or false, not «perhaps»"),
        ("since: 1.2.2026\n", "«since» must be a date, not «1.2.2026»; write it as YYYY-MM-DD"),
    ],
)
def test_bounds_are_told_in_every_language(file: Path, text: str, expected: str, language: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        validate(file, Bounded)
    assert str(caught.value) == f"{file}:1: {expected}"
    line = caught.value.line(lambda words, **values: t(words, language, **values))
    assert (line == str(caught.value)) is (language == "en")
    assert "{" not in line


def test_unreadable_files(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"a\.yaml: no such file; create it or correct its name"):
        read_strict(file)
    with pytest.raises(ConfigError, match="cannot be read"):
        read_strict(tmp_path)
    file.write_bytes(b"a: b\nc: \xd0\n")
    with pytest.raises(ConfigError, match=r"a\.yaml:2: not UTF-8"):
        read_strict(file)
    file.write_bytes(b"#" * (8 * 1024 * 1024 + 1))
    with pytest.raises(ConfigError, match="larger than"):
        read_strict(file)


def test_a_part_of_a_file_can_be_converted(file: Path) -> None:
    file.write_text("parts:\n  - weight: 1\n  - weight: x\n", encoding="utf-8")
    document = read_strict(file)
    assert convert(document, Inner, document.value["parts"][0], ("parts", 0)).weight == 1
    with pytest.raises(ConfigError, match=r"a\.yaml:3: «weight» must be a decimal number"):
        convert(document, Inner, document.value["parts"][1], ("parts", 1))


def test_a_byte_order_mark_does_no_harm(file: Path) -> None:
    file.write_bytes("\ufeffid: ә\n".encode())
    assert validate(file, Outer).id == "ә"
