"""The catalogues as the program reads them are what the library that writes them reads."""

from __future__ import annotations

import gettext
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reports import catalogue
from reports.i18n import LANGUAGES
from reports.pofile import Translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
ENTRIES = """#: openness/somewhere.py
#, python-brace-format
msgid "a \\"word\\", a tab\\tand a \\\\n"
msgstr ""
"two "
"lines\\n"
"and an end"

msgid "not said"
msgstr ""

msgid "{n} row"
msgid_plural "{n} rows"
msgstr[0] "{n} жол"
msgstr[1] ""

msgid "not said"
msgid_plural "of many"
msgstr[0] ""
msgstr[1] ""
"""


def by_library(text: str, language: str) -> gettext.GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text.encode()), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def same(text: str, language: str) -> int:
    ours, theirs = Translations(text), by_library(text, language)
    known, found = dict(theirs._catalog), dict(ours._catalog)  # type: ignore[attr-defined]
    # The head is told by the library in words of its own.
    known.pop("", None), found.pop("", None)
    assert found == known
    assert [ours.plural(n) for n in range(1000)] == [theirs.plural(n) for n in range(1000)]  # type: ignore[attr-defined]
    return len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_s_catalogues(language: str) -> None:
    assert same(catalogue.path_of(language).read_text(encoding="utf-8"), language) > 2000


def test_signs_lines_and_what_is_not_translated() -> None:
    assert same(HEAD + ENTRIES, "kk") == 5
    found = Translations(HEAD + ENTRIES)
    assert found.gettext('a "word", a tab\tand a \\n') == "two lines\nand an end"
    assert found.gettext("not said") == "not said"
    assert [found.ngettext("{n} row", "{n} rows", number) for number in (1, 2)] == ["{n} жол", "{n} rows"]


@pytest.mark.parametrize("line", ['msgctxt "menu"\nmsgid "x"', "msgid x", '"a text of nothing"', 'word "x"'])
def test_a_line_that_no_catalogue_has(line: str) -> None:
    with pytest.raises(ValueError, match="no line of a catalogue"):
        Translations(f'{HEAD}{line}\nmsgstr "y"\n')
