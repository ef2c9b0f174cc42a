"""Toponym recognition: the place names that stand in a text."""

from __future__ import annotations

from mapper.toponyms.ner import pipeline_version
from mapper.toponyms.recognise import marked, recognise

__all__ = ["marked", "pipeline_version", "recognise"]
