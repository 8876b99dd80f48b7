"""Data that the run before read otherwise are told with both values, days and addresses; what was not read is no change."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from checks.changes import changes
from checks.counsel import counsel
from store.advice import Change
from tests.checks.casekit import snapshot_of

KK, RU = "/kk/bailanys", "/ru/kontakty"
LEADERS = "<h1>Руководство</h1><p>Директор – Ахметов Серик Болатович, тел. +7 (7172) 55-01-01</p>"


def site(**pages: str) -> dict[str, Any]:
    ru, kk = pages.get("ru", ""), pages.get("kk", "")
    return {
        "sites": ["/ru", "/kk"],
        "pages": {
            "/ru": {"body": f'{{{{ru}}}}<a href="{RU}">Контакты</a>'},
            "/kk": {"body": f'{{{{kk}}}}<a href="{KK}">Байланыс</a>'},
            **({RU: f"{{{{ru}}}}{ru}"} if ru else {}),
            **({KK: f"{{{{kk}}}}{kk}"} if kk else {}),
        },
    }


def compared(folder: Path, was: dict[str, Any], now: dict[str, Any]) -> tuple[Change, ...]:
    with ExitStack() as open_:
        before = open_.enter_context(snapshot_of(was, folder / "was", "2026-10-01-a"))
        after = open_.enter_context(snapshot_of(now, folder / "now", "2026-11-01-a"))
        return changes(after, before)


def test_a_new_number_is_told_with_both_values_and_the_page(tmp_path: Path) -> None:
    was = site(ru="<p>Приёмная: +7 (7172) 55-01-01</p>", kk="<p>Қабылдау бөлмесі: +7 (7172) 55-01-01</p>")
    now = site(ru="<p>Приёмная: +7 (7172) 55-02-02</p>", kk="<p>Қабылдау бөлмесі: +7 (7172) 55-01-01</p>")
    (found,) = compared(tmp_path, was, now)
    assert (found.kind, found.language, found.before, found.after) == ("phone", "ru", "+77172550101", "+77172550202")
    assert found.url.endswith(RU)
    assert found.pages == 1
    assert len(set(found.objects)) == 2


def test_the_same_number_written_otherwise_is_no_change(tmp_path: Path) -> None:
    was = site(ru="<p>Приёмная: +7 (7172) 55-01-01</p>")
    assert compared(tmp_path, was, site(ru="<p>Телефон приёмной: 8 (7172) 550101</p>")) == ()


def test_a_number_that_moved_to_another_page_is_no_change(tmp_path: Path) -> None:
    was = site(ru="<p>Приёмная: +7 (7172) 55-01-01</p>")
    now = site(ru="<p>Контакты переехали.</p>")
    now["pages"]["/ru"]["body"] += "<p>Приёмная: +7 (7172) 55-01-01</p>"
    assert compared(tmp_path, was, now) == ()


def test_a_page_that_could_not_be_read_tells_of_no_change(tmp_path: Path) -> None:
    was = site(ru="<p>Приёмная: +7 (7172) 55-01-01</p>")
    now = site()
    now["pages"][RU] = {"body": "{{ru}}<p>Ошибка</p>", "status": 503}
    assert compared(tmp_path, was, now) == ()


def test_a_new_leader_holds_the_old_ones_post(tmp_path: Path) -> None:
    now = LEADERS.replace("Ахметов Серик Болатович", "Нурланова Айгуль Маратовна")
    found = [one for one in compared(tmp_path, site(ru=LEADERS), site(ru=now)) if one.kind == "person"]
    assert [(one.before, one.after) for one in found] == [("Ахметов Серик Болатович", "Нурланова Айгуль Маратовна")]
    assert found[0].about


def test_a_leader_with_a_new_telephone_keeps_the_name_beside_it(tmp_path: Path) -> None:
    now = LEADERS.replace("55-01-01", "55-02-02")
    (found,) = compared(tmp_path, site(ru=LEADERS), site(ru=now))
    assert (found.kind, found.about, found.before, found.after) == (
        "phone",
        "Ахметов Серик Болатович",
        "+77172550101",
        "+77172550202",
    )


def test_nothing_is_compared_across_versions_of_the_program(tmp_path: Path) -> None:
    was, now = site(ru="<p>+7 (7172) 55-01-01</p>"), site(ru="<p>+7 (7172) 55-02-02</p>")
    with snapshot_of(was, tmp_path / "was", "a") as before, snapshot_of(now, tmp_path / "now", "b") as after:
        before.plan = before.plan.model_copy(update={"software": "another"})
        assert changes(after, before) == ()


def test_counsel_names_the_run_before_and_is_silent_without_one(tmp_path: Path) -> None:
    was, now = site(ru="<p>Приёмная: +7 (7172) 55-01-01</p>"), site(ru="<p>Приёмная: +7 (7172) 55-02-02</p>")
    with snapshot_of(was, tmp_path / "was", "first") as before, snapshot_of(now, tmp_path / "now", "second") as after:
        (told,) = [one for one in counsel(after, before) if one.code == "records-changed"]
        assert (told.since, told.count, len(told.changes)) == ("first", 1, 1)
        assert [one.code for one in counsel(after) if one.code == "records-changed"] == []
