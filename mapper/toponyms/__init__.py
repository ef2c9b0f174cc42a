"""Toponym recognition: the place names that stand in a text."""

from __future__ import annotations

from mapper.toponyms.recognise import marked, recognise

__all__ = ["marked", "recognise"]
