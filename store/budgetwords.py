"""Words of what checks of the portal of open budgets look for, and of why a portal was not read."""

from __future__ import annotations

from store.wording import words

DOCUMENT = {
    "balance": words(
        "шоғырландырылған бухгалтерлік баланс", "консолидированный бухгалтерский баланс", "consolidated balance sheet"
    ),
    "performance": words(
        "қаржылық қызмет нәтижелері туралы шоғырландырылған есеп",
        "консолидированный отчет о результатах финансовой деятельности",
        "consolidated statement of financial performance",
    ),
    "cash-flow": words(
        "ақша қозғалысы туралы шоғырландырылған есеп",
        "консолидированный отчет о движении денег",
        "consolidated statement of cash flows",
    ),
    "equity": words(
        "таза активтердің/капиталдың өзгерістері туралы шоғырландырылған есеп",
        "консолидированный отчет об изменениях чистых активов/капитала",
        "consolidated statement of changes in net assets or equity",
    ),
    "notes": words(
        "шоғырландырылған қаржылық есептілікке түсіндірме жазба",
        "пояснительная записка к консолидированной финансовой отчетности",
        "explanatory note to the consolidated statements",
    ),
    "plan-report": words(
        "даму жоспарын іске асыру туралы есеп", "отчет о реализации плана развития", "report on the development plan"
    ),
    "civil-budget": words("азаматтық бюджет", "гражданский бюджет", "civil budget"),
}

PART = {
    "statements": words(
        "шоғырландырылған қаржылық есептілік", "консолидированная финансовая отчетность", "consolidated statements"
    ),
    "plan-report": DOCUMENT["plan-report"],
    "programme-reports": words(
        "бюджеттік бағдарламалар туралы есептер", "отчеты о бюджетных программах", "reports on budget programmes"
    ),
    "audits": words("аудит пен бақылау нәтижелері", "результаты аудита и контроля", "results of audit and control"),
    "civil-budget": DOCUMENT["civil-budget"],
    "drafts": words("бюджеттік бағдарламалардың жобалары", "проекты бюджетных программ", "drafts of budget programmes"),
}

FAULT = {
    "empty-rows": words("бос қалдырылған жолдар бар", "есть незаполненные строки", "rows are left empty"),
    "no-file": words("файл тіркелмеген", "файл не приложен", "no file is attached"),
    "title-copied": words(
        "атауы екінші тілдегі нұсқаның көшірмесі",
        "название – копия названия на другом языке",
        "the title is a copy of that in the other language",
    ),
}

# Rows of a passport or a card.
ROW = {
    "administrator": words("бағдарламаның әкімшісі", "администратор программы", "administrator"),
    "programme": words("бюджеттік бағдарлама", "бюджетная программа", "programme"),
    "head": words("бағдарламаның басшысы", "руководитель программы", "head of the programme"),
    "basis": words("нормативтік құқықтық негізі", "нормативная правовая основа", "legal basis"),
    "description": words("сипаттамасы", "описание", "description"),
    "level": words("мемлекеттік басқару деңгейі", "уровень государственного управления", "level of government"),
    "content": words("мазмұнына қарай түрі", "вид по содержанию", "kind by content"),
    "means": words("іске асыру тәсілі", "способ реализации", "way of carrying out"),
    "nature": words("ағымдағы немесе даму", "текущая или развитие", "current or development"),
    "aim": words("мақсаты", "цель", "aim"),
    "tasks": words("міндеттері", "задачи", "tasks"),
    "period": words("жоспарлы кезең", "плановый период", "period of the plan"),
    "costs": words("шығыстар", "расходы", "costs"),
    "indicators": words("тікелей нәтиже көрсеткіштері", "показатели прямого результата", "direct indicators"),
    "kind": words("құжат түрі", "вид документа", "kind of document"),
    "about": words("есепті кезең", "отчетный период", "period of the report"),
    "placed": words("орналастырылған күні", "дата размещения", "day of placing"),
}

# Why a portal or a source of it was not read.
WHY = {
    "comments-not-shown": words(
        "пікірлер орны көрсетілмеген", "место для комментариев не показано", "no place for comments is shown"
    ),
    "captcha": words("портал роботқа тексеру сұрайды", "портал требует проверки на робота", "the portal asks for a captcha"),
    "maintenance": words("порталда техникалық жұмыстар", "на портале технические работы", "the portal is under maintenance"),
    "forbidden": words("портал рұқсат бермейді", "портал не дает доступа", "the portal forbids access"),
    "portal-not-asked": words("портал сұралмады", "портал не запрашивался", "the portal was not asked"),
    "portal-body-unknown": words("орган порталда табылмады", "орган на портале не найден", "the portal does not know the body"),
    "portal-not-known": words("портал тізілімде жоқ", "портала нет в реестре", "the register does not know the portal"),
    "key": words("портал кілт сұрайды", "портал требует ключ", "the portal asks for a key"),
}

REASON = {
    "nothing-on-portal": words(
        "порталда бекітілген бағдарламалар жоқ", "на портале нет утвержденных программ", "the portal holds no approved programmes"
    ),
    "known-to-the-body": words("санын органның өзі ғана біледі", "число знает только сам орган", "the body alone knows how many"),
    "duty-unknown": words(
        "міндеттілігі дәлелденбеген", "не доказано, что размещение обязательно", "that it had to be placed is not proved"
    ),
    "files-not-shown": words("файлдар тізімі көрсетілмеген", "перечень файлов не показан", "no list of files is shown"),
    "no-term": words("қолдағы актілерде мерзім жоқ", "имеющиеся акты не называют срока", "the acts at hand name no term"),
    "day-untold": words("портал күнді көрсетпейді", "портал не называет дня", "the portal does not tell the day"),
    "comments-not-shown": words(
        "пікірлер орны көрсетілмеген", "место для комментариев не показано", "no place for comments is shown"
    ),
    "site-unread": words("сайт толық оқылмады", "сайт прочитан не целиком", "the site was not read whole"),
}
