"""Toponym resolution: the place a name means, or that it cannot be told."""

from __future__ import annotations

from mapper.resolve.resolve import resolve, resolve_name

__all__ = ["resolve", "resolve_name"]
