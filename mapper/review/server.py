"""The review page served to this machine and this reviewer only.

Flask and waitress: both long kept by their communities, pure Python, synchronous like everything below them.
What keeps others out: the socket is bound to 127.0.0.1; every address begins with a random token; the Host header
must name this machine (a foreign name that resolves to it gets nothing); a decision must come as JSON from a page
of this server. What keeps hostile article text inert: the page sets text as text, and its policy allows no script
but its own files.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.errors import InputError, MapperError, MissingExtra
from mapper.gazetteer import Gazetteer
from mapper.review.session import Conflict, Session

if TYPE_CHECKING:
    from flask import Flask, Response

HOST = "127.0.0.1"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# A decision is a few words; more than this is not one.
_LARGEST_DECISION = 100_000


def create_app(session: Session, token: str) -> Flask:
    """The WSGI application that shows ``session`` under ``/<token>/``.

    Raises MissingExtra when Flask is not installed.
    """
    try:
        from flask import Flask, jsonify

        from mapper.review.views import Views
    except ImportError as error:
        raise MissingExtra("review", "mapper review") from error

    def tell(error: MapperError) -> tuple[Response, int]:
        return jsonify(error=str(error)), 409 if isinstance(error, Conflict) else 400

    app = Flask("mapper.review", static_folder=None)
    app.config.update(TRUSTED_HOSTS=[HOST, "localhost"], MAX_CONTENT_LENGTH=_LARGEST_DECISION)
    app.before_request(lambda: _keep_others_out(token))
    app.after_request(_lock_down)
    app.register_error_handler(MapperError, tell)
    views = Views(session)
    for address, view in (
        ("", views.page),
        ("static/<path:name>", views.static),
        ("map", views.map),
        ("incidents", views.incidents),
        ("places", views.places),
    ):
        app.add_url_rule(f"/{token}/{address}", view_func=view, endpoint=view.__name__)
    for address, view in (("decide", views.decide), ("undo", views.undo)):
        app.add_url_rule(f"/{token}/{address}", view_func=view, endpoint=address, methods=["POST"])
    return app


def _keep_others_out(token: str) -> None:
    from flask import abort, request

    host = request.host  # reading it checks TRUSTED_HOSTS
    given = request.path.split("/")[1]
    if not hmac.compare_digest(given.encode(), token.encode()):
        abort(404)
    if request.method == "POST":
        own = f"http://{host}"
        if request.headers.get("Origin", own) != own or not request.is_json:
            abort(403)


def _lock_down(response: Response) -> Response:
    from flask import request

    response.headers.update(_HEADERS)
    is_map = request.endpoint == "map"  # the map carries its own, stricter policy in the page
    response.headers["Content-Security-Policy"] = "frame-ancestors 'self'" if is_map else _POLICY
    return response


def serve(
    folder: Path, gazetteer: Gazetteer, *, who: str = "", port: int = 0, announce: Callable[[str], None] = print
) -> None:
    """Serve the review page of ``folder`` until interrupted; ``announce`` gets its address, token and all.

    Port 0 takes a free one. Raises StoreError when the folder holds no collection.
    """
    token = secrets.token_urlsafe(24)
    app = create_app(Session(folder, gazetteer, who=who), token)
    try:
        from waitress import create_server
    except ImportError as error:
        raise MissingExtra("review", "mapper review") from error
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page asks for several files at once, as it should
    try:
        server = create_server(app, host=HOST, port=port)
    except OSError as error:
        msg = f"port {port} cannot be used ({error.strerror}); choose another with --port, or leave it to us"
        raise InputError(msg) from error
    try:
        announce(f"http://{HOST}:{server.effective_port}/{token}/")
        server.run()
    finally:
        server.close()
