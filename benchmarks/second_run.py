"""``python -m benchmarks.second_run``: the harvest of an unchanged site, the first time and once more, whole processes, medians.

The site is served with ETags and, unless asked otherwise, with a dated site map, each answer after a delay as on a real line,
and no more is asked of it at once than of a public host. Without delay, and as much at once as loopback bears, the start of the
program is most of the second run.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from benchmarks.contestants import audit
from benchmarks.measure import Measurement, run
from benchmarks.report import RESULTS, machine
from benchmarks.site import generate
from tests.conftest import free_port

ROOT = Path(__file__).parents[1]
DATED = "2020-01-01"
Answers = dict[str, tuple[str, str, bytes]]


def answers_of(root: Path, dated: bool) -> Answers:
    """Path → media type, ETag and bytes."""
    files = {f"/{path.relative_to(root).as_posix()}": path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for name in [name for name in files if name.endswith("/index.html")]:
        files[name.removesuffix("index.html")] = files[name]
    files.pop("/sitemap.xml", None)
    if dated:
        lines = "".join(f"<url><loc>{name}</loc><lastmod>{DATED}</lastmod></url>" for name in sorted(files) if "." in name)
        files["/sitemap.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{lines}</urlset>'.encode()
    kinds = {"html": "text/html; charset=utf-8", "css": "text/css", "xml": "text/xml", "png": "image/png"}
    return {
        name: (kinds.get(name.rpartition(".")[2], kinds["html"]), f'"{hashlib.sha256(body).hexdigest()[:16]}"', body)
        for name, body in files.items()
    }


def absolute(answers: Answers, home: str) -> Answers:
    """The same answers with full addresses in the site map, as its standard wants them."""
    if "/sitemap.xml" not in answers:
        return answers
    kind, tag, body = answers["/sitemap.xml"]
    return {**answers, "/sitemap.xml": (kind, tag, body.replace(b"<loc>/", f"<loc>{home}".encode()))}


async def serve(answers: Answers, port: int, delay: float) -> None:
    """Answers for ever, each request after ``delay`` seconds."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                await asyncio.sleep(delay)
                writer.write(response(answers, head))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    await server.serve_forever()


def response(answers: Answers, head: str) -> bytes:
    """The whole answer to one request."""
    method, path, _ = head.split(" ", 2)
    found = answers.get(path)
    if found is None:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\n404"
    kind, tag, body = found
    if tag in head:
        return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
    top = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return top if method == "HEAD" else top + body


@contextmanager
def served(pages: int, dated: bool, delay: float) -> Iterator[str]:
    """The site on a process of its own."""
    port = free_port()
    words = [sys.executable, "-m", "benchmarks.second_run", "--serve", str(port), "--pages", str(pages), "--delay", str(delay)]
    with subprocess.Popen([*words, *(() if dated else ("--undated",))], cwd=ROOT) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.kill()


def as_public(folder: Path) -> Path:
    """The configuration without what it allows on loopback alone."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config)
    crawl = config / "crawl.yaml"
    kept = re.sub(r'(?m)^  concurrency_per_host: "16"\n', "", crawl.read_text(encoding="utf-8"))
    crawl.write_text(kept, encoding="utf-8")
    return config


def both(url: str, folder: Path, public: bool, render: bool) -> tuple[Measurement, Measurement]:
    """The measured first and second harvest; between them the first run is finished."""
    more = ["--config", str(as_public(folder))] if public else []
    harvest, whole = [*audit(url, folder, "harvest"), *more], [*audit(url, folder, "report"), *more]
    if render:
        harvest, whole = ([word for word in words if word != "--no-render"] for words in (harvest, whole))
    first = run(harvest, ROOT, 1800)
    run(whole, ROOT, 1800)
    other = folder / "second"
    second = run([str(other) if word == str(folder / "run") else word for word in harvest], ROOT, 1800)
    return first, second


def row(pages: int, dated: bool, delay: float, repeats: int, render: bool) -> str:
    """One line of the table."""
    firsts, seconds = [], []
    for _ in range(repeats):
        with served(pages, dated, delay) as url, tempfile.TemporaryDirectory() as folder:
            wait_for(url)
            first, second = both(url, Path(folder), delay > 0, render)
        if first.status not in (0, 1) or second.status not in (0, 1):
            raise SystemExit(first.errors or second.errors)
        firsts.append(first.wall)
        seconds.append(second.wall)
    one, two = median(firsts), median(seconds)
    kind = "dated" if dated else "none"
    return f"| {pages} | {kind} | {delay * 1000:.0f} | {one:.1f} | {two:.1f} | {100 * two / one:.0f} % |"


def wait_for(url: str) -> None:
    """Until the site answers."""

    for _ in range(300):
        try:
            urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url}: the site does not answer")


def main() -> int:
    """Measures and writes a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second_run", description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, help="pages of the site (default: %(default)s)")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds before each answer (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=3, help="pairs of runs (default: %(default)s)")
    parser.add_argument("--undated", action="store_true", help="serve no site map")
    parser.add_argument("--render", action="store_true", help="look at a sample of the pages with the browser too")
    parser.add_argument("--serve", type=int, default=0, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve:
        answers = absolute(answers_of(generate(wanted.pages), not wanted.undated), f"http://127.0.0.1:{wanted.serve}/")
        asyncio.run(serve(answers, wanted.serve, wanted.delay))
    how = ", with the browser" if wanted.render else ""
    lines = [
        f"# Harvest of an unchanged site, first and second run{how}",
        "",
        *(f"{key}: {value}" for key, value in machine().items()),
    ]
    lines += ["", "| pages | site map | delay, ms | first, s | second, s | share |", "|---:|---|---:|---:|---:|---:|"]
    for dated, delay in ((not wanted.undated, 4 * wanted.delay), (not wanted.undated, wanted.delay), (not wanted.undated, 0.0)):
        lines.append(row(wanted.pages, dated, delay, wanted.repeats, wanted.render))
        sys.stderr.write(lines[-1] + "\n")
    target = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-second-run{'-browser' if wanted.render else ''}.md"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
