"""Packages sealed by configured commands: real programs sign, a responder on loopback stamps, and a command that fails makes no package."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from openness.faults import WrongUse
from openness.sealing.command import made_by
from openness.sealing.seal import sealed
from openness.sealing.settings import Command, Signing, wanted
from reports.seals import SIGNATURE, STAMP, STAMP_OF_SIGNATURE
from reports.signatures import Anchors, signature, stamp
from store.strictyaml import ConfigError
from tests.conftest import ROOT
from tests.openness.small import Run
from tests.reports import authority

pytestmark = [pytest.mark.xdist_group("packages"), pytest.mark.costs(30)]
CONTENT = b"the list that all hang on\n"
CENTRE = authority.authority()
SIGN = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.reports import authority
Path(sys.argv[2]).write_bytes(authority.signature(Path(sys.argv[1]).read_bytes(), authority.kept(Path({key!r}))))
"""
ASK = """
import sys, urllib.request
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.reports import authority
asked = urllib.request.Request({address!r}, authority.request(Path(sys.argv[1]).read_bytes()), {{"Content-Type": "application/timestamp-query"}})
Path(sys.argv[2]).write_bytes(urllib.request.urlopen(asked).read())
"""


@pytest.fixture(scope="module")
def responder() -> Iterator[str]:
    """A time stamp authority on loopback (RFC 3161, 3.4), which stamps what it is asked for."""
    stamper = authority.stamper(CENTRE)

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            given = authority.answer(asked, stamper)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(given)))
            self.end_headers()
            self.wfile.write(given)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Stamps)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, responder: str) -> Path:
    """A folder with the scripts, the settings and the authority's certificate."""
    folder = tmp_path_factory.mktemp("sealing")
    key = authority.signer(CENTRE).keep(folder / "signer.pem")
    (folder / "sign.py").write_text(SIGN.format(root=str(ROOT), key=str(key)), "utf-8")
    (folder / "ask.py").write_text(ASK.format(root=str(ROOT), address=responder), "utf-8")
    (folder / "ca.pem").write_bytes(CENTRE.pem)
    (folder / "signing.yaml").write_text(
        "schema: openness/signing/1\n"
        f'sign:\n  command: ["{sys.executable}", "{folder / "sign.py"}", "{{file}}", "{{out}}"]\n'
        f'stamp:\n  command: ["{sys.executable}", "{folder / "ask.py"}", "{{file}}", "{{out}}"]\n  max_seconds: "600"\n',
        "utf-8",
    )
    return folder


def command(code: str, **bounds: int) -> Command:
    return Command(command=(sys.executable, "-c", code, "{file}", "{out}"), **bounds)


def failing(code: str, **bounds: int) -> str:
    with pytest.raises(WrongUse) as caught:
        made_by("sign", command(code, **bounds), CONTENT)
    return str(caught.value)


def test_commands_sign_and_a_responder_stamps(room: Path) -> None:
    both = wanted(room / "signing.yaml", None, None)
    made = sealed(both, CONTENT)
    assert list(made) == [SIGNATURE, STAMP_OF_SIGNATURE]
    assert signature(made[SIGNATURE], CONTENT, Anchors()).who == "KZ, Айгүл Сейтова"
    assert stamp(made[STAMP_OF_SIGNATURE], made[SIGNATURE], Anchors()).at == authority.STAMPED
    alone = sealed(wanted(room / "signing.yaml", False, None), CONTENT)
    assert stamp(alone[STAMP], CONTENT, Anchors()).who == "KZ, Уақыт белгісі"


