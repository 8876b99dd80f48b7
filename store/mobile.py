"""Addresses at which sites keep a version made for telephones."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

MOBILE_HOSTS = ("m.", "mobile.", "mob.", "pda.", "wap.")
# Also below the folder of a language: /ru/mobile/.
MOBILE_PATH = re.compile(r"/(?:(?:kk|kz|kaz|qaz|ru|rus|en|eng)/)?(?:m|mobile|mob|pda)/")
_LANGUAGE = re.compile(r"/(?:(?:kk|kz|kaz|qaz|ru|rus|en|eng)/)?")


class Root(NamedTuple):
    """Where a version begins: its host and the folder, with a slash at both ends, below which all of it lies."""

    host: str
    folder: str

    def holds(self, url: str) -> bool:
        """Whether an address lies in the version."""
        parts = urlsplit(url.lower())
        return parts.netloc == self.host and _folder(parts.path).startswith(self.folder)


def is_mobile_address(url: str) -> bool:
    """Whether an address is one that sites give to their mobile version."""
    parts = urlsplit(url.lower())
    return (
        parts.netloc.startswith(MOBILE_HOSTS) or MOBILE_PATH.match(_folder(parts.path)) is not None or "mobile=1" in parts.query
    )


def root_of(url: str, main: str) -> Root | None:
    """Where the version begins to which an address belongs.

    :param url: an address of the version, as of its home page. :param main: an address of the main version.
    :returns: None where the address does not tell: it stands among those of the main version.
    """
    parts, host = urlsplit(url.lower()), urlsplit(main.lower()).netloc
    if parts.netloc.startswith(MOBILE_HOSTS) or (parts.netloc != host and parts.netloc):
        return Root(parts.netloc, "/")
    marked = MOBILE_PATH.match(_folder(parts.path))
    folder = marked.group() if marked else parts.path[: parts.path.rfind("/") + 1]
    return None if not folder or _LANGUAGE.fullmatch(folder) else Root(parts.netloc, folder)


def _folder(path: str) -> str:
    return path if path.endswith("/") else f"{path}/"
