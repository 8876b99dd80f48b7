"""Words for what a body's report is held against: reasons, and names of facts, in Kazakh, Russian and English."""

from __future__ import annotations

from store.wording import words

REASON = {
    "gone": words("бұл мекенжайда ештеңе жоқ", "по этому адресу ничего нет", "nothing is there"),
    "failed-once": words(
        "бет табылмады, бірақ бұл расталмаған", "страница не нашлась, но это не подтверждено", "not found, which is not confirmed"
    ),
    "other-body": words("бұл – басқа органның сайты", "это сайт другого органа", "it lies on the site of another body"),
    "other-owner": words(
        "порталда бұл басқа органдікі деп көрсетілген",
        "на портале это числится за другим органом",
        "the portal names it as another body's",
    ),
    "owner-unsure": words(
        "портал атаған орган тізілімде жоқ; осы органға қатысы анық емес",
        "портал называет орган, которого нет в реестре; относится ли он к этому органу, неясно",
        "the portal names a body that the register does not have; whether it belongs to this one is unclear",
    ),
    "other-language": words("беттің тілі басқа", "страница на другом языке", "the page is in another language"),
    "outside-period": words(
        "бетте кезеңнен тыс күн көрсетілген", "на странице указан день вне периода", "the page tells a day outside of the period"
    ),
    "other-day": words("бетте басқа күн көрсетілген", "на странице указан другой день", "the page tells another day"),
    "other-subject": words("бетте басқа нәрсе туралы айтылған", "на странице речь о другом", "the page is about something else"),
    "subject-unsure": words(
        "беттің сол туралы екені анық емес", "неясно, о том ли страница", "it is unclear whether the page is about it"
    ),
    "not-readable": words("мәтінін оқу мүмкін болмады", "текст прочитать не удалось", "its text could not be read"),
}

STANDING = {
    "confirmed": words("расталды", "подтверждено", "confirmed"),
    "contradicted": words("сәйкес келмейді", "не соответствует", "contradicted"),
    "open": words("салыстырылмады", "не сравнено", "not compared"),
    "reported": words("есеп бойынша", "по отчету", "as reported"),
}

NAMES = {
    "cell": words("Есептегі ұяшық", "Ячейка отчета", "Cell of the report"),
    "standing": words("Есептегі мәліметтің жайы", "Состояние сведений отчета", "Standing of what the report says"),
}
