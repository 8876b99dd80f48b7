"""What every page needs is there before the process that reads pages is forked, and is made once for lexicons that say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from crawler.extract import run
from crawler.extract.bounded import bounded
from crawler.extract.facts.postal import Addresses
from crawler.extract.facts.posts import Posts
from crawler.extract.text import language
from crawler.extract.text.datewords import DateWords
from crawler.extract.text.words import words_of
from store.harvest import CrawlPlan
from store.lexicon import Lexicon
from tests.crawler.extract.conftest import SITE, Harvest


def test_patterns_and_models_are_there_before_the_fork(
    harvest: Harvest, plan: CrawlPlan, lexicons: dict[str, Lexicon], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready: list[type] = []
    for finder in (DateWords, Posts, Addresses):
        monkeypatch.setattr(finder, "_kept", [])
    language._scores.cache_clear()

    def forked(do: Callable[..., Any], pieces: Iterable[Any], bounds: Any) -> Iterator[Any]:
        ready.extend(kind for kind in (DateWords, Posts, Addresses) if [words for words, _ in kind._kept] == [words_of(lexicons)])
        ready.extend([type(language)] * language._scores.cache_info().currsize)
        return bounded(do, pieces, bounds)

    monkeypatch.setattr(run, "bounded", forked)
    harvest.page(SITE, "<p>Приём граждан по средам, 12 марта 2026 года.</p>")
    harvest.extract(plan)
    assert ready == [DateWords, Posts, Addresses, type(language)]


def test_lexicons_that_were_read_again_get_the_matchers_that_are_there(lexicons: dict[str, Lexicon]) -> None:
    again = {name: lexicon.model_copy(deep=True) for name, lexicon in lexicons.items()}
    other = again | {"dates": again["dates"].model_copy(update={"source": "another"})}
    assert words_of(again) is words_of(lexicons)
    assert words_of(other) is not words_of(lexicons)
