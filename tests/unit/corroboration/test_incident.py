"""What an incident takes from its reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mapper.corroboration import corroborate, explain_incident, why
from mapper.model import Attribution, Casualties, Incident, Report
from tests.stories import report


def one(*reports: Report) -> Incident:
    (incident,) = corroborate(reports)
    return incident


def test_the_night_of_two_articles() -> None:
    """Two outlets, three places, other spellings: one incident each, alerts apart and linked."""
    blasts = report(
        sentence="Several explosions were heard in Kiev.", doc="a", outlet="A", agency="UNIAN", written="Kiev"
    )
    warned = report(
        "kyiv", kind="Missile/drone warning", sentence="Residents were warned.", doc="a", modality="warned", at=50
    )
    odessa = report("odesa", sentence="Blasts were reported in Odessa.", doc="a", outlet="A", written="Odessa", at=90)
    drones = report("kremlin", "-", sentence="Two drones were launched.", doc="a", modality="alleged", at=130)
    kyiv = report(sentence="Loud explosions were heard in Kyiv.", doc="b", outlet="B", written="Kyiv")
    odesa = report("odesa", kind="Attack", sentence="Attacks were reported in Odesa.", doc="b", outlet="B", at=40)
    attack = report(
        "moscow", "2023-05-03", sentence="A drone attack.", doc="b", modality="alleged", denied_by="Zelensky", at=80
    )
    found = {
        i.place.name + " " + i.event_type: i for i in corroborate([odesa, kyiv, attack, drones, odessa, warned, blasts])
    }
    assert {
        "Kyiv Explosions/Remote violence",
        "Kyiv Alert",
        "Odesa Explosions/Remote violence",
        "Moscow Kremlin Explosions/Remote violence",
    } == set(found)
    strike, alert = found["Kyiv Explosions/Remote violence"], found["Kyiv Alert"]
    assert (("A", "B"), ("Kiev", "Kyiv")) == (strike.sources, strike.spellings)
    assert ((alert.incident_id,), (strike.incident_id,)) == (strike.context, alert.context)
    kremlin = found["Moscow Kremlin Explosions/Remote violence"]
    assert ("alleged", "Zelensky", date(2023, 5, 3)) == (kremlin.modality, kremlin.denied_by, kremlin.when.start)


def test_the_finest_place_the_surest_date_the_most_telling_type() -> None:
    incident = one(
        report("moscow", "2023-05-04*", kind="Shelling/artillery/missile attack", sentence="Two drones attacked."),
        report("kremlin", "2023-05-03", kind="Disrupted weapons use", sentence="Two drones were downed."),
        report("kremlin", "2023-05-03", sentence="Two drones attacked the palace."),
    )
    assert ("Moscow Kremlin", date(2023, 5, 3), "stated") == (
        incident.place.name,
        incident.when.start,
        incident.when.basis,
    )
    assert "Air/drone strike" == incident.sub_event_type
    assert "Two drones attacked the palace." == incident.reports[0].sentence.text


def test_the_first_mention_in_an_article_decides_how_surely_it_says_so() -> None:
    alleged = one(
        report("kremlin", sentence="An alleged drone attack.", doc="a", modality="alleged"),
        report("kremlin", sentence="The president was away during the drone attack.", doc="a", at=60),
    )
    assert "alleged" == alleged.modality
    asserted = one(*alleged.reports, report("kremlin", sentence="Drones hit the roof.", doc="b"))
    assert "asserted" == asserted.modality
    denied = one(*alleged.reports, report("kremlin", sentence="We deny the attack.", doc="b", modality="denied"))
    assert "alleged" == denied.modality
    doubted = [report("kremlin", sentence="Drones hit it.", doc=d) for d in "cdef"]
    assert "alleged" == one(*denied.reports, *doubted[:3]).modality
    assert "asserted" == one(*denied.reports, *doubted).modality


def test_figures_are_a_range_over_articles_and_the_total_within_one() -> None:
    incident = one(
        report("kherson oblast", sentence="Shells killed 21 people.", doc="a", dead="21"),
        report("kherson oblast", sentence="Three of them were children.", doc="a", dead="3", at=50),
        report("kherson oblast", sentence="Shells killed at least 23.", doc="b", dead="23+"),
    )
    assert Casualties(21, None) == incident.casualties
    later = one(*incident.reports, report("kherson oblast", sentence="The dead number 25.", doc="c", dead="25"))
    assert Casualties(21, 25) == later.casualties


def test_the_more_precise_kind_joins_two_that_clash_alone() -> None:
    attacked = report(kind="Attack", sentence="The capital was attacked.", doc="a")
    stopped = report(kind="Disrupted weapons use", sentence="Drones were shot down.", doc="b")
    struck = report(sentence="A drone strike was reported.", doc="c")
    assert 2 == len(corroborate([attacked, stopped]))
    assert 1 == len(corroborate([attacked, stopped, struck]))
    # The vaguer kind joins nothing: a clash and an air strike on one day are two events, whatever "an attack" was.
    clash = report(kind="Armed clash", sentence="Fighting broke out.", doc="d")
    assert 2 == len(corroborate([attacked, clash, struck]))


def test_one_agency_and_copies_of_one_text_are_one_voice() -> None:
    quoting = [
        report(sentence=f"Blasts in Kyiv, {n}.", outlet=n, agency=a)
        for n, a in zip("AB", ("UNIAN", "the news agency UNIAN"), strict=True)
    ]
    assert 1 == one(*quoting).n_independent
    copies = [report(sentence=f"Kyiv blasts, {n}.", outlet=n, origin="o1") for n in "CD"]
    assert 2 == one(*quoting, *copies).n_independent
    assert 3 == one(*quoting, *copies, report(sentence="We heard blasts.", outlet="E")).n_independent


UNKNOWN = tuple(report(sentence=f"{what} were heard in Kyiv.", doc=what) for what in ("Blasts", "Bangs", "Explosions"))
NAMED = tuple(report(sentence=f"{outlet} heard blasts.", outlet=outlet) for outlet in ("The Post", "The Herald"))
VOICES = [
    ("unknown outlets alone are one voice", UNKNOWN, 1),
    ("beside a known one they add none", (*UNKNOWN, NAMED[0]), 1),
    ("nor beside two", (*UNKNOWN, *NAMED), 2),
    ("an agency they quote has a name", (*UNKNOWN, replace(UNKNOWN[0], attribution=Attribution("RIA", "agency"))), 1),
]


@pytest.mark.parametrize(("reports", "voices"), [case[1:] for case in VOICES], ids=[case[0] for case in VOICES])
def test_articles_of_unknown_outlets_add_no_voice(reports: tuple[Report, ...], voices: int) -> None:
    assert voices == one(*reports).n_independent
    assert ("unknown outlet" in one(*reports).sources, "Blasts" in one(*reports).sources) == (True, False)


def test_a_region_that_fits_two_towns_equally_stays_by_itself() -> None:
    towns = [report(name, sentence="Shelled today.") for name in ("nova kakhovka", "kherson")]
    region = report("odesa oblast", sentence="Bombed today.")
    ports = [report(name, sentence="Bombed today.") for name in ("izmail",)]
    assert 2 == len(corroborate(towns))
    assert 1 == len(corroborate([region, *ports]))
    beni, goma = (report(name, sentence="Rebels came.", kind="Attack") for name in ("beni", "goma"))
    assert 3 == len(corroborate([beni, goma, report("north kivu", sentence="Rebels killed six.", kind="Attack")]))


def test_an_undated_report_that_fits_two_attacks_is_not_placed() -> None:
    first = report(when="2023-04-20", published="2023-04-21", sentence="Blasts one.")
    second = report(when="2023-05-02", published="2023-05-02", sentence="Blasts two.")
    old = report(when="-", published="-", sentence="Explosions rocked it.")
    assert 3 == len(corroborate([first, second, old]))


def test_levels() -> None:
    reports = [report(doc=d, sentence=s, at=n * 40) for d in "ab" for n, s in enumerate(("Blasts.", "Explosions."))]
    assert [1, 2, 4] == [len(corroborate(reports, level=level)) for level in ("corpus", "document", "none")]


def test_why_names_the_clash() -> None:
    assert why(report("odesa"), report("odessa texas")).startswith("kept apart: two different places (Air/drone strike")
    assert "make 6" in why(report(sentence="Drones hit a hotel."), report(sentence="Rockets over it."))


def test_an_incident_explains_its_reports_and_its_neighbours() -> None:
    found = corroborate(
        [
            report(sentence="Blasts in Kyiv.", outlet="A"),
            report(sentence="Explosions in Kyiv.", outlet="B"),
            report("brovary", sentence="A blast in Brovary.", outlet="C"),
            report("odesa", sentence="A blast in Odesa.", outlet="C"),
        ]
    )
    kyiv = next(i for i in found if i.place.name == "Kyiv")
    lines = explain_incident(kyiv, found)
    assert 8 == len(lines)
    assert lines[3].startswith("    joined: the same kind of event (+1), the same place (+3), the same day (+2)")
    assert lines[6].startswith("  apart: ")
    assert "kept apart: two different places" in lines[7]


def test_who_says_what_and_when_it_was_published_is_kept() -> None:
    incident = one(
        report(sentence="Blasts killed two.", outlet="A", agency="UNIAN", published="2023-05-04", dead="2"),
        report(sentence="Blasts killed three.", outlet="B", published="2023-05-06", dead="3"),
        report(sentence="Blasts, it said.", outlet="C", agency="RIA", published="-"),
    )
    assert {"UNIAN", "RIA"} == set(incident.claimants)
    assert (date(2023, 5, 4), date(2023, 5, 6)) == incident.published
    voices = explain_incident(incident, [])[1]
    assert "3 outlets, 3 independent; published 2023-05-04 to 2023-05-06; says " in voices
    assert "2 (A)" in voices
    assert "3 (B)" in voices


def test_an_undated_incident_has_no_days_of_publication() -> None:
    assert one(report(published="-", when="-")).published is None
