"""Everything a user holds, read as documents: ``read()``, one reader a format, chosen by suffix and first bytes."""

from __future__ import annotations

from mapper.sources.draft import Limits
from mapper.sources.fetch import FetchRules
from mapper.sources.reading import read

__all__ = ["FetchRules", "Limits", "read"]
