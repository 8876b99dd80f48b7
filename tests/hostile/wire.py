"""Faults of the wire: time, size, coding, connection, status, redirects, certificates."""

from __future__ import annotations

import gzip
import io
import os
import socket
import struct
import threading
import time
import zipfile
import zlib
from functools import cache
from typing import Any

from store.harvest import Ledger
from tests.hostile.faults import Look, fault

ZEROS = b"\0" * 65_536


@cache
def gzip_bomb() -> bytes:
    """A page of four hundred megabytes of nothing in as many kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return b"".join(packer.compress(ZEROS) for _ in range(6_000)) + packer.flush()


@cache
def _zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.xml", "w") as inside:
        for _ in range(4_000):
            inside.write(ZEROS)
    return file.getvalue()


@fault("slow trickle", "/trickle", Ledger.FAILED, "timeout", confirmed=True)
def trickle(page: Any) -> None:
    page.begin(200, Content_Type="text/html", Content_Length="1000")
    # Longer than the visitor waits; its leaving ends it.
    for _ in range(900):
        page.wfile.write(b".")
        page.wfile.flush()
        time.sleep(0.5)


@fault("answer that never begins", "/silence", Ledger.FAILED, "timeout", confirmed=True)
def silence(page: Any) -> None:
    # For good: the connection is closed by the visitor, and this thread ends with its process.
    threading.Event().wait()


@fault("body that never ends", "/endless", Ledger.TOO_LARGE, "size")
def endless(page: Any) -> None:
    page.begin(200, Content_Type="text/html")
    page.close_connection = True
    for _ in range(100_000):
        page.wfile.write(b"<p>so it goes on</p>" * 4_000)


@fault("gzip bomb", "/bomb", Ledger.TOO_LARGE, "size")
def bomb(page: Any) -> None:
    page.send(200, gzip_bomb(), Content_Encoding="gzip")


@fault("zip bomb", "/bomb-file.zip", Ledger.FETCHED, "document")
def zip_bomb(page: Any) -> None:
    page.send(200, _zip_bomb(), Content_Type="application/zip")


@fault("PDF of 300 MB", "/huge.pdf", Ledger.TOO_LARGE, "size")
def huge_pdf(page: Any) -> None:
    page.begin(200, Content_Type="application/pdf", Content_Length=str(300 * 1024 * 1024))
    for _ in range(4_800):
        page.wfile.write(ZEROS)


@fault("coding that it is not", "/not-gzip", Ledger.FAILED, "decode", confirmed=True)
def not_gzip(page: Any) -> None:
    page.send(200, b"<h1>plain</h1>" * 10, Content_Encoding="gzip")


@fault("redirects in a circle", "/circle", Ledger.REDIRECTED, "302")
@fault("redirects in a circle, second half", "/circle-back", Ledger.REDIRECTED, "302", linked=False)
def circle(page: Any) -> None:
    page.send(302, "", Location="/circle-back" if page.path == "/circle" else "/circle")


@fault("redirect to itself", "/itself", Ledger.FAILED, "redirect-loop")
def itself(page: Any) -> None:
    page.send(301, "", Location="/itself")


@fault("endless redirects", "/deeper", Ledger.REDIRECTED, "302")
@fault("the ninth of endless redirects", "/deeperxxxxxxxx", Ledger.FAILED, "redirect-loop", linked=False)
def deeper(page: Any) -> None:
    page.send(302, "", Location=f"{page.path}x")


@fault("redirect to a private address", "/inward", Ledger.REDIRECTED, "302")
def inward(page: Any) -> None:
    page.send(302, "", Location="http://10.0.0.1/secret")


@fault("redirects that lead to a private address", "/chain", Ledger.REDIRECTED, "302")
@fault("the second of them", "/chain-on", Ledger.REDIRECTED, "302", linked=False)
@fault("the private end of them", "/chain-end", Ledger.REFUSED, "private-address", host="inward", linked=False)
def chain(page: Any) -> None:
    inward = page.headers["Host"].replace("www.", "inward.")
    page.send(302, "", Location="/chain-on" if page.path == "/chain" else f"http://{inward}/chain-end")


@fault("redirect to nowhere", "/bad-location", Ledger.HTTP_ERROR, "bad-location", confirmed=True)
def bad_location(page: Any) -> None:
    page.send(302, "", Location="http://[::1")


@fault("name that resolves to a private address", "/", Ledger.REFUSED, "private-address", host="inward", linked=False)
@fault("self-signed certificate", "/", Ledger.FAILED, "tls", host="self-signed", confirmed=True, linked=False)
@fault("expired certificate", "/", Ledger.FAILED, "tls", host="expired", confirmed=True, linked=False)
@fault("certificate of another host", "/", Ledger.FAILED, "tls", host="wrong-name", confirmed=True, linked=False)
def unreached(page: Any) -> None:
    page.send(200, "<h1>nobody should read this</h1>")


@fault("connection reset", "/reset", Ledger.FAILED, "reset", confirmed=True)
def reset(page: Any) -> None:
    page.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(page.connection.detach())


@fault("connection closed without a word", "/hung-up", Ledger.FAILED, "reset", confirmed=True)
def hung_up(page: Any) -> None:
    page.close_connection = True
    page.connection.shutdown(socket.SHUT_RDWR)


@fault("body shorter than announced", "/cut-short", Ledger.FAILED, "reset", confirmed=True)
def cut_short(page: Any) -> None:
    page.begin(200, Content_Type="text/html", Content_Length="5000")
    page.wfile.write(b"<h1>half")
    page.close_connection = True


@fault("chunks that are none", "/bad-chunks", Ledger.FAILED, "reset", confirmed=True)
def bad_chunks(page: Any) -> None:
    page.begin(200, Content_Type="text/html", Transfer_Encoding="chunked")
    page.wfile.write(b"zz\r\n<h1>what</h1>\r\n")
    page.close_connection = True


@fault("answer that is no HTTP", "/gibberish", Ledger.FAILED, "protocol", confirmed=True)
def gibberish(page: Any) -> None:
    page.wfile.write(b"HELLO THERE\r\n\r\n")
    page.close_connection = True


@fault("header of 200 KB", "/header-flood", Ledger.FAILED, "reset", confirmed=True)
def header_flood(page: Any) -> None:
    page.send(200, "<h1>much ado</h1>", X_Flood="x" * 200_000)


@fault("HTTP/1.0 without length", "/old", Ledger.FETCHED, browser=Look.READ)
def old(page: Any) -> None:
    page.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=ru><title>Old</title><h1>1996</h1></html>")
    page.close_connection = True


@fault("empty body", "/empty", Ledger.FETCHED, browser=Look.READ)
def empty(page: Any) -> None:
    page.send(200, "")


@fault("no content", "/no-content", Ledger.FETCHED, "document")
def no_content(page: Any) -> None:
    page.begin(204)


@fault("429 with Retry-After", "/busy", Ledger.FETCHED, browser=Look.READ)
def busy(page: Any) -> None:
    if page.server.asked[page.path] == 1:
        page.send(429, "later", Retry_After="1")
    else:
        page.send(200, page.text("busy no more"))


@fault("503 with a date to come back at", "/maintenance", Ledger.FETCHED, browser=Look.READ)
def maintenance(page: Any) -> None:
    if page.server.asked[page.path] == 1:
        page.send(503, "later", Retry_After=time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 1)))
    else:
        page.send(200, page.text("maintained"))


@fault("server error that heals", "/heals", Ledger.FETCHED, browser=Look.READ)
def heals(page: Any) -> None:
    page.send(500 if page.server.asked[page.path] < 3 else 200, page.text("healed"))


@fault("server error that stays", "/broken", Ledger.HTTP_ERROR, "500", confirmed=True)
def broken(page: Any) -> None:
    page.send(500, "always")


@fault("gone", "/gone", Ledger.HTTP_ERROR, "410", confirmed=True)
def gone(page: Any) -> None:
    page.send(410, "gone")


@fault("absent", "/absent", Ledger.HTTP_ERROR, "404", confirmed=True)
def absent(page: Any) -> None:
    page.send(404, "absent")


@fault("storm of 403", "/storm/7", Ledger.BLOCKED, "403")
@fault("the last of the storm", "/storm/39", Ledger.BLOCKED, "403")
def storm(page: Any) -> None:
    page.send(403, "no")


@fault("login wanted", "/members", Ledger.BLOCKED, "401")
def members(page: Any) -> None:
    page.send(401, "who?", WWW_Authenticate="Basic realm=x")


@fault("forbidden by robots.txt", "/secret", Ledger.ROBOTS, "robots")
def secret(page: Any) -> None:
    page.send(200, page.text("secret"))


@fault("packed page cut in the middle", "/half-gzip", Ledger.FETCHED, browser=Look.UNREAD)
def half_gzip(page: Any) -> None:
    page.send(200, gzip.compress(page.text("half", "<p>текст</p>" * 5_000).encode())[:-40], Content_Encoding="gzip")
