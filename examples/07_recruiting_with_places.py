"""Trials that recruit now, with their open sites."""

from msc_trials import Client
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
with Client() as client:
    recruiting = client.search("knee osteoarthritis", status="RECRUITING")
    print(recruiting.matched(), "studies")
    places = recruiting.to_frame("locations")
print(places[places.site_status == "Recruiting"][["nct_id", "facility", "city", "country"]])
