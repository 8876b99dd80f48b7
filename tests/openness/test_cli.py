"""The command line: one clear line for wrong use, the right status, three languages, help with an example."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from openness.cli import run
from openness.speech import from_locale
from reports.i18n import LANGUAGES

SITE = ["--site", "http://127.0.0.1:1/", "--kind", "central"]
WRONG = [
    (["audit"], "BODY"),
    (["audit", "nosuchbody"], "nosuchbody"),
    (["audit", "--site", "foo", "--kind", "central"], "https://mam.gov.kz/"),
    (["audit", "--site", "http://", "--kind", "central"], "--site"),
    (["audit", "--site", "http://a.kz:port/", "--kind", "central"], "--site"),
    (["audit", "--site", "http://a.kz/"], "--kind"),
    (["audit", "--site", "http://a.kz/", "--kind", "ministry"], "ministry"),
    (["audit", *SITE], "--allow-private"),
    (["audit", *SITE, "--allow-private", "--as-of", "20.11.2026"], "20.11.2026"),
    (["audit", *SITE, "--allow-private", "--period", "2026-Q5"], "2026-Q5"),
    (["audit", *SITE, "--allow-private", "--portal", "nosuch=http://a.kz/"], "open-data"),
    (["audit", *SITE, "--allow-private", "--portal", "gov-kz"], "NAME=URL"),
    (["audit", *SITE, "--allow-private", "--portal", "gov-kz=www.gov.kz"], "--portal gov-kz"),
    (["audit", *SITE, "--allow-private", "--portal", "search=http://127.0.0.1:1/"], "search"),
    (
        ["audit", *SITE, "--allow-private", "--portal", "gov-kz=http://127.0.0.1:1/", "--portal", "gov-kz=http://127.0.0.1:2/"],
        "gov-kz",
    ),
    (["audit", "mam", "--portal", "gov-kz=http://10.0.0.1/"], "http://10.0.0.1/"),
    (["audit", *SITE, "--allow-private", "--methodology", "kz-1999"], "kz-1999"),
    (["audit", "nationalbank", "--methodology", "kz-2024-feedback"], "nationalbank"),
    (["audit", *SITE[:3], "subordinate", "--allow-private", "--methodology", "kz-2024-feedback"], "subordinate"),
    (["audit", *SITE, "--allow-private", "--stop-after", "lunch"], "lunch"),
    (["audit", *SITE, "--allow-private", "--db", "nonsense"], "nonsense"),
    (["audit", *SITE, "--allow-private", "--db", "sqlite:////proc/none/x.db"], "/proc/none"),
    (["audit", *SITE, "--allow-private", "--max-pages", "0"], "--max-pages"),
    (["audit", "--nosuch"], "--nosuch"),
    (["nosuch"], "nosuch"),
    (["score", "nosuchrun"], "nosuchrun"),
    (["explain", "kz-2017:a14.9.9"], "kz-2017:a14.9.9"),
    (["--lang", "fr", "bodies", "list"], "fr"),
    (["bodies", "show", "mamm"], "mam"),
    (["bodies", "list", "--config", "/nosuch"], "/nosuch"),
    (["evidence", "verify", "/nosuch.zip"], "/nosuch.zip"),
]


@pytest.mark.parametrize(("arguments", "named"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_wrong_use_is_one_line_and_status_2(
    arguments: list[str], named: str, language: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    options = arguments if "--lang" in arguments else ["--lang", language, *arguments]
    if arguments[0] in ("audit", "score") and "--db" not in arguments:
        options = [*options, "--db", f"sqlite:///{tmp_path}/x.db"]
    if arguments[0] == "audit":
        options = [*options, "--out", str(tmp_path / "out")]
    status = run(options)
    said = capfd.readouterr().err.strip()
    assert status == 2, said
    assert len(said.splitlines()) == 1, said
    assert named in said


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    status = run(["audit", *SITE, "--allow-private", "--lang", "en", "--out", str(tmp_path), "--db", f"sqlite:///{tmp_path}.db"])
    assert status == 2
    assert "other files" in capfd.readouterr().err
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "ключ «code» стоит дважды; оставьте один"),
        ("kk", "«code» кілті екі рет тұр; біреуін қалдырыңыз"),
        ("en", "the key «code» stands twice; keep one of them"),
    ],
)
def test_broken_configuration_is_named_with_file_and_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    (tmp_path / "bodies").mkdir()
    broken = tmp_path / "bodies" / "x.yaml"
    broken.write_text("schema: openness/bodies/1\nsource: x\nbodies:\n  - code: a\n    code: b\n")
    assert run(["--lang", language, "bodies", "list", "--config", str(tmp_path)]) == 2
    assert capfd.readouterr().err == f"openness: {broken}:5: {words}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "command",
    ["audit", "plan", "harvest", "extract", "check", "score", "report", "replay", "inspect", "explain", "bodies list", "bodies show",
     "bodies validate", "methodologies list", "methodologies show", "methodologies validate", "evidence export", "evidence verify"],
)  # fmt: skip
def test_every_command_has_help_with_an_example(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, *command.split(), "--help"]) == 0
    words = {"ru": "Пример", "kk": "Мысал", "en": "Example"}[language]
    said = capsys.readouterr().out
    assert words in said
    assert "openness" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_registers_speak_the_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "kz-2017:a14.2.9.1", "--lang", language]) == 0
    assert run(["bodies", "validate", "--lang", language]) == 0
    assert run(["methodologies", "validate", "--lang", language]) == 0
    assert "51" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "language"),
    [({"LANG": "kk_KZ.UTF-8"}, "kk"), ({"LANG": "en_US.UTF-8"}, "en"), ({"LANG": "C.UTF-8"}, "ru"), ({}, "ru"),
     ({"LC_ALL": "ru_RU", "LANG": "en_US"}, "ru")],
)  # fmt: skip
def test_the_language_follows_the_locale(environment: dict[str, str], language: str) -> None:
    assert from_locale(environment) == language


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "audit" in "".join(capsys.readouterr())
    assert sys.modules["openness.cli"]
