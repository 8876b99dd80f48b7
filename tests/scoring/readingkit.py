"""Readings written for copies of editions, before those that they have."""

from __future__ import annotations

import re
from pathlib import Path

TEXTS = """
    question:
      kk: Бір кемшілік бүкіл жолды ала ма?
      ru: Отнимает ли один недостаток всю строку?
    citation:
      law: {law}
      appendix: "10"
      table: "1"
      row: "4"
    choices:"""
CHOICE = """
      - id: {id}{default}
        sentence:
          kk: '{id} деген оқу'
          ru: 'прочтение {id}'
        source:
          basis: assumed{changes}"""


def choice(name: str, *settings: tuple[str, str], default: bool = False) -> str:
    """A choice; each setting is a place and the keys that it sets."""
    lines = "".join(f"\n          - place: {place}\n            set: {{{keys}}}" for place, keys in settings)
    changes = f"\n        changes:{lines}" if settings else ""
    return CHOICE.format(id=name, default="\n        default: true" if default else "", changes=changes)


def reading(name: str, *choices: str, law: str = "V2500036070") -> str:
    """A question with its choices."""
    return f"\n  - id: {name}{TEXTS.format(law=law)}{''.join(choices)}"


def written(folder: Path, *readings: str) -> Path:
    """The edition in this folder with these readings before its own."""
    path = folder / "readings.yaml"
    own = re.split(r"^readings:$", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[1]
    path.write_text("readings:" + "".join(readings) + own, encoding="utf-8")
    return folder
