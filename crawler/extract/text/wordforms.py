"""Words and endings that belong to Kazakh or to Russian alone, for labels too short for statistics, and words of two alphabets mixed."""

from __future__ import annotations

import re
from functools import lru_cache

from store.base import Language

# Written without one Kazakh letter and yet Kazakh; menus of state bodies are full of them.
_KAZAKH = frozenset(
    """
    ал алга алгы алыс арасында аркылы арналған артка аса атап айтқанда бар барлык болды болып деп жане керек мысалы ол олар
    оны сондыктан ауыл ауылдар ашу бас басты басшы басшысы бет бетке бетте бойынша бойы болады бос ведомстволар веб-сайттан
    демалыс дейін еді екен емес есеп есептер жабу жазылу жалпы жалгастыру жана жас жастар жауап жарнама жоба жобалар
    жобасы жок жоспар жоспарлар жоспары жоғары жыл жыла жылы жылдар заман заманауи карау картасы картасын кері келесі кестелер
    кызмет кызметтер лауазымдар мазмуны мамандар мекен мекенжай мен менен бен пен мемлекет мемлекеттер орынбасары орындар орны
    орта орталар осы саны сайттан сайтты салалар салауат сапар сауалнама сипаттама сот соттар сурау табу талап талаптар
    тапсырма тарих тарихы тауарлар тегін толыгырак туралы удерістер хабарландыру хабарландырулар хабарлама хабарламалар
    республикасы тобы жазуы опцияларын шаралар шаруашылык
    """.split()  # noqa: SIM905
)
_RUSSIAN = frozenset(
    """
    более в во все для ее его если еще за и из или их к как ко ли между на над нет но о об обо один очень по под после при про с
    сайта сайте со так также только уже чем через что это этот будет был была были быть вы где ему они она когда которая
    которые которых который мы надо нужно всем всех чтобы ао г гг гккп гкп гку гу кгкп кгп кгу нао обл район рггп ргп ргу роо
    тоо ул филиал приложение республика республики степени карта
    """.split()  # noqa: SIM905
)
# Alone they are Russian plurals; after another word they may be Kazakh words with «its»: «ғылыми театры».
_PLURALS = frozenset(
    """
    авторы адреса акты архивы банки вопросы документы законы кадры конкурсы контакты курсы музеи органы ответы отделы отзывы
    отчеты планы программы проекты регламенты сервисы стандарты тарифы театры телефоны тендеры товары форумы формы фонды
    центры
    """.split()  # noqa: SIM905
)
_KAZAKH_END = re.compile(
    r"(?:[бвгджзклмнпрстфхшаоуыйие]{2,})(?:лары|дары|тары|лары|ларын|дарын|тарын|ларды|дарды|тарды|ларга|дарга|тарга|ландыру|тандыру|дандыру|лау|дау|тау"
    r"|шылар|шылык|лыктар|ымдар|ыстар|дан|тан|нан|ында|ынан|ының|сын|сында|ныз|ыныз|малар|балар|палар)"
)
_KAZAKH_PLURAL = re.compile(r"\w{2,}(?:[аоуыйрлзмнж]лар|[ймнзлж]дар|[пткшсхф]тар|[еийрлз]лер|[ймнзлж]дер|[пткшсхфвбгд]тер)")
_RUSSIAN_END = re.compile(
    r"\w{3,}(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|ыми|ими|ость|ости|остью|ание|ения|ение|ания|ений|аний|ство|ства|ству|ться|тся|ать|ять|ить|еть"
    r"|цию|ции|ций|циям|ник|ников|ник[аи]|чик|щик|ов|ев|ами|ями|ах|ях|ам|ям|ной|ный|ную|ной|ского|ские|ский|ская|ки|ча|шь|ешь|ите|йте)"
)
_NEVER_KAZAKH = re.compile("[ёщъ]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w.-])[а-яёәғқңөұүһі]+(?![\w)-]|\.\w)")
_WHOLE = re.compile(r"[^\W\d_]+")
KAZAKH_SMALL = frozenset("әғқңөұүһі")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-z]")
_ROMAN = re.compile(r"[IVXLCDM]+(?=[а-яәғқңөұүһі])")
# Latin letters and the Cyrillic ones they are typed for.
_TWINS = str.maketrans("aceiopxyhkmtABCEHIKMOPTXYuj", "асеіорхуһкмтАВСЕНІКМОРТХҮүј")
_TWIN = frozenset("aceiopxyhABCEHIKMOPTXY")
MAX_MIXED = 20


