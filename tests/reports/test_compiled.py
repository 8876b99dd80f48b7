"""Code of a template is compiled once for all languages, and anew where the template changed."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from reports.html.compiled import Compiled
from reports.html.page import environment


def told(templates: dict[str, str], cache: Compiled, word: str) -> str:
    env = Environment(loader=DictLoader(templates), bytecode_cache=cache, autoescape=True)
    env.globals["word"] = word
    return env.get_template("a").render()


def test_each_environment_says_its_own_words_with_code_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    plain = Environment._generate

    def counted(self: Environment, source: object, name: str, filename: str, defer_init: bool = False) -> str:
        compiled.append(name)
        return plain(self, source, name, filename, defer_init)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", counted)
    cache = Compiled()
    assert [told({"a": "<{{ word }}>"}, cache, word) for word in ("бір", "два&")] == ["<бір>", "<два&amp;>"]
    assert compiled == ["a"]
    assert told({"a": "[{{ word }}]"}, cache, "x") == "[x]", "a changed template keeps no old code"
    assert compiled == ["a", "a"]


def test_reports_of_both_languages_share_it() -> None:
    kept = {environment(language).bytecode_cache for language in ("kk", "ru")}
    assert len(kept) == 1
    assert isinstance(kept.pop(), Compiled)
