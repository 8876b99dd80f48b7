"""``python -m benchmarks.planted --seeds 20``: audits of generated sites whose shortcomings are known, and what they got right.

Each seed makes a central and a local body's site; the HTTP lane reads it, with ``--render`` the browser, too. Told are the recall of
what was planted, the precision of charges, what was met and wrong, and the share that is decided, each disagreement in a line. ``--keep
FOLDER`` leaves the audits there, ``--again FOLDER`` extracts nothing and asks nobody: what is stored there is judged and counted anew.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

from openness import runs
from openness.pipeline import Pipeline
from scoring.methodology import load, orders
from store.base import BodyKind
from tests.portals.planted import law2025, shortcomings
from tests.portals.planted.catalogue import HANDS
from tests.portals.planted.identity import AS_OF
from tests.portals.planted.running import serving
from tests.portals.planted.site import DELIVERIES
from tests.portals.planted.truth import LAWS, TABLES, Verdict, held_against
from tests.settings import ROOT, configured

# Sections that a small site does without.
SMALL = frozenset(
    ("activity", "control", "services", "green", "business", "region", "social", "service", "procurement", "budget")
)
# How the program is started.
PROGRAM = (sys.executable, "-m", "openness")
KINDS: tuple[BodyKind, ...] = ("central", "local")


@dataclass(frozen=True)
class Case:
    """One site to audit."""

    seed: int
    kind: str
    planted: tuple[str, ...]
    delivery: str
    render: bool
    design: int | None = None
    without: frozenset[str] = frozenset()
    hand: int = 0
    law: str = LAWS[0]

    def __str__(self) -> str:
        named = (self.kind, self.seed, self.delivery, HANDS[self.hand], self.law if self.law != LAWS[0] else "")
        return " ".join(str(one) for one in named if one != "")

    @property
    def lacks(self) -> frozenset[str]:
        """What the site is made without, in the words of its making."""
        return law2025.spread(self.planted, self.kind) if self.newer else frozenset(self.planted)

    @property
    def newer(self) -> bool:
        """Whether the site must hold what the order of 2025 asks for."""
        return self.law != LAWS[0]


def audited(
    case: Case, keep: Path | None = None, program: Sequence[str] = PROGRAM, **limits: int
) -> tuple[Verdict, dict[str, str], float]:
    """The verdict on an audit of a case, the decided shares by table, and its seconds.

    :param program: the beginning of the command.
    :raises RuntimeError: the audit ended with a fault.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = keep / str(case).replace(" ", "-") if keep else Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        # A site that scripts draw is walked by the browser alone, so its sample is the whole site.
        whole = {"max_rendered": 600} if case.delivery == "single-page" else {}
        config = configured(home, (), {"engines": 0}, max_external=0, **whole, **limits)
        (home / "planted").write_text("\n".join(case.planted), encoding="utf-8")
        begun = time.monotonic()
        made = (case.seed, case.kind, case.lacks, case.delivery, case.design, case.without, case.hand, case.newer)
        with serving(*made) as site:
            order = [
                "audit",
                "--site",
                site,
                "--kind",
                case.kind,
                "--allow-private",
                "--as-of",
                f"{AS_OF:%Y-%m-%d}",
                "--methodology",
                case.law,
                *(["--no-portals"] if case.newer else []),
            ]
            order += ["--config", str(config), "--out", str(home / "run"), "--db", f"sqlite:///{home}/audit.db", "--lang", "en"]
            done = subprocess.run(
                [*program, *order, "--render" if case.render else "--no-render"],
                capture_output=True, text=True, check=False, cwd=ROOT,
            )  # fmt: skip
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{case}: the audit ended with status {done.returncode}: {done.stderr[-2000:]}")
        (home / "case.json").write_text(json.dumps(asdict(case) | {"without": sorted(case.without)}), encoding="utf-8")
        return *_held(case, home, config), time.monotonic() - begun


