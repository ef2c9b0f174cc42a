"""The last resort: a name the gazetteer lacks, put to the web geocoder the user chose."""

from __future__ import annotations

from dataclasses import replace

from mapper.gazetteer import Gazetteer
from mapper.model import Resolution

SCORE = 0.5  # nothing in the document was weighed: the provider's first answer, as likely right as not


def asked_online(resolution: Resolution, gazetteer: Gazetteer, country: str = "") -> Resolution:
    """The resolution, with the web geocoder's place where the gazetteer has no option at all.

    The same resolution when no web geocoder was chosen, or it has no answer, or the name is ambiguous or not a name
    (a demonym, an abbreviation). The reason names the provider and the credit its answers need.
    """
    online = gazetteer.online
    if online is None or resolution.place or resolution.ambiguous or resolution.toponym.form != "name":
        return resolution
    place = online.find(resolution.toponym.text, country=country)
    if place is None:
        return resolution
    where = ", ".join(part for part in (place.name, place.admin1, place.country_name) if part)
    reason = f"not in the gazetteer; {online.settings.provider} (online) gives {where}. {online.attribution}"
    return replace(resolution, place=place, score=SCORE, reason=reason, tier="online")
