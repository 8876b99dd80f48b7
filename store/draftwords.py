"""Options of the checks on drafts of legal acts, as readers see them."""

from __future__ import annotations

from store.wording import words

OPTIONS = {
    "accompanied": words("жазба мен кесте талап етіледі", "требуются записка и таблица", "note and table are demanded"),
    "none_due": words(
        "органның есебінде нөл болса, жол қолданылмайтын көрсеткіштер",
        "показатели отчета, при нуле которых строка не применяется",
        "figures of the body's report that waive the row where they are none",
    ),
    "each": words("әр кемшілік бөлек саналады", "каждый недостаток считается отдельно", "each shortcoming counts by itself"),
    "figure": words("жолдың көрсеткіші", "показатель строки", "figure of the row"),
    "kinds": words("акт түрлерінің кодтары", "коды видов актов", "codes of kinds of acts"),
    "others": words(
        "есепке алынбайтын түрлердің кодтары", "коды видов, которые не считаются", "codes of kinds that do not count"
    ),
    "term": words("талқылау мерзімі бағаланады", "оценивается срок обсуждения", "the term of the discussion is judged"),
}