def _held(case: Case, home: Path, config: Path) -> tuple[Verdict, dict[str, str]]:
    """The verdict on the findings of a finished audit, and the decided shares by table."""
    findings = [json.loads(line) for line in (home / "run" / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    result = json.loads((home / "run" / "result.json").read_text(encoding="utf-8"))
    verdict = held_against(
        str(case), case.kind, case.planted, findings, case.render, machine_rows(config, case.law), case.without, case.law
    )
    return verdict, shares(result, case.law)


def judged_again(kept: Path) -> Iterator[tuple[Case, Verdict, dict[str, str], float]]:
    """Kept audits judged and counted anew by the checks and words of today, each as ``audited`` gives it.

    :raises SystemExit: no audit is kept there.
    """
    homes = sorted(path.parent for path in kept.glob("*/case.json"))
    if not homes:
        raise SystemExit(f"{kept}: no kept audits; make them by --keep {kept}")
    for home in homes:
        begun, told = time.monotonic(), json.loads((home / "case.json").read_text(encoding="utf-8"))
        case = Case(**told | {"planted": tuple(told["planted"]), "without": frozenset(told["without"])})
        address = f"sqlite:///{home}/audit.db"
        pipeline = Pipeline(runs.database(address, str(home / "run")), address, ROOT / "config")
        plan = runs.find(pipeline.engine, str(home / "run"))
        pipeline.check(plan)
        pipeline.score(plan)
        pipeline.engine.dispose()
        yield case, *_held(case, home, ROOT / "config"), time.monotonic() - begun


def machine_rows(config: Path, law: str = LAWS[0]) -> frozenset[str]:
    """Parameters of the edition that a check serves."""
    edition = load(next((config / "methodology" / law).glob("*/methodology.yaml")).parent)
    return frozenset(order.parameter for kind in KINDS for order in orders(edition, kind))


def shares(result: dict[str, Any], law: str = LAWS[0]) -> dict[str, str]:
    """1 − (high − low) / maximum by table and language, from the parameters that are judged."""
    width: dict[str, list[float]] = {}
    for criterion in result["criteria"]:
        for indicator in criterion["indicators"]:
            for parameter in indicator["parameters"]:
                table = ".".join(parameter["id"].split(".")[: 1 if "a14" in parameter["id"] else 2])
                if not f"{table}.".startswith(TABLES[law]) or ":p" in table:
                    continue
                low, high = map(float, parameter["range"])
                row = width.setdefault(f"{table} {parameter['language'] or ''}".strip(), [0.0, 0.0])
                row[0] += high - low
                row[1] += float(parameter["weight"])
    return {table: f"{1 - open_ / whole:.3f}" for table, (open_, whole) in sorted(width.items()) if whole}


def told(verdicts: Iterable[Verdict]) -> str:
    """The figures of some audits together."""
    every = list(verdicts)
    found, missed = sum(len(one.found) for one in every), sum(len(one.missed) for one in every)
    charges, wrong = sum(one.charges for one in every), sum(len(one.wrongly_charged) for one in every)
    met, untrue = sum(one.met for one in every), sum(len(one.wrongly_met) for one in every)
    rates = (
        ("recall of what was planted", found, found + missed),
        ("precision of charges", charges - wrong, charges),
        ("met and right", met - untrue, met),
    )
    return "\n".join(f"{words}: {part} of {whole} ({100 * part / whole if whole else 100:.1f} %)" for words, part, whole in rates)


def main() -> int:
    """Exit status 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--delivery", choices=DELIVERIES, default="static")
    parser.add_argument("--render", action="store_true", help="with the browser lane; a single-page site always has it")
    parser.add_argument("--flawless", action="store_true", help="plant nothing")
    parser.add_argument("--plant", default="", metavar="NAME,NAME", help="plant exactly these")
    parser.add_argument("--law", choices=LAWS, action="append", help="the law to judge by (default: the first)")
    parser.add_argument("--hand", type=int, choices=range(len(HANDS)), default=0, help="whose words the sites speak")
    parser.add_argument("--small", action="store_true", help="sites with some of the sections")
    parser.add_argument("--open", action="store_true", help="tell, too, what stays open though nothing is planted there")
    parser.add_argument("--keep", type=Path, help="where the audits shall stay")
    parser.add_argument("--again", type=Path, metavar="FOLDER", help="judge audits kept there anew instead of making new ones")
    wanted = parser.parse_args()
    verdicts: dict[str, list[Verdict]] = {}
    for case, verdict, decided, seconds in judged_again(wanted.again) if wanted.again else _new(wanted):
        verdicts.setdefault(case.law, []).append(verdict)
        print(f"# {case}: {seconds:.0f} s; planted: {' '.join(case.planted) or 'nothing'}; decided: {decided}")
        print("\n".join(verdict.lines(wanted.open)), flush=True)
    for law, every in verdicts.items():
        print(f"{law}, {len(every)} sites", told(every), sep="\n")
    return 0


def _new(wanted: argparse.Namespace) -> Iterator[tuple[Case, Verdict, dict[str, str], float]]:
    """Audits of the sites that are asked for."""
    without = SMALL if wanted.small else frozenset[str]()
    render = wanted.render or wanted.delivery == "single-page"
    for seed, law in product(range(wanted.first, wanted.first + wanted.seeds), wanted.law or LAWS[:1]):
        for kind in wanted.kind or KINDS:
            draw = law2025.drawn if law != LAWS[0] else shortcomings.drawn
            named = tuple(wanted.plant.split(",")) if wanted.plant else () if wanted.flawless else draw(seed, kind)
            case = Case(seed, kind, named, wanted.delivery, render, None, without, wanted.hand, law)
            yield case, *audited(case, wanted.keep)


if __name__ == "__main__":
    sys.exit(main())
