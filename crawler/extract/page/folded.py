"""What a page hides and a click opens: panels of tabs and accordions, answers below their questions. Readers find it, so it is content.

A panel tells itself by its role or class (WAI-ARIA 1.2, ``tabpanel``; classes of Bootstrap and its kin); one that a site wrote itself by the control
that stands before it, or that names its ``id``. Menus that fold out, windows over the page and notices are no content of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

_PANELS = frozenset(
    {"tab-pane", "tabpanel", "collapse", "panel-collapse", "accordion-collapse", "accordion-body", "accordion-content"}
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OVER_THE_PAGE = re.compile(
    r"modal|pop-?up|dialog|cookie|lightbox|overlay|tooltip|drop-?down|sub-?menu|loader|spinner", re.IGNORECASE
)
_ROLES_OVER = frozenset({"dialog", "alertdialog", "alert", "tooltip", "menu"})
_CONTROLS = frozenset({"button", "summary"})
# Scripts listen to headings, too, and to a label beside a box that is ticked.
_LISTENING = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "label"})
# Attributes by which a control names what it opens.
_NAMING = ("href", "aria-controls", "data-target", "data-bs-target")
# What a click calls, with the names that it is told.
_CALLING, _ARGUMENT = "onclick", re.compile(r"""\(\s*['"]#?([\w-]+)['"]""")
# A panel says so much beside its links; a menu that folds out is made of links.
LEAST, HALF = 30, 2


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether the markup of an element hides it with all that it holds."""
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
    )


def is_panel(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element tells itself that it is a panel of tabs or of an accordion."""
    return attributes.get("role") == "tabpanel" or not _PANELS.isdisjoint((attributes.get("class") or "").split())


def opened(tree: LexborHTMLParser) -> frozenset[str]:
    """Ids that controls of a page name: «#t1» of a tab, «show('r2')» of a row that is clicked."""
    controls = [node.attributes for node in tree.css(",".join(f"[{one}]" for one in (*_NAMING, _CALLING)))]
    named = (one for attributes in controls for name in _NAMING for one in (attributes.get(name) or "").split())
    called = (
        one for attributes in controls for name in ("href", _CALLING) for one in _ARGUMENT.findall(attributes.get(name) or "")
    )
    return frozenset((*(one.removeprefix("#") for one in named), *called))


def is_opened(node: LexborNode, attributes: Mapping[str, str | None], named: frozenset[str]) -> bool:
    """Whether a click opens a hidden element that says something of its own.

    :param named: ids that controls of the page name.
    """
    if attributes.get("aria-hidden") == "true" and attributes.get("style") is None and "hidden" not in attributes:
        return False
    if _over_the_page(node, attributes) or not (attributes.get("id") in named or _below_control(node)):
        return False
    text, links = _letters(node.text()), sum(_letters(link.text()) for link in node.css("a"))
    return text - links >= LEAST and links * HALF <= text


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _over_the_page(node: LexborNode, attributes: Mapping[str, str | None]) -> bool:
    called = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return node.tag in ("dialog", "nav") or attributes.get("role") in _ROLES_OVER or _OVER_THE_PAGE.search(called) is not None


def _below_control(node: LexborNode) -> bool:
    """Whether the element next before it is a control, or holds one and nothing else."""
    before = node.prev
    while before is not None and (before.tag is None or before.tag.startswith("-")):
        if (before.text_content or "").strip():
            return False
        before = before.prev
    if before is None:
        return False
    return _is_control(before) or _only_child_is_control(before)


def _is_control(node: LexborNode) -> bool:
    attributes = node.attributes
    address = (attributes.get("href") or "").strip().casefold()
    if node.tag in _CONTROLS or node.tag in _LISTENING:
        return True
    return (
        "onclick" in attributes
        or "aria-expanded" in attributes
        or attributes.get("role") in ("button", "tab")
        or (node.tag == "a" and (address.startswith(("#", "javascript:")) or "href" not in attributes))
    )


def _only_child_is_control(node: LexborNode) -> bool:
    children = [child for child in node.iter() if child.tag is not None and not child.tag.startswith("-")]
    return len(children) == 1 and _is_control(children[0])


__all__ = ["is_hidden", "is_opened", "is_panel", "opened"]
