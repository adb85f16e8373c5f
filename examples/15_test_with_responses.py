"""A test of one's own program without a network, with the package ``responses``."""

import responses

from msc_trials import Client

STUDY = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT90000001", "briefTitle": "A made-up study"},
        "statusModule": {"overallStatus": "COMPLETED"},
        "conditionsModule": {"conditions": ["A made-up disease"]},
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
        "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": "made-up cells"}]},
    },
    "hasResults": False,
}


@responses.activate
def test_the_title_of_a_study() -> None:
    """The client asks for the data's date and for the study, nothing else."""
    api = "https://clinicaltrials.gov/api/v2"
    responses.get(f"{api}/version", json={"apiVersion": "2.0.5", "dataTimestamp": "2026-11-20T09:00:04"})
    responses.get(f"{api}/studies/NCT90000001", json=STUDY)
    with Client(api_url=api, no_cache=True, min_interval=0, papers=False) as client:
        assert client.show("NCT90000001").assessment.title == "A made-up study"
