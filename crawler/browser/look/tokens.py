"""What servers write anew into every answer so that forms and scripts can be told from forged ones: tokens against forgery, the state of a
form's session, nonces of a policy for scripts. Two answers that differ in nothing else draw the same page."""

from __future__ import annotations

import re

from crawler.extract.page.tree import parse

# Names under which common systems keep them: Laravel, Django, Rails, Drupal, Joomla, Bitrix, ASP.NET, Spring, Yii.
NAMED = re.compile(
    r"csrf|xsrf|authenticity_?token|^_?token$|requestverificationtoken|form_build_id|form_token|sessid$|^__(?:viewstate|eventvalidation)",
    re.IGNORECASE,
)
# The same in a script: a name of them, then a text of letters, digits and signs that no sentence is made of.
IN_SCRIPT = re.compile(
    r"""((?:csrf|xsrf|sessid|authenticity_token|form_build_id)\w{0,20}["']?\s{0,3}[:=]\s{0,3}["'])[A-Za-z0-9+/=_.:|-]{8,200}(?=["'])""",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
FIELDS = 'input[type="hidden" i]'


def drawn_alike(then: bytes, now: bytes) -> bool:
    """Whether two answers of one address differ in nothing but such values."""
    if then == now:
        return True
    before, after = _without(then), _without(now)
    return before is not None and before == after


def _without(data: bytes) -> str | None:
    """The page without them; None where not all of it could be taken apart."""
    # Byte for byte, whatever the encoding: letters are compared, not read.
    tree, left_out = parse(data.decode("latin-1"))
    if left_out:
        return None
    for node in tree.css(FIELDS):
        if NAMED.search(node.attributes.get("name") or ""):
            node.attrs["value"] = ""
    for node in tree.css("meta[name][content]"):
        if NAMED.search(node.attributes.get("name") or ""):
            node.attrs["content"] = ""
    for node in tree.css("[nonce]"):
        node.attrs["nonce"] = ""
    return SCRIPT.sub(lambda found: IN_SCRIPT.sub(r"\1", found[0]), tree.html or "")
