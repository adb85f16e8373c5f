"""A list of NCT numbers of one's own, with a bad one among them, joined with what the registry says."""

import pandas as pd

from msc_trials import Client, to_frame
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
own = pd.DataFrame({"nct_id": ["NCT90000001", "NCT90000002", None, "not a number"], "included": [1, 0, 1, 1]})
with Client() as client:
    known = to_frame(client.get_many(own.nct_id, strict=False))  # warns about what it could not use
print(own.merge(known[["nct_id", "phase", "status", "verdict"]], on="nct_id", how="left"))