def test_a_package_is_sealed_proved_and_judged_again(brief: Run, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = brief.copied(room / "copy")
    target = str(run.root / "sealed.zip")
    monkeypatch.setenv("OPENNESS_SIGNING", str(room / "signing.yaml"))
    done = run.call("evidence", "export", run.id, "-o", target, "--config", run.config)
    assert done.returncode == 0, done.stderr
    proved = run.call("evidence", "verify", target, "--trust", str(room / "ca.pem"), "--json")
    assert proved.returncode == 0, proved.stdout
    value = json.loads(proved.stdout)
    assert value["judged_again"]
    assert [one.split(":")[0] for one in value["seals"][:2]] == [STAMP_OF_SIGNATURE, SIGNATURE]
    said = run.call("evidence", "verify", target, "--quick", lang="ru")
    assert f"{SIGNATURE}: подходит к пакету; подписавший называет себя KZ, Айгүл Сейтова" in said.stdout
    (room / "other.pem").write_bytes(authority.authority("Басқа").pem)
    wrong = run.call("evidence", "verify", target, "--quick", "--trust", str(room / "other.pem"), lang="kk")
    assert wrong.returncode == 1
    assert f"{SIGNATURE}: --trust ішіндегі орталықтардың ешқайсысы мынаны растамайды: KZ, Айгүл Сейтова." in wrong.stderr
    nobody = run.call("evidence", "verify", target, "--quick", "--trust", str(room / "signing.yaml"))
    assert nobody.returncode == 2
    assert "no certificates; name a file with those of the authorities" in nobody.stderr


def test_where_a_command_fails_there_is_no_package(brief: Run, room: Path) -> None:
    run = brief.copied(room / "second")
    (room / "false.yaml").write_text("schema: openness/signing/1\nsign:\n  command: [/bin/false, '{file}', '{out}']\n", "utf-8")
    target = run.root / "sealed.zip"
    words = ("evidence", "export", run.id, "-o", str(target), "--config", run.config)
    done = run.call(*words, "--signing", str(room / "false.yaml"), lang="ru")
    assert (done.returncode, done.stderr.strip()) == (2, "openness: команда «sign» завершилась с кодом 1 и сообщила: –")
    assert not target.exists()
    assert run.call(*words, "--signing", str(room / "false.yaml"), "--stamp").stderr.strip() == (
        f"openness: {room / 'false.yaml'}: no command under «stamp»; add one, or leave out --stamp"
    )
    assert run.call(*words, "--sign").stderr.strip() == (
        "openness: --sign and --stamp need a file that tells the commands; name it with --signing or in OPENNESS_SIGNING"
    )
    assert run.call(*words, "--signing", str(room / "false.yaml"), "--no-sign").returncode == 0
    assert target.exists()


def test_no_shell_reads_the_words() -> None:
    odd = "; echo $HOME `id` *"
    code = "import sys; open(sys.argv[2], 'wb').write(sys.argv[3].encode() + open(sys.argv[1], 'rb').read())"
    known = command(code)
    told = made_by("sign", known.model_copy(update={"command": (*known.command, odd)}), CONTENT)
    assert told == odd.encode() + CONTENT


def test_a_command_that_goes_wrong_is_one_line() -> None:
    assert failing("import sys; print('no card in the reader', file=sys.stderr); sys.exit(3)") == (
        "the command under «sign» ended with 3 and told: no card in the reader"
    )
    assert failing("pass") == "the command under «sign» wrote nothing into {out}; let it write its answer there"
    assert failing("import os, sys; os.symlink(sys.argv[1], sys.argv[2])").startswith("the command under «sign» wrote nothing")
    assert failing("import time; time.sleep(600)", max_seconds=1).startswith("the command under «sign» took more than 1 s")
    much = failing("import sys; open(sys.argv[2], 'wb').write(bytes(70000))")
    assert much == "the command under «sign» wrote more than 65536 bytes; no signature or time stamp is that large"
    endless = (
        "import sys\nwith open(sys.argv[2], 'wb', 0) as file:\n while True: file.write(bytes(4096)); sys.stderr.write('x' * 4096)"
    )
    assert failing(endless, max_seconds=600, max_bytes=1).startswith("the command under «sign» wrote more than 1 bytes")
    with pytest.raises(WrongUse, match=r"cannot be run .*write the whole path of a program"):
        made_by("stamp", Command(command=("./absent", "{file}", "{out}")), CONTENT)


def test_what_fits_nothing_is_not_packed(room: Path) -> None:
    copied = command("import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])")
    for settings in (Signing(schema="openness/signing/1", sign=copied), Signing(schema="openness/signing/1", stamp=copied)):
        with pytest.raises(WrongUse, match="did not write"):
            sealed(settings, CONTENT)
    refused = command(f"import sys; open(sys.argv[2], 'wb').write({authority.refusal()!r})")
    with pytest.raises(WrongUse, match=r"«stamp»: the time stamp authority refused to stamp \(rejection\)"):
        sealed(Signing(schema="openness/signing/1", stamp=refused), CONTENT)


@pytest.mark.needs("openssl")
def test_the_documented_command_signs(room: Path) -> None:
    """The one of docs/ru/evidence.md, as YAML reads it."""
    page = (ROOT / "docs" / "ru" / "evidence.md").read_text("utf-8")
    text = page.split("```yaml\n")[1].split("```")[0]
    (room / "documented.yaml").write_text(text.replace("/etc/openness/signer.pem", str(room / "signer.pem")), "utf-8")
    made = sealed(wanted(room / "documented.yaml", True, False), CONTENT)
    assert signature(made[SIGNATURE], CONTENT, Anchors()).who == "KZ, Айгүл Сейтова"
    armoured = wanted(room / "documented.yaml", True, False)
    assert armoured.sign is not None
    words = tuple("PEM" if word == "DER" else word for word in armoured.sign.command)
    as_text = Signing(schema="openness/signing/1", sign=armoured.sign.model_copy(update={"command": words}))
    assert signature(sealed(as_text, CONTENT)[SIGNATURE], CONTENT, Anchors()).fault == ""


@pytest.mark.needs("openssl")
def test_openssl_asks_and_takes_the_same_stamp(room: Path) -> None:
    """The documented script, with Python in the place of curl: a request that openssl made is answered so that openssl takes it."""
    (room / "given").write_bytes(CONTENT)
    subprocess.run(
        ["openssl", "ts", "-query", "-data", "given", "-sha256", "-cert", "-out", "asked"], cwd=room, check=True, timeout=600
    )
    (room / "answered").write_bytes(authority.answer((room / "asked").read_bytes(), authority.stamper(CENTRE)))
    moment = str(int(authority.STAMPED.timestamp()))
    words = ["openssl", "ts", "-verify", "-queryfile", "asked", "-in", "answered", "-CAfile", "ca.pem", "-attime", moment]
    assert subprocess.run(words, cwd=room, check=False, capture_output=True, timeout=600).returncode == 0
    assert stamp((room / "answered").read_bytes(), CONTENT, Anchors()).at == authority.STAMPED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: openness/signing/2\n", ":1: "),
        (
            "schema: openness/signing/1\nsign:\n  command: [openssl, '{file}']\n",
            ":3: a command with {file} and {out} was expected",
        ),
        ("schema: openness/signing/1\nsign:\n  command: openssl {file} {out}\n", ":3: "),
        ("schema: openness/signing/1\nsign:\n  command: [a, '{file}', '{out}']\n  max_seconds: '0'\n", ":4: "),
        ("schema: openness/signing/1\nseal: x\n", ":2: "),
    ],
    ids=["schema", "places", "text", "bound", "key"],
)
def test_a_faulty_file_of_commands_names_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "signing.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        wanted(path, None, None)
    assert str(caught.value).startswith(f"{path}{said}")
    assert "\n" not in str(caught.value)
