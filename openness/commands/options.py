"""Options that many commands share, with help in one language."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from openness.faults import WrongUse
from openness.shipped import CRAWL_FILE, shipped_config
from reports.i18n import N_
from store.visible import escaped
from store.zone import ASTANA

DEFAULT_DB = "sqlite:///var/openness.db"
DEFAULT_CONFIG = Path("config")


def default_config() -> Path:
    """``config`` of the working folder, else the one of the source, else the one that came with the installed package."""
    if (DEFAULT_CONFIG / CRAWL_FILE).is_file():
        return DEFAULT_CONFIG
    return shipped_config() or DEFAULT_CONFIG


def parse_date(text: str | None, option: str = "--as-of") -> date | None:
    """A date as YYYY-MM-DD. Raises WrongUse, which names the option."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise WrongUse(
            N_("{option} «{given}»: a date was expected; write it as YYYY-MM-DD, for example 2026-11-20"),
            option=option,
            given=text,
        ) from None


def today() -> date:
    """The day by the clock of Astana, where the bodies and their auditors are."""
    return datetime.now(ASTANA).date()


def day_of(as_of: str | None) -> date:
    """The day given with ``--as-of``, else today. Raises WrongUse."""
    return parse_date(as_of) or today()


class Shared:
    """Annotated types of the shared options."""

    def __init__(self, _: Callable[[str], str]) -> None:
        option = typer.Option
        self.db: Any = Annotated[str, option("--db", help=_("database: sqlite:///path or postgresql+psycopg://…"))]
        self.config: Any = Annotated[Path | None, option("--config", help=_("folder of the registers and methodologies"))]
        self.json: Any = Annotated[bool, option("--json", help=_("print the result as JSON"))]
        self.run: Any = Annotated[str, typer.Argument(metavar="RUN", help=_("run id or the run's folder"))]
        self.private: Any = Annotated[bool, option("--allow-private", help=_("allow private and loopback addresses"))]
        self.out: Any = Annotated[Path | None, option("--out", help=_("folder of the run (default var/runs/<run id>)"))]
        self.queue: Any = Annotated[
            bool, option("--queue", help=_("put it into the queue, before all nightly ones; needs PostgreSQL"))
        ]
        self.follow: Any = Annotated[bool, option("--follow", help=_("with --queue: show its course until it ends"))]
        self.methodology: Any = Annotated[
            str | None, option("--methodology", help=_("law to score by, for example kz-2017 (default: the one in force)"))
        ]
        self.reading: Any = Annotated[
            list[str] | None,
            option(
                "--reading", metavar="ID=CHOICE", help=_("how an open question of the act is read; see `openness readings list`")
            ),
        ]
        self.as_of: Any = Annotated[
            str | None, option("--as-of", metavar="YYYY-MM-DD", help=_("day for which every date rule is read (default: today)"))
        ]


def print_json(text: str) -> None:
    """A result on standard output; signs that would steer a terminal stand escaped, as JSON allows."""
    sys.stdout.write(escaped(text if text.endswith("\n") else text + "\n"))
