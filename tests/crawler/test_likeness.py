"""A page for absent addresses is known again, and no page with something of its own is taken for it."""

from selectolax.lexbor import LexborHTMLParser

from crawler.web.likeness import alike, is_shell, shingles, text_of

MENU = "<nav>Главная О министерстве Структура Документы Новости Контакты Вопросы и ответы Государственные услуги</nav>"


def page(title: str, text: str) -> frozenset[int]:
    return shingles(text_of(LexborHTMLParser(f"<title>{title}</title><body>{MENU}{text}<footer>Астана</footer></body>")))


HOME = page("Министерство", "<p>Добро пожаловать на официальный сайт</p>")
ABSENT = page("Не найдено", "<p>Извините, страница 17 не найдена или была удалена</p>")


def test_the_same_words_with_another_number_are_the_same() -> None:
    assert alike(page("Не найдено", "<p>Извините, страница 23 не найдена или была удалена</p>"), ABSENT, HOME)


def test_a_few_words_of_its_own_make_a_page() -> None:
    assert not alike(page("Приём", "<p>Приём граждан по средам</p>"), ABSENT, HOME)
    assert not alike(page("Не найдено", "<p>Ничего</p>"), page("Поиск", "<p>Введите слово</p>"), HOME)


def test_where_absent_addresses_show_the_home_page_only_the_home_page_is_like_it() -> None:
    assert alike(HOME, HOME, HOME)
    assert not alike(page("Приём", "<p>Приём граждан по средам</p>"), HOME, HOME)


def test_scripts_are_no_text_and_an_empty_shell_is_known() -> None:
    shell = LexborHTMLParser("<title>App</title><body><div id=root></div><script>var words='много слов здесь';</script></body>")
    assert "слов" not in text_of(shell)
    assert is_shell(shell)
    assert not is_shell(LexborHTMLParser(f"<body>{MENU * 3}<script>1</script></body>"))
    assert not is_shell(LexborHTMLParser("<body>без скриптов</body>"))
