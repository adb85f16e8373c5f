"""Tissue of the cells by phase."""

import pandas as pd

from msc_trials import Client
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
with Client() as client:
    trials = client.search().to_frame()
one_each = trials[trials.is_msc].assign(source=trials.sources.str.split(" | ", regex=False)).explode("source")
print(pd.crosstab(one_each.source, one_each.phase))
