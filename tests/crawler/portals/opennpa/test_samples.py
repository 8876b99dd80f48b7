"""The pages that were saved of the real portal are read whole; where they are not at hand nothing of this runs."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.crawler.portals.opennpa.kit import PORTAL, asked

SAMPLES = ROOT.parent / "shared" / "samples" / "legalacts.egov.kz"
CASES = [
    ("list_archive_ru", "/list?status=IN_ARCHIVE&page=1", "ru"),
    ("document_with_comments_ru", "/npa/view?id=15906353", "ru"),
    ("document_with_comments_kk", "/npa/view?id=15906353", "kk"),
    ("document_no_comments_ru", "/npa/view?id=15912271", "ru"),
]
AT_HAND = [case for case in CASES if (SAMPLES / f"{case[0]}.trimmed.html").is_file()]
EXPECTED = {
    "list_archive_ru": (
        ["15907944", "15906353", "15902831"],
        {
            "created": "2026-09-10",
            "until": "2026-09-11",
            "type": "4910",
            "comments": 2,
            "accepted": 1,
            "refused": 0,
            "views": 224,
        },
    ),
    "document_with_comments_ru": (
        ["15906353", "15906842"],
        {
            "created": "2026-09-09",
            "online_to": "2026-09-15T16:55",
            "type": "747",
            "comments": 24,
            "refused": 12,
            "report": True,
            "category": "359",
        },
    ),
    "document_with_comments_kk": (
        ["15906353", "15907499"],
        {
            "until": "2026-09-14",
            "type": "747",
            "comments": 24,
            "views": 823,
            "files": ["кейбір бұйрықтарға өзгерістер мен толықтырулар.docx"],
        },
    ),
    "document_no_comments_ru": (
        ["15912271"],
        {"status": "IN_PUBLIC_DISCUSSION", "until": "2026-09-30", "online_to": "", "comments": 0, "report": False},
    ),
}


@pytest.mark.parametrize(("name", "path", "lane"), AT_HAND)
def test_a_saved_page_is_read_whole(name: str, path: str, lane: str) -> None:
    found = PORTAL.read(asked(path, lane), 200, (SAMPLES / f"{name}.trimmed.html").read_bytes())
    keys, facts = EXPECTED[name]
    assert (found.lacks, found.refusal, found.language) == ("", "", lane)
    items = [item for item in found.items if item.kind != "body"]
    assert [item.key for item in items] == keys
    assert {key: items[0].facts[key] for key in facts} == facts
    if name == "list_archive_ru":
        assert len(found.more) == 26 + 3
    if name.startswith("document_with"):
        assert items[0].body == "1733738"
        assert items[1].day[:4] == "2026"
        assert items[1].facts["verdict"] == "refused"
        assert len(items[1].facts["answers"]) == 1
