"""Trials that somebody could join: filters, distances, ages, who pays, data without places. Synthetic records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from msc_trials.cli.app import cli
from msc_trials.errors import BlockedError, OfflineError, QueryError
from msc_trials.evidence.words import sentence
from msc_trials.knowledge.registries import names_of_country
from msc_trials.output.trials_to_join import trials_to_join
from msc_trials.registry.filters import Filters
from msc_trials.service.joinable import Wanted
from tests.emulator import Emulator
from tests.test_cli import run

MUNICH = (48.1, 11.6)


def with_sites(server: Emulator, number: int, low: str, *sites: dict[str, Any]) -> None:
    protocol = server.studies[f"NCT{number:08d}"]["protocolSection"]
    protocol["statusModule"]["overallStatus"] = "RECRUITING"
    protocol["armsInterventionsModule"]["interventions"][0]["name"] = "mesenchymal stem cells"
    protocol["eligibilityModule"] = {
        "minimumAge": low,
        "maximumAge": "70 Years",
        "sex": "FEMALE",
        "healthyVolunteers": number == 2,
    }
    protocol["contactsLocationsModule"] = {"locations": list(sites)}


@pytest.fixture
def found(tmp_path: Path) -> Any:
    with Emulator(3) as server:
        ulm = {"city": "Ulm", "country": "Germany", "geoPoint": {"lat": 48.4, "lon": 9.99}}
        with_sites(
            server,
            1,
            "18 Years",
            {"city": "Seoul", "country": "South Korea", "geoPoint": {"lat": 37.6, "lon": 127.0}},
            ulm,
        )
        with_sites(
            server, 2, "6 Months", {"city": "Munich", "country": "Germany", "geoPoint": {"lat": 48.14, "lon": 11.58}}
        )
        with_sites(server, 3, "60 Years", {"city": "Bonn", "country": "Germany"})

        def asked(wanted: Wanted) -> tuple[list[dict[str, Any]], list[str], str]:
            rows, notes = trials_to_join(
                "knee osteoarthritis", wanted, api_url=server.url, cache_dir=tmp_path, min_interval=0, source="live"
            )
            return rows, notes, str(server.requests)

        yield asked


def test_the_nearest_site_is_first_and_a_site_without_a_point_is_said(found: Any) -> None:
    rows, notes, asked = found(Wanted(recruiting=True, country="DE", near=MUNICH, within_km=200, phases=("2", "3")))
    assert [(r["trial_id"], r["distance_km"]) for r in rows] == [
        ("NCT00000002", 5),
        ("NCT00000001", 124),
        ("NCT00000003", None),
    ]
    assert rows[1]["sites"][0]["city"] == "Ulm"
    assert [s["country"] for s in rows[1]["sites"]] == ["Germany"]
    assert notes == [
        "1 trial listed here by country, not by distance: the site has no point on the map.",
        "Source: ClinicalTrials.gov, data of 2026-11-20.",
    ]
    assert "filter.geo" in asked
    assert "filter.overallStatus" in asked


def test_a_distance_alone_finds_no_site_without_a_point_and_says_so(found: Any) -> None:
    rows, notes, asked = found(Wanted(near=MUNICH, within_km=100))
    assert [r["trial_id"] for r in rows] == ["NCT00000002"]
    assert "add --country or --city" in notes[0]
    assert asked.count("filter.geo") == 1


def test_a_city_is_matched_where_a_site_has_no_point(found: Any) -> None:
    rows, notes, _ = found(Wanted(city="bonn", near=MUNICH, within_km=100))
    assert [(r["trial_id"], r["distance_km"]) for r in rows] == [("NCT00000003", None)]
    assert "by city, not by distance" in notes[0]
    assert [r["trial_id"] for r in found(Wanted(city="Ulm"))[0]] == ["NCT00000001"]


def test_a_site_in_another_country_does_not_make_the_country_near(found: Any) -> None:
    assert found(Wanted(country="KR", near=MUNICH, within_km=200))[0] == []


def test_every_row_carries_the_date_of_its_data(found: Any) -> None:
    assert {len(r["data_date"] or "") for r in found(Wanted())[0]} == {10}


def test_sex_and_healthy_volunteers_are_said(found: Any) -> None:
    said = {r["trial_id"]: (r["sex"], r["healthy_volunteers"]) for r in found(Wanted())[0]}
    assert said["NCT00000001"] == ("women", "not accepted")
    assert said["NCT00000002"] == ("women", "accepted")


def test_only_sites_that_recruit_are_shown_where_a_trial_says_which_do(tmp_path: Path) -> None:
    with Emulator(1) as server:
        point = {"lat": 48.14, "lon": 11.58}
        closed = {"city": "Munich", "country": "Germany", "status": "COMPLETED", "geoPoint": point}
        opened = {
            "city": "Berlin",
            "country": "Germany",
            "status": "RECRUITING",
            "geoPoint": {"lat": 52.52, "lon": 13.4},
        }
        with_sites(server, 1, "18 Years", closed, opened)
        rows, _ = trials_to_join(
            "knee osteoarthritis", Wanted(recruiting=True, near=MUNICH, within_km=900), api_url=server.url, cache_dir=tmp_path,
            min_interval=0, source="live",
        )  # fmt: skip
    assert [site["city"] for site in rows[0]["sites"]] == ["Berlin"]
    assert 495 < rows[0]["distance_km"] < 515  # by hand: about 504 km


def test_a_registry_that_cannot_be_reached_leaves_the_bundled_data_and_says_so(tmp_path: Path) -> None:
    rows, notes = trials_to_join("knee osteoarthritis", Wanted(recruiting=True), offline=True, cache_dir=tmp_path)
    assert rows
    assert notes[0].startswith("The bundled snapshot answered, because: ")
    assert "places are not in these data" in notes[1]
    with pytest.raises(OfflineError, match="Nothing is stored"):  # the snapshot has no places
        trials_to_join("knee osteoarthritis", Wanted(near=MUNICH), offline=True, cache_dir=tmp_path)
    with Emulator(1, trouble="403*") as server, pytest.raises(BlockedError):
        trials_to_join("knee osteoarthritis", Wanted(city="Ulm"), api_url=server.url, cache_dir=tmp_path)


def test_the_text_for_a_person_has_what_each_row_must_say() -> None:
    ran = run("trials", "knee osteoarthritis", "--recruiting", "--source", "snapshot", COLUMNS="80")
    for part in (
        "Compared with: ",
        "Patients pay: ",
        "Contacts:",
        "https://clinicaltrials.gov/study/NCT",
        "healthy volunteers",
    ):
        assert ran.out.count(part) == ran.out.count("Ages "), part
    assert "not an endorsement" in ran.err
    assert all(len(line) <= 80 for line in ran.out.splitlines())
    table = run(
        "trials", "knee osteoarthritis", "--recruiting", "--source", "snapshot", "--format", "table", COLUMNS="80"
    )
    assert all(re.match(r"NCT\d{8} ", line) for line in table.out.splitlines()[1:])


def test_an_age_leaves_out_trials_that_state_another(found: Any) -> None:
    rows, _, _ = found(Wanted(age=54))
    assert [r["trial_id"] for r in rows] == ["NCT00000001", "NCT00000002"]
    assert found(Wanted(age=71))[0] == []


def test_every_row_says_who_pays_and_that_a_listing_is_no_endorsement(found: Any) -> None:
    for row in found(Wanted())[0]:
        assert row["patients_pay"] is None
        assert row["note"] == sentence("listing")
        assert row["control"]
        assert row["contacts"].endswith(row["trial_id"])
        assert row["sex"]


def test_data_without_places_say_so() -> None:
    with pytest.raises(QueryError, match="places are not in these data"):
        trials_to_join("knee osteoarthritis", Wanted(near=MUNICH), source="snapshot")
    rows, notes = trials_to_join("knee osteoarthritis", Wanted(recruiting=True, country="kr"), source="snapshot")
    assert rows
    assert all(row["sites"] is None and {"Korea, Republic of"} <= set(row["countries"]) for row in rows)
    assert "places are not in these data" in notes[0]
    assert re.fullmatch(r"Source: .*, data of \d{4}-\d\d-\d\d\.", notes[-1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zzzz", "does not mean that there are none"),
        ("knee osteoarthritis and ALS", "does not mean that there are none"),
        ("kidney failure", "can mean several diseases"),
        ("worn-out knee", "Searched as: knee osteoarthritis"),
    ],
)
def test_how_the_text_was_taken_is_said_before_a_list_that_may_be_empty(text: str, said: str) -> None:
    assert said in trials_to_join(text, Wanted(), source="snapshot")[1][0]


def test_countries_are_known_by_code_and_name() -> None:
    assert names_of_country("de") == ("Germany",)
    with pytest.raises(QueryError, match="not a country"):
        names_of_country("Atlantis")


@pytest.mark.parametrize(
    "wrong",
    [
        "--near here",
        "--near 91,0",
        "--within far",
        "--within 100km",
        "--near 48,11 --within 0km",
        "--phase 5",
        "--phase ,",
        "--age nan",
        "--country Atlantis",
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(wrong: str) -> None:
    ran = run("trials", "knee osteoarthritis", *wrong.split(), "--source", "snapshot")
    assert ran.code == 2
    assert ran.err.startswith("Error: ")


def test_a_distance_is_put_to_the_registry() -> None:
    assert Filters.of(near="distance(48.1,11.6,200km)").params() == {"filter.geo": "distance(48.1,11.6,200km)"}
    with pytest.raises(QueryError):
        Filters.of(near="near me")


def test_what_the_snapshot_does_not_hold_is_not_called_unstated() -> None:
    ran = run("trials", "autism", "--source", "snapshot", COLUMNS="100")
    assert "sex: not in these data; healthy volunteers: not in these data" in ran.out
    assert "no lower limit to no upper limit" not in ran.out


def test_trials_that_ought_to_be_over_stand_last_and_are_counted() -> None:
    wanted = Wanted(recruiting=True)
    rows, notes = trials_to_join("knee osteoarthritis", wanted, source="snapshot", as_of="2026-11-30")
    over = [
        int(m[1])
        for note in notes
        if (m := re.match(r"(\d+) trials? w(?:as|ere) listed as recruiting or about to", note))
    ]
    found = [row["status"] for row in rows]
    assert 0 < over[0] < len(rows)
    assert any("2021" in status for status in found[-over[0] :])
    assert not any("2021" in status for status in found[: -over[0]])


@pytest.mark.parametrize("form", ["text", "table", "markdown"])
def test_a_person_is_told_to_ask_who_pays_where_the_record_does_not_say(form: str) -> None:
    """Somebody who looks for a trial reads that nothing is stated about paying, and programs read null."""
    ran = CliRunner().invoke(
        cli, ["trials", "stroke", "--source", "snapshot", "--format", form], env={"COLUMNS": "120"}
    )
    assert "not stated; ask" in ran.stdout
