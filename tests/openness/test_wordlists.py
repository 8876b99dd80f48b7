"""Word lists and the program: a pattern that a check asks for and its list lacks is told in one line, before anything runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks import runner
from openness.cli import run
from openness.wordlists import proved
from store.asked import Asked, everything_asked
from store.strictyaml import ConfigError

CONFIG = Path(__file__).resolve().parents[2] / "config"
WORDS = "content-marks"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the registers whose word lists a test may spoil."""
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    return folder


def without(config: Path, lexicon: str, name: str) -> Path:
    """The list without one of its patterns."""
    path = config / "lexicon" / f"{lexicon}.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(f"  {name}: ")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), "utf-8")
    return path


@pytest.mark.parametrize(("language", "words"), [("ru", "нет образца «item»"), ("kk", "«item» үлгісі жоқ")])
@pytest.mark.parametrize("group", ["methodologies", "bodies"])
def test_validation_names_the_pattern_and_who_asks(
    config: Path, group: str, language: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = without(config, WORDS, "item")
    assert run([group, "validate", "--config", str(config), "--lang", language]) == 2
    told = capfd.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert str(path) in told
    assert words in told
    assert "checks/demands.py" in told


@pytest.mark.parametrize(("language", "words"), [("ru", "образец «of-year» должен"), ("kk", "«of-year» үлгісі")])
def test_validation_names_the_part_that_a_pattern_no_longer_names(
    config: Path, language: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = config / "lexicon" / f"{WORDS}.yaml"
    text = path.read_text("utf-8")
    assert text.count("(?P<year>20") == 1
    path.write_text(text.replace("(?P<year>20", "(?P<jahr>20"), "utf-8")
    assert run(["methodologies", "validate", "--config", str(config), "--lang", language]) == 2
    told = capfd.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert str(path) in told
    assert words in told
    assert "(?P<year>…)" in told


@pytest.mark.parametrize(("language", "words"), [("ru", "нет слов «area-code»"), ("kk", "«area-code» сөздері жоқ")])
def test_validation_names_the_words_that_an_older_configuration_lacks(
    config: Path, language: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = config / "lexicon" / "contacts.yaml"
    kept, lacking = path.read_text("utf-8").split("  area-code:\n")
    assert len(lacking.splitlines()) == 1
    path.write_text(kept, "utf-8")
    assert run(["methodologies", "validate", "--config", str(config), "--lang", language]) == 2
    told = capfd.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert str(path) in told
    assert words in told
    assert str(CONFIG / "lexicon" / "contacts.yaml") in told


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "в словах «own-account» нет языка kk"), ("kk", "«own-account» сөздерінде kk тілі жоқ")]
)
def test_validation_names_the_language_that_words_lack(
    config: Path, language: str, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = config / "lexicon" / "contacts.yaml"
    before, own, after = path.read_text("utf-8").partition("  own-account:\n")
    path.write_text(before + own + after.partition("\n")[2], "utf-8")
    assert run(["methodologies", "validate", "--config", str(config), "--lang", language]) == 2
    told = capfd.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert str(path) in told
    assert words in told


def test_a_list_that_is_missing_is_told_with_who_asks(config: Path) -> None:
    (config / "lexicon" / "citations.yaml").unlink()
    with pytest.raises(ConfigError, match=r"«citations».*checks/citations\.py"):
        proved(config)


def test_patterns_that_nobody_asks_for_may_go(config: Path) -> None:
    runner.catalogue()
    named = {pattern.name for pattern, _ in everything_asked() if pattern.lexicon == "citations"}
    spare = next(name for name in proved(config)["citations"].patterns if name not in named)
    path = config / "lexicon" / "citations.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"\n  {spare}: ", "\n  renamed: ").replace(f"{{{spare}}}", "{renamed}"), "utf-8")
    assert spare not in proved(config)["citations"].patterns


def test_a_list_gives_its_own_patterns_only(config: Path) -> None:
    with pytest.raises(KeyError):
        proved(config)["citations"].pattern(Asked(WORDS, "item"))
