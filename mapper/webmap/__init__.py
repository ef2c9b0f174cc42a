"""Incidents drawn as one page that needs nothing but a browser."""

from mapper.webmap.draw import draw_map, write_map

__all__ = ["draw_map", "write_map"]
