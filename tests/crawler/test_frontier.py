"""The ledger in memory: each address once, one class, breadth first, and only changes go to the database."""

from crawler.books.frontier import Frontier, Target
from store.harvest import Kind, Ledger, LedgerEntry


def target(path: str, depth: int = 1, head: bool = False, lane: str = "*") -> Target:
    return Target(f"http://a.kz/{path}", lane, depth, None, head)


def test_an_address_is_queued_once_in_each_lane() -> None:
    frontier = Frontier()
    for item in (target("a"), target("a"), target("a", lane="kk")):
        frontier.add(item)
    assert frontier.waiting == 2
    assert frontier.sizes[Ledger.QUEUED] == 2


def test_pages_come_breadth_first_and_not_below_the_bound() -> None:
    frontier = Frontier()
    for item in (target("home", 0), target("a", 1), target("b", 2)):
        frontier.add(item)
    assert [frontier.next_page(1), frontier.next_page(1), frontier.next_page(1)] == [target("home", 0), target("a", 1), None]
    assert frontier.next_page() == target("b", 2)


def test_an_asset_that_turned_out_a_page_is_not_asked_as_asset() -> None:
    frontier = Frontier()
    frontier.add(target("x", head=True))
    frontier.drop("http://a.kz/x", "*")
    frontier.add(target("x"))
    assert frontier.next_asset() is None
    assert frontier.next_page() == target("x")
    changed, dropped = frontier.take_changes()
    assert [entry.reason for entry in changed] == [""]
    assert dropped == []


def test_changes_are_taken_once_and_sorted() -> None:
    frontier = Frontier()
    for name in "cab":
        frontier.add(target(name))
    assert [entry.url[-1] for entry in frontier.take_changes()[0]] == ["a", "b", "c"]
    assert frontier.take_changes() == ([], [])
    frontier.put(frontier.entries[("http://a.kz/b", "*")].model_copy(update={"ledger": Ledger.FETCHED}))
    frontier.drop("http://a.kz/c", "*")
    changed, dropped = frontier.take_changes()
    assert ([entry.url for entry in changed], dropped) == (["http://a.kz/b"], [("http://a.kz/c", "*")])
    assert (frontier.sizes[Ledger.QUEUED], frontier.sizes[Ledger.FETCHED]) == (1, 1)


def test_a_loaded_ledger_goes_on_with_what_was_queued() -> None:
    frontier = Frontier()
    rows = [
        LedgerEntry(url="http://a.kz/deep", ledger=Ledger.QUEUED, depth=3),
        LedgerEntry(url="http://a.kz/done", ledger=Ledger.FETCHED, status=200),
        LedgerEntry(url="http://a.kz/near", ledger=Ledger.QUEUED, depth=1),
        LedgerEntry(url="http://a.kz/pic.png", ledger=Ledger.QUEUED, kind=Kind.ASSET, depth=1),
    ]
    frontier.load(rows)
    assert [frontier.next_page().url, frontier.next_page().url, frontier.next_page()] == [
        "http://a.kz/near",
        "http://a.kz/deep",
        None,
    ]
    assert frontier.next_asset().head
    assert frontier.take_changes() == ([], [])


def test_restarting_pages_keeps_assets_and_strangers() -> None:
    frontier = Frontier()
    frontier.add(target("page"))
    frontier.add(target("pic.png", head=True))
    frontier.put(LedgerEntry(url="http://b.kz/", ledger=Ledger.OUT_OF_SCOPE, kind=Kind.EXTERNAL))
    frontier.restart_pages()
    assert sorted(url for url, _ in frontier.entries) == ["http://a.kz/pic.png", "http://b.kz/"]
    assert frontier.next_page() is None
