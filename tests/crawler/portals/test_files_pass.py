"""Sites of any making that only scripts draw: files that their pages link to are fetched over HTTP after the browser's walk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.harvest import Ledger
from tests.crawler.kit import Harvest
from tests.crawler.servant import Page, serving
from tests.settings import UNMEASURED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("govkz"), pytest.mark.costs(10)]
SHELL = """<!doctype html><html lang=ru><title>s</title><body><div id=r></div><script>
const links = {"/": ["/about", "/files/plan.csv", "/files/gone.pdf", "/nowhere"], "/about": ["/", "/files/plan.csv"]}[location.pathname];
document.getElementById("r").innerHTML = "<h1>" + (links ? "Раздел " + location.pathname : "Такой страницы нет") + "</h1><p>" +
  (links ? "Министерство публикует планы и отчёты, здесь их можно скачать. ".repeat(4)
         : "Проверьте, верно ли набран адрес, или вернитесь на главную страницу. ".repeat(2)) + "</p>" +
  (links || []).map(to => `<p><a href="${to}">${to}</a></p>`).join("");
</script></body></html>"""


class Everywhere(dict[str, Page]):
    """The shell at every address that names no file."""

    def get(self, path: str, otherwise: Any = None) -> Any:
        return super().get(path, None if "." in path else SHELL)


def sheet(servant: Any, body: bool) -> None:
    servant.send(200, "год;сумма\n2025;10\n2026;12\n", body, Content_Type="text/csv")


def test_files_of_drawn_pages(tmp_path: Path) -> None:
    with serving(Everywhere({"/files/plan.csv": sheet})) as server:
        found = Harvest(tmp_path, server.url, max_rendered=10, probes=UNMEASURED).run()
        asked = server.asked["/files/plan.csv"]
    classes = {url: (entry.ledger, entry.said) for url, entry in found.items() if not url.startswith("favicon")}
    assert classes["files/plan.csv"] == (Ledger.FETCHED, "document")
    assert classes["files/gone.pdf"] == (Ledger.HTTP_ERROR, "404")
    assert found["files/gone.pdf"].confirmed
    assert classes["about"] == (Ledger.FETCHED, "page")
    # The server answers 200 to everything; the words of the page are those of an address that cannot exist.
    assert (classes["nowhere"], found["nowhere"].confirmed) == ((Ledger.HTTP_ERROR, "soft-404"), False)
    assert asked == 1
