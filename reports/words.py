"""The closed lists of the program in words: statuses, outcomes, ledger classes, reasons, bases, bodies, languages.

Each list is complete; a test compares it with the enumeration in ``store``.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.i18n import N_, said, t
from store import codewords, reasonwords
from store.findings import Message

STATUS = {
    "met": N_("met"),
    "partly": N_("partly met"),
    "missing": N_("not met"),
    "exempt": N_("not assessed"),
    "unverified": N_("open"),
}

# Rows of penalties print what is wrong, so «met» would read as if the wrong had been done.
STATUS_LOSS = {
    "met": N_("no penalty"),
    "partly": N_("part of the penalty"),
    "missing": N_("full penalty"),
    "exempt": N_("not assessed"),
    "unverified": N_("open"),
}

STATUS_MEANING = {
    "met": N_("The requirement is fulfilled; the full weight of the row is given."),
    "partly": N_("Shortcomings were found; points were taken under the rules of the row, the rest is given."),
    "missing": N_("What the row asks for was not found, or the deductions reach its whole weight; no points are given."),
    "exempt": N_(
        "The row is not assessed for this body: it does not apply to it, or the law gives it the full weight or the average of "
        "other bodies instead."
    ),
    "unverified": N_(
        "A machine could not decide: the page could not be read, the crawl was cut short, or the law leaves the judgement to "
        "a person. No points are given or taken until it is closed; the range shows what it can change."
    ),
}

OUTCOME = {
    "met": N_("fulfilled"),
    "deficiency": N_("shortcoming"),
    "missing": N_("absent"),
    "not-applicable": N_("does not apply"),
    "unverified": N_("not verified"),
}

# What findings of one card come from; a picture, style sheet or frame without words is named by its address.
CAUSE = {
    "menu": N_("the menu entry"),
    "link": N_("the link"),
    "switch": N_("the language switch"),
    "template": N_("the part of the page template"),
    "style": N_("the style sheet"),
    "picture": N_("the picture"),
    "img": N_("the picture"),
    "image": N_("the picture"),
    "input": N_("the picture"),
    "use": N_("the picture"),
    "source": N_("the picture or recording"),
    "video": N_("the recording"),
    "audio": N_("the recording"),
    "track": N_("the subtitles"),
    "a": N_("the link"),
    "area": N_("the link"),
    "iframe": N_("the frame"),
    "frame": N_("the frame"),
    "object": N_("the embedded file"),
    "embed": N_("the embedded file"),
    "form": N_("the form"),
    "meta": N_("the order to go on"),
}

BASIS = {
    "automatic": N_("automatic check"),
    "reported": N_("reported by the body"),
    "manual": N_("decided by a person"),
    "average": N_("average of other bodies"),
    "override": N_("ruling of a reviewer"),
}

RULE_BASIS = {
    "law": N_("text of the law"),
    "reconstructed": N_("reconstructed from the law"),
    "precedent": N_("after the pattern of another act (the Methodology of 2017, repealed)"),
    "assumed": N_("assumption of the methodology file"),
}

ROLE = {
    "bonus": N_("bonus, only up to the maximum"),
    "coefficient": N_("coefficient"),
    "deduction": N_("deduction from the sum"),
    "condition": N_("condition: without it the table gives 0"),
    "duty": N_("duty without points"),
    "penalty": N_("penalty"),
}

POINTS = N_("points")

TRAIT = {
    "secret-budget": N_("bodies whose budget is secret"),
    "state-institution": N_("state institutions"),
    "quasi-state": N_("subjects of the quasi-state sector"),
    "wholly-state-owned": N_("persons that the state holds wholly"),
}

ORGANISATION_STATE = {
    "audited": N_("audited"),
    "no-site": N_("the register tells no site; left open"),
    "waiting": N_("not audited yet; left open"),
}
INSTEAD = {
    "average": N_("average of other bodies"),
    "full": N_("full weight"),
}

EXEMPT_WHEN = {
    "every": N_("on every row named"),
    "not-applicable": N_("only on the rows on which the body is not assessed"),
}

RULING = {
    "applied": N_("in force"),
    "stale": N_("no longer applies: its finding is no longer found"),
    "conflicting": N_("contradicts another decision"),
    "superseded": N_("replaced by a later decision"),
    "awaiting": N_("awaits another reviewer"),
}

RULING_SHORT = {
    "applied": N_("stand"),
    "stale": N_("no longer apply"),
    "conflicting": N_("contradict each other"),
    "superseded": N_("replaced by later ones"),
    "awaiting": N_("await another reviewer"),
}

RULING_REASON = {
    "false-positive": N_("false positive"),
    "not-detected": N_("not detected"),
    "not-applicable": N_("not applicable"),
    "exempt-by-law": N_("exempt by law"),
    "corrected-later": N_("corrected later"),
    "confirmed": N_("confirmed"),
}

RULING_MEANING = {
    "stale": N_("The decision was made on a finding that this run did not make again; it changes nothing."),
    "conflicting": N_(
        "Two decisions in force say different things of one finding; the row stays open until one replaces the other."
    ),
    "superseded": N_("A later decision on the same finding names this one and takes its place."),
    "awaiting": N_("More reviewers must decide the same before it counts; the row stays open until then."),
}

CHANGED = {
    "gone-finding": N_("a finding that the decision rested on is no longer made: {name}"),
    "new-finding": N_("a new finding: {name}"),
    "changed-finding": N_("a finding tells something else: {name}"),
    "gone-page": N_("a page is no longer read: {name}"),
    "new-page": N_("a page is read now that was not before: {name}"),
    "changed-page": N_("the text of a page changed: {name}"),
}

IMPORT = {
    "report": N_("the body's own report"),
    "events": N_("list of events"),
    "media-requests": N_("register of media requests"),
    "feedback": N_("register of citizens' messages on drafts and budgets"),
    "survey": N_("survey of the population"),
    "services": N_("data on public services"),
    "appeals": N_("data on appeals and complaints"),
}

ASSESSMENT = {
    "openness": N_("openness"),
    "feedback": N_("feedback"),
    "duties": N_("duties"),
}

LOCK = {
    "matches": N_("closed"),
    "differs": N_("changed after closing"),
    "absent": N_("not closed"),
}

PERIOD = {
    "year": N_("a calendar year"),
    "half-year": N_("a half-year"),
    "quarter": N_("a quarter"),
}

BODY_KIND = {
    "central": N_("central state body"),
    "local": N_("local executive body"),
    "subordinate": N_("subordinate organisation"),
}

KIND_NAME = {
    "central": N_("central body"),
    "local": N_("local body"),
    "subordinate": N_("subordinate body"),
}

KIND_SHORT = {
    "central": N_("central"),
    "local": N_("local"),
    "subordinate": N_("subordinate"),
}

LANGUAGE = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}
LANGUAGE_SHORT = {"kk": N_("KK"), "ru": N_("RU"), "en": N_("EN")}

LEDGER = {
    "queued": N_("waiting"),
    "fetched": N_("read"),
    "unchanged": N_("unchanged"),
    "redirected": N_("redirected"),
    "http-error": N_("answered with an error"),
    "blocked": N_("closed to machines"),
    "blocked-by-robots": N_("closed by robots.txt"),
    "out-of-scope": N_("other site"),
    "too-large": N_("too large"),
    "failed": N_("no answer"),
    "beyond-budget": N_("beyond the budget"),
    "refused-address": N_("refused address"),
}

LEDGER_MEANING = {
    "queued": N_("Met as a link, but the crawl ended before its turn."),
    "fetched": N_("Read in full and stored."),
    "unchanged": N_("The server said that nothing changed since the last crawl; the stored copy was used."),
    "redirected": N_("Led to another address, which stands in the ledger on its own."),
    "http-error": N_("The server answered with an error (status 4xx or 5xx)."),
    "blocked": N_("The server refused a machine (401, 403, 429 or a captcha). Such a link never counts as dead."),
    "blocked-by-robots": N_("The site's robots.txt asks machines not to read it."),
    "out-of-scope": N_("Leads to a site that is not audited; only its answer matters."),
    "too-large": N_("Larger than the bound for one file; read up to the bound."),
    "failed": N_("No answer came: name, connection, time or certificate failed."),
    "beyond-budget": N_("Not read, because the bound of pages or time was reached."),
    "refused-address": N_("A private, loopback or malformed address, which the crawler does not open."),
}

# Why nothing came back, and why an address stands in its class.
REASON: Mapping[str, Message] = reasonwords.FAILURE
LEDGER_REASON: Mapping[str, Message] = {**reasonwords.FAILURE, **reasonwords.ANSWER}
DEVICE: Mapping[str, Message] = codewords.DEVICE

# Why the browser looks at a page, as the progress tells it.
SAMPLE = {
    "home": N_("home page"),
    "named": N_("page named by the menu"),
    "template": N_("page of each template"),
    "parts": N_("page with many parts"),
    "evidence": N_("page with shortcomings"),
    "random": N_("page drawn by lot"),
}


# Stages that a run has come to, as a fault names them.
STATE = {
    "planned": N_("planned"),
    "crawled": N_("crawled"),
    "harvested": N_("harvested"),
    "extracted": N_("extracted"),
    "checked": N_("checked"),
    "scored": N_("scored"),
    "reported": N_("reported"),
}

LANE = {"http": N_("crawl of the site"), "browser": N_("look with the browser")}

# What the operating system says of a file or folder.
SYSTEM = {
    said: said
    for said in (
        N_("Permission denied"),
        N_("No such file or directory"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File exists"),
        N_("Directory not empty"),
        N_("No space left on device"),
        N_("Read-only file system"),
        N_("File name too long"),
        N_("Operation not permitted"),
        N_("Input/output error"),
        N_("Too many levels of symbolic links"),
        N_("Too many open files"),
        N_("Invalid argument"),
        N_("Device or resource busy"),
        N_("Disk quota exceeded"),
        N_("File too large"),
        N_("Stale file handle"),
        N_("Transport endpoint is not connected"),
        N_("unable to open database file"),
    )
}

# Values of faults that are words of the program or of the system, by the name of the field.
FAULT_VALUES = {"state": STATE, "missing": STATE, "lane": LANE, "reason": SYSTEM}


def told(language: str, text: str, /, **values: str) -> str:
    """A fault in one language, with those of its values in words that have any."""
    return said(text, language, {name: word(FAULT_VALUES.get(name, {}), value, language) for name, value in values.items()})


# What the index of an evidence package lists: an answer of the site, or what the browser measured and pictured.
STORED = {
    "answer": N_("answer of the server"),
    "screenshot": N_("picture of the page"),
    "element-screenshot": N_("picture of an element"),
    "axe": N_("results of axe-core"),
    "page-state": N_("state of the page in the browser"),
    "dom": N_("page as the browser built it"),
    "phone": N_("picture on a telephone"),
    "probe-picture": N_("picture of a measurement"),
    "contrast": N_("measurement: contrast"),
    "keyboard": N_("measurement: keyboard"),
    "jumps": N_("measurement: links inside the page"),
    "zoom": N_("measurement: enlarged text"),
    "motion": N_("measurement: movement"),
    "search": N_("measurement: search"),
    "forms": N_("measurement: forms"),
    "emblem": N_("measurement: state emblem"),
    "graphics": N_("measurement: pictures of the home page"),
    "graphic-words": N_("words read on pictures of the home page"),
    "engine": N_("look with another browser engine"),
    "authorisation": N_("agreement of the operator"),
    "search-positions": N_("answers of search systems"),
    "scan-text": N_("words read on a scan"),
    "act-rules": N_("measurement: rules of testing of the W3C"),
}


def word(table: Mapping[str, str] | Mapping[str, Message], key: str, language: str) -> str:
    """The word for a key of a closed list; a key that the list does not know stays as it is."""
    known = table.get(key)
    if known is None:
        return key
    return t(known, language) if isinstance(known, str) else str(getattr(known, language))
