"""The closed lists of the program in words: statuses, outcomes, ledger classes, reasons, bases, bodies, languages.

Each list is complete; a test compares it with the enumeration in ``store``.
"""

from __future__ import annotations

from reports.i18n import N_, t

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
    "precedent": N_("taken from an earlier edition"),
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
}

INSTEAD = {
    "average": N_("average of other bodies"),
    "full": N_("full weight"),
}

RULING = {
    "applied": N_("in force"),
    "stale": N_("its finding is no longer found"),
    "conflicting": N_("contradicts another decision"),
    "superseded": N_("replaced by a later decision"),
}

RULING_MEANING = {
    "stale": N_("The decision was made on a finding that this run did not make again; it changes nothing."),
    "conflicting": N_(
        "Two decisions in force say different things of one finding; the row stays open until one replaces the other."
    ),
    "superseded": N_("A later decision on the same finding names this one and takes its place."),
}

IMPORT = {
    "report": N_("the body's own report"),
    "events": N_("list of events"),
    "media-requests": N_("register of media requests"),
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

BODY_KIND = {
    "central": N_("central state body"),
    "local": N_("local executive body"),
    "subordinate": N_("subordinate organisation"),
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

REASON = {
    "dns": N_("the name of the server was not found"),
    "connect": N_("no connection to the server"),
    "timeout": N_("no answer in time"),
    "tls": N_("the certificate or the protected connection failed"),
    "reset": N_("the server broke the connection"),
    "protocol": N_("the answer breaks the HTTP protocol"),
    "decode": N_("the answer could not be unpacked"),
    "redirect-loop": N_("redirects go in a circle"),
    "private-address": N_("the name leads to a private address"),
    "browser": N_("the browser could not open the page"),
    "other": N_("other fault"),
}

# Why an address stands in its class, beyond the reasons of failed requests.
LEDGER_REASON = {
    **REASON,
    "soft-404": N_("the page says what the server says of pages that do not exist"),
    "redirect-home": N_("leads where addresses that do not exist are led"),
    "own-outage": N_("too much failed at once; it may be our own line"),
    "host-given-up": N_("the server was left in peace after many failures"),
    "trap": N_("pages of this kind repeat without end"),
    "robots-unreachable": N_("robots.txt could not be read"),
    "url-too-long": N_("the address is too long"),
    "bad-location": N_("the redirect names no usable address"),
    "challenge": N_("a protection service asks whether the visitor is a machine"),
    "post-form": N_("the form sends data; it was not sent"),
    "idle": N_("nothing moved any more"),
    "live": N_("the address answers"),
    "own-bound": N_("made in a way that this program does not read, because it could hold it up without end"),
}

DEVICE = {
    "http": N_("without a browser"),
    "desktop": N_("desktop browser"),
    "phone-android": N_("Android phone"),
    "phone-iphone": N_("iPhone"),
}


def word(table: dict[str, str], key: str, language: str) -> str:
    """The word for a key of a closed list; a key that the list does not know stays as it is."""
    return t(table[key], language) if key in table else key
