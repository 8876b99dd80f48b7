"""Addresses of a report that lead to a portal of open government: the portal's own reading of the day may know what stands there.

A portal may draw its pages by scripts, or keep robots away from them; its lists were read all the same. What they name can bear a report out,
and can tell whose it is. That they do not name something says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from openness.pointed.pointers import Pointer, Seen
from store.harvest import Body
from store.items import ItemRecord
from store.portalview import PortalView

KEY = "$key"
MOST_FIELDS = 40
CHANGES = frozenset({"modified", "changed"})


class Card(NamedTuple):
    """What a portal names at an address: ``portal`` its name in the register, ``owner`` the code of the registered body whose it is, ``""``
    where the portal tells none, None where it tells one that no register knows."""

    portal: str
    seen: Seen
    owner: str | None


class Cards:
    """The readings that a run rests on.

    :param views: by the portal's name in the register.
    :param bodies: the registered bodies by code; none: nobody but the audited one is known.
    """

    def __init__(self, views: Mapping[str, PortalView], bodies: Mapping[str, Body]) -> None:
        self._views = views
        self._bodies = bodies

    def at(self, pointer: Pointer, audited: str) -> Card | None:
        """What the readings know of an address; None where they do not.

        :param audited: code of the audited body.
        """
        for name, view in sorted(self._views.items()):
            items = _items(view, pointer.url)
            if items:
                return Card(name, _seen(view, pointer.url, items), self._owner(name, view, items, audited))
        return None

    def _owner(self, portal: str, view: PortalView, items: list[ItemRecord], audited: str) -> str | None:
        told = {item.body for item in items if item.body}
        if not told or view.body is None:
            return ""
        if view.body in told:
            return audited
        named = {item.body_name.casefold() for item in items if item.body_name}
        for code, body in sorted(self._bodies.items()):
            if code != audited and (
                body.portals.get(portal) in told or {body.name.kk.casefold(), body.name.ru.casefold()} & named
            ):
                return code
        return None


def _items(view: PortalView, url: str) -> list[ItemRecord]:
    if _host(url) != _host(view.plan.body.sites[0].url):
        return []
    found = []
    for kind, form in sorted(_forms(view).items()):
        key = key_in(form, url)
        if key:
            found += list(view.of_key(kind, key))
    return found


def _forms(view: PortalView) -> Mapping[str, str]:
    """Where a reader sees an item, by its kind: as the rules say that the reading was made by."""
    told = next((one.rules.get("shown") for one in view.plan.tenancies if one.portal == view.name), None)
    return told if isinstance(told, dict) else {}


def key_in(form: str, url: str) -> str:
    """The key that an address bears in a form («/npa/view?id=$key»); fields of its query that the form does not name are no matter.

    :returns: ``""`` for an address of another form.
    """
    path, _, query = form.partition("?")
    parts = urlsplit(url)
    key = _in_path(path, parts.path)
    wanted = dict(parse_qsl(query, keep_blank_values=True))
    try:
        given = dict(parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        return ""
    if key is None or any(name not in given or value not in (KEY, given[name]) for name, value in wanted.items()):
        return ""
    return key or next((given[name] for name, value in wanted.items() if value == KEY), "")


def _in_path(form: str, path: str) -> str | None:
    """The key in a path, ``""`` where the form has none there; None where the path is another."""
    wanted, given = form.rstrip("/").split("/"), path.rstrip("/").split("/")
    if len(wanted) != len(given) or any(one not in (KEY, other) for one, other in zip(wanted, given, strict=True)):
        return None
    return next((unquote(other) for one, other in zip(wanted, given, strict=True) if one == KEY), "")


def _seen(view: PortalView, url: str, items: list[ItemRecord]) -> Seen:
    """What the items say together. Nothing that they leave out is proved by it, and they have no language of their own."""
    # The day of a change says nothing of the day of placing.
    days = {item.day for item in items if item.day and not CHANGES & item.facts.keys()}
    capture = view.capture(items[0].capture_id)
    return Seen(
        url,
        next((item.title for item in items if item.title), ""),
        " ".join(text for item in items for text in _texts(item)),
        False,
        "",
        days.pop() if len(days) == 1 else "",
        "" if capture is None else capture.object_sha256,
        None if capture is None else capture.requested_at,
        True,
    )


def _texts(item: ItemRecord) -> Iterator[str]:
    yield item.title
    yield from (value for value in item.facts.values() if isinstance(value, str))


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return host if port in (None, 80, 443) else f"{host}:{port}"
