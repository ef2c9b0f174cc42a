"""What the review page asks, and what it is told: one method an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from flask import abort, current_app, jsonify, render_template, request, send_from_directory

from mapper.coding.lexicon import rows
from mapper.corrections import Action
from mapper.model import Incident, Modality
from mapper.review.session import Session
from mapper.rows import incident_row, place_row
from mapper.webmap import map_page
from mapper.webmap.assets import shared_style

if TYPE_CHECKING:
    from flask import Response

_PLACES_SHOWN = 12


class Views:
    """The answers to a reviewer's page, over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self) -> str:
        """The page itself."""
        types: dict[str, list[str]] = {}
        for row in rows("event_types"):
            types.setdefault(row["event_type"], []).append(row["sub_event_type"])
        return str(render_template("review.html.jinja", modalities=get_args(Modality), types=types))

    def static(self, name: str) -> Response:
        """One of the page's own files, or what it shares with the map: colours, type, buttons."""
        if name == "shared.css":
            return current_app.response_class(shared_style(), mimetype="text/css")
        return send_from_directory(Path(__file__).parent / "static", name)

    def map(self) -> str:
        """The map of what has not been rejected."""
        shown = [incident for incident in self._session.incidents() if incident.review_status != "rejected"]
        return map_page(shown, gazetteer=self._session.gazetteer, embed=True)

    def incidents(self) -> Response:
        """Every incident as a row, with the version a decision about it must name."""
        return jsonify(self._told(self._session.incidents()))

    def places(self) -> Response:
        """The places called what the question ``q`` says."""
        found = self._session.gazetteer.search(request.args.get("q", ""), limit=_PLACES_SHOWN)
        return jsonify([place_row(place) for place in found])

    def decide(self) -> Response:
        """The incidents after one more decision."""
        given: dict[str, Any] = request.get_json()
        action, incident, version, value, why = (
            str(given.get(name, "")) for name in ("action", "incident", "version", "value", "why")
        )
        if action not in get_args(Action):
            abort(400)
        return jsonify(self._told(self._session.decide(cast("Action", action), incident, version, value, why)))

    def undo(self) -> Response:
        """The incidents without the last decision of this sitting, and which that was."""
        undone = self._session.undo()
        return jsonify(self._told(self._session.incidents()) | {"undone": undone})

    def _told(self, incidents: list[Incident]) -> dict[str, Any]:
        told = [incident_row(incident) | {"version": self._session.version(incident)} for incident in incidents]
        return {"incidents": told, "unmatched": self._session.unmatched()}
