"""How well texts in Kazakh and Russian are told to say the same: blocks of lines of a parallel corpus against shifted blocks.

    python -m benchmarks.authenticity pairs_kk_ru.tsv [--lines 5]

The file has columns ``source_site``, ``kk``, ``ru`` and, where known, ``numbers_agree``. A block of Kazakh lines is judged against its own
Russian lines (a charge is false) and against those of the next block and of a distant one of the same site (a charge is right). Blocks
with a line whose figures do not agree are left out: many such lines of the corpus are no translations of each other.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checks.differences import left_out
from checks.likeness import ENOUGH, Vocabulary, compare, marks
from openness.registers import load_lexicons
from store.base import Language

FAR = 37
FEWEST_BLOCKS = 5


class Block(NamedTuple):
    """Lines in both languages."""

    kk: tuple[str, ...]
    ru: tuple[str, ...]


class Result(NamedTuple):
    """Blocks judged and charged: own pairs, pairs with the next block, pairs with a distant one."""

    own: tuple[int, int]
    near: tuple[int, int]
    far: tuple[int, int]

    @property
    def false_share(self) -> float:
        """Share of translations that were charged."""
        return self.own[1] / self.own[0]

    @property
    def right_share(self) -> float:
        """Share of right answers, translations and shifted pairs counted alike."""
        caught = (self.near[1] + self.far[1]) / (self.near[0] + self.far[0])
        return (1 - self.false_share + caught) / 2


def blocks(path: Path, lines: int) -> Iterator[list[Block]]:
    """Blocks of each site in the order of the file."""
    csv.field_size_limit(1 << 30)
    sites: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            sites.setdefault(row["source_site"], []).append(row)
    for rows in sites.values():
        cut = [rows[start : start + lines] for start in range(0, len(rows) - lines + 1, lines)]
        sound = [part for part in cut if all(row.get("numbers_agree") != "no" for row in part)]
        yield [Block(tuple(row["kk"] for row in part), tuple(row["ru"] for row in part)) for part in sound]


def charged(kk: tuple[str, ...], ru: tuple[str, ...], words: dict[Language, Vocabulary]) -> bool | None:
    """Whether two texts would be charged as not saying the same; None where they are too short to be judged."""
    mine, yours = marks("\n".join(kk), words["kk"]), marks("\n".join(ru), words["ru"])
    if min(mine.length, yours.length) < ENOUGH:
        return None
    return compare(mine, yours) == "other" or left_out(kk, ru) is not None


def measure(path: Path, lines: int, config: Path) -> Result:
    """Judges every block of a corpus."""
    lexicon = load_lexicons(config)["translations"]
    words: dict[Language, Vocabulary] = {"kk": Vocabulary(lexicon, "kk"), "ru": Vocabulary(lexicon, "ru")}
    counts = {shift: [0, 0] for shift in (0, 1, FAR)}
    for site in blocks(path, lines):
        if len(site) < FEWEST_BLOCKS:
            continue
        for number, block in enumerate(site):
            for shift, count in counts.items():
                other = (number + shift) % len(site)
                said = charged(block.kk, site[other].ru, words) if not shift or other != number else None
                if said is not None:
                    count[0] += 1
                    count[1] += said
    own, near, far = ((count[0], count[1]) for count in counts.values())
    return Result(own, near, far)


def main() -> None:
    """Prints the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--lines", type=int, default=5)
    parser.add_argument("--config", type=Path, default=Path(__file__).parents[1] / "config")
    given = parser.parse_args()
    found = measure(given.file, given.lines, given.config)
    for name, (judged, told) in (("translations", found.own), ("next block", found.near), ("distant block", found.far)):
        sys.stdout.write(f"{name}: {judged} judged, {told} charged ({100 * told / judged:.2f} %)\n")
    sys.stdout.write(f"right: {100 * found.right_share:.2f} %, false charges: {100 * found.false_share:.2f} %\n")


if __name__ == "__main__":
    main()
