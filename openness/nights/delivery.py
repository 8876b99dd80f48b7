"""The summary brought to people and programs: letters and posts, each once. What could not be delivered is told and never loses the night."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from time import sleep
from urllib.parse import quote, urlsplit

from pydantic import TypeAdapter, ValidationError

from openness.faults import WrongUse
from openness.nights.model import FILE, Night
from openness.nights.page import LETTER, PAGE
from openness.nights.settings import Mail, Settings, Webhook, secret
from reports.files import canonical, write_whole
from reports.i18n import t
from reports.numbers import moment
from store.base import Frozen
from store.visible import line

DELIVERIES = "deliveries.json"
SIGNATURE = "X-Openness-Signature-256"
# Of one post or letter; what a server answers beyond this is not read.
ANSWER = 2000
# Letters of a page that a letter bears; servers refuse what is much larger.
PAGE_MOST = 2_000_000


class Delivery(Frozen):
    """One letter or post: to whom, when it was last tried, whether it was taken, and what was said where it was not."""

    kind: str
    to: str
    at: str
    taken: bool
    said: str = ""


_LIST = TypeAdapter(tuple[Delivery, ...])


def deliver(night: Night, folder: Path, settings: Settings, now: datetime) -> tuple[Delivery, ...]:
    """Sends what was not taken yet and notes in the night's folder how each went.

    :param now: the moment that is noted.
    :returns: all deliveries of the night, those of earlier tries that were taken among them.
    """
    known = {(one.kind, one.to): one for one in noted(folder) if one.taken}
    for kind, to, send in _wanted(night, folder, settings):
        if (kind, to) not in known:
            known[kind, to] = _tried(kind, to, send, now)
            # At once: who is killed between two letters sends none of them twice.
            _note(folder, known.values())
    return tuple(known.values())


def deliver_patiently(
    night: Night, folder: Path, settings: Settings, now: datetime, wait: Callable[[float], None] = sleep
) -> tuple[Delivery, ...]:
    """The same, and again for what was not taken, as often and after such pauses as the settings say."""
    found = deliver(night, folder, settings, now)
    for number in range(settings.tries - 1):
        if all(one.taken for one in found):
            break
        wait(settings.pause * 2**number)
        found = deliver(night, folder, settings, now)
    return found


def _note(folder: Path, made: Iterable[Delivery]) -> None:
    write_whole(folder / DELIVERIES, [canonical([one.model_dump(mode="json") for one in made], indent=1), "\n"])


def noted(folder: Path) -> tuple[Delivery, ...]:
    """What is noted in a night's folder; nothing where no one was to be told, or where the file cannot be read."""
    try:
        return _LIST.validate_json((folder / DELIVERIES).read_bytes())
    except (OSError, ValidationError):
        return ()


def _wanted(night: Night, folder: Path, settings: Settings) -> Iterator[tuple[str, str, Callable[[], None]]]:
    if settings.mail is not None:
        mail = settings.mail
        for to in mail.to:
            yield "mail", to, lambda to=to: _mail(night, folder, mail, to)  # type: ignore[misc]
    for hook in settings.webhooks:
        yield "webhook", hook.url, lambda hook=hook: _post(night, folder, hook)  # type: ignore[misc]


def _tried(kind: str, to: str, send: Callable[[], None], now: datetime) -> Delivery:
    said = ""
    try:
        send()
    except (OSError, ValueError, smtplib.SMTPException, http.client.HTTPException, WrongUse) as fault:
        # What a server says may be anything; it is told in one line, in signs that can be seen.
        said = line(str(fault), ANSWER) or type(fault).__name__
    return Delivery(kind=kind, to=to, at=now.isoformat(timespec="seconds"), taken=not said, said=said)


def letter(night: Night, folder: Path, mail: Mail, to: str) -> EmailMessage:
    """The letter: plain text, with the page as its other form where that is no burden. Its name is the night's, so that a server can
    tell a second one."""
    made = EmailMessage()
    subject = t("Openness: night of {at}", mail.language, at=moment(night.due, mail.language))
    made["Subject"], made["From"], made["To"] = subject, mail.sender, to
    made["Date"] = datetime.fromisoformat(night.closed_at)
    made["Message-ID"] = f"<{_name(night)}@openness>"
    # No answer of a mailbox whose owner is away.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content((folder / LETTER.format(language=mail.language)).read_text(encoding="utf-8"))
    page = (folder / PAGE.format(language=mail.language)).read_text(encoding="utf-8")
    if len(page) <= PAGE_MOST:
        made.add_alternative(page, subtype="html")
    return made


def _name(night: Night) -> str:
    """The name of the night in letters that a header can bear: a schedule may be called anything."""
    return quote(night.id, safe="")


def _mail(night: Night, folder: Path, mail: Mail, to: str) -> None:
    password, trust = mail.password, ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.timeout, context=trust)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout)
    with server:
        if mail.security == "starttls":
            server.starttls(context=trust)
        if mail.user and password:
            server.login(mail.user, password)
        server.send_message(letter(night, folder, mail, to))


def _post(night: Night, folder: Path, hook: Webhook) -> None:
    """One post, never redirected: an address that moved is told and mended by a person."""
    body, key, parts = (folder / FILE).read_bytes(), secret(hook.secret_env), urlsplit(hook.url)
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": _name(night), "User-Agent": "openness"}
    if key is not None:
        headers[SIGNATURE] = "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    server = kind(parts.hostname or "", parts.port, timeout=hook.timeout)
    try:
        server.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers)
        answer = server.getresponse()
        answer.read(ANSWER)
        if not http.client.OK <= answer.status < http.client.MULTIPLE_CHOICES:
            raise http.client.HTTPException(f"{answer.status} {answer.reason}")
    finally:
        server.close()
