"""Why the browser could not look or measure: a closed list, so that our own failures are told apart and counted."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Class of a failed visit or probe. None of them says anything about the page's merits."""

    TIMEOUT = "timeout"
    ENDLESS = "endless-script"
    DISTURBED = "disturbed"
    CRASHED = "crashed"
    CLOSED = "browser-gone"
    DOWNLOAD = "download"
    NETWORK = "network"
    SCRIPT = "script-error"
    HEAVY = "heavy-page"
    SPARSE = "sparse-frames"
    OTHER = "other"


class Disturbed(Exception):
    """The document under measurement was replaced or its frame went away."""


class ScriptFault(Exception):
    """Our own function threw inside the page."""


class Endless(Exception):
    """The page's script held the main thread until it was ended by force."""


class Crashed(Exception):
    """The page's process died, or was ended because it outgrew its memory."""


class Heavy(Exception):
    """The page is so large that measuring it would hold up the harvest."""


WORDS = (
    (Fault.TIMEOUT, ("timeout",)),
    (Fault.CRASHED, ("crashed",)),
    (Fault.DOWNLOAD, ("download is starting", "net::err_aborted; maybe frame was detached", "net::err_aborted")),
    (Fault.CLOSED, ("has been closed", "connection closed", "browser closed", "target closed", "session closed")),
    (Fault.NETWORK, ("net::", "ns_error")),
    (
        Fault.DISTURBED,
        ("navigated or closed", "context was destroyed", "frame was detached", "frame detached", "interrupted by another"),
    ),
)


def fault_of(failure: BaseException) -> Fault:
    """The class of an exception met while a page was loaded or measured."""
    if isinstance(failure, Disturbed):
        return Fault.DISTURBED
    if isinstance(failure, Endless):
        return Fault.ENDLESS
    if isinstance(failure, Crashed):
        return Fault.CRASHED
    if isinstance(failure, Heavy):
        return Fault.HEAVY
    if isinstance(failure, ScriptFault):
        return Fault.SCRIPT
    if isinstance(failure, TimeoutError):
        return Fault.TIMEOUT
    text = str(failure).casefold()
    return next((fault for fault, words in WORDS if any(word in text for word in words)), Fault.OTHER)


def words_of(failure: BaseException) -> str:
    """The class and the words of an exception on one line, at most 300 characters."""
    said = " ".join(str(failure).split("Call log:")[0].split())
    return f"{fault_of(failure).value}: {said or type(failure).__name__}"[:300]
