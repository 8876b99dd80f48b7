"""Who is told of each night: ``config/nights.yaml``."""

from __future__ import annotations

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from openness.faults import WrongUse
from reports.i18n import N_
from store.base import Frozen, Language
from store.strictyaml import convert, read_strict
from store.told import refusal

FILE = "nights.yaml"
NO_SECRET = N_("config/nights.yaml: the environment variable {name} is not set; set it, or take its line out")
NO_FILE = N_("config/nights.yaml: the file {name} with the password cannot be read or is empty; write the password into it")
PLAIN = N_("«{given}»: an address with https:// was expected (http:// on this machine's loopback only)")
ADDRESS = N_("«{given}»: an address of the web was expected; write for example https://openness.example.kz/")
MAILBOX = N_("«{given}»: one address of mail was expected; write for example auditor@example.kz")
TWO_PLACES = N_("the password stands in one place; keep «password_env» or «password_file»")
NO_PASSWORD = N_("a user needs a password; add «password_env» or «password_file», or take «user» out")
IN_CLEAR = N_("a password is not sent unencrypted to another machine; write «security: starttls» or «security: tls»")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# A password is one line; a larger file is another one than was meant.
MOST = 4096


def _mailbox(value: str) -> str:
    name, address = parseaddr(value)
    # What is more than one line, or no address, would end a header and begin another.
    if not value.isprintable() or not name.isprintable() or not all(address.rpartition("@")) or any(map(str.isspace, address)):
        raise refusal(MAILBOX, given=value)
    return value


def _web(value: str) -> str:
    """An address with a host and a port that can be, in letters that a request can bear, without a password in it."""
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("https", "http") and parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        known = False
    if not known or not value.isascii() or not value.isprintable() or " " in value:
        raise refusal(ADDRESS, given=value)
    return value


Mailbox = Annotated[str, AfterValidator(_mailbox)]
Web = Annotated[str, AfterValidator(_web)]


class Mail(Frozen):
    """A server that takes letters, and who gets them; each gets a letter of their own."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: str | None = None
    password_file: Path | None = None
    sender: Mailbox = Field(alias="from")
    to: tuple[Mailbox, ...] = Field(min_length=1)
    language: Language = "ru"
    timeout: float = Field(default=30, gt=0, le=600)

    @model_validator(mode="after")
    def _keeps_its_password(self) -> Mail:
        if self.password_env and self.password_file:
            raise refusal(TWO_PLACES)
        if self.user and not (self.password_env or self.password_file):
            raise refusal(NO_PASSWORD)
        if self.user and self.security == "none" and self.host not in LOOPBACK:
            raise refusal(IN_CLEAR)
        return self

    @property
    def password(self) -> str | None:
        """The password from where it lies. Raises WrongUse where it is not there."""
        return secret(self.password_env) if self.password_file is None else _first_line(self.password_file)


class Webhook(Frozen):
    """An address to which the summary is posted; with a secret each post is signed. ``plain`` allows http:// to another machine."""

    url: Web
    secret_env: str | None = None
    plain: bool = False
    timeout: float = Field(default=30, gt=0, le=600)

    @model_validator(mode="after")
    def _is_safe(self) -> Webhook:
        parts = urlsplit(self.url)
        if parts.scheme == "http" and not self.plain and parts.hostname not in LOOPBACK:
            raise refusal(PLAIN, given=self.url)
        return self


class Settings(Frozen):
    """``reports_at`` is where the storage root can be opened in a browser.

    What was not taken is tried ``tries`` times in all, after ``pause`` seconds, then twice as many, and so on. Once the night is closed it is
    tried ``later_tries`` times more, after ``later`` minutes, then twice as many, and so on.
    """

    schema_: Literal["openness/nights/1"] = Field(default="openness/nights/1", alias="schema")
    mail: Mail | None = None
    webhooks: tuple[Webhook, ...] = ()
    reports_at: Web | None = None
    tries: int = Field(default=3, ge=1, le=9)
    pause: float = Field(default=5, ge=0, le=600)
    later: float = Field(default=15, ge=0, le=1440)
    later_tries: int = Field(default=6, ge=1, le=9)


def load_settings(config: Path) -> Settings:
    """The settings of a configuration folder; nobody is told where it has no such file. Raises ConfigError."""
    path = config / FILE
    return convert(read_strict(path), Settings) if path.exists() else Settings()


def secret(name: str | None) -> str | None:
    """What an environment variable holds; None where none is named. Raises WrongUse for one that is not set."""
    if name is None:
        return None
    if not os.environ.get(name):
        raise WrongUse(NO_SECRET, name=name)
    return os.environ[name]


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            found = file.read(MOST).partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(NO_FILE, name=path) from fault
    if not found:
        raise WrongUse(NO_FILE, name=path)
    return found
