"""Sentences that say why a row stays open; built as those of ``scoring.steps``."""

from __future__ import annotations

from typing import Final

OPEN: Final[dict[str, dict[str, str]]] = {
    "score.open.person": {
        "en": "{place}: no check decides this yet; a person decides.",
        "ru": "{place}: проверки, которая это решает, пока нет; решает человек.",
        "kk": "{place}: мұны шешетін тексеру әзірге жоқ; адам шешеді.",
    },
    "score.open.negative": {
        "en": "{place}: a machine can only find shortcomings here and has not settled the matter; a person confirms the rest.",
        "ru": "{place}: машина может найти здесь только недостатки и вопроса не закрыла; остальное подтверждает человек.",
        "kk": "{place}: машина мұнда тек кемшіліктерді таба алады және мәселені түпкілікті шешпеді; қалғанын адам растайды.",
    },
    "score.open.no-finding": {
        "en": "{place}: the check «{check}» has no result.",
        "ru": "{place}: у проверки «{check}» нет результата.",
        "kk": "{place}: «{check}» тексеруінің нәтижесі жоқ.",
    },
    "score.open.options": {
        "en": "{place}: the check «{check}» was made with other settings than the methodology demands; run it again.",
        "ru": "{place}: проверка «{check}» сделана не с теми настройками, которых требует методика; повторите ее.",
        "kk": "{place}: «{check}» тексеруі әдістеме талап ететін баптаулармен жасалмаған; оны қайталаңыз.",
    },
    "score.open.unverified": {
        "en": "{place}: could not be told or could not be read: {count}.",
        "ru": "{place}: не удалось установить или прочитать: {count}.",
        "kk": "{place}: анықтау немесе оқу мүмкін болмағаны: {count}.",
    },
    "score.open.disputed": {
        "en": "{place}: reviewers disagree: {count}.",
        "ru": "{place}: решения проверяющих расходятся: {count}.",
        "kk": "{place}: тексерушілердің шешімдері бір-біріне қайшы: {count}.",
    },
    "score.open.average": {
        "en": "{place}: the average of other bodies is not known; score the body together with the others.",
        "ru": "{place}: средний балл других органов неизвестен; оцените орган вместе с другими.",
        "kk": "{place}: басқа органдардың орташа балы белгісіз; органды басқалармен бірге бағалаңыз.",
    },
    "score.open.average.open": {
        "en": "{place}: other bodies have open rows here, so their average is not final.",
        "ru": "{place}: у других органов эта строка открыта, поэтому средний балл еще не окончательный.",
        "kk": "{place}: басқа органдарда бұл жол ашық, сондықтан орташа балл әлі түпкілікті емес.",
    },
    "score.open.not-assessed": {
        "en": "{place}: the law releases this body where the information is closed; say that the row does not apply, and it gets the "
        "average of other bodies.",
        "ru": "{place}: закон освобождает этот орган, если сведения закрыты; отметьте, что строка неприменима, и она получит средний "
        "балл других органов.",
        "kk": "{place}: мәліметтер жабық болса, заң бұл органды босатады; жолдың қолданылмайтынын белгілеңіз, сонда оған басқа "
        "органдардың орташа балы беріледі.",
    },
    "score.open.import": {
        "en": "{place}: figures are awaited; they come by import: {kinds}.",
        "ru": "{place}: ожидаются сведения; они поступают через импорт: {kinds}.",
        "kk": "{place}: мәліметтер күтілуде; олар импорт арқылы түседі: {kinds}.",
    },
    "score.open.sources": {
        "en": "{place}: sources give different figures, points from {low} to {high}; a person decides.",
        "ru": "{place}: источники дают разные сведения, баллы от {low} до {high}; решает человек.",
        "kk": "{place}: дереккөздер әртүрлі мәлімет береді, балл ең азы {low}, ең көбі {high}; адам шешеді.",
    },
    "score.open.contradiction": {
        "en": "{place}: the figures contradict each other: «{greater}» is above «{lesser}»; correct the data.",
        "ru": "{place}: сведения противоречивы: «{greater}» больше, чем «{lesser}»; исправьте данные.",
        "kk": "{place}: мәліметтер қайшы: «{greater}» көрсеткіші «{lesser}» көрсеткішінен асады; деректерді түзетіңіз.",
    },
    "score.open.contradiction.names": {
        "en": "{place}: the figures cannot be true: {names}; correct the data.",
        "ru": "{place}: сведения не могут быть верны: {names}; исправьте данные.",
        "kk": "{place}: мәліметтер дұрыс бола алмайды: {names}; деректерді түзетіңіз.",
    },
    "score.open.lacking": {
        "en": "{place}: «{title}» is not told, and the points depend on it.",
        "ru": "{place}: не сообщен показатель «{title}», а балл от него зависит.",
        "kk": "{place}: «{title}» көрсеткіші берілмеген, ал балл соған байланысты.",
    },
}
"""Key → language → sentence with named values in braces."""
