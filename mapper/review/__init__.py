"""The local review page: every incident with its words, and a person's decision about each.

``mapper review OUTPUT`` serves it on 127.0.0.1 only, under a random token; decisions go to corrections.csv.
"""

from mapper.review.redraw import redraw
from mapper.review.server import serve
from mapper.review.session import Conflict, Session

__all__ = ["Conflict", "Session", "redraw", "serve"]
