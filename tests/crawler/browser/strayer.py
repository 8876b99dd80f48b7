"""A page that tries by every means at hand to reach sockets that are not its own site's, and those sockets, which note who knocks."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote

NAME = "site.test"
CANDIDATES = (
    "a=candidate:1 1 udp 2113937151 127.0.0.1 {port} typ host generation 0\\r\\n"
    "a=candidate:2 1 tcp 1518280447 127.0.0.1 {port} typ host tcptype passive generation 0\\r\\n"
)
PEER = "const peer = new RTCPeerConnection(%s); peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer());"
SERVER = PEER % "{{iceServers: [{{urls: '%s', username: 'a', credential: 'b'}}]}}"
# What the page runs for each means, in a function of its own; {url}, {host} and {port} are of the socket that only this means knocks at.
SCRIPTS = {
    "fetch": "await fetch('{url}', {{mode: 'no-cors'}})",
    "xhr": "const asked = new XMLHttpRequest(); asked.open('POST', '{url}'); asked.send('x')",
    "image": "new Image().src = '{url}'",
    "script": "put('script', {{src: '{url}'}})",
    "style": "put('link', {{rel: 'stylesheet', href: '{url}'}})",
    "css-import": "put('style', {{textContent: '@import url({url})'}})",
    "font": "put('style', {{textContent: '@font-face {{font-family: f; src: url({url})}} b {{font-family: f}}'}}); put('b', {{textContent: 'x'}})",
    "frame": "put('iframe', {{src: '{url}'}})",
    "object": "put('object', {{data: '{url}', type: 'text/html'}})",
    "video": "put('video', {{src: '{url}', preload: 'auto'}})",
    "websocket": "new WebSocket('ws://{host}/')",
    "eventsource": "new EventSource('{url}')",
    "beacon": "navigator.sendBeacon('{url}', 'x')",
    "ping": "put('a', {{href: '#here', ping: '{url}'}}).click()",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('{url}', {{mode: 'no-cors'}})`])))",
    "service-worker": "await navigator.serviceWorker.register('/sw?to={quoted}')",
    "form": "const form = put('form', {{action: '{url}', method: 'post', target: 'sink'}}); form.submit()",
    # Not at once, for a tab that lies behind another leaves some things undone.
    "window": "await new Promise((done) => setTimeout(done, 250)); window.open('{url}')",
    "redirect": "put('iframe', {{src: '/302?to={quoted}'}})",
    "fetch-redirect": "await fetch('/302?to={quoted}', {{mode: 'no-cors'}})",
    "refresh": "put('iframe', {{src: '/refresh?to={quoted}'}})",
    "location": "put('iframe', {{src: '/location?to={quoted}'}})",
    "preconnect": "put('link', {{rel: 'preconnect', href: '{url}'}})",
    "prefetch": "put('link', {{rel: 'prefetch', href: '{url}'}})",
    "preload": "put('link', {{rel: 'preload', as: 'image', href: '{url}'}})",
    "prerender": """put('script', {{type: 'speculationrules', textContent: '{{"prefetch": [{{"urls": ["{url}"], "eagerness": "immediate"}}]}}'}})""",
    "webtransport": "await new WebTransport('https://{host}/').ready",
    "stun": SERVER % "stun:{host}",
    "turn-udp": SERVER % "turn:{host}?transport=udp",
    "turn-tcp": SERVER % "turn:{host}?transport=tcp",
    "turns": SERVER % "turns:localhost:{port}?transport=tcp",
    "peer": PEER % ""
    + "const other = new RTCPeerConnection();"
    + "await other.setRemoteDescription({{type: 'offer', sdp: peer.localDescription.sdp + '"
    + CANDIDATES
    + "'}}); await other.setLocalDescription(await other.createAnswer()); await peer.setRemoteDescription(other.localDescription);",
    "fetch-by-name": "await fetch('http://localhost:{port}/', {{mode: 'no-cors'}})",
    "fetch-by-number": "await fetch('http://2130706433:{port}/', {{mode: 'no-cors'}})",
    "fetch-inside-six": "await fetch('http://[::ffff:127.0.0.1]:{port}/', {{mode: 'no-cors'}})",
    "fetch-of-any": "await fetch('http://0.0.0.0:{port}/', {{mode: 'no-cors'}})",
}
# Visited as pages of their own, for here the whole tab is led away.
LEADING = ("302", "refresh", "location")
HEAD = """<!doctype html><html lang=ru><title>Бродяга</title><h1>Бродяга</h1><iframe name=sink></iframe><script>
const put = (tag, fields) => { const made = Object.assign(document.createElement(tag), fields);
 if (fields.ping) made.setAttribute('ping', fields.ping); (document.body || document.documentElement).append(made); return made; };
