"""What the site's own scripts and styles say: those it serves itself, and what pages write between the tags of a script."""

from __future__ import annotations

from checks.derived import derived
from checks.source import markup, representatives
from store.records import LinkRecord
from store.snapshot import Snapshot

TYPES = ("script", "css")
# By one of these a script takes what a visitor typed.
LISTENING = (
    "submit",
    "keydown",
    "keyup",
    "keypress",
    "oninput",
    "onchange",
    "addeventlistener",
    "onclick",
    "fetch(",
    "xmlhttprequest",
    "ajax",
)


@derived
def own_scripts(snapshot: Snapshot) -> str:
    """All of them as one text in lower case."""
    wanted = {link.target for link in snapshot.records(LinkRecord, scope="internal", tag=frozenset({"script", "link"}))}
    parts = []
    for url in sorted(wanted):
        for capture in snapshot.captures(url)[-1:]:
            if capture.good and any(kind in capture.media_type for kind in TYPES):
                parts.append(snapshot.objects.get(capture.object_sha256).decode("utf-8", "replace").casefold())
    inline = (_inline(markup(snapshot, page)) for page in representatives(snapshot))
    return " ".join((*parts, *inline))


@derived
def unread_scripts(snapshot: Snapshot) -> bool:
    """Whether pages name scripts that were not read and come from no library of scripts, so that nobody knows what they do."""
    libraries = snapshot.lexicon("interaction").phrases("script-libraries")
    for link in snapshot.records(LinkRecord, tag="script"):
        if any(host in link.target for host in libraries):
            continue
        captures = snapshot.captures(link.target)
        if not captures or not captures[-1].good:
            return True
    return False


def listens(snapshot: Snapshot) -> bool:
    """Whether scripts of the site may take what a visitor types or presses, or it is not known."""
    return unread_scripts(snapshot) or any(sign in own_scripts(snapshot) for sign in LISTENING)


def _inline(source: str) -> str:
    """What stands between tags of scripts, and what elements do by themselves when they are pressed."""
    parts = source.split("<script")
    found = [part.partition("</script")[0] for part in parts[1:]]
    handlers = [
        name for name in ("onsubmit", "onclick", "oninput", "onkeyup", "onkeydown", "onchange") if f"{name}=" in source.lower()
    ]
    return " ".join((*found, *handlers)).casefold()
