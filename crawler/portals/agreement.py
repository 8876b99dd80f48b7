"""An agreement with a portal's operator, put on record with every reading that rests on it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from crawler.portals.seam import Desk
from store.harvest import Artifact, ArtifactKind, Device


def keep(desk: Desk, root: str, **said: str) -> None:
    """Stores what was agreed, and whether robots.txt was set aside for it.

    :param root: the portal's address without a slash at its end.
    :param said: the agreement's reference and the places of its key; never the key.
    """
    at = datetime.now(UTC)
    whole = {**said, "robots.txt": "set aside" if desk.plan.authorised else "kept", "host": root}
    digest = desk.recorder.objects.put(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode())
    desk.recorder.keep(
        Artifact(
            id=hashlib.sha256(f"{desk.plan.run_id} {at.isoformat()} {digest}".encode()).hexdigest()[:32],
            kind=ArtifactKind.AUTHORISATION,
            url=f"{root}/",
            device=Device.HTTP,
            captured_at=at,
            object_sha256=digest,
            media_type="application/json",
        )
    )
