"""What a record brings of its own: its place, day, type and figures go before what its text says.

Tables of reports and feeds with positions hold columns of their own (``mapper.sources.own_columns`` finds them). What
a person wrote into a column is taken; only what is missing is extracted from the text.
"""

from __future__ import annotations

from mapper.given.reports import as_given

__all__ = ["as_given"]
