"""The run says which browser and fonts it measured with; another set of fonts is another fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.browser.program.fonts import ASKED, fonts

pytestmark = pytest.mark.needs("fonts")
ONE = Path(__file__).parents[2] / "fonts" / "dejavu.conf"


def test_fonts_are_counted_digested_and_named() -> None:
    found = fonts()
    assert found is not None
    assert found.count > 0
    assert set(found.defaults) == set(ASKED)
    assert all(found.defaults.values())
    assert fonts() == found


def test_another_set_of_fonts_is_another_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = fonts()
    monkeypatch.setenv("FONTCONFIG_FILE", str(ONE))
    found = fonts()
    assert usual is not None
    assert found is not None
    assert {name.split()[0] for name in found.defaults.values()} == {"DejaVu"}
    if {name.split()[0] for name in usual.defaults.values()} != {"DejaVu"}:
        assert (found.count, found.sha256) != (usual.count, usual.sha256)


def test_without_fontconfig_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts() is None
