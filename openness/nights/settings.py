"""Who is told of each night: ``config/nights.yaml``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from openness.planning import WrongUse
from reports.i18n import N_
from store.base import Frozen, Language
from store.strictyaml import convert, read_strict
from store.told import refusal

FILE = "nights.yaml"
NO_SECRET = N_("config/nights.yaml: the environment variable {name} is not set; set it, or take its line out")
PLAIN = N_("«{given}»: an address with https:// was expected (http:// on this machine's loopback only)")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Mail(Frozen):
    """A server that takes letters, and who gets them."""

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: str | None = None
    sender: str = Field(alias="from")
    to: tuple[str, ...] = Field(min_length=1)
    language: Language = "ru"
    timeout: float = Field(default=30, gt=0, le=600)


class Webhook(Frozen):
    """An address to which the summary is posted; with a secret each post is signed."""

    url: str
    secret_env: str | None = None
    timeout: float = Field(default=30, gt=0, le=600)

    @field_validator("url")
    @classmethod
    def _safe(cls, value: str) -> str:
        parts = urlsplit(value)
        if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
            raise refusal(PLAIN, given=value)
        return value


class Settings(Frozen):
    """``reports_at`` is where the storage root can be opened in a browser."""

    schema_: Literal["openness/nights/1"] = Field(default="openness/nights/1", alias="schema")
    mail: Mail | None = None
    webhooks: tuple[Webhook, ...] = ()
    reports_at: str | None = None


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
