"""What the browser measured is parsed once, however many checks ask for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checks import axe, targets
from checks.measured import reports, states
from checks.rendered import trees
from checks.runner import page_orders, run_checks
from store.harvest import ArtifactKind
from store.snapshot import Snapshot
from tests.checks.casekit import snapshot_of


def rule(name: str, html: str) -> dict[str, Any]:
    return {"id": name, "nodes": [{"target": ["img"], "html": html, "any": [{"data": {"contrastRatio": 2}}]}]}


SITE: dict[str, Any] = {
    "pages": {"/": "{{kk}}<a href='/b#x'>b</a>", "/b": "{{ru}}<script></script>"},
    "artifacts": [
        {
            "kind": "axe",
            "json": {
                "violations": [rule("image-alt", "<img>"), rule("color-contrast", "<b>"), rule("area-alt", "<area>")],
                "incomplete": [rule("color-contrast", "<i>")],
                "passes": [rule("image-alt", "<img alt=x>")],
                "axe_version": "4",
            },
        },
        {"kind": "page-state", "url": "/b", "json": {"accessible_names": "- search", "anchors": ["x", 7]}},
        {"kind": "page-state", "url": "/b", "json": {"accessible_names": "- link", "anchors": ["y"]}},
        {"kind": "page-state", "url": "/", "json": {"accessible_names": "- list"}},
        {"kind": "page-state", "url": "/", "text": "no JSON at all", "ok": False},
        {"kind": "phone", "device": "phone-android", "json": {"ok": False}},
    ],
}


def test_each_measurement_is_read_once_for_all_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    plain = Snapshot.json

    def counted(self: Snapshot, digest: str) -> Any:
        read[digest] += 1
        return plain(self, digest)

    monkeypatch.setattr(Snapshot, "json", counted)
    with snapshot_of(SITE, tmp_path) as snapshot:
        orders = page_orders("kz-test:1")
        found = [item.model_dump_json() for item in run_checks(snapshot, [*orders, *orders])]
        assert found[: len(found) // 2] == found[len(found) // 2 :]
        measured = {item.object_sha256 for item in snapshot.artifacts() if item.ok}
    assert {digest: times for digest, times in read.items() if digest in measured} == dict.fromkeys(measured, 1)


def test_states_of_one_address_are_told_together(tmp_path: Path) -> None:
    with snapshot_of(SITE, tmp_path) as snapshot:
        home, other = "http://mekeme.example/", "http://mekeme.example/b"
        assert states(snapshot)[other].anchors == {"x", "y"}
        assert (states(snapshot)[home].anchors, trees(snapshot)[home]) == (None, "\n- list")
        assert trees(snapshot)[other] == "\n- search\n- link"
        page = snapshot.page(other)
        assert page is not None
        assert targets.anchor(snapshot, page, "x") is targets.Anchor.FOUND
        assert targets.anchor(snapshot, page, "z") is targets.Anchor.MISSING


def test_reports_of_a_kind_come_with_their_page(tmp_path: Path) -> None:
    with snapshot_of(SITE, tmp_path) as snapshot:
        (phone,) = reports(snapshot, ArtifactKind.PHONE)
        assert (phone.data, phone.page) == ({"ok": False}, snapshot.page("http://mekeme.example/"))
        assert reports(snapshot, ArtifactKind.PHONE) is reports(snapshot, ArtifactKind.PHONE)
        broken = [item for item in reports(snapshot, ArtifactKind.PAGE) if not item.artifact.ok]
        assert [item.data for item in broken] == [{}]


def test_axe_tells_elements_in_the_order_of_pages_and_rules(tmp_path: Path) -> None:
    with snapshot_of(SITE, tmp_path) as snapshot:
        found = [item.rule for item in axe.violations(snapshot, ("area-alt", "color-contrast", "image-alt"))]
        assert found == ["image-alt", "color-contrast", "area-alt"]
        assert [item.html for item in axe.violations(snapshot, ("color-contrast",), "incomplete")] == ["<i>"]
        assert list(axe.violations(snapshot, ("object-alt",))) == []
