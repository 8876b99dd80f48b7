"""What a page holds folded behind controls that are on the screen: disclosures, accordions, tabs.

A reader opens them by a touch, so their text is no less shown than a text that must be scrolled to (HTML, ``details``; WAI-ARIA 1.2,
``aria-controls``, ``tabpanel``; Bootstrap's ``collapse`` and ``tab``). What nothing on the screen opens is hidden.
"""

from __future__ import annotations

from typing import Any

from crawler.browser.page.world import World

# Classes of panels whose opener stands right before them.
PANELS = (".panel-collapse", ".accordion-collapse", ".accordion-body", ".accordion-content", ".accordion-panel")
# Folded texts that are read, and letters of them all.
MOST, LETTERS = 500, 60_000
_FOLDED = """(panels, most, letters) => {
  const shown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility === 'visible';
  const goals = new Set(), named = ['aria-controls', 'data-target', 'data-bs-target', 'href'];
  const add = (one) => { if (one && goals.size < most && !shown(one)) goals.add(one); };
  for (const head of document.querySelectorAll('details:not([open]) > summary')) {
    if (shown(head) && goals.size < most) goals.add(head.parentElement);
  }
  for (const control of document.querySelectorAll('[aria-controls], [data-target], [data-bs-target], [data-toggle], [data-bs-toggle], [role=tab]')) {
    if (!shown(control)) continue;
    const name = named.map((key) => control.getAttribute(key)).find((value) => value && value !== '#') || '';
    for (const id of name.split(/\\s+/).slice(0, 20)) add(document.getElementById(id.replace(/^#/, '')));
  }
  for (const panel of document.querySelectorAll(panels)) {
    if (panel.previousElementSibling && shown(panel.previousElementSibling)) add(panel);
  }
  const said = [];
  let left = letters;
  for (const one of goals) {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest('script, style, noscript, template') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (left > 0 && walker.nextNode()) {
      const text = walker.currentNode.data.slice(0, left);
      said.push(text);
      left -= text.length;
    }
  }
  return said.join('');
}"""


async def folded(world: World) -> str:
    """The text that controls on the screen open, as it stands in the document.

    :param world: the page, loaded and at rest.
    :returns: the texts one after the other, at most :data:`LETTERS` characters; empty where nothing is folded.
    """
    said: Any = await world.call(_FOLDED, ", ".join(PANELS), MOST, LETTERS)
    return str(said)
