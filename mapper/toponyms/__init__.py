"""Toponym recognition: the place names that stand in a text."""

from __future__ import annotations

from mapper.toponyms.recognise import recognise

__all__ = ["recognise"]
