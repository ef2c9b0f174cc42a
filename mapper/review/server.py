"""The review page over HTTP, for this machine and this reviewer only.

Flask and waitress: both long kept by their communities, pure Python, synchronous like everything below them.
What keeps others out: the socket is bound to 127.0.0.1; every address begins with a random token; the Host header
must name this machine (a foreign name that resolves to it gets nothing); a decision must come as JSON from a page
of this server. What keeps hostile article text inert: the page sets text as text, and its policy allows no script
but its own file.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from mapper.corrections import Action
from mapper.errors import MapperError, MissingExtra
from mapper.gazetteer import Gazetteer
from mapper.model import Incident, Modality
from mapper.review.session import Conflict, Session
from mapper.rows import incident_row, place_row

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
_PLACES_SHOWN = 12


def create_app(session: Session, token: str) -> Flask:
    """The WSGI application that shows ``session`` under ``/<token>/``.

    Raises MissingExtra when Flask is not installed.
    """
    try:
        from flask import Flask, abort, jsonify, render_template, request
    except ImportError as error:
        raise MissingExtra("review", "mapper review") from error
    app = Flask("mapper.review", static_folder=None)
    app.config.update(TRUSTED_HOSTS=[HOST, "localhost"], MAX_CONTENT_LENGTH=_LARGEST_DECISION)
    root = f"/{token}"

    @app.before_request
    def keep_others_out() -> None:
        request.host  # noqa: B018 - reading it checks TRUSTED_HOSTS, also where nothing else reads it
        given = request.path.split("/")[1]
        if not hmac.compare_digest(given.encode(), token.encode()):
            abort(404)
        if request.method == "POST":
            own = f"http://{request.host}"
            if request.headers.get("Origin", own) != own or not request.is_json:
                abort(403)

    @app.after_request
    def lock_down(response: Response) -> Response:
        response.headers.update(_HEADERS)
        own = request.path == f"{root}/map"  # the map carries its own, stricter policy in the page
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'" if own else _POLICY
        return response

    @app.errorhandler(MapperError)
    def tell(error: MapperError) -> tuple[Response, int]:
        return jsonify(error=str(error)), 409 if isinstance(error, Conflict) else 400

    @app.get(f"{root}/")
    def page() -> str:
        return render_template("review.html.jinja", modalities=get_args(Modality), types=_event_types())

    @app.get(f"{root}/static/<path:name>")
    def static(name: str) -> Response:
        from flask import send_from_directory

        return send_from_directory(Path(__file__).parent / "static", name)

    @app.get(f"{root}/map")
    def map_page() -> str:
        from mapper.webmap import draw_map

        shown = [incident for incident in session.incidents() if incident.review_status != "rejected"]
        return str(draw_map(shown, gazetteer=session.gazetteer, embed=True).get_root().render())

    @app.get(f"{root}/incidents")
    def incidents() -> Response:
        return jsonify(_told(session, session.incidents()))

    @app.get(f"{root}/places")
    def places() -> Response:
        found = session.gazetteer.search(request.args.get("q", ""), limit=_PLACES_SHOWN)
        return jsonify([place_row(place) for place in found])

    @app.post(f"{root}/decide")
    def decide() -> Response:
        given: dict[str, Any] = request.get_json()
        action, incident, version, value, why = (
            str(given.get(name, "")) for name in ("action", "incident", "version", "value", "why")
        )
        if action not in get_args(Action):
            abort(400)
        return jsonify(_told(session, session.decide(action, incident, version, value, why)))  # type: ignore[arg-type]

    @app.post(f"{root}/undo")
    def undo() -> Response:
        undone = session.undo()
        return jsonify(_told(session, session.incidents()) | {"undone": undone})

    return app


def serve(
    folder: Path, gazetteer: Gazetteer, *, who: str = "", port: int = 0, announce: Callable[[str], None] = print
) -> None:
    """Serve the review page of ``folder`` until interrupted; ``announce`` gets its address, token and all.

    Port 0 takes a free one. Raises StoreError when the folder holds no collection.
    """
    app = create_app(Session(folder, gazetteer, who=who), token := secrets.token_urlsafe(24))
    try:
        from waitress import create_server
    except ImportError as error:
        raise MissingExtra("review", "mapper review") from error
    server = create_server(app, host=HOST, port=port)
    try:
        announce(f"http://{HOST}:{server.effective_port}/{token}/")
        server.run()
    finally:
        server.close()


def _told(session: Session, incidents: list[Incident]) -> dict[str, Any]:
    rows = [incident_row(incident) | {"version": session.version(incident)} for incident in incidents]
    return {"incidents": rows, "unmatched": session.unmatched()}


def _event_types() -> list[str]:
    from mapper.coding.lexicon import rows

    return [f"{row['event_type']}: {row['sub_event_type']}" for row in rows("event_types")]
