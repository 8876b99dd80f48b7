"""The site gives one kind of information that the law lists, in each official language.

What it checks
    One indicator for each order (``concept``), described in ``config/lexicon/indicators``: words that name it, where they
    count, and what must stand there. The Kazakh and the Russian version are judged apart.

Applicability
    Both language versions of every site whose home page was read.

Met when
    a menu entry, heading, title, link, address or file, or the text beside a link that says nothing itself, names it in
    that language, and the page, the part of the page below that heading, or the document holds all that is demanded,
    there or one click below; or, where a link is enough, the link leads to such a site. The finding quotes the name and
    its place. Weaker words name it too where the page's translation bears the name itself, the text below a heading says
    it, or a sentence tells what is given. In a text without headings a name heads the rest of its paragraph, or the lines
    below it. Directly under the thing's own name a quarter of the length that is asked for is enough, but no less than a
    hundred letters with a figure in them, or several lines. Where the law asks for it only if there is any, a section in
    which the body says that it has none is enough.

Deficiency when
    the place is named and read, and a demand whose lack is a shortcoming is not kept: one finding for each such demand.
    Where the law asks for it only if there is any, a section that the body keeps under that very name and left empty is
    one too; so is a yearly plan or report that is named after a year that ended too long ago, where the law's own words
    ask for one a year, all of it was read and no line says a later year. The outcome is ``missing`` where the only places
    named so are an empty section or one that says itself that there is nothing yet, lead nowhere or hold nothing of what
    is demanded; where the crawl is complete and nothing in that language is named so or like it, and no page of another
    name speaks of it; where somebody's telephone is asked for and the version gives three at most, none near a word of
    the thing, a person or below its name in either version, and every place that may give one was read; or where there is
    no version in that language. What the law asks for only if there is any is missing only where the other version gives
    it, or where a place of that very name tells of those whose telephones are asked for.

Left to a person when
    only weaker words were found, a line or sentence of a text or of a picture that was read, or a link without words to
    the site that is asked for; a link bears the name and the page it opens is headed as something else, also as what
    another edition asks for; the place holds a text, list or file of the kind asked for, but none of its lines, links and
    files says a word of the thing, or only files lie there that are named as other things; where the use of money,
    results of inspections or statistics are asked for, no line has a figure that counts something and no file or table
    lies there, or, of rule-making, no line names an act of a body or a draft and no file lies there; the page is called
    by the thing's name and says that it is to come, or is a timetable of dashes; the heading asks what the thing is, or
    the text only explains it – defines it, tells what every body does, sends to a law that it does not name – and gives
    no figure, file or person; the name or the line of a telephone is that of a body above (the ministry over a committee,
    the region over a district), of an organisation of another kind (a newspaper) or of a line of trust; all hours that
    stand there are another body's; a heading beside the text of a page (in its head, foot or a side bar) bears the name,
    or a line there says it; one of the parts that the law lists is said nowhere there, or a site to which the law wants a
    link too is linked neither from there nor from the home page, or no place of the other thing that the same row asks
    for names a person; the place names somebody in full without the telephone or address that each must have; every act
    that is cited has ended; the last year that a plan or report is said to be of ended too long ago and no act asks for
    one a year or a newer one may be there; the place says itself that what it gives ended; the pages that a list leads to
    are in the other language; a picture, frame or unread file may hold what is demanded, or a file that is offered there
    gives it; the place lies on another site, is written in another language or could not be read; a version is offered
    and none of its pages was read; a page shows nothing without scripts; the crawl was cut short; or the law asks for it
    only where there is such information, none was found and nothing on the site shows that there is any.

Assumptions
    A news item that holds the words is no section. A page that is for certain another indicator's and names it in one
    sentence among others only mentions it, and so does a page of another name that says a word of it in a sentence or
    two; a section that leads to other things alone is none of them. A place that only weaker words name is none either
    where its name is another thing's or says much else, all of it was read, and no line says a name or two words of one;
    nor one that bears no word without which nothing is said of the thing: no act or draft under «Законодательство». An
    absence is doubtful, and a person sees the places, where a label says a name in words of like meaning, a page and a
    heading, link or line within it say a name together, a text says what tells of the thing (``doubts``, ``traces``), or
    a sentence with figures or at once below a heading says a name in other forms and another order, or the page of the
    thing in the other version has a counterpart in this one, or where a page that is no news tells several days to come
    with their hours and announcements are asked for, or a sentence on a page that is no news says that there is none;
    news keep open what they alone may tell, such as what was done for the green economy; where thirty things or more are
    asked for and a body names not a fifth of them, what it says by the way is none; where it names a third (a state
    body: a fifth), a sentence that says a whole name of several words and more, or counts three things of a year where
    figures are asked for, keeps the absence open. A body that names a fifth and heads much of its site in words of its
    own (a dozen pages and four of ten, or eight and six of ten, of those within three clicks in one version), or heads
    nearly all of it so (eight pages and eight of ten), and one whose headings speak to its readers («Куда идём до 2029
    года»: five and a tenth of those of a version), tells more than names can show: nothing is absent there because no
    name was met, unless no page under such a heading, no part of a page and no line near a telephone says a word that
    cannot be left out or, where the thing has no such word, two of its name. Where fewer than thirty things are asked
    for, a page whose heading names nothing and that says such a word in its heading, or two in its text, may be the
    thing on any site; a link to a site that the law names is as good as one such word, a file may tell of it as a page
    does, a telephone near such a word may be the one asked for, and «Документы» may hold what needs no telephone, and a
    page with a table of figures the statistics. What a place names without telephones may have them elsewhere: leaders
    on the page of reception, units in a directory or its file. A heading of this year above lines without a figure makes
    older figures no newer. Figures (``of_figures``) are not absent on a site that keeps a dozen or more files of data. A
    page and a heading, link or file within it that spell a name word for word are named by it, and so is a file by its
    first words; lines that markup sets off without headings head what follows them. A file of rows and columns, and one
    that says the words of its own title, need say no word of the thing. What all pages of a version share is its frame
    and no content of a page. A page that bears nothing but its name is an empty section. Where a telephone's view is
    asked for, what is met must have been shown by one. Telephones of newsrooms or of the centre of briefings are not the
    press service's, those of the whole country nobody's. What a page hides and a click opens is content of it. A mobile
    version of its own, to which telephones are led or a link calls it so, is judged by its own pages.

Law and standard
    Methodology of 2017, appendices 15 and 16; order of 2025, appendix 10, tables 7 and 9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from checks.alsotold import untold
from checks.available import names_who, told_by_other_version
from checks.besides import said_beside
from checks.contactlines import by_vital_words, gives_own
from checks.datafiles import stored_data
from checks.fewphones import in_vain, no_owner
from checks.labels import documents
from checks.lacking import listed
from checks.ladder import somewhere
from checks.linking import linked
from checks.meant import meant
from checks.messages import messages_of
from checks.meta import CONTENT, CheckMeta
from checks.named import Candidate, named
from checks.nones import said_none
from checks.notseen import not_seen
from checks.otherwise import otherwise
from checks.outright import outright
from checks.ownwords import headed_so, in_own_words, own_words
from checks.phoneown import told
from checks.phoneview import View, viewed
from checks.phrases import shown
from checks.presence import Judged, Stand
from checks.shown import said, title_of
from checks.standing import spoken, stands
from checks.support import EXAMPLES, clip, guarded, on_page, on_site, truncated
from checks.targets import judge, proof
from checks.translated import translated
from checks.wellstocked import MANY
from store.base import OFFICIAL, Language
from store.findings import Locator, Message, Observation, Outcome
from store.snapshot import Snapshot


class Wanted(View):
    """``concept``: the indicator that is looked for; ``view``: as which kind of device shows it; ``also_to``: sites to one of which the
    same page, or the home page of the version, must link too; ``also``: indicators of which the same version must tell too."""

    concept: str
    also: tuple[str, ...] = ()
    also_to: tuple[str, ...] = ()


META = CheckMeta(
    id="information-present",
    version="1",
    title=Message(
        kk="Сайтта заңда көзделген ақпарат бар",
        ru="На сайте есть сведения, предусмотренные законодательством",
        en="The site gives the information that the law lists",
    ),
    scope="site",
    needs=(*CONTENT, "pairs", "phone"),
    options=Wanted,
    messages=messages_of("information-present"),
)


@guarded
def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields the observations for each of the two languages."""
    for language in OFFICIAL:
        yield from viewed(snapshot, options, partial(_verdict, options, language))


