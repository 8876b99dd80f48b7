"""The site in memory: every page rendered once, the live parts (search, forms, language) on demand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tests.portals.statebody import feeds, forms, rest
from tests.portals.statebody.content import HERE, LANGUAGES, NAV, Content, Page, load, long_date
from tests.portals.statebody.markup import render_markdown
from tests.portals.statebody.planted import split_language
from tests.portals.statebody.resources import Resource, file_type, resource
from tests.portals.statebody.search import SearchIndex

HTML = "text/html; charset=utf-8"
MODES = ("address", "cookie", "header")
_VARY = {"address": "", "cookie": "Cookie, Accept-Language", "header": "Accept-Language"}
_MOVED = {"ministry/": "about/"}
_OLD_CHARSET = ("activity/anticorruption/", "ru")


class Site:
    """Answers requests for the stand-in.

    ``mode`` is one of ``MODES``, ``planted`` the switches that are on, ``origin`` scheme and host for absolute addresses, ``news`` a file
    of further news.
    """

    def __init__(self, mode: str, planted: frozenset[str], origin: str, news: Path | None = None) -> None:
        self.mode = mode
        self.origin = origin
        self.planted = planted
        self.content: Content = load(news)
        self._jinja = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._texts = Environment(undefined=StrictUndefined, comment_start_string="{##", comment_end_string="##}")  # noqa: S701 - Markdown of our own, rendered to HTML later
        self.files = self._read_files()
        self._pages = {
            (page.path, lang): self._page_resource(page, lang) for page in self.content.pages.values() for lang in page.languages
        }
        self.search = SearchIndex({key: item.body.decode(self._charset(*key)) for key, item in self._pages.items()}, self.content)

    def address(self, path: str, lang: str) -> str:
        """Where a page stands: with the language in front in address mode, else bare."""
        return f"/{lang}/{path}" if self.mode == "address" else f"/{path}"

    def language(self, path: str, cookie: str | None, accept: str) -> tuple[str, str]:
        """Language and bare page path of a request path."""
        if self.mode == "address":
            lang, bare = split_language(path)
            return lang or accepted(accept), bare.lstrip("/")
        chosen = cookie if self.mode == "cookie" and cookie in LANGUAGES else accepted(accept)
        return str(chosen), path.lstrip("/")

    def get(self, path: str, query: Mapping[str, str], cookie: str | None = None, accept: str = "") -> Resource:
        """The answer to a GET or HEAD request for a decoded path."""
        lang, bare = self.language(path, cookie, accept)
        if path in self.files:
            return self.files[path]
        if self.mode == "address" and path == "/":
            return self._splash(lang) if "splash-page" in self.planted else moved(f"/{lang}/", 302, "Accept-Language")
        if self.mode == "cookie" and path == "/setlang":
            return self._set_language(query)
        special = self._special(path, lang)
        if special is not None:
            return special
        if self.mode == "address" and split_language(path)[0] is None:
            return self.error(404, lang)
        return self._by_path(bare, lang, query)

    def _by_path(self, bare: str, lang: str, query: Mapping[str, str]) -> Resource:
        lang = lang if (bare, lang) in self._pages or bare.startswith("rss/") else self._other_language(bare, lang)
        if bare == "search/" and "q" in query:
            found = self.search.find(query["q"], lang, query.get("section", ""), query.get("where") == "title")
            return self.show(
                bare, lang, query=query["q"], chosen=query.get("section", ""), where=query.get("where", ""), found=found
            )
        if (bare, lang) in self._pages:
            return self._pages[bare, lang]
        if bare in _MOVED:
            return moved(self.address(_MOVED[bare], lang), 301)
        if bare.startswith("rss/"):
            feed = feeds.rss(self, bare, lang)
            return feed if feed is not None else self.error(404, lang)
        if bare and not bare.endswith("/") and f"{bare}/" in self.content.pages:
            return moved(self.address(f"{bare}/", lang), 301)
        return self.error(404, lang)

    def _other_language(self, bare: str, lang: str) -> str:
        """Where one address serves several languages, a page that lacks the wanted one comes in Russian."""
        return "ru" if self.mode != "address" and (bare, "ru") in self._pages else lang

    def post(self, path: str, form: Mapping[str, str], cookie: str | None = None, accept: str = "") -> Resource:
        """The answer to a sent form: the page again, with errors in words or with thanks."""
        lang, bare = self.language(path, cookie, accept)
        if bare == "citizens/feedback/":
            faults = forms.feedback_faults(form, self.content.pages[bare].data["topics"])
            return self.show(bare, lang, 422 if faults else 200, values=form, faults=faults, sent=not faults)
        if bare == "citizens/poll/":
            known = any(answer["id"] == form.get("answer") for answer in self.content.pages[bare].data["answers"])
            return self.show(bare, lang, 200 if known else 422, faults=[] if known else ["answer"], sent=known)
        return self.error(405, lang)

    def _special(self, path: str, lang: str) -> Resource | None:
        """Addresses outside the tree of pages: the disallowed folder, and the ones that fail on purpose."""
        if path == "/internal/":
            return self._plain("Служебная страница · Қызметтік бет", "noindex", lang)
        if path == "/calculator/" and "broken-service-500" in self.planted:
            return self.error(500, lang)
        if path == "/cabinet/" and "forbidden-cabinet" in self.planted:
            return self.error(403, lang)
        return None

    def _set_language(self, query: Mapping[str, str]) -> Resource:
        back = query.get("back", "/")
        parts = urlsplit(back)
        if parts.scheme or parts.netloc or not back.startswith("/") or "\\" in back:
            back = "/"
        lang = query.get("lang", "")
        return Resource(b"", HTML, status=302, location=quote(back, safe="/?=&%"), language=lang if lang in LANGUAGES else "ru")

    def show(self, path: str, lang: str, status: int = 200, **more: Any) -> Resource:
        """A page rendered now, with what the visitor sent."""
        html = self.render(self.content.pages[path], lang, **more)
        return Resource(html.encode(), HTML, status=status, vary=_VARY[self.mode])

    def error(self, status: int, lang: str) -> Resource:
        """A page of the site's own look for a failure."""
        words = {403: "forbidden", 404: "not_found", 405: "not_found", 500: "failed", 503: "busy"}[status]
        html = self._template("error", None, lang, words=words)
        return Resource(html.encode(), HTML, status=status, vary=_VARY[self.mode])

    def _plain(self, words: str, robots: str, lang: str) -> Resource:
        html = self._template("plain", None, lang, words=words, robots=robots)
        return resource(html.encode(), HTML)

    def _splash(self, lang: str) -> Resource:
        return resource(self._template("splash", None, lang).encode(), HTML, vary="Accept-Language")

    def _charset(self, path: str, lang: str) -> str:
        return "windows-1251" if "windows-1251-page" in self.planted and (path, lang) == _OLD_CHARSET else "utf-8"

    def _page_resource(self, page: Page, lang: str) -> Resource:
        charset = self._charset(page.path, lang)
        html = self.render(page, lang).encode(charset, "xmlcharrefreplace")
        return resource(html, f"text/html; charset={charset}", modified=page.updated.astimezone(UTC), vary=_VARY[self.mode])

    def render(self, page: Page, lang: str, **more: Any) -> str:
        """HTML of one page in one language."""
        text = page.data.get("body", {}).get(lang, "")
        source = self._texts.from_string(text).render(planted=self.planted.__contains__, body=self.content.body)
        main, headings = render_markdown(source, lambda path: self.address(path, lang), self.content.ui["new_window"][lang])
        return self._template(page.data.get("template", "page"), page, lang, main=Markup(main), headings=headings, **more)  # noqa: S704

    def _template(self, name: str, page: Page | None, lang: str, **more: Any) -> str:
        charset = self._charset(page.path, lang) if page else "utf-8"
        pages = self.content.pages
        names: dict[str, Any] = {
            "lang": lang, "page": page, "charset": charset, "planted": self.planted.__contains__, "mode": self.mode,
            "t": lambda key: self.content.ui[key][lang], "body": self.content.body, "pages": pages,
            "u": lambda path: self.address(path, lang), "at": self.address, "date": long_date,
            "nav": [pages[path] for path in NAV if lang in pages[path].languages],
            "crumbs": self.content.parents(page) if page else [], "children": self.content.children,
            "switch": self._switch(page, lang) if page else [], "document": lambda key: self._document(key, lang),
            "values": {}, "faults": [], "sent": False, "query": None, "found": [], "chosen": "", "where": "",
        }  # fmt: skip
        return self._jinja.get_template(f"{name}.html").render(**{**names, **more})

    def _switch(self, page: Page, lang: str) -> list[tuple[str, str]]:
        """The language switch as (language, address); empty in header mode, where the browser chooses."""
        if self.mode == "header":
            return []
        target = "" if "language-switch-home" in self.planted and page.section == "news/" else page.path
        if self.mode == "address":
            return [(other, self.address(target, other)) for other in page.languages]
        return [(other, f"/setlang?lang={other}&back=/{target}") for other in page.languages]

    def _document(self, key: str, lang: str) -> dict[str, Any]:
        entry = self.content.documents[key]
        name = entry["per"].get(lang) or entry["per"]["any"]
        kilobytes = max(1, round(len(self.files[f"/files/{name}"].body) / 1024))
        title = entry["title"][lang]
        return {"address": f"/files/{name}", "title": title, "kind": name.rsplit(".", 1)[1].upper(), "kilobytes": kilobytes}

    def _read_files(self) -> dict[str, Resource]:
        found = {
            f"/{folder}/{path.relative_to(HERE / folder).as_posix()}": path
            for folder in ("static", "files")
            for path in sorted((HERE / folder).rglob("*"))
            if path.is_file()
        }
        scan = found.pop("/files/inspection-act-2026.scan.pdf")
        if "scan-only-pdf" in self.planted:
            found["/files/inspection-act-2026.pdf"] = scan
        files = {address: _file(path) for address, path in found.items()}
        for both in rest.files().values():
            files |= {file.address: resource(file.body, file_type(file.address)) for file in both.values()}
        files["/robots.txt"] = resource(feeds.robots(self).encode(), file_type("robots.txt"))
        files["/sitemap.xml"] = resource(feeds.sitemap(self).encode(), file_type("sitemap.xml"))
        return files


def _file(path: Path) -> Resource:
    return resource(path.read_bytes(), file_type(path.name))


def moved(location: str, status: int, vary: str = "") -> Resource:
    """A redirect."""
    return Resource(b"", HTML, status=status, location=location, vary=vary)


def accepted(header: str) -> str:
    """The site's language that an ``Accept-Language`` header prefers; Russian if it names none of them."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")):
        name, _, quality = part.strip().partition(";q=")
        lang = name.split("-")[0].lower()
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if lang in LANGUAGES and weight > 0:
            wishes.append((-weight, place, lang))
    return min(wishes)[2] if wishes else "ru"