const attempt = async (name, means) => { try { await Promise.race([means(), new Promise((done) => setTimeout(done, 300))]); }
 catch (fault) { console.log(name, String(fault)); } await fetch('/tried/' + name); };
addEventListener('load', async () => { await Promise.all([%s]); document.title = 'tried'; });
</script>"""


class Doors:
    """Sockets on loopback, TCP and UDP under one number for each means; ``knocks`` says who came, by means."""

    def __init__(self, means: list[str]) -> None:
        self.knocks: dict[str, set[str]] = {}
        self.ports: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._selector = selectors.DefaultSelector()
        self._open: list[socket.socket] = []
        for name in means:
            self._door(name)
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def _door(self, name: str) -> None:
        while name not in self.ports:
            stream, packets = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
            stream.bind(("127.0.0.1", 0))
            port = stream.getsockname()[1]
            try:
                packets.bind(("127.0.0.1", port))
            except OSError:
                stream.close()
                continue
            stream.listen(50)
            self.ports[name] = port
            for one in (stream, packets):
                one.setblocking(False)
                self._open.append(one)
                self._selector.register(one, selectors.EVENT_READ, name)

    def _watch(self) -> None:
        while not self._ended.is_set():
            for key, _ in self._selector.select(0.1):
                with suppress(OSError):
                    door: Any = key.fileobj
                    if door.type == socket.SOCK_STREAM:
                        door.accept()[0].close()
                        self.knocks.setdefault(key.data, set()).add("tcp")
                    elif door.recv(2_000):
                        self.knocks.setdefault(key.data, set()).add("udp")

    def close(self) -> None:
        """Takes the doors away."""
        self._ended.set()
        self._watcher.join()
        for one in self._open:
            one.close()


@contextmanager
def doors() -> Iterator[Doors]:
    """A door for each means."""
    made = Doors([*SCRIPTS, *(f"top-{way}" for way in LEADING)])
    try:
        yield made
    finally:
        made.close()


def pages(knock: Doors) -> dict[str, Any]:
    """The pages of the site, for ``tests.crawler.servant``: the page of all means and those that lead away."""
    calls = []
    for name, script in SCRIPTS.items():
        port = knock.ports[name]
        url = f"http://127.0.0.1:{port}/{name}"
        body = script.format(url=url, host=f"127.0.0.1:{port}", port=port, quoted=quote(url, safe=""))
        calls.append(f"attempt({name!r}, async () => {{ {body} }})")
    home = HEAD % ",\n".join(calls)
    windows = "".join(f"<script>open('/top-{way}')</script>" for way in LEADING)
    found: dict[str, Any] = {"/": home, "/windows": windows}
    for way in LEADING:
        found[f"/top-{way}"] = lambda page, body, way=way: lead(page, way, f"http://127.0.0.1:{knock.ports[f'top-{way}']}/")
    for name, port in knock.ports.items():
        goal = f"http://127.0.0.1:{port}/{name}"
        for way in LEADING:
            found[f"/{way}?to={quote(goal, safe='')}"] = lambda page, body, way=way, goal=goal: lead(page, way, goal)
        found[f"/sw?to={quote(goal, safe='')}"] = lambda page, body, goal=goal: page.send(
            200, f"addEventListener('install', () => fetch('{goal}', {{mode: 'no-cors'}}))", Content_Type="text/javascript"
        )
        found[f"/tried/{name}"] = "ok"
    return found


def lead(page: Any, way: str, goal: str) -> None:
    """Answers so that whoever asked is led to another address."""
    if way == "302":
        page.send(302, "", Location=goal)
    elif way == "refresh":
        page.send(200, f'<!doctype html><title>x</title><meta http-equiv="refresh" content="0;url={goal}">')
    else:
        page.send(200, f"<!doctype html><title>x</title><script>location.href = '{goal}'</script>")
