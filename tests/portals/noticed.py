"""News of a stand-in's website: what its scenarios let it announce, with links to the portals as they are asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.portals.scenarios import files

WORDS = {"kk": "Порталда ашу", "ru": "Открыть на портале"}


def written(body: str, portals: Mapping[str, str], path: Path) -> Path:
    """Writes the news of a body as ``python -m tests.portals.statebody --news`` takes them.

    :param body: its key in ``bodies.yaml``.
    :param portals: addresses of portals by name; a link that begins with a name leads to it.
    :returns: the file.
    """
    news: dict[str, dict[str, Any]] = {}
    for scenario in files.scenarios(body).values():
        for page in scenario.site:
            name = "-".join(page.path.strip("/").split("/")[1:])
            entry = news.setdefault(name, _entry(name, page.day))
            entry["title"][page.language] = page.title
            entry["summary"][page.language] = page.text
            entry["body"][page.language] = "\n\n".join(_link(link, page.language, portals) for link in page.links)
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML.
    path.write_text(json.dumps(list(news.values()), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _entry(name: str, day: str) -> dict[str, Any]:
    """An item of news without its words; the names of folders and pages of a scenario make its own."""
    at = f"{day}T10:00"
    return {"path": f"news/{name}/", "template": "article", "posted": at, "updated": at, "title": {}, "summary": {}, "body": {}}


def _link(link: str, language: str, portals: Mapping[str, str]) -> str:
    name, _, path = link.partition(":")
    return f"[{WORDS[language]}]({portals[name].rstrip('/')}{path})"
