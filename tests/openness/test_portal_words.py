"""How a reading of a portal is told to a user: in one line, with reasons in words, in each language."""

from __future__ import annotations

import pytest

from openness.commands.portal import in_short, reason_told

READ = {"source": "lists", "state": "read"}
REFUSED = {"source": "cards", "state": "refused"}
UNREAD = {"source": "files", "state": "unread"}


@pytest.mark.parametrize(
    ("language", "whole", "partly"),
    [
        ("ru", "Прочитано целиком: списков 2 из 2.", "Прочитано списков: 1 из 4. Всё, что основано на cards, files,"),
        ("kk", "Тұтас оқылды: 2 тізімнің 2 тізімі.", "Оқылған тізім саны: 4 ішінен 1. cards, files дерегіне"),
        ("en", "Read whole: 2 of 2 lists.", "Read: 1 of 4 lists. What rests on cards, files stays open"),
    ],
)
def test_a_reading_is_told_in_one_line(language: str, whole: str, partly: str) -> None:
    assert in_short([READ, READ], language) == whole
    told = in_short([READ, REFUSED, UNREAD, REFUSED], language)
    assert told.startswith(partly)
    assert "\n" not in told


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("connect", "нет соединения с сервером"),
        ("mark: div#documentlist", "в ответе нет ожидаемой приметы: div#documentlist"),
        ("blocked-by-robots", "закрыто файлом robots.txt"),
        ("items: 0 < 1", "портал показал меньше, чем должен: 0 < 1"),
        # What is no code of a reason stays as it is: a status, a name of the portal's own file.
        ("502", "502"),
    ],
)
def test_reasons_stand_in_words(why: str, told: str) -> None:
    assert reason_told(why, "ru") == told
