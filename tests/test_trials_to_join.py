"""Trials that somebody could join: filters, distances, ages, who pays, data without places. Synthetic records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from msc_trials.errors import QueryError
from msc_trials.evidence import wording
from msc_trials.registry.filters import Filters
from msc_trials.service.places import Wanted, country_names, trials_to_join
from tests.emulator import Emulator
from tests.test_cli import run

MUNICH = (48.1, 11.6)


def with_sites(server: Emulator, number: int, low: str, *sites: dict[str, Any]) -> None:
    protocol = server.studies[f"NCT{number:08d}"]["protocolSection"]
    protocol["statusModule"]["overallStatus"] = "RECRUITING"
    protocol["armsInterventionsModule"]["interventions"][0]["name"] = "mesenchymal stem cells"
    protocol["eligibilityModule"] = {"minimumAge": low, "maximumAge": "70 Years", "sex": "FEMALE"}
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
    assert notes == ["Where a site has no point on the map, only its city and country are shown."]
    assert "filter.geo" in asked
    assert "filter.overallStatus" in asked


def test_an_age_leaves_out_trials_that_state_another(found: Any) -> None:
    rows, _, _ = found(Wanted(age=54))
    assert [r["trial_id"] for r in rows] == ["NCT00000001", "NCT00000002"]
    assert found(Wanted(age=71))[0] == []


def test_every_row_says_who_pays_and_that_a_listing_is_no_endorsement(found: Any) -> None:
    for row in found(Wanted())[0]:
        assert row["patients_pay"] == "not stated; ask"
        assert row["note"] == wording.LISTING
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


def test_countries_are_known_by_code_and_name() -> None:
    assert country_names("de") == ("Germany",)
    with pytest.raises(QueryError, match="not a country"):
        country_names("Atlantis")


@pytest.mark.parametrize("wrong", ["--near here", "--near 91,0", "--within far", "--phase 5", "--country Atlantis"])
def test_what_cannot_be_meant_is_one_clear_line(wrong: str) -> None:
    ran = run("trials", "knee osteoarthritis", *wrong.split(" ", 1), "--source", "snapshot")
    assert ran.code == 2
    assert ran.err.startswith("Error: ")


def test_a_distance_is_put_to_the_registry() -> None:
    assert Filters.of(near="distance(48.1,11.6,200km)").params() == {"filter.geo": "distance(48.1,11.6,200km)"}
    with pytest.raises(QueryError):
        Filters.of(near="near me")
