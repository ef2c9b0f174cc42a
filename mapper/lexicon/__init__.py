"""Reviewed word lists, each row with its own example."""
