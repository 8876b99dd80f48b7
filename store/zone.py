"""The one time zone of the country."""

from __future__ import annotations

from datetime import timedelta, timezone

# One zone for the whole country since 1 March 2024 (decree of the Government of 19 January 2024, No 20).
ASTANA = timezone(timedelta(hours=5))
