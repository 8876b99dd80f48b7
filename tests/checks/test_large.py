"""What keeps a large site in bounded memory says the same as what holds everything: frequent lines, sightings in columns, answers kept in part."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from checks import frequent as shared
from checks.derived import derived_few
from checks.frequent import frequent
from checks.index import Index
from checks.labels import Sighting
from checks.offers import Bits, Entry, Offered
from checks.phrases import phrases
from checks.shelf import Shelf
from store.snapshot import Snapshot

LABELS = ("Ережелер", "Жаңалықтар", "Бюджет", "Отчёт о бюджете", "Новости")


@pytest.mark.parametrize("buckets", [1, 7, 1 << 16])
def test_what_many_groups_share_is_counted_exactly(buckets: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "BUCKETS", buckets)
    draw = random.Random(5)
    groups = [[f"line {int(draw.paretovariate(0.6)) % 200}" for _ in range(9)] for _ in range(300)]
    counted = Counter(item for group in groups for item in set(group))
    for least in (1, 2, 30, 120, 301):
        assert frequent(lambda: groups, least) == {item for item, number in counted.items() if number >= least}


def made(number: int) -> list[Sighting]:
    draw = random.Random(number)
    return [
        Sighting(
            draw.choice(LABELS), draw.choice(("menu", "link", "body")), f"https://a.kz/{draw.randrange(9)}", (f"https://a.kz/{at}", "*"),
            fragment=draw.choice(("", "top")), xpath=f"/a[{draw.randrange(4)}]", pages=draw.randrange(70_000), part=draw.choice(("", "x")),
        )
        for at in range(number)
    ]  # fmt: skip


def test_the_shelf_gives_back_the_sightings_of_each_label_in_their_order() -> None:
    ones, shelf, labels = made(400), Shelf(), dict[str, int]()
    for one in ones:
        shelf.add(labels.setdefault(one.text, len(labels)), one)
    shelf.close()
    for text, label in labels.items():
        wanted = [one for one in ones if one.text == text]
        places = shelf.of(label, text)
        assert (list(places), len(places), places[0], places[-2:]) == (wanted, len(wanted), wanted[0], tuple(wanted[-2:]))
        # Whoever looks twice sees the same.
        assert list(places) == wanted


def test_an_index_tells_every_place_of_a_phrase_again_and_again() -> None:
    ones = made(300)
    index = Index(ones)
    (phrase,) = phrases(("Жаңалықтар",), "kk")
    first, second = index.find(phrase), index.find(phrase)
    assert [hit.text for hit in first] == ["Жаңалықтар"]
    assert [hit[:3] for hit in first] == [hit[:3] for hit in second]
    assert list(first[0].sightings) == [one for one in ones if one.text == "Жаңалықтар"]
    assert index.labels == len(LABELS)


def test_offers_of_a_page_come_back_in_page_order() -> None:
    places, entries = Bits[str](), Bits[Entry]()
    before = places.add({places.table.number("https://a.kz/c"): 2}), entries.add({})
    entry = Entry("https://a.kz/a", "a", False)
    held = {places.table.number(f"https://a.kz/{name}"): bits for name, bits in (("b", 3), ("a", 8), ("c", 1))}
    here = places.add(held), entries.add({entries.table.number(entry): 5})
    assert (before, here) == ((0, 0), (1, 1))
    one, other = (Offered(places, entries, place, (), False) for place in (1, 0))
    assert (other.places, other.entries) == ({"https://a.kz/c": 2}, {})
    assert list(one.places.items()) == [("https://a.kz/b", 3), ("https://a.kz/a", 8), ("https://a.kz/c", 1)]
    assert (one.entries, list(one.at(8))) == ({entry: 5}, ["https://a.kz/a"])


class Site(Snapshot):
    """A snapshot of nothing, which only stands for a site."""

    def __init__(self) -> None:
        pass


def test_answers_beyond_the_bound_are_worked_out_anew_and_alike() -> None:
    asked: list[int] = []

    @derived_few(2)
    def doubled(_snapshot: Snapshot, number: int) -> int:
        asked.append(number)
        return number * 2

    site, other = Site(), Site()
    assert [doubled(site, number) for number in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    # 1 was asked for just before 3 came, so 2 had to go.
    assert asked == [1, 2, 3, 2]
    assert doubled(other, 1) == 2
    assert asked[-1] == 1
