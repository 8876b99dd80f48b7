"""Why an audit did not come to its end, and why something was not read, in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from reports import words
from reports.i18n import N_, t
from store.told import Told

REASONS = {
    "asked": N_("cancelled by a person"),
    "night-over": N_("the night ended before it could begin; it is first in the next one"),
    "replaced": N_("replaced by a run on demand"),
    "worker-died": N_("its worker died"),
    "fault": N_("its process ended with status {status}"),
}
UNREAD = {
    "portal-body-unknown": N_("nobody knows what the portal calls this body"),
    "portal-not-known": N_("this version does not read the portal"),
    "portal-reading-failed": N_("the reading of the portal failed"),
    "portal-nothing-to-ask": N_("there was nothing to ask the portal for"),
}


def reason(key: str, values: Mapping[str, str], language: str) -> str:
    """Why an audit did not come to its end: by its code, or by the text of its fault."""
    if key in REASONS:
        return t(REASONS[key], language, **{"status": "–", **values})
    return Told(key, **values).line(partial(_said, language)) if key else "–"


def unread(why: str, language: str) -> str:
    """Why something was not read; what a server said stays as it said it."""
    code = why.partition(":")[0]
    if code in UNREAD:
        return t(UNREAD[code], language)
    if why.isdigit():
        return t("status {number}", language, number=why)
    known = words.LEDGER_REASON if why in words.LEDGER_REASON else words.LEDGER
    return words.word(known, why, language) if why in known else why


def _said(language: str, text: str, **fields: str) -> str:
    return t(text, language, **fields)
