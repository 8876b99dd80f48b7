"""What every page needs, made before the process that reads pages is forked: else each such process makes it anew."""

from __future__ import annotations

from crawler.extract.facts.postal import Addresses
from crawler.extract.facts.posts import Posts
from crawler.extract.text import language
from crawler.extract.text.datewords import DateWords
from crawler.extract.text.words import words_of
from store.lexicon import Lexicon


def make_ready(lexicons: dict[str, Lexicon]) -> None:
    """Compiles the patterns of the lexicons and loads the models of languages, once for a process.

    :param lexicons: those that pages will be read with; KeyError names a missing one.
    """
    words = words_of(lexicons)
    for finder in (DateWords, Posts, Addresses):
        finder.of(words)
    language.load()