def _verdict(options: Wanted, language: Language, snapshot: Snapshot) -> Iterator[Observation]:
    for one in _Version(snapshot, options.concept, language).verdict():
        yield _whole(snapshot, options, language, one) if one.outcome is Outcome.MET else one


def _whole(snapshot: Snapshot, options: Wanted, language: Language, one: Observation) -> Observation:
    """What is met, or for a person where the same version lacks what the row asks for beside it."""
    if options.also_to and not linked(snapshot, options.also_to, language, one.url):
        return told(one, Outcome.UNVERIFIED, "person", {"reason": "person-candidate", "demand": "link"}, ())
    if other := untold(snapshot, options.also, language):
        names = [shown(name) for name in snapshot.indicator(other).names.of(language)[:EXAMPLES]]
        return told(one, Outcome.UNVERIFIED, "other-part", {"reason": "person-candidate", "phrases": names}, ())
    return one


def _named_wholly(candidate: Candidate) -> bool:
    """Whether a whole page bears the name and nothing else, in a menu, heading or title."""
    labels = (label for label in candidate.labels if label.at.field in ("menu", "heading", "title"))
    return not candidate.spot.part and any(label.by_name and not label.extra for label in labels)


class _Version:
    """One language version, asked for one indicator."""

    def __init__(self, snapshot: Snapshot, concept: str, language: Language) -> None:
        self.snapshot, self.concept, self.language = snapshot, concept, language
        self.asked = concept, language
        self.indicator = snapshot.indicator(concept)
        self.pages = snapshot.addresses(language)

    def verdict(self) -> Iterator[Observation]:
        holding, lacking, unclear, against, weak = found = stands(self.snapshot, self.asked)
        if few := in_vain(self.snapshot, self.asked, found):
            lacking = unclear = weak = ()
        yield from somewhere(
            self.snapshot,
            met=lambda: self._met(holding[0]) if holding else None,
            wrong=lambda: self._lacking(lacking[0]) if lacking and not unclear else [],
            weak=lambda: self._open(unclear[0], unclear, weak) if unclear else self._weak(weak) if weak else None,
            unread=lambda: not_seen(self.snapshot, self.asked, self._phrases()),
            unclear=lambda: None if self._must_be_there() else self._optional(against),
            missing=lambda: no_owner(self.snapshot, self.asked, few, self._searched()) if few else self._absent(against),
            part=self.concept,
            facts={"phrases": self._phrases()},
            language=self.language,
        )

    def _must_be_there(self) -> bool:
        """Whether the law asks for it in any case, or the site itself shows that there is what it asks for «при наличии»."""
        if not self.indicator.when_available:
            return True
        return told_by_other_version(self.snapshot, self.asked) is not None or names_who(self.snapshot, self.concept)

    def _absent(self, against: Sequence[Judged]) -> Observation:
        """Nothing is named so: where the names of a site tell little, or a page may be it all the same, it may not be called absent."""
        urls = {one.candidate.spot.url for one in against}
        if other := listed(self.snapshot, self.asked, urls):
            return self._weak(other)
        if near := said_beside(self.snapshot, self.asked) or outright(self.snapshot, self.asked, urls):
            return self._weak(near)
        if against:
            return self._missing(against)
        if doubts := spoken(self.snapshot, self.asked) or translated(self.snapshot, self.asked):
            return self._weak(doubts)
        if perhaps := said_none(self.snapshot, self.asked) or otherwise(self.snapshot, self.asked):
            return self._weak(perhaps)
        looked = len(self.snapshot.concepts) < MANY or self.indicator.when_available or gives_own(self.indicator)
        if looked and (near := tuple(meant(*one) for one in by_vital_words(self.snapshot, self.asked))):
            return self._weak(near)
        told = own_words if in_own_words(self.snapshot) else headed_so
        if pages := told(self.snapshot, self.asked):
            return self._weak(pages, "own-words")
        files = stored_data(self.snapshot) if self.indicator.of_figures else ()
        return self._weak(files) if files else self._missing(())

    def _phrases(self) -> list[str]:
        return [shown(name) for name in self.indicator.names.of(self.language)[:EXAMPLES]]

    def _met(self, one: Judged) -> Observation:
        return self._told(one, Outcome.MET, one.stand.value, {"value": clip(one.said, 200)} if one.said else {})

    def _lacking(self, one: Judged) -> list[Observation]:
        return [
            self._told(one, Outcome.DEFICIENCY, "lacking", {"demand": lack.demand.kind}, f" {number} {lack.demand.kind}")
            for number, lack in enumerate(one.lacks)
        ]

    def _told(self, one: Judged, outcome: Outcome, message: str, facts: dict[str, Any], mark: str = "") -> Observation:
        """What is said of one place: on its page, or on the page that leads to it."""
        snapshot, best = self.snapshot, one.candidate.best
        page = snapshot.page(one.candidate.spot.url) or snapshot.page(*best.at.page) or next(snapshot.pages(self.language))
        item = documents(snapshot).get(one.candidate.spot.url)
        evidence = [item.object_sha256] if item is not None else []
        if one.stand is Stand.DEAD:
            evidence += proof(snapshot, judge(snapshot, one.candidate.spot.url))
        return on_page(
            page,
            outcome,
            message,
            subject=f"{self.concept}{mark}",
            facts={"value": clip(title_of(one.candidate), 200), "target": best.at.url, **facts},
            evidence=evidence,
            locator=Locator(xpath=best.at.xpath if page.url == best.at.page[0] else "", quote=clip(best.text)),
            language=self.language,
            needs_review=outcome is Outcome.UNVERIFIED,
        )

    def _open(self, best: Judged, found: Sequence[Judged], weak: Sequence[Candidate]) -> Observation:
        """What only a person can say: the best place, with the demand in question, and the other candidates kept as evidence."""
        others = [*(one.candidate for one in found), *weak]
        facts: dict[str, Any] = {"reason": "page-unread" if best.stand is Stand.UNREAD else f"{best.stand}-candidate"}
        if best.stand is Stand.PERSON:
            facts["demand"] = best.lacks[0].demand.kind if best.lacks else "text"
        seen = self._told(best, Outcome.UNVERIFIED, best.stand.value, facts)
        kept = self.snapshot.keep({"concept": self.concept, "candidates": [said(one) for one in others[:EXAMPLES]]})
        return seen.model_copy(update={"evidence": (*seen.evidence, kept)})

    def _weak(self, weak: Sequence[Candidate], message: str = "weak") -> Observation:
        best = weak[:EXAMPLES]
        return on_site(
            self.snapshot,
            Outcome.UNVERIFIED,
            message,
            subject=self.concept,
            facts={
                "value": clip(title_of(best[0]), 200),
                "targets": list(dict.fromkeys(one.spot.url for one in best)),
                "reason": "weak-words",
            },
            basis={"concept": self.concept, "language": self.language, "candidates": [said(one) for one in best]},
            language=self.language,
            needs_review=True,
        )

    def _optional(self, against: Sequence[Judged]) -> Observation:
        """Nothing was found of what need not be there: a section that the body itself keeps for it and left empty tells nothing of it."""
        empty = next((one for one in against if one.stand is Stand.EMPTY and _named_wholly(one.candidate)), None)
        if empty is not None:
            return self._told(empty, Outcome.DEFICIENCY, "empty", {}, " empty")
        return on_site(
            self.snapshot,
            Outcome.UNVERIFIED,
            "optional",
            subject=self.concept,
            facts={"phrases": self._phrases(), "pages": len(self.pages), "reason": "when-available"},
            basis=self._searched(),
            language=self.language,
            needs_review=True,
        )

    def _missing(self, against: Sequence[Judged]) -> Observation:
        if against:
            best = against[0]
            if best.said:
                return self._told(best, Outcome.MISSING, "awaits", {"said": clip(best.said, 200)})
            facts = {"demand": best.lacks[0].demand.kind} if best.lacks else {}
            return self._told(best, Outcome.MISSING, best.stand.value, facts)
        other = told_by_other_version(self.snapshot, self.asked) if self.pages and self.indicator.when_available else None
        there = {"value": clip(title_of(other.candidate), 200), "target": other.where} if other is not None else {}
        return on_site(
            self.snapshot,
            Outcome.MISSING,
            "missing-here" if there else "missing" if self.pages else "no-version",
            subject=self.concept,
            facts={"phrases": self._phrases(), "pages": len(self.pages or self.snapshot.addresses()), **there},
            basis={**self._searched(), **({"other version": there} if there else {})},
            evidence=self._shown(other) if other is not None else (),
            language=self.language,
        )

    def _shown(self, one: Judged) -> tuple[str, ...]:
        """The page or document of a place, as it was stored."""
        spot = one.candidate.spot
        page, item = self.snapshot.page(spot.url), documents(self.snapshot).get(spot.url)
        return tuple(known.object_sha256 for known in (page, item) if known is not None)

    def _searched(self) -> dict[str, Any]:
        """What an absence rests on."""
        mentions = named(self.snapshot, (self.concept, self.language)).mentions if self.pages else 0
        return {
            "concept": self.concept,
            "language": self.language,
            "words": [*self.indicator.names.of(self.language), *self.indicator.hints.of(self.language)],
            "pages": sorted({*(self.pages or self.snapshot.addresses())}),
            "documents": sorted(documents(self.snapshot)),
            "texts that only mention the words": mentions,
            "crawl cut short": truncated(self.snapshot),
        }
