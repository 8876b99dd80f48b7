"""On whose site an address lies, as far as the register of bodies tells."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from store.harvest import Body


class Owners:
    """The bodies of a register by host and path."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._places: dict[str, list[tuple[str, str]]] = {}
        for body in bodies.values():
            for site in body.sites:
                host, path = _place(site.url)
                self._places.setdefault(host, []).append((site.scope.rstrip("/") or (path if site.scope else ""), body.code))

    def of(self, url: str) -> str:
        """The code of the body on whose site an address lies; empty where the register does not tell, or names several."""
        host, path = _place(url)
        found = [
            (len(scope), code) for scope, code in self._places.get(host, ()) if not scope or f"{path}/".startswith(f"{scope}/")
        ]
        best = max((length for length, _ in found), default=0)
        codes = {code for length, code in found if length == best}
        return codes.pop() if len(codes) == 1 else ""


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}:{port}" if port not in (None, 80, 443) else host, parts.path.rstrip("/")
