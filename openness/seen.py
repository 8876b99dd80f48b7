"""What findings saw, in sentences for a letter or a form: alike ones once, each with its addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reports.i18n import N_, t, tn

SEEN = N_("Seen: {text}")
WHERE = N_("Address: {url}")


def addressed(finding: dict[str, Any]) -> bool:
    """Whether it was seen at an address that can be opened; what a file that was taken in says has none."""
    return str(finding["url"]).startswith(("http://", "https://"))


def at(finding: dict[str, Any], language: str) -> str:
    """The address at which it was seen, as a sentence."""
    return t(WHERE, language, url=finding["url"])


def seen(found: Iterable[dict[str, Any]], language: str, most: int, places: int) -> Iterator[str]:
    """The sentences.

    :param found: findings as findings.jsonl has them. :param most: how many different ones are told. :param places: addresses of each.
    """
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        groups.setdefault(one["message"][language], []).append(one)
    for message, alike in list(groups.items())[:most]:
        yield t(SEEN, language, text=message)
        told = list(dict.fromkeys(at(one, language) for one in alike if addressed(one)))
        yield from told[:places]
        if len(told) > places:
            yield tn("and {n} address more", "and {n} addresses more", len(told) - places, language)
    left = sum(len(alike) for alike in list(groups.values())[most:])
    if left:
        yield tn("and {n} finding more", "and {n} findings more", left, language)
