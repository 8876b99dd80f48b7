"""Asks the search systems for the names of a body and keeps every answer: the bytes as they came, and what was read of them."""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from crawler.hosts.address import public_addresses, spells_private
from crawler.positions.google import Google
from crawler.positions.provider import Client, Request, Unreadable
from crawler.positions.rules import SearchFile, System
from crawler.positions.yandex import Yandex
from store.base import OFFICIAL, Language
from store.harvest import Artifact, ArtifactKind, CrawlPlan, Device
from store.objects import ObjectStore

CLIENTS: dict[str, Callable[[str, str, str], Client]] = {"google": Google, "yandex": Yandex}


class Answer(NamedTuple):
    """What came for one request: its status (0 for none), its bytes, and a word for what failed."""

    status: int
    body: bytes
    reason: str


class _Still(urllib.request.HTTPRedirectHandler):
    """An interface that leads elsewhere is not followed: the key would go along."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follows nothing."""
        return


def gather(
    plan: CrawlPlan,
    rules: SearchFile,
    environment: Mapping[str, str],
    objects: ObjectStore,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Artifact]:
    """One artifact for each system that has its key and each name of the body; none where no key is set.

    :param environment: variables that hold the keys; what is kept never holds one.
    :param pause: waits so many seconds between requests.
    """
    for system in rules.systems:
        key, place = environment.get(system.key, "").strip(), environment.get(system.place, "").strip()
        if key and place:
            client = CLIENTS[system.client](system.address, key, place)
            for language in OFFICIAL:
                yield _asked(plan, rules, system, client, language, objects, pause)


def _asked(
    plan: CrawlPlan,
    rules: SearchFile,
    system: System,
    client: Client,
    language: Language,
    objects: ObjectStore,
    pause: Callable[[float], None],
) -> Artifact:
    query, at = getattr(plan.body.name, language), datetime.now(UTC)
    found: list[str] = []
    answers, reason = list[dict[str, Any]](), ""
    for request in client.requests(query, language, rules.depth):
        answer = send(request, rules, plan.allow_private, plan.user_agent)
        answers.append({"asked": request.told, "status": answer.status, "sha256": objects.put(answer.body)})
        reason = answer.reason
        if not reason:
            try:
                found += client.results(answer.body)
            except Unreadable:
                reason = "answer-unreadable"
        if reason:
            break
        pause(rules.delay)
    value = {"source": system.source, "query": query, "language": language, "depth": rules.depth, "reason": reason,
             "results": found[: rules.depth], "answers": answers}  # fmt: skip
    digest = objects.put(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    name = hashlib.sha256("\n".join(("positions", plan.run_id, system.source, language, query)).encode()).hexdigest()[:32]
    return Artifact(
        id=name,
        kind=ArtifactKind.POSITIONS,
        url=system.address,
        language=language,
        device=Device.HTTP,
        captured_at=at,
        object_sha256=digest,
        media_type="application/json",
        tool=system.client,
        ok=not reason,
        note=reason,
    )


def send(request: Request, rules: SearchFile, allow_private: bool, agent: str) -> Answer:
    """One request, within the bounds of time and size."""
    if not allow_private and spells_private(request.address):
        return Answer(0, b"", "private-address")
    if not public_addresses(urlsplit(request.address).hostname or "", allow_private):
        return Answer(0, b"", "dns")
    asked = urllib.request.Request(request.address, request.body, {**request.headers, "User-Agent": agent}, method=request.method)  # noqa: S310 - http(s) by the model
    try:
        with urllib.request.build_opener(_Still).open(asked, timeout=rules.timeout) as answer:
            body = answer.read(rules.most_bytes + 1)
            status = answer.status
    except urllib.error.HTTPError as fault:
        return Answer(fault.code, fault.read(rules.most_bytes), str(fault.code))
    except TimeoutError:
        return Answer(0, b"", "timeout")
    except (OSError, HTTPException):
        return Answer(0, b"", "connect")
    return Answer(status, body, "answer-unreadable" if len(body) > rules.most_bytes else "")
