"""Pages of the stand-in that only fill what the law lists: plans, reports, money, acts; their texts are those of the planted sites."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.portals.planted import writing
from tests.portals.planted.catalogue import Topic, content, topics
from tests.portals.planted.identity import Identity, moment

# What the stand-in tells otherwise has its own pages.
WHERE = {
    "about/": ("speech-of-president", "speech-plan", "speech-progress"),
    "activity/": (
        "strategy-report", "programmes", "programme-reports", "analysis", "international", "efficiency", "statements", "audit",
        "inspection-results", "business-support", "roadmap", "registers", "guidance", "green-laws", "green-work",
    ),
    "documents/": ("drafts", "discussion"),
    "services/": ("service-report", "passports", "standards", "regulations", "service-drafts", "monitoring", "service-appeal"),
    "procurement/": ("procurement-law",),
    "citizens/": ("blog", "career-law", "reception-law", "appeals-review"),
}  # fmt: skip
# A page of this name is planted to be gone.
RENAMED = {"international": "cooperation"}


@cache
def _body() -> Identity:
    return Identity(0, "central")


def pages() -> list[dict[str, Any]]:
    """Entries as the files of ``content/pages`` hold them."""
    known = {topic.id: topic for topic in topics("central")}
    return [_page(section, known[name]) for section, names in WHERE.items() for name in names]


def documents() -> dict[str, dict[str, Any]]:
    """Entries as ``content/documents.yaml`` holds them."""
    return {
        key: {"per": {lang: file.address.rpartition("/")[2] for lang, file in both.items()}, "title": _titles(both)}
        for key, both in files().items()
    }


@cache
def files() -> dict[str, dict[str, writing.File]]:
    """Documents of these pages by key and language."""
    known = {topic.id: topic for topic in topics("central")}
    made: dict[str, dict[str, writing.File]] = {}
    for name in (name for names in WHERE.values() for name in names):
        topic = known[name]
        if "drafts" in topic.parts:
            for place in range(len(content("body")[name]["kk"])):
                made[f"{name}-{place}"] = {
                    lang: _file(topic, lang, content("body")[name][lang][place], f"-{place}") for lang in ("kk", "ru")
                }
        elif topic.file:
            made[name] = {lang: _file(topic, lang, _title(topic, lang), "") for lang in ("kk", "ru")}
    return made


def _titles(both: dict[str, writing.File]) -> dict[str, str]:
    return {lang: file.title for lang, file in both.items()}


def _title(topic: Topic, lang: str) -> str:
    return _body().written(topic.names[lang][0], lang, _body().figures(topic.id))


def _file(topic: Topic, lang: str, title: str, suffix: str) -> writing.File:
    return writing.document(_body(), topic.id, lang, title, topic.file or "docx", _lines(topic, lang), suffix)


def _lines(topic: Topic, lang: str) -> list[str]:
    return writing.sentences(_body(), topic.id, lang, topic.text[lang], _title(topic, lang))


def _page(section: str, topic: Topic) -> dict[str, Any]:
    posted, changed = moment(0, topic.id)
    titles = {lang: _title(topic, lang) for lang in ("kk", "ru")}
    return {
        "path": f"{section}{RENAMED.get(topic.id, topic.id)}/",
        "posted": f"{posted:%Y-%m-%dT%H:%M}",
        "updated": f"{changed:%Y-%m-%dT%H:%M}",
        "title": titles,
        "summary": {lang: _lines(topic, lang)[0] for lang in ("kk", "ru")},
        "body": {lang: _text(topic, lang) for lang in ("kk", "ru")},
        "documents": [key for key in files() if key == topic.id or key.rpartition("-")[0] == topic.id],
    }


def _text(topic: Topic, lang: str) -> str:
    parts = ["\n\n".join(_lines(topic, lang))]
    for part in topic.parts:
        kind, _, rest = part.partition(":")
        if kind == "table":
            head, *rows = writing.table(_body(), topic.id, lang)
            parts.append("\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)))
        elif kind == "list":
            parts.append("\n".join(f"- {step}" for step in writing.steps(_body(), topic.id, lang)))
        elif kind == "law":
            words = content("body")["laws"][rest][lang]
            parts.append(f"- [{words}](https://adilet.zan.kz/{'kaz' if lang == 'kk' else 'rus'}/docs/{rest})")
        elif kind == "link":
            address = rest.format(lang="kz" if lang == "kk" else lang, n=_body().figures("link")["m"])
            parts.append(f"- [{address.split('/')[2]}]({address})")
        elif kind == "responsible":
            parts.append("{{ body.units[4].head." + lang + " }}, {{ body.units[4].phone }}")
    return "\n\n".join(parts)
