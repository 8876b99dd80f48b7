"""The page of a check in Kazakh and Russian; the English one is the docstring of its module.

``checks/pages/<id>.<language>.txt`` begins with the digest of the English page that it translates, so that a test sees when
the English one has changed since: translate the change, then write the digest that the test names.
"""

from __future__ import annotations

import hashlib
import inspect
from functools import cache
from importlib.resources import files

# Headings of a page: English, and as the other languages write them.
HEADINGS: dict[str, dict[str, str]] = {
    "What it checks": {"kk": "Тексерілетіні", "ru": "Что проверяется"},
    "Applicability": {"kk": "Қай жерде қолданылады", "ru": "Где применяется"},
    "Met when": {"kk": "Қашан орындалды деп саналады", "ru": "Когда выполнено"},
    "Deficiency when": {"kk": "Қашан кемшілік деп саналады", "ru": "Когда это недостаток"},
    "Left to a person when": {"kk": "Қашан адам шешеді", "ru": "Когда решает человек"},
    "Assumptions": {"kk": "Жорамалдар", "ru": "Допущения"},
    "Law and standard": {"kk": "Заң және стандарт", "ru": "Закон и стандарт"},
}
TRANSLATED = ("kk", "ru")


def digest(doc: str) -> str:
    """What names one wording of an English page."""
    return hashlib.sha256(inspect.cleandoc(doc).encode()).hexdigest()[:12]


@cache
def stored(check: str, language: str) -> tuple[str, str]:
    """The digest and the text of a translated page; both empty where there is none."""
    file = files("checks.pages").joinpath(f"{check}.{language}.txt")
    if not file.is_file():
        return "", ""
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    return first.strip(), rest.strip()


def page(check: str, doc: str, language: str) -> str:
    """The page of a check; the English one where it has not been translated yet."""
    return (stored(check, language)[1] if language in TRANSLATED else "") or inspect.cleandoc(doc)


def section(text: str, heading: str, language: str) -> str:
    """What a page tells under one of its headings, in one paragraph; empty where the page lacks it.

    :param text: the page as ``page`` gives it. :param heading: a key of ``HEADINGS``.
    """
    wanted = HEADINGS[heading].get(language, heading)
    for part in text.split("\n\n"):
        first, _, rest = part.partition("\n")
        if first.strip() == wanted:
            return " ".join(rest.split())
    return ""
