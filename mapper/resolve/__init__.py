"""Toponym resolution: the place a name means, or that it cannot be told."""

from __future__ import annotations

from mapper.resolve.outlets import Outlets
from mapper.resolve.resolve import resolve, resolve_name

__all__ = ["Outlets", "resolve", "resolve_name"]
