"""Messages of users on drafts of acts and on budgets are told apart into comments and proposals, with what became of each.

What it checks
    Messages on the body's drafts of acts of the period (portal of open legal acts) and, of the assessed year, on drafts of budget programmes and
    reports (portal of open budgets): whether each is a comment or a proposal, whether a proposal was accepted, whether a comment was answered.

Applicability
    Bodies that the portals know.

Met when
    nothing came; or a person classed every message in the imported register and the portals do not contradict it: an accepted proposal, an answered
    comment.

Deficiency when
    a person classed a message as a proposal and it was not accepted, or as a comment and it was not answered: it lowers the figure.

Left to a person when
    nobody classed a message: the check proposes a class with its confidence and the words that it rests on. So is one of which the register says what
    the portal contradicts, and a line of the register that the portal, read whole, does not show. Where a portal was not read the register counts.

Assumptions
    The body's mark «accepted» or «refused» on the portal tells that it took a message for a proposal. A message counts once, whatever language
    version shows it. A message on a draft belongs to the period in which the draft was created.

Law and standard
    Methodology of 2024 (feedback), point 2, 8), point 22: B ÷ C for remarks and proposals, E ÷ G for comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from checks.classed import Line, line_of, register
from checks.messages import messages_of
from checks.meta import CheckMeta, Options
from checks.opinions import guess
from checks.portalreading import MESSAGES, left_open, on_portal
from checks.settled import Figures, Settled, known, lone, mere, together
from checks.support import clip, on_site
from checks.voices import Heard, Voice, on_acts, on_budgets
from store.findings import REPORTED, Message, Observation, Outcome
from store.snapshot import Snapshot

# Lines of the register that a finding names.
MOST = 50


class Wanted(Options):
    """``others``: the portal's codes of what is no draft of an act."""

    others: tuple[str, ...] = ()


META = CheckMeta(
    id="messages-on-drafts-settled",
    version="1",
    title=Message(
        kk="Жобалар мен бюджеттерге түскен пікірлер мен ұсыныстар ескерілген",
        ru="Комментарии и предложения к проектам и бюджетам учтены",
        en="Comments and proposals on drafts and budgets are dealt with",
    ),
    scope="site",
    needs=("pages", "ledger"),
    portals=("open-npa", "open-budget"),
    options=Wanted,
    messages={**MESSAGES, **messages_of("messages-on-drafts-settled")},
)


def run(snapshot: Snapshot, options: Wanted) -> Iterator[Observation]:
    """Yields one observation for each message, or one that says that none came."""
    lines = register(snapshot)
    rest = list(lines or ())
    every = (on_acts(snapshot, options.others), on_budgets(snapshot))
    settled: list[tuple[Heard, Settled]] = []
    for heard in every:
        if heard.why is not None:
            told = left_open(snapshot, heard.portal, heard.why, None, subject=f"messages {heard.source}")
            yield told.model_copy(update={"facts": {**told.facts, "left_to": REPORTED}})
            continue
        settled += [(heard, _settled(snapshot, voice, rest)) for voice in heard.voices]
    yield from (_message(snapshot, heard, one) for heard, one in settled)
    yield from _of_register(snapshot, every, rest)
    if not settled and not rest and all(heard.why is None for heard in every):
        yield _sum(snapshot, "none", [], [])


def _settled(snapshot: Snapshot, voice: Voice, rest: list[Line]) -> Settled:
    line = line_of(rest, voice.source, voice.item.key, voice.text)
    return known(voice, line) if line is not None else lone(voice, guess(snapshot, voice.text, voice.verdict))


def _message(snapshot: Snapshot, heard: Heard, one: Settled) -> Observation:
    view, item = snapshot.portal(heard.portal), one.voice.item
    assert view is not None  # noqa: S101 - messages come from a reading
    text = clip(one.voice.text, 200)
    facts: dict[str, Any] = {
        **one.figures,
        "value": text,
        "created": one.voice.day,
        "class": one.kind,
        "confidence": one.confidence,
    }
    facts |= {"words": list(one.words)} | ({"places": one.line.cells} if one.line is not None else {})
    told = on_portal(
        snapshot,
        view,
        one.outcome,
        one.message,
        url=item.url,
        subject=f"{heard.source} {item.key}",
        language=None,
        facts=facts,
        proofs=[item],
        quote=text,
        needs_review=one.outcome is Outcome.UNVERIFIED,
    )
    return told.model_copy(update={"confidence": one.confidence})


def _of_register(snapshot: Snapshot, every: Iterable[Heard], rest: list[Line]) -> Iterator[Observation]:
    """Lines of the register that no portal shows: doubtful where its portal was read whole, else as the register tells them."""
    read = {heard.source for heard in every if heard.why is None}
    for line in [line for line in rest if line.source in read]:
        told = mere(line, doubtful=True)
        facts = {**told, "value": line.fact.details.get("text", ""), "places": line.cells}
        yield on_site(
            snapshot,
            Outcome.UNVERIFIED,
            "not-on-portal",
            basis=facts,
            subject=f"line {line.cells}",
            facts=facts,
            needs_review=True,
        ).model_copy(update={"count": 0})
    others = [line for line in rest if line.source not in read]
    if others:
        yield _sum(snapshot, "told-alone", [line.cells for line in others], [mere(line) for line in others])


def _sum(snapshot: Snapshot, message: str, named: list[str], figures: Iterable[Figures]) -> Observation:
    told = together(figures)
    facts = {**told, "named": named[:MOST]} if named else dict(told)
    made = on_site(snapshot, Outcome.MET, message, basis={"named": named, "figures": told}, subject=message, facts=facts)
    return made.model_copy(update={"count": 0})
