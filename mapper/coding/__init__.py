"""Event coding: what happened, where, when, who says so, how surely."""
