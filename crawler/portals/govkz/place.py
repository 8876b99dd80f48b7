"""Where on the platform the audited body lies, and which addresses are whose."""

from __future__ import annotations

import re
from string import Template
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.addresses.links import host_of, normalise
from crawler.portals.govkz.rules import Platform
from crawler.portals.seam import Settled
from store.base import Language
from store.harvest import Body, Site, Tenancy

Rules = Platform
CODE = r"(?P<code>[A-Za-z0-9][A-Za-z0-9._-]*)"


class Place(NamedTuple):
    """An entity of a platform: its ``code``, the ``root`` of the host (no slash at the end), and its ``path``."""

    platform: Platform
    code: str
    root: str
    path: str

    @property
    def drawn(self) -> int:
        """How many pages of the entity a browser reads, for nobody else can."""
        return self.platform.most_drawn

    def absolute(self, path: str) -> str:
        """The normalised address of a path of the host; empty where it is none."""
        return normalise(urljoin(f"{self.root}/", path.strip()))

    def page(self, path: str, language: Language) -> str:
        """The address of a page below the entity in one language, as the site's own links spell it."""
        return self.spoken(self.absolute(self.path + path.rstrip("/")), language)

    def spoken(self, url: str, language: Language) -> str:
        """An address of the platform with the language named in it."""
        if not url:
            return ""
        parts = urlsplit(url)
        name = self.platform.parameter
        fields = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != name]
        return normalise(urlunsplit(parts._replace(query=urlencode([*fields, (name, language)]))))

    def here(self, url: str) -> bool:
        """Whether an address lies on the platform's host."""
        return host_of(url) == host_of(self.root)

    def owns(self, url: str) -> bool:
        """Whether an address is a page of the entity."""
        path = urlsplit(url).path.rstrip("/")
        return self.here(url) and (path == self.path or path.startswith(f"{self.path}/"))

    def is_file(self, url: str) -> bool:
        """Whether an address lies where the platform keeps files."""
        path = urlsplit(url).path
        return self.here(url) and any(path.startswith(f"{folder.rstrip('/')}/") for folder in self.platform.files)

    def lists(self, url: str) -> str:
        """The interface that gives whole what the list at this address shows in parts; empty where it is no such list."""
        path = urlsplit(url).path.rstrip("/")
        for name, folder in self.platform.listings.items():
            if self.here(url) and re.fullmatch(re.escape(f"{self.path}{folder}") + r"(?:/\d+)?", path):
                return name
        return ""


def code_at(platform: Platform, url: str) -> str:
    """The code of the entity under whose path an address of the platform lies; empty where it lies under none."""
    if host_of(url) not in {host_of(f"https://{host}/") for host in platform.hosts}:
        return ""
    pattern = re.escape(platform.entity).replace(re.escape("$code"), CODE)
    match = re.match(pattern + r"(?:/|$)", urlsplit(url).path)
    return match["code"] if match else ""


def settle(platform: Platform, body: Body, address: str) -> Settled | None:
    """The body as it lies on the platform; None where it lies elsewhere.

    :param address: at which the platform is asked; one on another host than its own takes the body's sites with it.
    """
    root = urlsplit(address)
    moved = platform
    if root.netloc and root.netloc.lower() not in platform.hosts:
        moved = platform.model_copy(update={"hosts": (root.netloc.lower(), *platform.hosts)})
    if not any(code_at(moved, site.url) for site in body.sites):
        return None
    sites = tuple(_site(site, moved, f"{root.scheme}://{root.netloc}" if moved is not platform else "") for site in body.sites)
    tenancy = Tenancy(portal=moved.portal, files=moved.files, rules=moved.model_dump(mode="json"))
    agreed = moved.authorisation
    covered = agreed is not None and all(code_at(moved, site.url) for site in sites)
    return Settled(body.model_copy(update={"sites": sites}), tenancy, agreed.reference if covered and agreed else None)


def _site(site: Site, platform: Platform, root: str) -> Site:
    code = code_at(platform, site.url)
    if not code:
        return site
    parts = urlsplit(site.url)
    if root:
        moved = urlsplit(root)
        parts = parts._replace(scheme=moved.scheme, netloc=moved.netloc)
    scope = Template(platform.entity).substitute(code=code)
    return site.model_copy(
        update={"url": urlunsplit(parts), "scope": site.scope or scope, "language": site.language or _spoken(site, platform)}
    )


def _spoken(site: Site, platform: Platform) -> Language | None:
    """The language that the address itself names."""
    query = urlsplit(site.url).query.split("&")
    return next((language for language in platform.languages if f"{platform.parameter}={language}" in query), None)


def place_of(tenancy: Tenancy, body: Body) -> Place | None:
    """The entity that a body is on the platform; None for one with no site there."""
    platform = Platform.model_validate(tenancy.rules)
    for site in body.sites:
        code = code_at(platform, site.url)
        if code:
            parts = urlsplit(normalise(site.url))
            return Place(platform, code, f"{parts.scheme}://{parts.netloc}", Template(platform.entity).substitute(code=code))
    return None
