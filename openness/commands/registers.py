"""``bodies``, ``methodologies`` and ``explain``: what the registers hold."""

import json as jsonlib
from collections.abc import Callable
from datetime import UTC, datetime

import typer
from rich.table import Table
from rich.text import Text

from checks import runner
from openness.cli import DONE
from openness.commands.options import Shared, default_config, parse_date, print_json
from openness.console import tell
from openness.planning import WrongUse
from openness.registers import load_bodies, load_crawl, load_lexicons, load_portals, nearest
from reports.i18n import N_, t
from reports.pages import explain_parameter
from scoring import methodology as law


def register(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    """Adds the three commands."""
    _bodies(app, _, language)
    _methodologies(app, _, language)
    _explain(app, _, language)


def _own(language: str) -> str:
    return "kk" if language == "kk" else "ru"


def _bodies(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    bodies = typer.Typer(help=_("The register of audited bodies."), no_args_is_help=True)
    app.add_typer(bodies, name="bodies")

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
            table.add_row(body.code, body.kind, getattr(body.name, _own(language)))
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
        folder = config or default_config()
        load_crawl(folder)
        bodies_, portals, lexicons = load_bodies(folder), load_portals(folder), load_lexicons(folder)
        words = t(
            "{bodies} bodies, {portals} portals, {lexicons} word lists: in order.",
            language,
            bodies=len(bodies_),
            portals=len(portals),
            lexicons=len(lexicons),
        )
        tell(words)
        return DONE


def _methodologies(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)
    group = typer.Typer(help=_("The laws as data, one edition a folder."), no_args_is_help=True)
    app.add_typer(group, name="methodologies")

    @group.command("list", help=_("Lists the editions."), epilog=_("Example: openness methodologies list"))
    def listed(config: shared.config = None, json: shared.json = False) -> int:
        found = law.available(config or default_config())
        if json:
            rows = [
                {"id": e.id, "edition": e.edition, "valid_from": str(e.valid_from), "valid_to": e.valid_to and str(e.valid_to)}
                for e in found
            ]
            print_json(jsonlib.dumps(rows, indent=1))
            return DONE
        table = Table(box=None)
        for title in (_("Law"), _("Edition"), _("In force from"), _("to")):
            table.add_column(title)
        for edition in found:
            table.add_row(edition.id, edition.edition, str(edition.valid_from), str(edition.valid_to or ""))
        tell(table)
        return DONE

    @group.command(
        "show", help=_("Shows one edition with its tables and weights."), epilog=_("Example: openness methodologies show kz-2017")
    )
    def show(
        name: str,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        edition, note = law.choose(
            config or default_config(), name, parse_date(as_of) or datetime.now(UTC).date(), runner.catalogue()
        )
        if json:
            print_json(edition.model_dump_json(indent=1))
            return DONE
        own = _own(language)
        tell(f"{edition.id} {edition.edition} · {getattr(edition.title, own)}")
        if note is not None:
            tell(getattr(note, own))
        table = Table(box=None)
        for title in (_("Parameter"), _("Weight"), _("Title")):
            table.add_column(title, overflow="fold")
        for criterion in edition.criteria:
            table.add_row(Text(criterion.id, style="bold"), str(criterion.max), Text(getattr(criterion.title, own), style="bold"))
            for indicator in criterion.indicators:
                table.add_row(
                    Text(indicator.id, style="bold"), str(indicator.max), Text(getattr(indicator.title, own), style="bold")
                )
                for section in indicator.sections:
                    for parameter in section.parameters:
                        table.add_row(parameter.id, str(parameter.weight), Text(getattr(parameter.title, own)))
        tell(table)
        return DONE

    @group.command(
        "validate",
        help=_("Proves every edition: sums, citations, checks, formulas."),
        epilog=_("Example: openness methodologies validate"),
    )
    def validate(config: shared.config = None) -> int:
        found = law.available(config or default_config())
        for edition in found:
            law.load(edition.folder, runner.catalogue())
        tell(t("{count} editions: in order.", language, count=len(found)))
        return DONE


def _explain(app: typer.Typer, _: Callable[[str], str], language: str) -> None:
    shared = Shared(_)

    @app.command(
        "explain",
        help=_("What a parameter asks, its law, its weight, how it is checked, what a finding looks like."),
        epilog=_("Example: openness explain kz-2017:a14.2.9"),
    )
    def explain(
        parameter: str,
        as_of: shared.as_of = None,
        config: shared.config = None,
        json: shared.json = False,
    ) -> int:
        folder = config or default_config()
        known = runner.catalogue()
        name = parameter.partition(":")[0]
        edition, _note = law.choose(folder, name, parse_date(as_of) or datetime.now(UTC).date(), known)
        found = law.find_parameter(edition, parameter)
        if found is None:
            raise WrongUse(
                N_("parameter «{given}» is not in {law} {edition}; see `openness methodologies show {law}`"),
                given=parameter,
                law=edition.id,
                edition=edition.edition,
            )
        if json:
            holder = found.element or found.parameter
            print_json(holder.model_dump_json(indent=1))
            return DONE
        tell(explain_parameter(found.parameter, found.element, known, language))
        return DONE
