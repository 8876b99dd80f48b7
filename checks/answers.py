"""Sections of frequent questions: questions, and what answers each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checks.called import called, pages_called
from checks.derived import derived
from checks.newsitems import news_item, news_lists
from checks.own import Spot, own
from checks.rendered import settled
from checks.source import markup
from checks.support import unseen
from checks.traces import Hit, Traces
from checks.words import fold, holds
from store.asked import asked
from store.records import PageRecord
from store.snapshot import Snapshot

WORDS = "content-marks"
ASKED, ANSWER = asked(__name__, WORDS, "asked"), asked(__name__, WORDS, "answer")
FEWEST = 2
SHORTEST_QUESTION = 10
SHORTEST_ANSWER = 15
# A line with a day is a stamp, unless it says as much.
STAMPED = 80
_STAMP = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} [а-яәіңғүұқөһ]{3,9} \d{4})")
# A section with fewer letters under its name holds nothing.
EMPTY = 150
# Markup in which answers may lie folded, or questions stand out without a mark.
_FOLDED = ("<details", "accordion", "collapse", "tab-pane", 'role="tab', "<dl", "<b>", "<b ", "<strong")
_BOTH = re.compile(r".{10,}\?\s+(?:[–—-]\s+)?(?=\w)(.{15,})$")


@derived
def answers(snapshot: Snapshot) -> Traces:
    """Pages of frequent questions: those with answers, those of which it cannot be told, those with nothing at all."""
    held, weak, empty, asking = list[Hit](), list[Hit](), list[Hit](), list[Hit]()
    lexicon = snapshot.lexicon("interaction")
    for page in pages_called(snapshot, lexicon.phrases("faq")):
        record = snapshot.text(page.url, page.lane)
        text = record.text if record else ""
        first = _first_question(text)
        if answered(snapshot, text) >= FEWEST or _leads_to_answers(snapshot, page) >= FEWEST:
            held.append(Hit(page, first or page.h1 or page.title))
        elif not first and settled(snapshot, page) and sum(map(str.isalpha, text)) < EMPTY and not page.frames:
            empty.append(Hit(page, page.h1 or page.title))
        elif first and settled(snapshot, page) and not page.frames and _unanswered(snapshot, page):
            asking.append(Hit(page, first))
        elif not first and settled(snapshot, page) and not page.frames and _asks_nothing(snapshot, page, text):
            # The name alone makes no questions: «Частые вопросы, итоги опросов, приёмная» may hold but the figures of a poll.
            continue
        elif first or called(snapshot, page, lexicon.phrases("faq-strong")) or not settled(snapshot, page) or page.frames:
            weak.append(Hit(page, first or page.h1 or page.title))
    known = {hit.page.url for hit in (*held, *weak, *asking)}
    weak += (hit for hit in _uncalled(snapshot) if hit.page.url not in known)
    return Traces(tuple(held), tuple(weak), (), tuple(empty), tuple(asking))


def _uncalled(snapshot: Snapshot) -> Iterator[Hit]:
    """Pages of another name, but for news, that answer questions, or one and say that it is frequent: what they are a person must see."""
    strong = snapshot.lexicon("interaction").phrases("faq-strong")
    for page in snapshot.pages():
        if page.is_home or page.url in news_lists(snapshot) or news_item(snapshot, page.url):
            continue
        record = snapshot.text(page.url, page.lane)
        # What heads a page asks what the page answers as a whole: «Как подготовиться к зиме?»
        own_name = {page.h1, page.title}
        text = "\n".join(line for line in record.text.splitlines() if line not in own_name) if record else ""
        least = 1 if any(holds(line, strong) for line in text.splitlines()) else FEWEST
        if text.count("?") >= least and answered(snapshot, text) >= least:
            yield Hit(page, _first_question(text))


def _asks_nothing(snapshot: Snapshot, page: PageRecord, text: str) -> bool:
    """Whether none of the page's own lines asks, even without a mark, and nothing in it folds, stands out or bears a heading."""
    source = markup(snapshot, page).lower()
    if len(page.headings) > 1 or any(sign in source for sign in _FOLDED):
        return False
    asking = tuple(f"{word} " for word in snapshot.lexicon("interaction").phrases("asking"))
    marked = snapshot.lexicon(WORDS).pattern(ASKED)
    known = {link.text for link in snapshot.links(page) if link.place != "main"} | {page.h1, page.title}
    lines = [line.strip() for line in text.splitlines() if line not in known]
    return not any(fold(line).startswith(asking) or marked.match(line) for line in lines)


def _unanswered(snapshot: Snapshot, page: PageRecord) -> bool:
    """Whether the page's own part holds questions and nothing that could answer them: no other text, way on, file, picture or folded part."""
    top = own(snapshot, Spot(page.url, page.lane))
    if top.links or top.files or top.pictures or top.forms or top.unread or not top.complete:
        return False
    # What folds without a script lies in the page's text.
    if page.scripts and any(sign in markup(snapshot, page).lower() for sign in _FOLDED):
        return False
    record = snapshot.text(page.url, page.lane)
    said = dict.fromkeys(line.strip() for line in (record.text if record else "").splitlines())
    lines = [line for line in said if line in set(top.lines) or line in page.headings[1:]]
    asking = [line for line in lines if _asks(line)]
    return len(asking) >= FEWEST and all(_asks(line) or len(line) < SHORTEST_ANSWER for line in lines)


def answered(snapshot: Snapshot, text: str) -> int:
    """How many questions of a text are answered there."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    answer = snapshot.lexicon(WORDS).pattern(ANSWER)
    pending = snapshot.lexicon("interaction").phrases("answer-pending")
    marked = sum(answer.match(line) is not None and not holds(line, pending) for line in lines)
    within = sum(_BOTH.match(line) is not None for line in lines if not _asks(line))
    below = 0
    for line, following in pairwise(lines):
        if _asks(line) and not _asks(following) and _answers(following) and not holds(following, pending):
            below += 1
    return max(marked, within, below)


def _answers(line: str) -> bool:
    """Whether a line says enough for an answer; who asked and when is none."""
    return len(line) >= (STAMPED if _STAMP.search(line) else SHORTEST_ANSWER)


def _asks(line: str) -> bool:
    return line.rstrip(" \u00a0»\"'").endswith("?") and len(line) >= SHORTEST_QUESTION


def _first_question(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if _asks(line.strip())), "")


def _leads_to_answers(snapshot: Snapshot, page: PageRecord) -> int:
    """How many links of the page ask a question and lead to a page of the site that says something."""
    found = set()
    for link in snapshot.links(page):
        if link.scope == "internal" and link.place == "main" and not link.fragment and _asks(link.text):
            target = snapshot.page(link.target, link.lane) or snapshot.page(link.target)
            if target is not None and target.url != page.url and not unseen(target):
                found.add(target.url)
    return len(found)
