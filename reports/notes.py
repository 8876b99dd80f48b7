"""What a reader must know before the score: drawn from what was seen and from the edition of the law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from reports import words
from reports.i18n import N_, t, tn
from reports.words import word
from store import codewords, reasonwords
from store.base import Note, Text
from store.harvest import Coverage
from store.methodology import Methodology

HOME_UNREAD = N_("The home page could not be read, so nothing is claimed to be absent; rows that depend on it stay open.")
TRUNCATED = N_(
    "The crawl was cut short ({reason}). What lies beyond is not claimed to be absent; rows that speak of all pages stay open "
    "unless shortcomings were found."
)
NO_BROWSER = N_("No browser measured the pages ({reason}); rows that need one stay open.")
NO_REASON = N_("no reason recorded")
LIMITS = {
    "pages": N_("bound of pages"),
    "time": N_("bound of time"),
    "depth": N_("bound of depth"),
    "idle": N_("nothing moved any more"),
    "refused": N_("refusal of the platform"),
}
UNSEEN = N_(
    "Parts of the site were seen neither through the interface nor in the browser ({parts}); what rests on them stays open."
)
PARTLY_LOOKED = N_("The browser did not measure every page it should ({reason}); what it did not see stays open.")
NO_SANDBOX = N_(
    "The browser ran without its sandbox, because the program was started by root: a hostile page was kept off the machine by less than "
    "it should have been. The results are not touched by this; start the program by another user."
)
LOOKS = {
    "not-asked": N_("switched off by --no-render"),
    "no-browser": N_("no Chromium on the machine; install the package chromium"),
    "partly-failed": N_("some pages did not load or did not let go"),
    "walk-cut": N_("more pages than its bound"),
}


def notes_of(coverage: Coverage, methodology: Methodology) -> Iterator[Text]:
    """Notes, the most important first."""
    if methodology.partial is not None:
        yield methodology.partial
    if not coverage.home_read:
        yield noted(partial(t, HOME_UNREAD))
    if coverage.truncated:
        yield noted(lambda language: t(TRUNCATED, language, reason=_limit(coverage.truncated_by, language)))
    if coverage.unseen:
        yield noted(lambda language: t(UNSEEN, language, parts=_parts(coverage.unseen, language)))
    if not coverage.render_available:
        yield noted(lambda language: t(NO_BROWSER, language, reason=_look(coverage.render_note, language)))
    elif coverage.render_note:
        yield noted(lambda language: t(PARTLY_LOOKED, language, reason=_look(coverage.render_note, language)))
    if not coverage.render_sandbox:
        yield noted(partial(t, NO_SANDBOX))
    if coverage.unreachable:
        yield noted(lambda language: _unreachable(len(coverage.unreachable), language))


def _unreachable(count: int, language: str) -> str:
    return tn(
        "{n} address that had to be read could not be reached; it is listed under coverage, with the reason.",
        "{n} addresses that had to be read could not be reached; they are listed under coverage, with the reasons.",
        count,
        language,
    )


def _parts(unseen: Iterable[str], language: str) -> str:
    """Parts of a platform's site as the coverage names them («news/kk: blocked»), in words."""
    return "; ".join(_part(one, language) for one in unseen)


def _part(named: str, language: str) -> str:
    place, _, why = named.partition(": ")
    part, _, spoken = place.partition("/")
    said = word(codewords.PART, part, language)
    where = f" ({word(words.LANGUAGE, spoken, language)})" if spoken else ""
    return f"{said}{where}: {word(reasonwords.REASON, why, language)}"


def _limit(name: str, language: str) -> str:
    return t(LIMITS[name], language) if name in LIMITS else _said(name, language)


def _look(name: str, language: str) -> str:
    return t(LOOKS[name], language) if name in LOOKS else _said(name, language)


def _said(words: str, language: str) -> str:
    return words or t(NO_REASON, language)


def noted(said: Callable[[str], str]) -> Note:
    """A note in every language of the program. ``said``: its sentence in one of them."""
    return Note(kk=said("kk"), ru=said("ru"), en=said("en"))
