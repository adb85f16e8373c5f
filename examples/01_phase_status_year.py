"""How many MSC trials there are by phase and status, and how many started each year."""

import pandas as pd

from msc_trials import Client, to_frame
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
with Client() as client:
    trials = to_frame(client.search())  # no condition: all trials of mesenchymal stem cells
trials = trials[trials.is_msc]
print(pd.crosstab(trials.phase, trials.status))
print(trials.groupby(trials.start_date.str[:4]).size())
