"""An open question in words: what is asked, by which law, what the machine saw, what became otherwise, who decided what."""

from __future__ import annotations

from collections.abc import Iterator

from openness.decisions import rests
from openness.decisions.opened import Open
from openness.decisions.outcomes import SAID, Decision, names_of, needs_figures
from reports.citing import act, stands
from reports.explain import own, sentence
from reports.i18n import N_, t
from reports.numbers import moment, printed
from reports.words import CHANGED, LANGUAGE, RULING_REASON, word
from store.findings import Outcome
from store.methodology import Methodology
from store.rulings import StoredRuling
from store.visible import line

ASK = N_("Is what the row asks for there: “{title}”?")
ASK_FIGURES = N_("Which figures are right for the row “{title}”: {figures}?")
ASK_BESIDE = N_("How many shortcomings of content does the section “{title}” have beside those that are proved?")
ASK_CHARGED = N_(
    "The row takes points: “{title}”. “{present}” says that there is nothing to take them for, “{absent}” that there is."
)
OF_LANGUAGE = N_("{question} Language: {version}.")
WITHOUT = N_("Without figures only “{present}” (all that was due) or “{absent}” (nothing of it) can be said.")
DECISION: dict[str, str] = {
    Decision.PRESENT: N_("it is there"),
    Decision.PARTIAL: N_("it is there in part"),
    Decision.ABSENT: N_("it is not there"),
    Decision.NOT_APPLICABLE: N_("it does not apply"),
    Decision.CANNOT_TELL: N_("it cannot be told"),
}
FRESH = N_("nobody decided yet")
AGAIN = N_("put up again: what the decision rested on changed")
DISAGREE = N_("the reviewers disagree: {list}")
AWAITS = N_("another reviewer must decide")
SETTLED = N_("decided by people")
SAW_NOTHING = N_("No check looks for it.")
CANDIDATES, FINDINGS, EXCERPT = 5, 8, 300
MOST_CHANGES = 8


def asked(question: Open, language: str) -> str:
    """What a person is asked."""
    title = own(question.title, language)
    told = {name: t(text, language) for name, text in (("present", DECISION["present"]), ("absent", DECISION["absent"]))}
    if question.figures:
        figures = "; ".join(f"{name} – {own(text, language)}" for name, text in question.figures.items())
        said = t(ASK_FIGURES, language, title=title, figures=figures)
        if not needs_figures(question.row, Decision.PRESENT, question.charges):
            said = f"{said} {t(WITHOUT, language, **told)}"
    elif question.beside:
        said = t(ASK_BESIDE, language, title=title)
    elif question.charges:
        said = t(ASK_CHARGED, language, title=title, **told)
    else:
        said = t(ASK, language, title=title)
    spoken = question.question.language
    return said if spoken is None else t(OF_LANGUAGE, language, question=said, version=word(LANGUAGE, spoken, language))


def place(question: Open, language: str) -> str:
    """The printed number of what is asked."""
    return printed(question.label, language)


def law(question: Open, edition: Methodology, language: str) -> str:
    """Where the law asks for it."""
    citation = question.rule.citation
    return ", ".join([act(edition, citation.law, language), *stands(citation, language)])


def seen(question: Open, language: str) -> list[str]:
    """What the machine saw: why it left the question open, and what its checks found."""
    found = [sentence(reason, language) for reason in question.reasons]
    found += [line(getattr(one.message, language), 4 * EXCERPT) for one in question.findings[:FINDINGS]]
    return list(dict.fromkeys(found)) or [t(SAW_NOTHING, language)]


def candidates(question: Open) -> list[tuple[str, str]]:
    """Addresses where it may stand, each with an excerpt."""
    found: dict[str, str] = {}
    for one in question.findings:
        for url, words in rests.candidates(one):
            found.setdefault(url, line(words, EXCERPT))
    return list(found.items())[:CANDIDATES]


def changed(question: Open, language: str) -> list[str]:
    """What became otherwise since the last decision that no longer applies."""
    return [
        t(CHANGED[f"{one.kind}-{one.what}"], language, name=line(one.name, EXCERPT)) for one in question.changes[:MOST_CHANGES]
    ]


def decided(question: Open, language: str) -> Iterator[str]:
    """Who said what of it before, in the order it was said."""
    for one in question.decisions:
        yield said(one, language)


def said(one: StoredRuling, language: str) -> str:
    """One decision in a line."""
    made = one.ruling
    count = f" ({made.count})" if made.question is not None and made.outcome == "deficiency" else ""
    figures = "".join(f"; {name} = {value}" for name, value in sorted(made.facts.items()))
    note = made.note.kk if language == "kk" else made.note.ru
    head = f"{made.id}: {t(DECISION[SAID[made.outcome]], language)}{count}{figures}, {word(RULING_REASON, made.reason, language)}"
    return f"{head} – {line(note, EXCERPT)} ({line(made.author, EXCERPT)}, {moment(made.made_at, language)})"


def standing(question: Open, language: str) -> str:
    """How a question stands: not looked at, put up again, contradicted, awaiting others, decided."""
    made = question.standing
    if not made:
        return t(AGAIN if question.changes else FRESH, language)
    if len({(one.ruling.outcome, one.ruling.count, tuple(sorted(one.ruling.facts.items()))) for one in made}) > 1:
        return t(DISAGREE, language, list=", ".join(one.ruling.author for one in made))
    if all(one.ruling.outcome is Outcome.UNVERIFIED for one in made):
        return t(DECISION[Decision.CANNOT_TELL], language)
    return t(AWAITS if question.reasons else SETTLED, language)


def figures_known(question: Open) -> dict[str, str]:
    """The figures of the row with what the machine knows of each for certain; empty for what it does not."""
    must, besides = names_of(question.row)
    found: dict[str, str] = {}
    for name in (*must, *besides):
        values = {value for one in question.findings if isinstance(value := one.facts.get(name), str)}
        found[name] = values.pop() if len(values) == 1 else ""
    return found
