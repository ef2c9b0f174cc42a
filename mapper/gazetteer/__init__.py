"""The gazetteer: every place the program knows, under every spelling, in files mapped into memory."""

from __future__ import annotations

from mapper.gazetteer.gazetteer import Gazetteer, Match

__all__ = ["Gazetteer", "Match"]
