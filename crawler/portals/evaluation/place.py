"""The rules of the evaluation portal; no body's website lies on it."""

from __future__ import annotations

from crawler.portals.reading.cards import CardRules

Rules = CardRules
