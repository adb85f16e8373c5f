"""How many trials reported results in time, late or never, by class of sponsor, with intervals."""

from msc_trials import Client
from msc_trials.errors import exit_in_one_line
from msc_trials.output.reporting import reporting

exit_in_one_line()
with Client() as client:
    trials = client.search().to_frame()
print(reporting(trials[trials.is_msc], by="sponsor_class", as_of="2026-11-28"))
print(reporting(trials[trials.is_msc], by="year", as_of="2026-11-28", population="covered"))
