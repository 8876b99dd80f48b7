"""Every command's help and every wrong use in Russian and Kazakh: headings, marks, places and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import typer._click.parser
from typer._click.core import Command

from openness.cli import run
from openness.commands import build
from openness.commands.imports import KINDS
from openness.decisions.outcomes import Decision
from reports.words import IMPORT
from store.demands import Side
from store.findings import Outcome, RulingReason
from store.objections import Decision as Resolved
from tests.texts.plain import strange

OFFICIAL = ("ru", "kk")
# Values that are typed as they stand, and what is left of an example that the width of the help breaks.
_TYPED = (
    "central local subordinate harvest extract check score report path render no-render run ID rulings positions audit urgent control "
    "Asia Almaty"
)
# Codes with a hyphen may be broken at it.
_CODES = [*Outcome, *RulingReason, *Decision, *Resolved, *get_args(Side)]
TYPED = frozenset([*_TYPED.split(), *IMPORT, *KINDS, *_CODES, *(part for code in _CODES for part in code.split("-"))])
_NAMES = re.compile(r"^ {2}[a-z-]+ {2,}", re.MULTILINE)
_EXAMPLE = re.compile(r"^ +(?:Пример|Мысал): .*", re.MULTILINE | re.DOTALL)
_USAGE = re.compile(r"^(?:Использование|Қолданылуы): openness(?: [a-z-]+)*")


def commands(command: Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of each command, the program itself first."""
    yield path
    below: dict[str, Any] = getattr(command, "commands", {})
    for name, one in below.items():
        yield from commands(one, (*path, name))


ALL = list(commands(build("ru", [])))


def test_the_walk_meets_the_commands() -> None:
    assert {("audit",), ("import", "survey"), ("methodologies", "lock"), ("evidence", "verify")} <= set(ALL)


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("path", ALL, ids=lambda path: " ".join(path) or "openness")
def test_help_is_in_the_language(path: tuple[str, ...], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert said.startswith({"ru": "Использование: openness", "kk": "Қолданылуы: openness"}[language])
    plain = _USAGE.sub(" ", _NAMES.sub(" ", _EXAMPLE.sub(" ", said)))
    assert strange(plain, allowed=TYPED) == [], said


WRONG = [
    (["adit"], "openness: команды «adit» нет; возможно, audit, advice? (openness --help)"),
    (["xyzzy"], "openness: команды «xyzzy» нет (openness --help)"),
    (["audit", "--foo"], "openness: параметра --foo нет; возможно, --follow, --out? (openness audit --help)"),
    (
        ["audit", "--max-pages", "x"],
        "openness: --max-pages «x»: ожидалось целое число; запишите, например, 5 (openness audit --help)",
    ),
    (["audit", "--max-pages", "0"], "openness: --max-pages «0»: ожидалось большее число (openness audit --help)"),
    (["audit", "--out"], "openness: после --out нет значения; впишите его"),
    (["audit", "--json=1"], "openness: у --json значения не бывает; уберите его"),
    (["explain"], "openness: не указано: ПАРАМЕТР; впишите (openness explain --help)"),
    (["explain", "a", "b", "c"], "openness: лишние слова: b c; уберите их (openness explain --help)"),
    (["import", "survey", "x.csv"], "openness: не указано: --body; впишите (openness import survey --help)"),
]


@pytest.mark.parametrize(("arguments", "line"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_wrong_use_is_told_in_one_line_of_the_language(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--lang", "ru"]) == 2
    assert capsys.readouterr().err.strip() == line


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in WRONG], ids=" ".join)
def test_wrong_use_in_kazakh_holds_no_english(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--lang", "kk"]) == 2
    said = capsys.readouterr().err.strip().removeprefix("openness: ").partition(" (openness")[0]
    assert (
        strange(
            said, allowed=[word.lstrip("-").partition("=")[0] for word in arguments] + ["audit", "advice", "out", "adit", "xyzzy"]
        )
        == []
    )


def test_every_sentence_of_the_parser_is_known() -> None:
    """A new sentence of the library's parser is seen here and not by a user first."""
    from pathlib import Path

    from openness.usage import SENTENCES

    source = Path(typer._click.parser.__file__).read_text("utf-8")
    said = re.findall(r"f\"((?:Option|Argument) [^\"]*)\"", source)
    assert said
    for text in said:
        filled = re.sub(r"\{msg\}", "an argument.", re.sub(r"\{[^{}]*nargs[^{}]*\}", "2", re.sub(r"\{[^{}]*!r\}", "'--x'", text)))
        assert any(form.fullmatch(filled) for form, _ in SENTENCES), text
