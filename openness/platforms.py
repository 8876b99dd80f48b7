"""Bodies that lie on a platform: their scope is their entity, and where a command names another address for the platform they move with it."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template
from urllib.parse import urlsplit, urlunsplit

from crawler.portals.govkz.place import code_at
from store.base import Language
from store.harvest import Body, Portal, Site
from store.platform import Platform


def settled(body: Body, platforms: Iterable[Platform], portals: Iterable[Portal]) -> tuple[Body, Platform | None]:
    """The body as it lies on its platform, and that platform with the address at which it is asked.

    :param portals: gives the platform's address; one on another host than the platform's own takes the body's sites with it.
    :returns: the body as given and None where it lies on no platform.
    """
    addresses = {portal.name: portal.url for portal in portals}
    for platform in platforms:
        root = urlsplit(addresses.get(platform.portal, ""))
        moved = platform
        if root.netloc and root.netloc.lower() not in platform.hosts:
            moved = platform.model_copy(update={"hosts": (root.netloc.lower(), *platform.hosts)})
        if any(code_at(moved, site.url) for site in body.sites):
            sites = tuple(
                _site(site, moved, f"{root.scheme}://{root.netloc}" if moved is not platform else "") for site in body.sites
            )
            return body.model_copy(update={"sites": sites}), moved
    return body, None


def agreement(body: Body, platform: Platform | None) -> str | None:
    """The reference of the operator's agreement, where it covers every site of the body; it says nothing of other hosts."""
    if platform is None or platform.authorisation is None:
        return None
    covered = all(code_at(platform, site.url) for site in body.sites)
    return platform.authorisation.reference if covered else None


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
