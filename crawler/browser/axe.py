"""axe-core in every frame of a page, through Playwright's bridge with the current script.

The bridge injects into the main frame alone; frames are prepared first, by evaluation, which a content security policy
does not forbid.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

SCRIPT = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The passes are the weight of a result and nobody reads them.
# A frame that never answers would hold axe for a minute; media of other hosts are not fetched for its sake.
OPTIONS = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "frameWaitTime": 8000,
    "preload": {"assets": ["cssom"], "timeout": 5000},
}
MAX_NODES = 200
MAX_HTML = 500


@cache
def _bridge() -> Axe:
    return Axe.from_file(SCRIPT)


def run_axe(page: Any) -> dict[str, Any]:
    """Violations and doubts of a page with the engine's version; lists and excerpts are bounded."""
    bridge = _bridge()
    for frame in page.frames[1:20]:
        if not frame.url.startswith(("http://", "https://", "about:srcdoc")):
            continue
        try:
            frame.evaluate(bridge.axe_script)
        except Exception:  # noqa: S112 - a frame that went away or refuses scripts is left out by axe itself
            continue
    found = bridge.run(page, options=OPTIONS).response
    return {
        "axe_version": found["testEngine"]["version"],
        "url": found["url"],
        "violations": [_rule(item) for item in found["violations"]],
        "incomplete": [_rule(item) for item in found["incomplete"]],
    }


def _rule(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item["id"],
        "impact": item.get("impact"),
        "tags": item["tags"],
        "help": item["help"],
        "total": len(item["nodes"]),
        "nodes": [_node(node) for node in item["nodes"][:MAX_NODES]],
    }


def _node(node: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {"target": node["target"], "html": node["html"][:MAX_HTML]}
    for kind in ("any", "all", "none"):
        kept[kind] = [
            {"id": test["id"], "message": test.get("message", "")[:MAX_HTML], "data": test.get("data")} for test in node[kind]
        ]
    return kept
