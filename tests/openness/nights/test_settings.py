"""Settings of letters and posts that could not be sent, or would give a password away, are refused in one line; nobody gets a second letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.faults import WrongUse
from openness.nights.delivery import deliver, deliver_patiently, letter, noted
from openness.nights.settings import Settings, Webhook, load_settings
from store.strictyaml import ConfigError
from tests.conftest import ROOT
from tests.openness.nights.test_delivery import NOW, Hooks, Letters, at_work, mail, night
from tests.openness.nights.test_delivery import folder as folder  # noqa: PLC0414 - a fixture

MAIL = "mail:\n  host: mail.example.kz\n  from: openness@example.kz\n  to: [auditor@example.kz]\n"


def loaded(folder: Path, text: str) -> Settings:
    (folder / "nights.yaml").write_text(f"schema: openness/nights/1\n{text}", encoding="utf-8")
    return load_settings(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MAIL + "  user: openness\n", ":2: a user needs a password"),
        (MAIL + "  user: openness\n  password_env: A\n  password_file: b\n", ":2: the password stands in one place"),
        (MAIL + "  user: openness\n  password_env: A\n  security: none\n", ":2: a password is not sent unencrypted"),
        (MAIL.replace("auditor@", "auditor"), ":5: «auditorexample.kz»: one address of mail"),
        (MAIL.replace("[auditor@example.kz]", '["a@b.kz\\nBcc: c@d.kz"]'), ":5: «a@b.kz Bcc: c@d.kz»: one address of mail"),
        (MAIL + "  password: x\n", "password"),
        ("reports_at: javascript:alert(1)\n", ":2: «javascript:alert(1)»: an address of the web"),
        ('webhooks:\n  - url: "https://example.kz:99999/"\n', ":3: «https://example.kz:99999/»: an address of the web"),
        ("webhooks:\n  - url: https://me:secret@example.kz/\n", "an address of the web"),
        ("webhooks:\n  - url: https://example.kz/қала\n", "an address of the web"),
        ("webhooks:\n  - url: http://example.kz/\n", "an address with https:// was expected"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, text)
    assert said in str(caught.value)
    assert str(tmp_path / "nights.yaml") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_settings_as_they_are_shipped_tell_nobody(tmp_path: Path) -> None:
    from tests.scoring.kit import CONFIG

    assert load_settings(CONFIG) == load_settings(tmp_path) == Settings()
    text = (CONFIG / "nights.yaml").read_text("utf-8")
    # The example in it is one that can be used.
    shown = [
        line.removeprefix("# ")
        for line in text.splitlines()
        if line.startswith(("# mail:", "#   ", "# webhooks:", "# reports_at:"))
    ]
    found = loaded(tmp_path, "\n".join(shown) + "\n")
    assert found.mail is not None
    assert (found.mail.host, len(found.webhooks), found.reports_at) == ("mail.example.kz", 1, "https://openness.example.kz/")


def test_plain_addresses_only_where_they_are_wanted(tmp_path: Path) -> None:
    found = loaded(tmp_path, "webhooks:\n  - url: http://example.kz/\n    plain: true\n")
    assert found.webhooks[0].url == "http://example.kz/"


def test_a_password_lies_in_a_file_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / "password"
    place.write_text(" құпия\n# of the mail\n", encoding="utf-8")
    told = mail(25, user="openness", password_file=place)
    assert told.password == "құпия"  # noqa: S105 - of a test
    place.write_text("\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="cannot be read or is empty"):
        assert told.password


def test_each_addressee_has_a_letter_that_names_nobody_else(folder: Path) -> None:
    with at_work(Letters()) as server:
        told = mail(server.server_address[1], to=["one@example.kz", "Екі <two@example.kz>"])
        found = deliver(night(), folder, Settings(mail=told), NOW)
    assert [(one.to, one.taken) for one in found] == [("one@example.kz", True), ("Екі <two@example.kz>", True)]
    assert [str(one["To"]) for one in server.taken] == ["one@example.kz", "Екі <two@example.kz>"]
    assert letter(night(), folder, told, told.to[0]).as_bytes().count(b"two@example.kz") == 0
    assert {str(one["Date"]) for one in server.taken} == {"Tue, 24 Nov 2026 23:00:00 +0000"}


def test_what_was_taken_stays_noted_and_is_sent_no_second_time(folder: Path) -> None:
    """A run that was cut off between two addressees goes on with the second; whoever is taken out of the settings stays on record."""
    with at_work(Hooks(204)) as first, at_work(Hooks(500)) as second:
        one, two = (Webhook(url=f"http://127.0.0.1:{server.server_address[1]}/") for server in (first, second))
        deliver(night(), folder, Settings(webhooks=(one,)), NOW)
        deliver(night(), folder, Settings(webhooks=(two,)), NOW)
        assert [(it.to, it.taken) for it in noted(folder)] == [(one.url, True), (two.url, False)]
        second.status = 204
        deliver(night(), folder, Settings(webhooks=(one, two)), NOW)
        assert (len(first.taken), len(second.taken)) == (1, 2)
    assert all(it.taken for it in noted(folder))


def test_what_is_not_taken_is_tried_a_few_times_after_longer_pauses(folder: Path) -> None:
    pauses: list[float] = []
    with at_work(Hooks(503)) as server:

        def wait(seconds: float) -> None:
            pauses.append(seconds)
            server.status = 503 if len(pauses) < 3 else 200

        hook = Webhook(url=f"http://127.0.0.1:{server.server_address[1]}/")
        settings = Settings(webhooks=(hook,), tries=4, pause=2)
        (taken,) = deliver_patiently(night(), folder, settings, NOW, wait)
        assert (taken.taken, pauses, len(server.taken)) == (True, [2, 4, 8], 4)
        assert len({headers["Idempotency-Key"] for headers, _ in server.taken}) == 1
        server.status = 503
        (folder / "deliveries.json").unlink()
        (left,) = deliver_patiently(night(), folder, Settings(webhooks=(hook,), tries=2, pause=0), NOW, lambda _: None)
    assert (left.taken, len(server.taken)) == (False, 6)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_example_of_the_guide_can_be_used(tmp_path: Path, language: str) -> None:
    guide = (ROOT / "docs" / language / "nights.md").read_text("utf-8")
    (tmp_path / "nights.yaml").write_text(guide.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    found = load_settings(tmp_path)
    assert found.mail is not None
    assert (found.mail.language, found.tries, len(found.webhooks)) == (language, 3, 1)


def test_a_schedule_may_be_called_anything(folder: Path) -> None:
    named = night().model_copy(update={"id": "түн <1>\r\nBcc: x@y.kz-20261124-2000"})
    with at_work(Letters()) as letters, at_work(Hooks(204)) as hooks:
        hook = Webhook(url=f"http://127.0.0.1:{hooks.server_address[1]}/")
        found = deliver(named, folder, Settings(mail=mail(letters.server_address[1]), webhooks=(hook,)), NOW)
    assert [one.said for one in found] == ["", ""]
    assert letters.taken[0]["Bcc"] is None
    assert f"<{hooks.taken[0][0]['Idempotency-Key']}@openness>" == letters.taken[0]["Message-ID"].strip()
