"""Every sentence of an explanation, in English, Russian and Kazakh, with the values it names.

Sentences are built so that no value needs an ending: counts follow a colon, numbers stand where they are not declined.
``place`` is the printed number of a row or requirement, ``text`` arithmetic written out, all numbers exact decimals.
"""

from __future__ import annotations

from typing import Final

STEPS: Final[dict[str, dict[str, str]]] = {
    "score.weight": {
        "en": "Weight of the row: {weight}.",
        "ru": "Вес строки: {weight}.",
        "kk": "Жолдың салмағы: {weight}.",
    },
    "score.flawless": {
        "en": "No shortcoming was found: full weight, {weight}.",
        "ru": "Недостатков не найдено: полный вес, {weight}.",
        "kk": "Кемшіліктер табылған жоқ: толық салмақ, {weight}.",
    },
    "score.exempt": {
        "en": "The requirement does not apply to this body: full weight, {weight}.",
        "ru": "Требование к этому органу неприменимо: полный вес, {weight}.",
        "kk": "Талап бұл органға қолданылмайды: толық салмақ, {weight}.",
    },
    "score.absent": {
        "en": "The requirement is not met (shortcomings: {count}): 0 of {weight}.",
        "ru": "Требование не выполнено (недостатков: {count}): 0 из {weight}.",
        "kk": "Талап орындалмаған (кемшіліктер саны: {count}): балл 0, ең көбі {weight}.",
    },
    "score.arithmetic": {
        "en": "Points: {text}.",
        "ru": "Баллы: {text}.",
        "kk": "Балл: {text}.",
    },
    "score.deduction.once": {
        "en": "Requirement {place} is not met (facts: {count}); deducted once: {deduction}.",
        "ru": "Требование {place} не выполнено (фактов: {count}); вычет один раз: {deduction}.",
        "kk": "{place} талабы орындалмаған (фактілер саны: {count}); бір рет шегеріледі: {deduction}.",
    },
    "score.deduction.per-fact": {
        "en": "{place}: shortcomings: {count}, deduction for each: {deduction}; {text}.",
        "ru": "{place}: недостатков: {count}, вычет за каждый: {deduction}; {text}.",
        "kk": "{place}: кемшіліктер саны: {count}, әрқайсысы үшін шегерім: {deduction}; {text}.",
    },
    "score.capped": {
        "en": "The law limits this deduction: {raw} becomes {cap} ({share} % of the weight {weight}).",
        "ru": "Закон ограничивает этот вычет: вместо {raw} – {cap} ({share} % от веса {weight}).",
        "kk": "Заң бұл шегерімді шектейді: {raw} орнына {cap} (салмақтың {share} %-ы, салмақ {weight}).",
    },
    "score.floor": {
        "en": "The deductions ({taken}) exceed the weight ({weight}): 0 points.",
        "ru": "Вычеты ({taken}) больше веса ({weight}): 0 баллов.",
        "kk": "Шегерімдер ({taken}) салмақтан ({weight}) асады: 0 балл.",
    },
    "score.award.deficiency": {
        "en": "The middle level is reached: {points} of {weight}.",
        "ru": "Достигнута средняя ступень: {points} из {weight}.",
        "kk": "Орта сатыға жетті: балл {points}, ең көбі {weight}.",
    },
    "score.award.missing": {
        "en": "No level is reached: {points} of {weight}.",
        "ru": "Ни одна ступень не достигнута: {points} из {weight}.",
        "kk": "Бірде-бір сатыға жетпеді: балл {points}, ең көбі {weight}.",
    },
    "score.section.absent": {
        "en": "Indicator {place} is absent; its share of the section is deducted: {text}.",
        "ru": "Индикатор {place} отсутствует; вычитается его доля в разделе: {text}.",
        "kk": "{place} индикаторы жоқ; оның бөлімдегі үлесі шегеріледі: {text}.",
    },
    "score.source": {
        "en": "{source}: {points}.",
        "ru": "{source}: {points}.",
        "kk": "{source}: {points}.",
    },
    "score.source.open": {
        "en": "{source}: not known yet, from {low} to {high}.",
        "ru": "{source}: пока неизвестно, от {low} до {high}.",
        "kk": "{source}: әзірге белгісіз, ең азы {low}, ең көбі {high}.",
    },
    "score.range": {
        "en": "Something is still open: from {low} to {high} points.",
        "ru": "Не все установлено: от {low} до {high} балла.",
        "kk": "Әлі бәрі анықталған жоқ: ең азы {low}, ең көбі {high} балл.",
    },
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
    "score.table": {
        "en": "Points of the indicator: {text}.",
        "ru": "Баллы показателя: {text}.",
        "kk": "Көрсеткіштің балы: {text}.",
    },
    "score.table.low": {
        "en": "At least: {text}.",
        "ru": "Не менее: {text}.",
        "kk": "Ең азы: {text}.",
    },
    "score.table.high": {
        "en": "At most: {text}.",
        "ru": "Не более: {text}.",
        "kk": "Ең көбі: {text}.",
    },
    "score.coefficient.none": {
        "en": "There is no mobile version: the coefficient is 0 and nothing more is deducted.",
        "ru": "Мобильной версии нет: коэффициент 0, других вычетов не делается.",
        "kk": "Мобильді нұсқа жоқ: коэффициент 0, басқа шегерім жасалмайды.",
    },
    "score.penalty.none": {
        "en": "No false data of the body is known: nothing is deducted.",
        "ru": "Недостоверных данных органа не установлено: вычета нет.",
        "kk": "Органның анық емес деректері анықталмаған: шегерім жоқ.",
    },
    "score.penalty": {
        "en": "False data of the body, facts: {count}; deducted: {points} (at most {cap}).",
        "ru": "Недостоверные данные органа, фактов: {count}; вычтено: {points} (не более {cap}).",
        "kk": "Органның анық емес деректері, фактілер саны: {count}; шегерілді: {points} (ең көбі {cap}).",
    },
    "score.total.open": {
        "en": "Rows that are open: {count}. The total lies between {low} and {high}; it becomes final when they are closed.",
        "ru": "Открытых строк: {count}. Итог лежит между {low} и {high}; он станет окончательным, когда они будут закрыты.",
        "kk": "Ашық жолдар саны: {count}. Қорытынды балл: ең азы {low}, ең көбі {high}; жолдар жабылғанда ол түпкілікті болады.",
    },
}
"""Key → language → sentence with named values in braces."""
