"""Incidents drawn as one page that needs nothing but a browser."""

from mapper.webmap.draw import PageOptions, draw_map, map_page, write_map

__all__ = ["PageOptions", "draw_map", "map_page", "write_map"]
