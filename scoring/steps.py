"""Every sentence of an explanation, in English, Russian and Kazakh, with the values it names.

Sentences are built so that no value needs an ending: counts follow a colon, numbers stand where they are not declined.
``place`` is the printed number of a row or requirement, ``text`` arithmetic written out, all numbers exact decimals.
"""

from __future__ import annotations

from typing import Final

from scoring.opensteps import OPEN

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
    "score.absent.cap": {
        "en": "What is asked for is not there: the most that the law takes off, {cap} ({share} % of the weight).",
        "ru": "Того, что требуется, нет: вычитается предельный размер, {cap} ({share} % от веса).",
        "kk": "Талап етілетіні жоқ: заңдағы ең көп шегерім алынады, {cap} (салмақтың {share} %-ы).",
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
    "score.decided": {
        "en": "Decisions of people on facts of this row: {count} ({names}); the facts count as decided.",
        "ru": "Решения людей по фактам этой строки: {count} ({names}); факты посчитаны так, как решено.",
        "kk": "Осы жолдың фактілері бойынша адам шешімдері: {count} ({names}); фактілер сол шешімдер бойынша есептелді.",
    },
    "score.table": {
        "en": "Points of the indicator: {text}.",
        "ru": "Баллы показателя: {text}.",
        "kk": "Көрсеткіштің балы: {text}.",
    },
    "score.table.capped": {
        "en": "Shortcomings of the whole table take {taken}; at most {cap} may be taken, {back} are given back.",
        "ru": "Вычеты за недостатки по всей таблице: {taken}; по закону не более {cap}, возвращается {back}.",
        "kk": "Кесте бойынша кемшіліктер үшін шегерімдер: {taken}; заң бойынша ең көбі {cap}, қайтарылады: {back}.",
    },
    "score.table.capped.kk": {
        "en": "Shortcomings of the Kazakh version take {taken}; at most {cap} may be taken, {back} are given back.",
        "ru": "Вычеты за недостатки версии на казахском языке: {taken}; по закону не более {cap}, возвращается {back}.",
        "kk": "Қазақ тіліндегі нұсқаның кемшіліктері үшін шегерімдер: {taken}; заң бойынша ең көбі {cap}, қайтарылады: {back}.",
    },
    "score.table.capped.ru": {
        "en": "Shortcomings of the Russian version take {taken}; at most {cap} may be taken, {back} are given back.",
        "ru": "Вычеты за недостатки версии на русском языке: {taken}; по закону не более {cap}, возвращается {back}.",
        "kk": "Орыс тіліндегі нұсқаның кемшіліктері үшін шегерімдер: {taken}; заң бойынша ең көбі {cap}, қайтарылады: {back}.",
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
    "score.weight.penalty": {
        "en": "Penalty of the row at most: {weight}.",
        "ru": "Штраф по строке не более: {weight}.",
        "kk": "Жол бойынша айыппұл ең көбі: {weight}.",
    },
    "score.row.penalty": {
        "en": "Taken off: {text}.",
        "ru": "Снимается: {text}.",
        "kk": "Шегеріледі: {text}.",
    },
    "score.table.penalty": {
        "en": "Penalty points of the table: {points}.",
        "ru": "Штрафные баллы таблицы: {points}.",
        "kk": "Кесте бойынша айыппұл балы: {points}.",
    },
    "score.table.penalty.open": {
        "en": "Penalty points of the table: from {low} to {high}.",
        "ru": "Штрафные баллы таблицы: от {low} до {high}.",
        "kk": "Кесте бойынша айыппұл балы: ең азы {low}, ең көбі {high}.",
    },
    "score.table.plain-sum": {
        "en": "A plain sum of the rows would give {points}; the special formula counts.",
        "ru": "Простая сумма строк дала бы {points}; применена специальная формула.",
        "kk": "Жолдардың жай қосындысы {points} болар еді; арнайы формула қолданылды.",
    },
    "score.table.zeroed": {
        "en": "A condition of the law is not met: 0 instead of {points}.",
        "ru": "Условие закона не выполнено: 0 вместо {points}.",
        "kk": "Заңның шарты орындалмаған: {points} орнына 0.",
    },
    "score.duty": {
        "en": "A duty without points: it is told whether it is fulfilled.",
        "ru": "Обязанность без баллов: показано, выполнена ли она.",
        "kk": "Балсыз міндет: орындалған-орындалмағаны көрсетілген.",
    },
    "score.exempted.average": {
        "en": "The body is not scored on this row; the law or its default gives it the average of other bodies.",
        "ru": "Орган по этой строке не оценивается; ему присваивается средний балл других органов.",
        "kk": "Орган бұл жол бойынша бағаланбайды; оған басқа органдардың орташа балы беріледі.",
    },
    "score.exempted.full": {
        "en": "The body is not scored on this row and gets its full weight.",
        "ru": "Орган по этой строке не оценивается и получает ее полный вес.",
        "kk": "Орган бұл жол бойынша бағаланбайды және оның толық салмағын алады.",
    },
    "score.average": {
        "en": "Average of other bodies (their number: {count}): {points}.",
        "ru": "Средний балл других органов (их число: {count}): {points}.",
        "kk": "Басқа органдардың орташа балы (олардың саны: {count}): {points}.",
    },
    "score.average.open": {
        "en": "Average of other bodies (their number: {count}): from {low} to {high}.",
        "ru": "Средний балл других органов (их число: {count}): от {low} до {high}.",
        "kk": "Басқа органдардың орташа балы (олардың саны: {count}): ең азы {low}, ең көбі {high}.",
    },
    "score.figure": {
        "en": "{title}: {value}.",
        "ru": "{title}: {value}.",
        "kk": "{title}: {value}.",
    },
    "score.nothing.full": {
        "en": "There was nothing to count: full weight, {points}.",
        "ru": "Считать было нечего: полный вес, {points}.",
        "kk": "Есептейтін ештеңе болмаған: толық салмақ, {points}.",
    },
    "score.nothing.zero": {
        "en": "There was nothing to count: {points}.",
        "ru": "Считать было нечего: {points}.",
        "kk": "Есептейтін ештеңе болмаған: {points}.",
    },
    "score.nothing.average": {
        "en": "There was nothing to count: the average of other bodies is given.",
        "ru": "Считать было нечего: присваивается средний балл других органов.",
        "kk": "Есептейтін ештеңе болмаған: басқа органдардың орташа балы беріледі.",
    },
    "score.nothing.open": {
        "en": "There was nothing to count, and the act does not say what is given then: the row stays open.",
        "ru": "Считать было нечего, а что ставится в таком случае, акт не говорит: строка остается открытой.",
        "kk": "Есептейтін ештеңе болмаған, ал мұндайда не берілетінін акт айтпайды: жол ашық қалады.",
    },
    "score.waived": {
        "en": "By the note of the table the full weight is given: {points}.",
        "ru": "По примечанию таблицы дается полный вес: {points}.",
        "kk": "Кестенің ескертпесі бойынша толық салмақ беріледі: {points}.",
    },
    "score.due": {
        "en": "It was due, and nothing was done: {points}.",
        "ru": "Это требовалось, но не сделано: {points}.",
        "kk": "Бұл талап етілген, бірақ ештеңе орындалмаған: {points}.",
    },
    "score.cases.mean": {
        "en": "Cases: {count}; mean of their points: {text}.",
        "ru": "Случаев: {count}; среднее их баллов: {text}.",
        "kk": "Жағдайлар саны: {count}; олардың балдарының орташасы: {text}.",
    },
    "score.cases.worst": {
        "en": "Cases: {count}; the worst counts: {points}.",
        "ru": "Случаев: {count}; учитывается худший: {points}.",
        "kk": "Жағдайлар саны: {count}; ең нашары есептеледі: {points}.",
    },
    "score.band": {
        "en": "Band of the law: {points} of {weight}.",
        "ru": "Ступень по закону: {points} из {weight}.",
        "kk": "Заң бойынша саты: балл {points}, ең көбі {weight}.",
    },
    "score.band.none": {
        "en": "The fall has no percentage, because there was nothing before: {points}.",
        "ru": "Снижение в процентах не определяется, прежде ничего не было: {points}.",
        "kk": "Төмендеу пайызы анықталмайды, бұрын ештеңе болмаған: {points}.",
    },
    "score.band.value": {
        "en": "Measured: {value} %.",
        "ru": "Измерено: {value} %.",
        "kk": "Өлшенгені: {value} %.",
    },
    "score.band.rounded": {
        "en": "Rounded before it is compared with the bands: {value} becomes {rounded}.",
        "ru": "Округлено до сравнения со ступенями: вместо {value} – {rounded}.",
        "kk": "Сатылармен салыстыру алдында дөңгелектелді: {value} орнына {rounded}.",
    },
    "score.band.gap": {
        "en": "No printed band covers {value}; the default of the methodology file decided.",
        "ru": "Ни одна ступень закона не охватывает {value}; применено правило файла методики.",
        "kk": "Заңның бірде-бір сатысы {value} мәнін қамтымайды; әдістеме файлының ережесі қолданылды.",
    },
    "score.band.rhythm": {
        "en": "The number reaches the band of {points}, but its rhythm is not kept: «{title}» – {value}.",
        "ru": "Число достигает ступени {points}, но ее ритм не соблюден: «{title}» – {value}.",
        "kk": "Саны {points} сатысына жетеді, бірақ оның ырғағы сақталмаған: «{title}» – {value}.",
    },
    "score.rate.scale": {
        "en": "For {value} cases the law sets the coefficient {per}.",
        "ru": "При числе {value} закон устанавливает коэффициент {per}.",
        "kk": "{value} саны үшін заң белгілеген коэффициент: {per}.",
    },
    "score.rate.none": {
        "en": "For {value} cases the law sets no coefficient; the row is treated as one with nothing to count.",
        "ru": "При числе {value} закон не устанавливает коэффициента; строка считается так, как если бы считать было нечего.",
        "kk": "{value} саны үшін заң коэффициент белгілемеген; жол есептейтін ештеңе болмағандай қаралады.",
    },
    **OPEN,
}
"""Key → language → sentence with named values in braces."""
