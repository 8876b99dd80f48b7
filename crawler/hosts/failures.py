"""Why nothing came back, as one of a closed list."""

from __future__ import annotations

import zlib
from gzip import BadGzipFile

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet import error as net
from twisted.web.client import ResponseFailed

from crawler.hosts.address import PrivateAddressRefused
from crawler.hosts.resolver import REFUSED
from store.harvest import FailureReason

TOO_LARGE = (DownloadCancelledError, IgnoreRequest)
_REASONS: tuple[tuple[tuple[type[BaseException], ...], FailureReason], ...] = (
    ((PrivateAddressRefused,), FailureReason.PRIVATE_ADDRESS),
    ((CannotResolveHostError, net.DNSLookupError), FailureReason.DNS),
    ((DownloadTimeoutError, net.TimeoutError, net.TCPTimedOutError, TimeoutError), FailureReason.TIMEOUT),
    ((DownloadConnectionRefusedError, net.ConnectionRefusedError, net.NoRouteError), FailureReason.CONNECT),
    ((ResponseDataLossError, net.ConnectionLost, net.ConnectionDone), FailureReason.RESET),
    ((UnicodeError, BadGzipFile, zlib.error, EOFError), FailureReason.DECODE),
)
_WORDS = (
    ("private address", FailureReason.PRIVATE_ADDRESS),
    ("certificate", FailureReason.TLS),
    ("ssl", FailureReason.TLS),
    ("tls", FailureReason.TLS),
    ("verificationerror", FailureReason.TLS),
    ("refused", FailureReason.CONNECT),
    ("connectionlost", FailureReason.RESET),
    ("connectiondone", FailureReason.RESET),
    ("parseerror", FailureReason.PROTOCOL),
)


def _causes(fault: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [fault]
    while waiting and len(found) < 20:
        cause = waiting.pop(0)
        if cause is None or cause in found:
            continue
        found.append(cause)
        waiting += [cause.__cause__, cause.__context__]
        if isinstance(cause, (ResponseFailed, DownloadFailedError)):
            reasons = getattr(cause, "reasons", None) or (cause.args[0] if cause.args else ())
            if isinstance(reasons, (list, tuple)):
                waiting += [getattr(reason, "value", None) for reason in reasons]
    return found


def reason_of(fault: BaseException, host: str = "") -> FailureReason:
    """The reason that fits a fault of the engine best; OTHER where none does. ``host`` is the name that was asked."""
    if host in REFUSED:
        return FailureReason.PRIVATE_ADDRESS
    causes = _causes(fault)
    for kinds, reason in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return reason
    words = " ".join(f"{type(cause).__name__} {cause}" for cause in causes).lower()
    return next((reason for word, reason in _WORDS if word in words), FailureReason.OTHER)


def spoken(fault: BaseException, asked: str = "", known: str = "") -> str:
    """The fault in at most 300 characters of one line, with the address ``known`` in place of ``asked``."""
    words = f"{type(fault).__name__}: {fault}"
    return " ".join((words.replace(asked, known) if asked else words).split())[:300]