@lru_cache(maxsize=20_000)
def leaning(label: str, alone: bool = True, endings: bool = True) -> Language | None:
    """The language to which the words and endings of a short Cyrillic text belong, or None where they tell none or contradict.

    ``alone`` is false for the rest of a longer text: «форумы» alone is Russian, after a Kazakh title it is Kazakh. Without ``endings``
    only whole words count, which outweigh even the language of the page around.
    """
    words = [word.replace("ё", "е") for word in _WORD.findall(label.casefold())]
    russian = sum(word in _RUSSIAN and (len(word) > 1 or len(words) > 1) for word in words)
    russian += alone and bool(words) and words[0] in _PLURALS and (len(words) == 1 or russian > 0)
    kazakh = sum(word in _KAZAKH for word in words)
    if endings and not kazakh and not russian:
        kazakh = sum(len(word) > 4 and bool(_KAZAKH_PLURAL.fullmatch(word) or _KAZAKH_END.fullmatch(word)) for word in words)
        russian = sum(len(word) > 4 and bool(_RUSSIAN_END.fullmatch(word)) for word in words) + bool(
            _NEVER_KAZAKH.search(label.casefold())
        )
    if bool(kazakh) == bool(russian):
        return None
    return "kk" if kazakh else "ru"


def spoken(text: str) -> Language | None:
    """The language whose small words a sentence has, where it has those of one language only; initials are no words."""
    words = [word.replace("ё", "е") for word in _SMALL.findall(text.lower() if text.isupper() else text)]
    russian = any(word in _RUSSIAN for word in words)
    kazakh = any(word in _KAZAKH for word in words)
    if russian == kazakh:
        return None
    # Names keep their Kazakh letters in a Russian text, but names are capitalised.
    if russian and sum(not KAZAKH_SMALL.isdisjoint(word) for word in words) > 1:
        return None
    return "kk" if kazakh else "ru"


def mixed_words(text: str) -> tuple[str, ...]:
    """Words that mix Cyrillic with Latin letters of the same look, in order, each once, at most twenty.

    «Kaspi-де» and «IIIші» are no such words: a hyphen or a Roman number parts the alphabets.
    """
    found: dict[str, None] = {}
    for word in _WHOLE.findall(text):
        if is_mixed(word):
            found[word[:60]] = None
            if len(found) >= MAX_MIXED:
                break
    return tuple(found)


@lru_cache(maxsize=50_000)
def is_mixed(word: str) -> bool:
    """Whether a word has letters of both alphabets, those of one of them being look-alikes of the other's."""
    if not (_LATIN.search(word) and _CYRILLIC.search(word)) or _ROMAN.match(word):
        return False
    latin = _LATIN.findall(word)
    cyrillic = _CYRILLIC.findall(word)
    return (
        all(letter in _TWIN for letter in latin)
        if len(latin) <= len(cyrillic)
        else all(mark in _CYRILLIC_TWIN for mark in cyrillic)
    )


_CYRILLIC_TWIN = frozenset("асеіорхуһАВСЕНІКМОРТХУ")


def repaired(text: str) -> str:
    """The text with Latin look-alikes in Cyrillic words replaced by the letters they stand for, so that its language can be told."""
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return text
    return _WHOLE.sub(lambda match: match.group().translate(_TWINS) if _cyrillic_mixed(match.group()) else match.group(), text)


def _cyrillic_mixed(word: str) -> bool:
    return is_mixed(word) and len(_LATIN.findall(word)) <= len(_CYRILLIC.findall(word))
