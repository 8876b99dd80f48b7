"""Readings written for copies of editions, whose own readings are taken away first."""

from __future__ import annotations

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


def bare(folder: Path) -> Path:
    """The edition in this folder without readings: what its rules name would not be known."""
    (folder / "readings.yaml").unlink(missing_ok=True)
    for path in folder.glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(without_names(lines)), encoding="utf-8")
    return folder


def without_names(lines: list[str]) -> list[str]:
    """The lines of a file without its lists of readings."""
    kept: list[str] = []
    below: int | None = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if below is not None and (indent > below or (indent == below and line.lstrip().startswith("- "))):
            continue
        below = indent if line.strip().startswith("readings:") else None
        if below is None:
            kept.append(line)
    return kept


def written(folder: Path, *readings: str) -> Path:
    """The edition in this folder with these readings."""
    (folder / "readings.yaml").write_text("readings:" + "".join(readings) + "\n", encoding="utf-8")
    return folder
