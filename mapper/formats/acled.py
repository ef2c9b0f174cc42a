"""The ``acled-like`` profile: ACLED's 31 columns in their order, for people whose sheets and scripts expect them.

Only what ACLED would count is written: its six event types, with a day, not what was merely warned of or threatened,
nothing a person rejected. Codes only ACLED's coders can give (inter, interaction, its regions) stay empty, and our
ids cannot be taken for theirs (theirs are letters and digits: UKR12345; ours begin with "mapper:").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from mapper.model import GEO_PRECISION, Incident
from mapper.rows import Row
from mapper.tables import reviewed

# acleddata.com's column guide of 2023, as published.
ACLED_COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

_VIOLENCE, _DEMONSTRATIONS = "Political violence", "Demonstrations"
# ACLED's disorder types; a sub-type's own entry goes before its type's.
_DISORDER = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Mob violence": _VIOLENCE,
    "Battles": _VIOLENCE,
    "Explosions/Remote violence": _VIOLENCE,
    "Violence against civilians": _VIOLENCE,
    "Protests": _DEMONSTRATIONS,
    "Riots": _DEMONSTRATIONS,
    "Strategic developments": "Strategic developments",
}


@cache
def _iso_numeric() -> Mapping[str, str]:
    return {row["country"]: row["iso"] for row in reviewed("formats/iso_numeric.csv")}


def counted(incidents: Iterable[Incident]) -> list[Incident]:
    """The incidents ACLED's rules would count, in their order."""
    return [
        i
        for i in incidents
        if i.event_type in _DISORDER
        and i.when.start
        and i.modality not in ("warned", "threatened")
        and i.review_status != "rejected"
    ]


def acled_row(incident: Incident) -> Row:
    """One row of the profile. Fatalities are the conservative number, as ACLED codes them: none stated is 0."""
    place, when = incident.place, incident.when
    row: Row = dict.fromkeys(ACLED_COLUMNS, "")
    row |= {
        "event_id_cnty": f"mapper:{incident.incident_id}",
        "event_date": when.start.isoformat() if when.start else "",
        "year": when.start.year if when.start else "",
        "time_precision": when.time_precision,
        "disorder_type": _DISORDER.get(incident.sub_event_type) or _DISORDER[incident.event_type],
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "actor1": incident.actor1,
        "actor2": incident.actor2,
        # All events of this type are against civilians by definition; of the others we cannot say.
        "civilian_targeting": "Civilian targeting" if incident.event_type == "Violence against civilians" else "",
        "iso": _iso_numeric().get(place.country, ""),
        "country": place.country_name,
        "admin1": place.admin1,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GEO_PRECISION[place.kind],
        "source": "; ".join(incident.sources),
        "notes": incident.reports[0].sentence.text,
        "fatalities": incident.casualties.fatalities_min or 0,
        "tags": "; ".join(_tags(incident)),
    }
    return row


def _tags(incident: Incident) -> list[str]:
    tags = [f"modality={incident.modality}", f"independent sources={incident.n_independent}"]
    return tags + ([f"denied by {incident.denied_by}"] if incident.denied_by else [])
