"""Forms asked to complain without being sent: what they say of an empty field, and whether the words name field and fault.

The page is cut off from the network first; then the form is submitted as a visitor would, so its own scripts answer, and
the event is stopped before the browser would send. Only where the plan names the host (``send_forms``) each form is really
sent, once for a site and empty. WCAG 2.2, success criteria 3.3.1 and 3.3.2; ACT rule 36b590.
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

from crawler.browser.page.shots import Shot, grab
from crawler.browser.page.world import World
from crawler.browser.probes.action import reached
from crawler.browser.probes.base import Measured, Probe, Scene
from crawler.browser.probes.script import script
from store.harvest import ArtifactKind

MAX_FORMS = 4
ANSWER = 0.4
FIND = script("forms-find")
TRY = script("forms-try")
# Past the browser's own complaints, so that the server's answer is seen.
SEND = "(number) => { const [form] = globalThis.opennessForms[number]; form.noValidate = true; form.requestSubmit(); }"
ANSWER_TEXT = script("forms-answer")
SENT = "form sent"
SENDING = 4.0
ANSWERED = ("sent", "answer", "answer_text", "answer_new", "answer_words", "again")


async def look(scene: Scene) -> Measured:
    """What each form but a search answers when it is submitted empty, with the network cut."""
    found = await scene.world.call(FIND, MAX_FORMS)
    if not found:
        return Measured({"forms": []}, applies=False)
    forms: list[dict[str, Any]] = []
    pictures: list[Shot] = []
    async with scene.warden.sealed():
        for number in range(len(found)):
            forms.append({**await scene.world.call(TRY, number), "sent": False})
            if any(field["aria_invalid"] or field["near"] or field["complained"] for field in forms[-1]["fields"]):
                pictures.append(Shot(await grab(scene.session), "image/jpeg", forms[-1]["xpath"], "form"))
        await asyncio.sleep(ANSWER / 4)
    for number, form in enumerate(forms):
        key = f"{SENT} {form['method']} {form['action']} {[field['label'] for field in form['fields']]}"
        if key in scene.memory:
            form.update(scene.memory[key])
        elif scene.fresh is not None and _may_send(scene, form):
            form.update(await _sent(await scene.fresh(), number, pictures))
            scene.memory[key] = {**{name: form[name] for name in ANSWERED}, "on": scene.url}
    return Measured({"forms": forms}, tuple(pictures))


def _may_send(scene: Scene, form: dict[str, Any]) -> bool:
    """Whether the operator of the host that the form is sent to allows it to be sent empty, and robots.txt does not forbid."""
    target = reached(scene.page.url, form["action"])
    return bool(target) and urlsplit(target).hostname in scene.limits.send_forms and scene.allows(target)


async def _sent(tab: Scene, number: int, pictures: list[Shot]) -> dict[str, Any]:
    """Sends a form empty and reads the answer: once, in a tab of its own. What the page said before is no answer."""
    try:
        await tab.world.call(FIND, MAX_FORMS)
        before = await tab.world.call(ANSWER_TEXT)
        begin = tab.page.url
        await tab.world.call(SEND, number)
        for _ in range(int(SENDING / ANSWER)):
            await asyncio.sleep(ANSWER)
            if tab.page.url != begin:
                break
        await tab.page.wait_for_load_state("load", timeout=SENDING * 1000)
        world = await World.open(tab.session)
        after = await world.call(ANSWER_TEXT)
        pictures.append(Shot(await grab(tab.session), "image/jpeg", "", SENT))
        fresh = [line for line in after["text"].splitlines() if line.strip() and line not in before["text"].splitlines()]
        return {
            "sent": True,
            "on": "",
            "answer": tab.page.url[:2048],
            "answer_text": after["text"],
            "answer_new": fresh[:20],
            "answer_words": [words for words in after["words"] if words not in before["words"]],
            "again": bool(set(after["forms"]) & set(before["forms"])),
        }
    finally:
        await tab.page.close()


PROBE = Probe("forms", ArtifactKind.FORMS, "2", look, cap=25.0)
