"""``bodies``: the register of audited bodies."""

import json as jsonlib
from collections.abc import Callable

import typer
from rich.table import Table

from openness.cli import DONE
from openness.commands import organisations
from openness.commands.options import Shared, default_config, print_json
from openness.console import tell
from openness.faults import WrongUse
from openness.registers import load_bodies, load_crawl, load_portals, load_rules, nearest
from openness.traits import load_traits
from reports.i18n import N_, t
from reports.words import KIND_NAME, word


def _own(language: str) -> str:
    return "kk" if language == "kk" else "ru"


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the group and its commands."""
    shared = Shared(_)
    bodies = typer.Typer(help=_("The register of audited bodies."), no_args_is_help=True)
    app.add_typer(bodies, name="bodies")

    organisations.register(bodies, _, language)

    @bodies.command("list", help=_("Lists the bodies."), epilog=_("Example: openness bodies list --json"))
    def listed(config: shared.config = None, json: shared.json = False) -> int:
        found = load_bodies(config or default_config())
        if json:
            print_json(jsonlib.dumps([body.model_dump(mode="json") for body in found.values()], ensure_ascii=False, indent=1))
            return DONE
        table = Table(box=None)
        for title in (_("Code"), _("Kind"), _("Name")):
            table.add_column(title, overflow="fold")
        for body in found.values():
            table.add_row(body.code, word(KIND_NAME, body.kind, language), getattr(body.name, _own(language)))
        tell(table)
        return DONE

    @bodies.command("show", help=_("Shows one body."), epilog=_("Example: openness bodies show mam"))
    def show(code: str, config: shared.config = None) -> int:
        found = load_bodies(config or default_config())
        if code not in found:
            raise WrongUse(
                N_("body «{given}» is not in the register {folder}{hint}; see `openness bodies list`"),
                given=code,
                folder=(config or default_config()) / "bodies",
                hint=nearest(code, found),
            )
        print_json(found[code].model_dump_json(indent=1))
        return DONE

    @bodies.command(
        "validate",
        help=_("Reads all registers and names the first fault with file and line."),
        epilog=_("Example: openness bodies validate --config config"),
    )
    def validate(config: shared.config = None) -> int:
        # It loads every check, which a list of bodies does without.
        from openness.wordlists import proved

        folder = config or default_config()
        load_crawl(folder)
        load_rules(folder)
        load_traits(folder)
        bodies_, portals, lexicons = load_bodies(folder), load_portals(folder), proved(folder)
        words = t(
            "{bodies} bodies, {portals} portals, {lexicons} word lists: in order.",
            language,
            bodies=len(bodies_),
            portals=len(portals),
            lexicons=len(lexicons),
        )
        tell(words)
        return DONE
