"""axe-core in every frame of a page and its open shadow trees, run in isolated worlds that the page cannot reach.

A page without frames is measured by ``axe.run``. With frames each is measured by itself (``axe.runPartial``) and the parts are
put together (``axe.finishRun``), as axe-core's documentation demands of integrations: a frame that never answers or that lies
on another host holds nobody up and is named by axe as not tested.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

from crawler.browser.page.world import World, send

SCRIPT = Path(__file__).parents[1] / "vendor" / "axe.min.js"
# The rules that checks ask for, and those of which the report tells as advice. The other four in five cost as much again, and nobody reads them.
RULES = (
    *("color-contrast", "image-alt", "input-image-alt", "area-alt", "svg-img-alt", "object-alt", "role-img-alt"),
    *("button-name", "document-title", "frame-title", "html-has-lang", "html-lang-valid", "label", "link-name"),
    *("nested-interactive", "select-name", "target-size"),
)
# The passes are the weight of a result and nobody reads them. None of the rules reads style sheets or media that axe would fetch.
OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "rule", "values": list(RULES)},
    "preload": False,
}
# Every rule for WCAG 2.2, A and AA, and what axe-core holds good beside it: what comparisons with the bare engine are made with.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERY: dict[str, Any] = {
    "resultTypes": ["violations", "incomplete"],
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "preload": {"assets": ["cssom"], "timeout": 5000},
}
MAX_NODES = 200
MAX_HTML = 500
MAX_FRAMES = 20
MAX_DEPTH = 5
CAP = 30.0
FRAME_CAP = 8.0
FRAMES_CAP = 15.0
RUN = """(options) => axe.run(document, {...options, iframes: false})"""
PART = """(context, options) => axe.runPartial(context, options).then((part) => JSON.stringify(part))"""
FRAMES = """(context, options) => axe.utils.getFrameContexts(context, options)"""
FINISH = """(parts, options) => axe.finishRun(parts.map((part) => JSON.parse(part)), options)"""
# Asking axe itself costs as much as a tenth of its whole run.
FRAMELESS = """() => {
  const within = (root) => root.querySelector('iframe,frame') !== null ||
    [...root.querySelectorAll('*')].some((node) => node.shadowRoot && within(node.shadowRoot));
  return !within(document);
}"""
# Which frames nobody can reach: inert ones, and all beside an open modal dialog. What axe-core finds in them burdens nobody.
UNREACHED = """(selectors) => {
  const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
  return selectors.map((selector) => {
    const node = axe.utils.shadowSelect(selector);
    return !!node && (!!node.closest('[inert]') || (!!modal && !modal.contains(node)));
  });
}"""
WHOLE: dict[str, Any] = {"exclude": []}


@dataclass
class Left:
    """How many frames may yet be entered, and until when on the monotonic clock."""

    frames: int
    until: float


@cache
def script() -> str:
    """The engine's source."""
    return SCRIPT.read_text(encoding="utf-8")


async def run_axe(world: World, options: dict[str, Any] | None = None) -> dict[str, Any]:
    """Violations and doubts of a page with the engine's version; lists and excerpts are bounded.

    :param world: an isolated world of the page's main frame.
    :param options: options of ``axe.run`` instead of ours, as comparisons with the bare engine give them.
    :raises Exception: as ``World.run``; then nothing is known of the page.
    """
    chosen = options or OPTIONS
    await inject(world)
    if await world.call(FRAMELESS):
        found = await world.call(RUN, chosen, cap=CAP)
    else:
        parts = await _parts(world, WHOLE, chosen, Left(MAX_FRAMES, monotonic() + FRAMES_CAP), 0)
        found = await world.call(FINISH, parts, chosen, cap=CAP)
    return bounded(found)


def bounded(found: dict[str, Any]) -> dict[str, Any]:
    """A result of axe-core with what is kept of it."""
    return {
        "axe_version": found["testEngine"]["version"],
        "url": found["url"],
        "violations": [_rule(item) for item in found["violations"]],
        "incomplete": [_rule(item) for item in found["incomplete"]],
    }


async def inject(world: World) -> None:
    """Puts the engine into a world that has none yet; raises as ``World.run``."""
    if not await world.run("!!globalThis.axe", cap=CAP):
        await world.run(f"(() => {{ {script()} }})()", cap=CAP)


async def _parts(world: World, context: Any, options: dict[str, Any], left: Left, depth: int) -> list[str]:
    """Results of a frame and of those inside it in the order that axe expects; ``null`` for one that gave none."""
    inside = await world.call(FRAMES, context, options, cap=FRAME_CAP)
    found = [await world.call(PART, context, options, cap=CAP if depth == 0 else FRAME_CAP)]
    unreached = await world.call(UNREACHED, [child["frameSelector"] for child in inside], cap=FRAME_CAP) if inside else []
    for child, hidden in zip(inside, unreached, strict=True):
        left.frames -= 1
        if hidden or left.frames < 0 or depth >= MAX_DEPTH or monotonic() > left.until:
            found.append("null")
            continue
        try:
            inner = await _enter(world, child["frameSelector"])
            found += await _parts(inner, child["frameContext"], options, left, depth + 1)
        except Exception:
            found.append("null")
    return found


async def _enter(world: World, selector: Any) -> World:
    """The world of the frame that a selector of axe points at."""
    name = await world.object_of(f"axe.utils.shadowSelect({json.dumps(selector)})")
    node = await send(world.session, "DOM.describeNode", {"objectId": name})
    inner = await World.open(world.session, str(node["node"]["frameId"]), cap=FRAME_CAP)
    await inject(inner)
    return inner


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
