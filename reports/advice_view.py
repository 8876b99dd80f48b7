"""Advice for the terminal: what to mend, where, and what it returns, the dearest first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text as Line

from reports import words
from reports.counsel import change, sentence
from reports.i18n import N_, t, tn
from reports.numbers import printed, range_words

PLACES = 3
NOTHING = N_("Nothing was found for which points were lost.")


def advice_view(
    result: dict[str, Any], findings: list[dict[str, Any]], counsel: list[dict[str, Any]], most: int, language: str
) -> RenderableType:
    """Every remedy with its sum, its places and its arithmetic, then advice without points.

    :param result: the value of result.json. :param findings: the lines of findings.jsonl. :param counsel: advice without points.
    :param most: how many remedies are shown; 0 for all.
    """
    known = {finding["id"]: finding for finding in findings}
    remedies = result["advice"]["remedies"]
    shown = remedies[:most] if most else remedies
    lines: list[RenderableType] = [Line(together(result, language), style="bold")]
    for number, remedy in enumerate(shown, 1):
        lines += _remedy(number, remedy, known, language)
    if len(shown) < len(remedies):
        left = len(remedies) - len(shown)
        lines.append(Line(tn("and {n} remedy more: --all shows it", "and {n} remedies more: --all shows them", left, language)))
    if counsel:
        lines.append(Line("\n" + t("Advice without points", language), style="bold"))
        lines += _counsel(counsel, language)
    return Group(*lines)


def together(result: dict[str, Any], language: str) -> str:
    """What everything returns together, in one sentence."""
    told = gained(result, language)
    return t("Mending everything below returns, together: {points}.", language, points=told) if told else t(NOTHING, language)


def gained(result: dict[str, Any], language: str) -> str:
    """What all remedies return together, by direction; empty where nothing returns."""
    gains = [one for one in result["advice"]["together"] if any(Decimal(end) for end in one["returns"])]
    return "; ".join(f"{_direction(result, one['direction'], language)}{span(one['returns'], language)}" for one in gains)


def _direction(result: dict[str, Any], name: str, language: str) -> str:
    if not name:
        return ""
    own = "kk" if language == "kk" else "ru"
    return next((f"{one['title'][own]}: " for one in result.get("directions", []) if one["id"] == name), f"{name}: ")


def span(ends: list[str], language: str) -> str:
    """A gain with its sign, both ends where it is open."""
    said = range_words(ends[0], ends[1], language)
    return f"≈ +{said[2:]}" if said.startswith("≈ ") else f"+{said}"


def _remedy(number: int, remedy: dict[str, Any], known: dict[str, dict[str, Any]], language: str) -> Iterator[RenderableType]:
    own = "kk" if language == "kk" else "ru"
    tongue = f" ({words.word(words.LANGUAGE_SHORT, remedy['language'], language)})" if remedy["language"] else ""
    head = f"{printed(remedy['number'], language)}{tongue} {remedy['title'][own]}"
    yield Line.assemble(f"\n{number}. ", (span(remedy["returns"], language), "green"), f"  {head}")
    found = [known[name] for name in remedy["findings"] if name in known]
    for finding in found[:PLACES]:
        yield Line(f"   {finding['message'][language]}")
        yield Line(f"   {t('where: {place}', language, place=finding['url'])}", style="dim")
    if len(found) > PLACES:
        yield Line("   " + tn("and {n} place more", "and {n} places more", len(found) - PLACES, language), style="dim")
    if remedy["figures"]:
        yield Line("   " + t("The points were lost by figures: {names}.", language, names=", ".join(remedy["figures"])))
    for line in remedy["explanation"][own].split("\n"):
        yield Line(f"   {line}", style="dim")


def _counsel(counsel: list[dict[str, Any]], language: str) -> Iterator[RenderableType]:
    for one in counsel:
        yield Line(f"• {sentence(one, language)} ({one['count']})")
        for changed in one.get("changes", []):
            yield Line(f"    {change(changed, language)}")
            yield Line(f"      {changed['url']}", style="dim")
        for url in one["pages"][:PLACES] if "changes" not in one else ():
            yield Line(f"    {url}", style="dim")


__all__ = ["advice_view", "gained", "span", "together"]
