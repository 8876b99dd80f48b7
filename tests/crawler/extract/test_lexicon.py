"""The word lists of extraction: complete in three languages, without a word that means two things."""

from __future__ import annotations

import pytest

from crawler.extract.text.words import words_of
from store.lexicon import Lexicon

CONCEPTS = {
    "navigation": {
        "home",
        "site-map",
        "search",
        "main-menu",
        "breadcrumb",
        "skip",
        "up",
        "contacts",
        "feedback",
        "faq",
        "rss",
        "poll",
        "back",
        "pager",
        "utility",
        "further",
    },
    "language-switch": {"kk", "ru", "en"},
    "feeds": {"news", "procurement", "news-folder", "archive", "comments", "headline-verb-endings", "event-endings"},
}
KAZAKH = frozenset("әғқңөұүһі")


@pytest.mark.parametrize("name", sorted(CONCEPTS))
def test_concepts_have_words_in_three_languages(lexicons: dict[str, Lexicon], name: str) -> None:
    lexicon = lexicons[name]
    assert lexicon.name == name
    assert set(lexicon.entries) == CONCEPTS[name]
    assert [
        (concept, key) for concept in lexicon.entries for key in ("kk", "ru", "en") if not lexicon.phrases(concept, key)
    ] == []


def test_russian_words_have_no_kazakh_letters(lexicons: dict[str, Lexicon]) -> None:
    strangers = [
        phrase
        for lexicon in lexicons.values()
        for concept in lexicon.entries
        for phrase in lexicon.phrases(concept, "ru")
        if KAZAKH & set(phrase.lower())
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("label", "language"),
    [("ҚАЗ", "kk"), ("Қазақша", "kk"), ("kz", "kk"), ("KK", "kk"), ("[Рус]", "ru"), ("Русский", "ru"), ("Орысша", "ru"), ("ENG", "en"),
     ("Ағылшынша", "en"), ("На казахском языке", "kk"), ("Қазақстан", None), ("Россия", None), ("Главная", None), ("", None)],
)  # fmt: skip
def test_language_switch_words(lexicons: dict[str, Lexicon], label: str, language: str | None) -> None:
    assert words_of(lexicons).switch_to(label) == language


def test_no_switch_word_means_two_languages(lexicons: dict[str, Lexicon]) -> None:
    lexicon = lexicons["language-switch"]
    meanings: dict[str, set[str]] = {}
    for concept in lexicon.entries:
        for phrase in lexicon.phrases(concept):
            meanings.setdefault(phrase.casefold().strip("."), set()).add(concept)
    assert {phrase for phrase, concepts in meanings.items() if len(concepts) > 1} == set()
